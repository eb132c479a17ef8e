"""How runs end before they are done: cancelled, expired or failed."""

from typing import Any

from sqlalchemy import Connection, Row

from pdfai.server.problems import Problem
from pdfai.server.runs import lifecycle
from pdfai.server.runs.events import run_event
from pdfai.server.runs.steps import close_steps
from pdfai.server.store import kinds
from pdfai.server.store.records import JsonObject, now
from pdfai.server.store.run_events import note_events
from pdfai.server.store.runs import Claim, claimed_run

_CANCELLABLE = ("queued", "in_progress", "requires_action")


def cancel(connection: Connection, thread_id: str, run_id: str) -> JsonObject:
    """Ask a run to stop: at once when nobody works at it, else whoever does sees it within a second."""
    run = end_overdue(connection, kinds.runs.row(connection, run_id, thread_id=thread_id))
    if run.status not in _CANCELLABLE:
        raise Problem(f"Cannot cancel run with status '{run.status}'.")
    if run.status == "in_progress":
        asked = kinds.runs.change(connection, run, {}, status="cancelling")
        note_events(connection, run, [run_event(asked)])
        return asked
    return end(connection, run, "cancelled", lifecycle.cancelled(now=now()))


def end(connection: Connection, run: Row[Any], status: str, changes: JsonObject) -> JsonObject:
    """End a run and what of it waits; one that was asked to stop has been cancelled, whatever came of it."""
    if run.status == "cancelling":
        status, changes = "cancelled", lifecycle.cancelled(now=now())
    closed = close_steps(connection, run, status)
    ended = kinds.runs.change(connection, run, changes, status=status)
    note_events(connection, run, [*closed, run_event(ended)])
    return ended


def end_open(connection: Connection, claim: Claim, status: str, changes: JsonObject) -> None:
    """End a run that is being worked at, unless it has ended already or waits for its caller."""
    run = claimed_run(connection, claim)
    if run is not None and run.status != "requires_action":
        end(connection, run, status, changes)


def end_overdue(connection: Connection, run: Row[Any]) -> Row[Any]:
    """The run, expired if it waited for its caller too long."""
    if run.status == "requires_action" and run.body["expires_at"] <= now():
        end(connection, run, "expired", lifecycle.expired("The tool outputs were not submitted"))
        return kinds.runs.row(connection, run.id)
    return run
