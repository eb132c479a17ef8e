"""An answer on its way into the thread: piece by piece, or whole."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row

from pdfai.server.models.base import NOTHING_SPENT, CallPiece, FinishReason, Piece, Reply, TextPiece, Usage
from pdfai.server.runs import lifecycle
from pdfai.server.runs.events import (
    call_events,
    call_pieces,
    message_begun,
    message_ended,
    run_event,
    step_begun,
    text_event,
    text_pieces,
)
from pdfai.server.runs.function_calls import require_action
from pdfai.server.runs.steps import begin_step, end_step, spent
from pdfai.server.store import kinds
from pdfai.server.store.records import JsonObject, now
from pdfai.server.store.run_events import Event, note_events
from pdfai.server.store.threads import add_message, text_content


class Draft:
    """What a model says in one go: a message, calls, or a message and then calls.

    Each method is called in a transaction, with the run as it is there.
    """

    def __init__(self) -> None:
        self._message_id = self._message_step_id = self._calls_step_id = ""
        self._words: list[str] = []
        self._annotations: list[JsonObject] = []

    def grow(self, connection: Connection, run: Row[Any], pieces: Iterable[Piece]) -> None:
        """Write down what was told of the answer."""
        events = [event for piece in pieces for event in self._said(connection, run, piece)]
        note_events(connection, run, events)

    def finish(self, connection: Connection, run: Row[Any], reply: Reply) -> None:
        """Write down what is not yet, and what becomes of the run."""
        if not self._message_id:
            self.grow(connection, run, text_pieces(reply))
        if not self._calls_step_id:
            self.grow(connection, run, call_pieces(reply.calls))
        if reply.calls:
            shown = require_action(connection, run, self._calls_step_id, reply)
        else:
            # There may be no text at all: all tokens went into thinking.
            begun = [] if self._message_id else self._begin_message(connection, run)
            ended = self._end_message(connection, reply.usage, reply.finish_reason)
            note_events(connection, run, [*begun, *ended])
            status, changes = lifecycle.answered(reply, spent(connection, run.id), now=now())
            shown = kinds.runs.change(connection, run, changes, status=status)
        note_events(connection, run, [run_event(shown)])

    def _said(self, connection: Connection, run: Row[Any], piece: Piece) -> Iterable[Event]:
        if isinstance(piece, CallPiece):
            return self._more_of_a_call(connection, run, piece)
        # Words behind calls are nobody's answer.
        return () if self._calls_step_id else self._more_text(connection, run, piece)

    def _more_text(self, connection: Connection, run: Row[Any], piece: TextPiece) -> Iterator[Event]:
        if not self._message_id:
            yield from self._begin_message(connection, run)
        told: list[JsonObject] | None = None if self._words else []
        if piece.citation is not None:
            annotation = lifecycle.annotation(piece.citation, piece.text)
            told = [{"index": len(self._annotations), **annotation}]
            self._annotations.append(annotation)
        self._words.append(piece.text)
        yield text_event(self._message_id, piece.text, told)

    def _more_of_a_call(self, connection: Connection, run: Row[Any], piece: CallPiece) -> Iterator[Event]:
        if not self._calls_step_id:
            if self._message_id:
                yield from self._end_message(connection, NOTHING_SPENT, "stop")
            step = begin_step(connection, run, {"type": "tool_calls", "tool_calls": []})
            self._calls_step_id = step["id"]
            yield from step_begun(step)
        yield from call_events(self._calls_step_id, piece)

    def _begin_message(self, connection: Connection, run: Row[Any]) -> list[Event]:
        written = {"role": "assistant", "content": []}
        message = add_message(
            connection, run.thread_id, written, run_id=run.id, assistant_id=run.assistant_id
        )
        details = {"type": "message_creation", "message_creation": {"message_id": message["id"]}}
        step = begin_step(connection, run, details)
        self._message_id, self._message_step_id = message["id"], step["id"]
        return [*step_begun(step), *message_begun(message)]

    def _end_message(self, connection: Connection, usage: Usage, reason: FinishReason) -> list[Event]:
        step = end_step(connection, self._message_step_id, usage)
        ended: list[Event] = [("thread.run.step.completed", step)]
        message_row = kinds.messages.find(connection, self._message_id)
        if message_row is not None:  # nobody has deleted it meanwhile
            content = {"content": [text_content("".join(self._words), self._annotations)]}
            message = kinds.messages.change(connection, message_row, content)
            ended.insert(0, message_ended(message, reason, at=step["completed_at"]))
        return ended
