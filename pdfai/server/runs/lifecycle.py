"""A run's properties in each state, after how the real service showed them. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from pdfai.server.models.base import Citation, Reply, Usage
from pdfai.server.retrieval.passages import Passage
from pdfai.server.store.records import JsonObject, new_id

RUN_SECONDS = 600
"""A run not finished this long after its creation has expired."""

_RANKER = "default_2024_08_21"


def queued(assistant: Mapping[str, Any], request: Mapping[str, Any], *, now: int) -> JsonObject:
    """The body of a new run: the assistant's properties, overridden by those of the request."""

    def chosen(name: str) -> Any:
        value = request.get(name)
        return assistant.get(name) if value is None else value

    instructions = [chosen("instructions"), request.get("additional_instructions")]
    truncation = request.get("truncation_strategy") or {"type": "auto"}
    return {
        "required_action": None,
        "last_error": None,
        "expires_at": now + RUN_SECONDS,
        "started_at": None,
        "cancelled_at": None,
        "failed_at": None,
        "completed_at": None,
        "incomplete_details": None,
        "model": chosen("model"),
        "instructions": "\n\n".join(part for part in instructions if part),
        "tools": chosen("tools") or [],
        "metadata": request.get("metadata") or {},
        "usage": None,
        "temperature": chosen("temperature"),
        "top_p": chosen("top_p"),
        "max_prompt_tokens": request.get("max_prompt_tokens"),
        "max_completion_tokens": request.get("max_completion_tokens"),
        "truncation_strategy": {"last_messages": None, **truncation},
        "tool_choice": request.get("tool_choice") or "auto",
        "parallel_tool_calls": request.get("parallel_tool_calls", True),
        "response_format": chosen("response_format") or "auto",
        "reasoning_effort": chosen("reasoning_effort"),
    }


def started(*, now: int) -> JsonObject:
    """What changes when a run begins."""
    return {"started_at": now}


def waiting(calls: Sequence[JsonObject]) -> JsonObject:
    """What changes when a run waits for what functions return."""
    return {"required_action": {"type": "submit_tool_outputs", "submit_tool_outputs": {"tool_calls": calls}}}


def answered(reply: Reply, spent: Usage, *, now: int) -> tuple[str, JsonObject]:
    """The status of a run that has its answer, whole or cut short, and what else changes then."""
    changes = {"expires_at": None, "usage": usage_of(spent), "answered_by_model": reply.model}
    if reply.finish_reason == "length":
        return "incomplete", {**changes, "incomplete_details": {"reason": "max_completion_tokens"}}
    return "completed", {**changes, "completed_at": now}


def expired(what: str = "There was no answer") -> JsonObject:
    """What changes when a run took too long."""
    error = {"code": "server_error", "message": f"{what} within {RUN_SECONDS} s."}
    return {"required_action": None, "expires_at": None, "last_error": error}


def cancelled(*, now: int) -> JsonObject:
    """What changes when a run was asked to stop, and has."""
    return {"required_action": None, "expires_at": None, "cancelled_at": now}


def out_of_tokens(reason: str, spent: Usage) -> JsonObject:
    """What changes when what the run may spend does not suffice for the next question to the model."""
    return {"expires_at": None, "incomplete_details": {"reason": reason}, "usage": usage_of(spent)}


def failed(code: str, message: str, *, now: int) -> JsonObject:
    """What changes when a run cannot answer."""
    return {"failed_at": now, "expires_at": None, "last_error": {"code": code, "message": message}}


def step(details: JsonObject, *, expires_at: int | None) -> JsonObject:
    """The body of a step that begins."""
    return {
        "type": details["type"],
        "step_details": details,
        "last_error": None,
        "expires_at": expires_at,
        "expired_at": None,
        "cancelled_at": None,
        "failed_at": None,
        "completed_at": None,
        "metadata": {},
        "usage": None,
    }


def done(usage: Usage, *, now: int) -> JsonObject:
    """What changes when a step did its work."""
    return {"completed_at": now, "expires_at": None, "usage": usage_of(usage)}


def search_details(
    passages: Sequence[Passage], threshold: float, attributes: Mapping[str, JsonObject]
) -> JsonObject:
    """What a step that searched files did, whose `attributes` are by file; content is for who asks for it."""
    results = [
        {
            "file_id": passage.file_id,
            "file_name": passage.file_name,
            "score": passage.score,
            "attributes": attributes.get(passage.file_id, {}),
            "page": passage.page,
            "content": [{"type": "text", "text": passage.text}],
        }
        for passage in passages
    ]
    call = {"ranking_options": {"ranker": _RANKER, "score_threshold": threshold}, "results": results}
    return {
        "type": "tool_calls",
        "tool_calls": [{"id": new_id("call_"), "type": "file_search", "file_search": call}],
    }


def function_details(calls: Sequence[JsonObject]) -> JsonObject:
    """What a step is doing that waits for functions to be called."""
    waiting = [{**call, "function": {**call["function"], "output": None}} for call in calls]
    return {"type": "tool_calls", "tool_calls": waiting}


def usage_of(usage: Usage) -> JsonObject:
    """Tokens as the API counts them."""
    return {
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "total_tokens": usage.prompt_tokens + usage.completion_tokens,
    }


def annotation(citation: Citation, marker: str) -> JsonObject:
    """What a citation's marker, which stands in a text, means."""
    return {
        "type": "file_citation",
        "text": marker,
        "start_index": citation.start,
        "end_index": citation.end,
        "file_citation": {
            "file_id": citation.passage.file_id,
            "page": citation.passage.page,
            "quote": citation.quote,
            "rectangles": [list(each) for each in citation.rectangles],
        },
    }
