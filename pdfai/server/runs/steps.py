"""What a run did, step by step."""

from typing import Any

from sqlalchemy import Connection, Row, select

from pdfai.server.models.base import Usage
from pdfai.server.runs import lifecycle
from pdfai.server.store import kinds, tables
from pdfai.server.store.records import JsonObject, now


def add_step(
    connection: Connection, run: Row[Any], details: JsonObject, usage: Usage, *, is_done: bool = True
) -> JsonObject:
    """Write a step down, which is done unless it waits for the caller."""
    body = lifecycle.step(details, usage, now=now())
    if not is_done:
        body |= {"completed_at": None, "expires_at": run.body["expires_at"]}
    return kinds.run_steps.add(
        connection,
        body,
        run_id=run.id,
        thread_id=run.thread_id,
        assistant_id=run.assistant_id,
        status="completed" if is_done else "in_progress",
    )


def close_steps(connection: Connection, run_id: str, status: str) -> None:
    """Let the steps that wait end as their run does: cancelled, failed or expired."""
    steps = tables.run_steps
    query = select(steps).where(steps.c.run_id == run_id, steps.c.status == "in_progress")
    for step in connection.execute(query).all():
        changes = {f"{status}_at": now(), "expires_at": None}
        kinds.run_steps.change(connection, step, changes, status=status)


def spent(connection: Connection, run_id: str) -> Usage:
    """The tokens of all steps."""
    steps = tables.run_steps
    used = [
        each["usage"]
        for each in connection.execute(select(steps.c.body).where(steps.c.run_id == run_id)).scalars()
    ]
    return Usage(
        prompt_tokens=sum(each["prompt_tokens"] for each in used),
        completion_tokens=sum(each["completion_tokens"] for each in used),
    )
