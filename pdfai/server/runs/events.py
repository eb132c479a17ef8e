"""What a streamed run says, in the order and words of the real service. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any

from pdfai.server.models.base import CallPiece, FinishReason, FunctionCall, Reply, TextPiece
from pdfai.server.store.records import JsonObject
from pdfai.server.store.run_events import Event

LAST = {
    f"thread.run.{status}"
    for status in ("requires_action", "completed", "incomplete", "failed", "cancelled", "expired")
}
"""After one of these a stream ends."""


def run_event(run: JsonObject) -> Event:
    """The run, as its status says."""
    return f"thread.run.{run['status']}", run


def run_begun(run: JsonObject) -> list[Event]:
    """A run that was just created."""
    return [("thread.run.created", run), run_event(run)]


def search_events(step: JsonObject, *, expires_at: int) -> Iterator[Event]:
    """A step that searched files, from its beginning to its end."""
    (call,) = step["step_details"]["tool_calls"]
    bare = [
        {name: value for name, value in each.items() if name != "content"}
        for each in call["file_search"]["results"]
    ]
    found = {**call, "file_search": {**call["file_search"], "results": bare}}
    begun = {**step, "status": "in_progress", "step_details": {"type": "tool_calls", "tool_calls": []}}
    yield from step_begun({**begun, "completed_at": None, "expires_at": expires_at, "usage": None})
    yield _step_delta(step["id"], {**call, "file_search": {**call["file_search"], "results": []}})
    yield "thread.run.step.completed", {**step, "step_details": {"type": "tool_calls", "tool_calls": [found]}}


def step_begun(step: JsonObject) -> Iterator[Event]:
    """A step begins."""
    yield "thread.run.step.created", step
    yield "thread.run.step.in_progress", step


def call_events(step_id: str, piece: CallPiece) -> Iterator[Event]:
    """A call's name, then its arguments as they come."""
    if piece.begun:
        function = {"name": piece.begun.name, "arguments": "", "output": None}
        call = {"id": piece.begun.id, "type": "function", "function": function}
        yield _step_delta(step_id, call, index=piece.index)
    if piece.arguments:
        more = {"type": "function", "function": {"arguments": piece.arguments}}
        yield _step_delta(step_id, more, index=piece.index)


def message_begun(message: JsonObject) -> Iterator[Event]:
    """A message begins, with nothing in it."""
    growing = {**message, "status": "in_progress", "incomplete_details": None}
    growing |= {"completed_at": None, "incomplete_at": None}
    yield "thread.message.created", growing
    yield "thread.message.in_progress", growing


def text_event(message_id: str, value: str, annotations: Sequence[JsonObject] | None) -> Event:
    """More of a message's text, with what a marker in it stands for; first words say they are none."""
    text = {"value": value} if annotations is None else {"value": value, "annotations": annotations}
    content = [{"index": 0, "type": "text", "text": text}]
    delta = {"id": message_id, "object": "thread.message.delta", "delta": {"content": content}}
    return "thread.message.delta", delta


def message_ended(message: JsonObject, reason: FinishReason, *, at: int) -> Event:
    """A message is whole, or cut short."""
    whole: dict[str, Any] = {"completed_at": None, "incomplete_at": None, "incomplete_details": None}
    if reason == "length":
        whole |= {"status": "incomplete", "incomplete_at": at, "incomplete_details": {"reason": "max_tokens"}}
    else:
        whole |= {"status": "completed", "completed_at": at}
    return f"thread.message.{whole['status']}", {**message, **whole}


def message_broken_off(message: JsonObject, run_status: str, *, at: int) -> Event:
    """A message stays as it is because its run has ended."""
    why = {"incomplete_at": at, "incomplete_details": {"reason": f"run_{run_status}"}}
    return "thread.message.incomplete", {**message, "status": "incomplete", "completed_at": None, **why}


def text_pieces(reply: Reply) -> Iterator[TextPiece]:
    """A whole text in pieces: what stands before each citation, and each citation's marker."""
    written = 0
    for citation in reply.citations:
        if before := reply.text[written : citation.start]:
            yield TextPiece(text=before)
        yield TextPiece(text=reply.text[citation.start : citation.end], citation=citation)
        written = citation.end
    if rest := reply.text[written:]:
        yield TextPiece(text=rest)


def call_pieces(calls: Sequence[FunctionCall]) -> Iterator[CallPiece]:
    """Whole calls in pieces."""
    for index, call in enumerate(calls):
        yield CallPiece(index=index, begun=call, arguments=call.arguments)


def _step_delta(step_id: str, call: JsonObject, *, index: int = 0) -> Event:
    details = {"type": "tool_calls", "tool_calls": [{"index": index, **call}]}
    delta = {"id": step_id, "object": "thread.run.step.delta", "delta": {"step_details": details}}
    return "thread.run.step.delta", delta
