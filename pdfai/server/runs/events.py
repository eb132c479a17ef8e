"""What a streamed run says, in the order and words of the real service. Pure."""

from collections.abc import Iterator
from typing import Any

from pdfai.server.models.base import Reply
from pdfai.server.store.records import JsonObject

Event = tuple[str, JsonObject]
"""The event's name, and the object it is about."""

LAST = {
    f"thread.run.{status}"
    for status in ("requires_action", "completed", "incomplete", "failed", "cancelled", "expired")
}
"""After one of these a stream ends."""


def run_event(run: JsonObject) -> Event:
    """The run, as its status says."""
    return f"thread.run.{run['status']}", run


def search_events(step: JsonObject, *, expires_at: int) -> Iterator[Event]:
    """A step that searched files, from its beginning to its end."""
    (call,) = step["step_details"]["tool_calls"]
    bare = [
        {name: value for name, value in each.items() if name != "content"}
        for each in call["file_search"]["results"]
    ]
    found = {**call, "file_search": {**call["file_search"], "results": bare}}
    yield from _begun(step, {"type": "tool_calls", "tool_calls": []}, expires_at=expires_at)
    yield _step_delta(step, {**call, "file_search": {**call["file_search"], "results": []}})
    yield "thread.run.step.completed", {**step, "step_details": {"type": "tool_calls", "tool_calls": [found]}}


def function_events(step: JsonObject, *, expires_at: int) -> Iterator[Event]:
    """A step that waits for functions: each call's name, then its arguments."""
    yield from _begun(step, {"type": "tool_calls", "tool_calls": []}, expires_at=expires_at)
    for index, call in enumerate(step["step_details"]["tool_calls"]):
        function = {"name": call["function"]["name"], "arguments": "", "output": None}
        yield _step_delta(step, {**call, "function": function}, index=index)
        arguments = {"type": "function", "function": {"arguments": call["function"]["arguments"]}}
        yield _step_delta(step, arguments, index=index)


def message_events(
    step: JsonObject, message: JsonObject, reply: Reply, *, expires_at: int
) -> Iterator[Event]:
    """A step that wrote a message, and the message as it grew; each citation is a piece of its own."""
    yield from _begun(step, step["step_details"], expires_at=expires_at)
    growing = {**message, "status": "in_progress", "content": [], "incomplete_details": None}
    growing |= {"completed_at": None, "incomplete_at": None}
    yield "thread.message.created", growing
    yield "thread.message.in_progress", growing
    for text in _pieces(reply, message["content"][0]["text"]["annotations"]):
        content = [{"index": 0, "type": "text", "text": text}]
        delta = {"id": message["id"], "object": "thread.message.delta", "delta": {"content": content}}
        yield "thread.message.delta", delta
    yield _finished(message, reply, at=step["completed_at"])
    yield "thread.run.step.completed", step


def _begun(step: JsonObject, details: JsonObject, *, expires_at: int) -> Iterator[Event]:
    begun = {**step, "status": "in_progress", "step_details": details, "usage": None}
    begun |= {"completed_at": None, "expires_at": expires_at}
    yield "thread.run.step.created", begun
    yield "thread.run.step.in_progress", begun


def _step_delta(step: JsonObject, call: JsonObject, *, index: int = 0) -> Event:
    details = {"type": "tool_calls", "tool_calls": [{"index": index, **call}]}
    delta = {"id": step["id"], "object": "thread.run.step.delta", "delta": {"step_details": details}}
    return "thread.run.step.delta", delta


def _pieces(reply: Reply, annotations: list[JsonObject]) -> Iterator[JsonObject]:
    """The text up to each citation, and each citation's marker with what it stands for."""
    written = 0
    for index, annotation in enumerate(annotations):
        if before := reply.text[written : annotation["start_index"]]:
            yield {"value": before, **({"annotations": []} if not written else {})}
        yield {"value": annotation["text"], "annotations": [{"index": index, **annotation}]}
        written = annotation["end_index"]
    if rest := reply.text[written:]:
        yield {"value": rest, **({"annotations": []} if not written else {})}


def _finished(message: JsonObject, reply: Reply, *, at: int) -> Event:
    whole: dict[str, Any] = {"completed_at": None, "incomplete_at": None, "incomplete_details": None}
    if reply.finish_reason == "length":
        whole |= {"status": "incomplete", "incomplete_at": at, "incomplete_details": {"reason": "max_tokens"}}
    else:
        whole |= {"status": "completed", "completed_at": at}
    return f"thread.message.{whole['status']}", {**message, **whole}
