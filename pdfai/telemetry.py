"""What a span tells of a call, in the words of the GenAI semantic conventions. No I/O but the contract's.

Nothing here looks at the key, at headers other than the request id, or at the words of messages and
documents.
"""

from __future__ import annotations

import json
import pkgutil
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pdfai_api.models import Assistant, Completion, CompletionChunk, EmbeddingList, Run, RunEvent, Thread

from pdfai.outcomes import answered_by

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pdfai_api.request import Request

    Attributes = dict[str, str | int | list[str]]

# Where the conventions have a name for it. A run that goes on with tool outputs is not invoked once more.
_CONVENTIONAL = {
    "create_assistant": "create_agent",
    "create_completion": "chat",
    "create_embedding": "embeddings",
    "create_run": "invoke_agent",
    "create_thread_and_run": "invoke_agent",
    "search_vector_store": "retrieval",
}
_IDS = {
    "assistants": "gen_ai.agent.id",
    "threads": "gen_ai.conversation.id",
    "vector_stores": "gen_ai.data_source.id",
}


def operation_name(method: str, segments: tuple[str, ...]) -> str:
    """What the conventions, or else the contract, call an operation."""
    for name, its_method, template in _operations():
        if its_method == method and _fits(template, segments):
            return _CONVENTIONAL.get(name, name)
    return method


def request_attributes(request: Request[Any], base_url: str) -> Attributes:
    """What is known before anything is sent."""
    body = request.json if isinstance(request.json, dict) else {}
    url = urlsplit(base_url)
    collection, *rest = request.segments
    attributes = {
        "gen_ai.operation.name": operation_name(request.method, request.segments),
        # Whoever answers: it is the API that is meant.
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": body.get("model"),
        "gen_ai.request.stream": True if request.kind == "events" else None,
        "gen_ai.agent.id": body.get("assistant_id"),
        "server.address": url.hostname,
        "server.port": url.port or (80 if url.scheme == "http" else 443),
        "http.request.method": request.method,
    }
    if collection in _IDS and rest and rest != ["runs"]:
        attributes[_IDS[collection]] = rest[0]
    return _known(attributes)


def span_name(attributes: Attributes) -> str:
    """The operation, and the model where one was asked."""
    parts = attributes["gen_ai.operation.name"], attributes.get("gen_ai.request.model", "")
    return " ".join(str(part) for part in parts if part)


def response_attributes(status: int, headers: Mapping[str, str]) -> Attributes:
    """What an answer says before it is read; `headers` has lower-case names."""
    attributes: Attributes = {"http.response.status_code": status}
    if request_id := headers.get("x-request-id"):
        attributes["http.response.header.x-request-id"] = [request_id]
    return attributes


def value_attributes(value: object) -> Attributes:
    """What an answer, or an event of one, tells of who answered and what it cost."""
    match value:
        case RunEvent(data=Run() as run):
            return value_attributes(run)
        case Run(usage=usage):
            told = {
                "gen_ai.response.id": value.id,
                "gen_ai.response.model": answered_by(value) if usage else None,
                "gen_ai.conversation.id": value.thread_id,
                "gen_ai.agent.id": value.assistant_id,
                **_tokens(usage),
            }
        case Completion(usage=usage) | CompletionChunk(usage=usage):
            told = {"gen_ai.response.id": value.id, "gen_ai.response.model": value.model, **_tokens(usage)}
        case EmbeddingList(usage=usage):
            told = {"gen_ai.response.model": value.model, **_tokens(usage)}
        case Assistant():
            told = {"gen_ai.agent.id": value.id}
        case Thread():
            told = {"gen_ai.conversation.id": value.id}
        case _:
            told = {}
    return _known(told)


def failure_of(value: object) -> str | None:
    """How the run of an event has ended badly: that the stream went well is not all there is to it."""
    match value:
        case RunEvent(data=Run(status="failed" | "expired" as status)):
            return f"run_{status}"
        case _:
            return None


@cache
def _operations() -> list[tuple[str, str, tuple[str | None, ...]]]:
    """Name, method and segments of the contract's operations, None for an id; those with few ids first."""
    paths = json.loads(pkgutil.get_data("pdfai_wire", "contract.json") or b"")["paths"]
    return [
        (item[method]["operationId"], method.upper(), _template(path))
        for path, item in sorted(paths.items(), key=lambda each: str(each[0]).count("{"))
        for method in item
        if method != "parameters"
    ]


def _template(path: str) -> tuple[str | None, ...]:
    return tuple(None if part.startswith("{") else part for part in path.strip("/").split("/"))


def _fits(template: tuple[str | None, ...], segments: tuple[str, ...]) -> bool:
    return len(template) == len(segments) and all(
        part in (None, segment) for part, segment in zip(template, segments, strict=True)
    )


def _tokens(usage: object) -> dict[str, object]:
    counts = {
        "gen_ai.usage.input_tokens": getattr(usage, "prompt_tokens", None),
        "gen_ai.usage.output_tokens": getattr(usage, "completion_tokens", None),
    }
    return {name: count for name, count in counts.items() if isinstance(count, int)}


def _known(attributes: Mapping[str, object]) -> Attributes:
    """Without what was not said, or is not what it should be: servers and callers err."""
    return {name: value for name, value in attributes.items() if isinstance(value, str | int) and value != ""}
