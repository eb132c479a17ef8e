"""What a run's work leaves in the database, and what its listeners hear of it."""

from collections.abc import Sequence

from sqlalchemy import Connection, Row

from pdfai.server.models.base import Reply, Usage
from pdfai.server.retrieval.passages import Passage
from pdfai.server.runs import lifecycle
from pdfai.server.runs.endings import end
from pdfai.server.runs.events import Event, function_events, message_events, run_event, search_events
from pdfai.server.runs.function_calls import require_action
from pdfai.server.runs.steps import add_step, spent
from pdfai.server.store import kinds
from pdfai.server.store.records import now
from pdfai.server.store.runs import open_run
from pdfai.server.store.threads import add_message
from pdfai.server.store.vector_stores import attributes_in

_NOTHING_SPENT = Usage(prompt_tokens=0, completion_tokens=0)


def write_search(
    connection: Connection,
    run_id: str,
    passages: Sequence[Passage],
    threshold: float,
    vector_store_ids: Sequence[str],
) -> list[Event]:
    """The step that searched; nothing for a run that was deleted with its thread."""
    run = open_run(connection, run_id)
    if run is None:
        return []
    details = lifecycle.search_details(passages, threshold, attributes_in(connection, vector_store_ids))
    step = add_step(connection, run, details, _NOTHING_SPENT)
    return list(search_events(step, expires_at=run.body["expires_at"]))


def write_reply(connection: Connection, run_id: str, reply: Reply) -> list[Event]:
    """The model's answer, or what it wants called; a run that was asked to stop is cancelled instead."""
    run = open_run(connection, run_id)
    if run is None:
        return []
    if run.status == "cancelling":
        return [run_event(end(connection, run, "cancelled", {}))]
    return _require(connection, run, reply) if reply.calls else _complete(connection, run, reply)


def _require(connection: Connection, run: Row[object], reply: Reply) -> list[Event]:
    waiting, step = require_action(connection, run, reply)
    return [*function_events(step, expires_at=run.body["expires_at"]), run_event(waiting)]


def _complete(connection: Connection, run: Row[object], reply: Reply) -> list[Event]:
    written = lifecycle.message_of(reply)
    message = add_message(connection, run.thread_id, written, run_id=run.id, assistant_id=run.assistant_id)
    details = {"type": "message_creation", "message_creation": {"message_id": message["id"]}}
    step = add_step(connection, run, details, reply.usage)
    status, changes = lifecycle.answered(reply, spent(connection, run.id), now=now())
    done = kinds.runs.change(connection, run, changes, status=status)
    return [*message_events(step, message, reply, expires_at=run.body["expires_at"]), run_event(done)]
