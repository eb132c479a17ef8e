"""A chat completion's request as a prompt for a model in this process, which reads text and nothing else."""

from typing import Any

from pdfai.server.models.base import Prompt
from pdfai.server.problems import Problem
from pdfai.server.retrieval.conversation import Turn
from pdfai.server.store.records import JsonObject

_UPSTREAM = "start the server with --upstream-url for one that can."
# What a model in this process may leave aside without the answer being another one than was asked for.
_OPTIONS = ("temperature", "top_p", "max_completion_tokens", "reasoning_effort")


def prompt_of(request: JsonObject) -> Prompt:
    """The conversation and the options that matter; raises `Problem` for what would need another model."""
    _require_plain_text(request)
    messages = [(each["role"], _text(each, index)) for index, each in enumerate(request["messages"])]
    instructions = [text for role, text in messages if role in {"system", "developer"}]
    options: dict[str, Any] = {name: request.get(name) for name in _OPTIONS}
    return Prompt(
        model=request["model"],
        instructions="\n\n".join(instructions),
        turns=tuple(Turn(role=role, text=text) for role, text in messages if role in {"user", "assistant"}),
        **{**options, "max_completion_tokens": options["max_completion_tokens"] or request.get("max_tokens")},
    )


def _require_plain_text(request: JsonObject) -> None:
    wanted = {
        "n": (request.get("n") or 1) > 1,
        "tool_choice": request.get("tool_choice") not in (None, "none", "auto"),  # an object names a tool
        "function_call": request.get("function_call") not in (None, "none", "auto"),
        "response_format": (request.get("response_format") or {}).get("type", "text") != "text",
        "modalities": "audio" in (request.get("modalities") or ()),
        "logprobs": bool(request.get("logprobs")),
    }
    for name, is_wanted in wanted.items():
        if is_wanted:
            raise Problem(f"The offline model cannot do what '{name}' asks for: {_UPSTREAM}", param=name)


def _text(message: JsonObject, index: int) -> str:
    content: Any = message.get("content")
    calls = message.get("tool_calls") or message.get("function_call")
    if message["role"] in {"tool", "function"} or calls:
        raise Problem(f"The offline model calls no tools: {_UPSTREAM}", param=f"messages[{index}]")
    if content is None or isinstance(content, str):
        return content or ""
    for number, part in enumerate(content):
        if part["type"] != "text":
            param = f"messages[{index}].content[{number}].type"
            raise Problem(
                f"The offline model reads text only, not '{part['type']}': {_UPSTREAM}", param=param
            )
    return "\n".join(part["text"] for part in content)
