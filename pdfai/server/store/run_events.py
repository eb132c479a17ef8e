"""What streamed runs say, kept for those who listen late, or again."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, func, insert, select

from pdfai.server.store import tables
from pdfai.server.store.records import JsonObject, now

_KEPT_SECONDS = 86_400

Event = tuple[str, JsonObject]
"""The event's name, and the object it is about."""


class StoredEvent(NamedTuple):
    """An event that was told."""

    number: int | None
    """Grows from each event of a run to its next; None where it stands for events that are not kept."""
    name: str
    data: JsonObject


def note_events(connection: Connection, run: Row[Any], events: Iterable[Event]) -> None:
    """Keep what happens to a run, if somebody wants to hear of it."""
    if run.is_streamed:
        add_events(connection, run.id, events)


def add_events(connection: Connection, run_id: str, events: Iterable[Event]) -> None:
    """Keep what happens to a streamed run."""
    at = now()
    rows = [{"run_id": run_id, "created_at": at, "name": name, "data": data} for name, data in events]
    if rows:
        connection.execute(insert(tables.run_events), rows)


def events_after(connection: Connection, run_id: str, number: int) -> list[StoredEvent]:
    """What happened to a run since an event, in order."""
    events = tables.run_events
    query = select(events).where(events.c.run_id == run_id, events.c.number > number)
    found = connection.execute(query.order_by(events.c.number))
    return [StoredEvent(row.number, row.name, row.data) for row in found]


def last_number(connection: Connection, run_id: str) -> int:
    """The number of the last thing that happened to a run."""
    events = tables.run_events
    query = select(func.max(events.c.number)).where(events.c.run_id == run_id)
    return connection.execute(query).scalar_one() or 0


def last_numbers(connection: Connection, run_ids: Iterable[str]) -> dict[str, tuple[str, int | None]]:
    """The status and the last event's number of each of these runs that is still there."""
    runs, events = tables.runs, tables.run_events
    last = select(func.max(events.c.number)).where(events.c.run_id == runs.c.id).scalar_subquery()
    query = select(runs.c.id, runs.c.status, last.label("last")).where(runs.c.id.in_(run_ids))
    return {row.id: (row.status, row.last) for row in connection.execute(query)}


def words_told(connection: Connection, run_id: str, message_id: str) -> tuple[str, list[JsonObject]]:
    """The text and the annotations of a message, as far as they were told."""
    text, annotations = "", []
    for _, name, data in events_after(connection, run_id, 0):
        if name == "thread.message.delta" and data["id"] == message_id:
            told = data["delta"]["content"][0]["text"]
            text += told["value"]
            annotations += [
                {key: value for key, value in annotation.items() if key != "index"}
                for annotation in told.get("annotations") or ()
            ]
    return text, annotations


def drop_old_events(connection: Connection) -> None:
    """Forget what happened more than a day ago; what came of it stands in the thread."""
    events = tables.run_events
    connection.execute(delete(events).where(events.c.created_at < now() - _KEPT_SECONDS))
