"""Runs that have not ended."""

from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from pdfai.server.store import tables
from pdfai.server.store.leases import Leased


class Claim(NamedTuple):
    """The right to work at a run: good until somebody else takes it up."""

    run_id: str
    fence: int | None
    """The number that was taken with it; None to act for whoever works at it."""


ANSWERING = Leased(table=tables.runs, open=tables.ACTIVE_RUN_STATUSES)


def active_run_id(connection: Connection, thread_id: str) -> str | None:
    """The run that locks a thread, if one does."""
    runs = tables.runs
    query = select(runs.c.id).where(runs.c.thread_id == thread_id, runs.c.status.in_(ANSWERING.open))
    return connection.execute(query).scalar_one_or_none()


def open_run(connection: Connection, run_id: str) -> Row[Any] | None:
    """The run, unless it has ended or was deleted with its thread."""
    runs = tables.runs
    query = select(runs).where(runs.c.id == run_id, runs.c.status.in_(ANSWERING.open))
    return connection.execute(query).one_or_none()


def claimed_run(connection: Connection, claim: Claim) -> Row[Any] | None:
    """The run, unless it has ended, was deleted, or was taken up by somebody else."""
    run = open_run(connection, claim.run_id)
    return run if run is not None and claim.fence in {None, run.fence} else None
