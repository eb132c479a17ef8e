"""What a request may spend, read from it, and the same request with a maximum in it. Pure."""

from dataclasses import replace
from typing import Any

from pdfai_api.request import Request

from pdfai.language.tokens import estimate_tokens
from pdfai.spending.budget import Allowance, Need

_PICTURE_TOKENS = 1500
"""About what models count for a picture or a recording, of which a request holds the bytes or an address."""
_NOT_WORDS = {"image_url", "input_audio", "file"}
_MESSAGE_TOKENS = 4
"""About what models count for who said a message."""


def spends(request: Request[Any]) -> bool:
    """Whether a model works on it."""
    if request.method != "POST":
        return False
    match request.segments:
        case ("chat", "completions") | ("embeddings",) | ("threads", "runs"):
            return True
        case ("threads", _, "runs") | ("threads", _, "runs", _, "submit_tool_outputs"):
            return True
        case _:
            return False


def begins_run(request: Request[Any]) -> bool:
    """Whether it is a run that is begun."""
    return request.segments[0] == "threads" and request.segments[-1] == "runs"


def continued_run(request: Request[Any]) -> tuple[str, str] | None:
    """The thread and the run that go on by it."""
    match request.segments:
        case ("threads", thread_id, "runs", run_id, "submit_tool_outputs"):
            return thread_id, run_id
        case _:
            return None


def asked_model(request: Request[Any]) -> str:
    """The model that is asked; "" for a run that leaves it to its assistant."""
    return str(request.json.get("model") or "")


def need_of(request: Request[Any], *, model: str) -> Need:
    """What a request may spend."""
    body = request.json
    if begins_run(request):
        return Need(
            model=model,
            prompt_tokens=_whole(body.get("max_prompt_tokens")),
            completion_tokens=_whole(body.get("max_completion_tokens")),
        )
    most = _whole(body.get("max_completion_tokens"))
    if most is None:
        most = 0 if _is_embedding(request) else _whole(body.get("max_tokens"))
    answers = _whole(body.get("n")) or 1
    return Need(model=model, prompt_tokens=prompt_tokens(request), completion_tokens=most, answers=answers)


def prompt_tokens(request: Request[Any]) -> int:
    """About how many tokens a completion's or an embedding's request is long."""
    body = request.json
    if _is_embedding(request):
        return _tokens_to_embed(body.get("input"))
    read = [body.get(name) for name in ("messages", "tools", "functions", "response_format")]
    return _MESSAGE_TOKENS * len(body.get("messages") or []) + tokens_of(read)


def tokens_of(value: Any) -> int:
    """About what a model counts for a JSON value; bytes are not read as they are written there."""
    match value:
        case str():
            return estimate_tokens(value)
        case dict():
            return sum(
                _PICTURE_TOKENS if name in _NOT_WORDS else tokens_of(inner) for name, inner in value.items()
            )
        case list():
            return sum(map(tokens_of, value))
        case None:
            return 0
        case _:  # a number
            return 1


def allowed(request: Request[Any], need: Need, allowance: Allowance) -> Request[Any]:
    """The request with a maximum where it names none, which servers keep to; streams are to tell usage."""
    body = dict(request.json)
    if need.prompt_tokens is None:
        body["max_prompt_tokens"] = allowance.prompt_tokens
    if need.completion_tokens is None:
        body["max_completion_tokens"] = allowance.completion_tokens
    if request.segments == ("chat", "completions") and body.get("stream"):
        body["stream_options"] = {"include_usage": True, **(body.get("stream_options") or {})}
    return replace(request, json=body)


def _is_embedding(request: Request[Any]) -> bool:
    return request.segments == ("embeddings",)


def _tokens_to_embed(given: Any) -> int:
    """Of a text or several, or of tokens."""
    if isinstance(given, str):
        return estimate_tokens(given)
    return sum(1 if isinstance(each, int) else _tokens_to_embed(each) for each in given or [])


def _whole(value: Any) -> int | None:
    """What is no number the server refuses, in its own words."""
    return value if isinstance(value, int) else None
