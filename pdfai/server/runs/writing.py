"""What a run's work leaves in the database, for as long as whoever does it may."""

from collections.abc import Sequence

from sqlalchemy import Connection

from pdfai.server.models.base import NOTHING_SPENT, Piece, Reply
from pdfai.server.retrieval.passages import Passage
from pdfai.server.runs import lifecycle
from pdfai.server.runs.draft import Draft
from pdfai.server.runs.endings import end
from pdfai.server.runs.events import search_events
from pdfai.server.runs.steps import add_step
from pdfai.server.store.run_events import note_events
from pdfai.server.store.runs import Claim, claimed_run
from pdfai.server.store.vector_stores import attributes_in


def write_search(
    connection: Connection,
    claim: Claim,
    passages: Sequence[Passage],
    threshold: float,
    vector_store_ids: Sequence[str],
) -> None:
    """The step that searched."""
    run = claimed_run(connection, claim)
    if run is not None:
        attributes = attributes_in(connection, vector_store_ids)
        details = lifecycle.search_details(passages, threshold, attributes)
        step = add_step(connection, run, details, NOTHING_SPENT)
        note_events(connection, run, search_events(step, expires_at=run.body["expires_at"]))


def write_pieces(connection: Connection, claim: Claim, draft: Draft, pieces: Sequence[Piece]) -> None:
    """More of the model's answer; nothing for a run that was asked to stop."""
    run = claimed_run(connection, claim)
    if run is not None and run.status != "cancelling":
        draft.grow(connection, run, pieces)


def write_reply(connection: Connection, claim: Claim, draft: Draft, reply: Reply) -> None:
    """The model's answer, or what it wants called; a run that was asked to stop is cancelled instead."""
    run = claimed_run(connection, claim)
    if run is None:
        return
    if run.status == "cancelling":
        end(connection, run, "cancelled", {})
    else:
        draft.finish(connection, run, reply)
