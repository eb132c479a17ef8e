"""What a run did, step by step."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from pdfai.server.models.base import Usage
from pdfai.server.runs import lifecycle
from pdfai.server.runs.events import message_broken_off
from pdfai.server.store import kinds, tables
from pdfai.server.store.records import JsonObject, now
from pdfai.server.store.run_events import Event, words_told
from pdfai.server.store.threads import text_content


def begin_step(connection: Connection, run: Row[Any], details: JsonObject) -> JsonObject:
    """Write a step down that goes on."""
    return _add(connection, run, lifecycle.step(details, expires_at=run.body["expires_at"]), "in_progress")


def add_step(connection: Connection, run: Row[Any], details: JsonObject, usage: Usage) -> JsonObject:
    """Write a step down that is done."""
    body = lifecycle.step(details, expires_at=None) | lifecycle.done(usage, now=now())
    return _add(connection, run, body, "completed")


def end_step(connection: Connection, step_id: str, usage: Usage) -> JsonObject:
    """Say of a step that went on that it is done."""
    row = kinds.run_steps.row(connection, step_id)
    return kinds.run_steps.change(connection, row, lifecycle.done(usage, now=now()), status="completed")


def close_steps(connection: Connection, run: Row[Any], status: str) -> list[Event]:
    """Let the steps that are not done end as their run does: cancelled, failed or expired.

    A message that was being written keeps what was told of it, unless somebody has deleted it.
    """
    events = []
    for step in open_steps(connection, run.id):
        changes = {f"{status}_at": now(), "expires_at": None}
        closed = kinds.run_steps.change(connection, step, changes, status=status)
        if closed["type"] == "message_creation":
            message_id = closed["step_details"]["message_creation"]["message_id"]
            message = kinds.messages.find(connection, message_id)
            if message is not None:
                content = [text_content(*words_told(connection, run.id, message_id))]
                kept = kinds.messages.change(connection, message, {"content": content})
                events.append(message_broken_off(kept, status, at=now()))
        events.append((f"thread.run.step.{status}", closed))
    return events


def open_steps(connection: Connection, run_id: str) -> Sequence[Row[Any]]:
    """The steps of a run that are not done."""
    steps = tables.run_steps
    query = select(steps).where(steps.c.run_id == run_id, steps.c.status == "in_progress")
    return connection.execute(query.order_by(steps.c.position)).all()


def spent(connection: Connection, run_id: str) -> Usage:
    """The tokens of all steps."""
    steps = tables.run_steps
    bodies = connection.execute(select(steps.c.body).where(steps.c.run_id == run_id)).scalars()
    used = [body["usage"] for body in bodies if body["usage"]]
    return Usage(
        prompt_tokens=sum(each["prompt_tokens"] for each in used),
        completion_tokens=sum(each["completion_tokens"] for each in used),
    )


def _add(connection: Connection, run: Row[Any], body: JsonObject, status: str) -> JsonObject:
    return kinds.run_steps.add(
        connection,
        body,
        run_id=run.id,
        thread_id=run.thread_id,
        assistant_id=run.assistant_id,
        status=status,
    )
