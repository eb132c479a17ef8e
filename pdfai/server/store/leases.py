"""Leases: which server works at what.

Accepted work carries the time until which the server that took it may be trusted to be alive. A server
renews the leases of what it works at; what nobody renewed was left behind by a process that died, and the
next one to look takes it up.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, select, update

from pdfai.server.store.records import now

LEASE_SECONDS = 60

NOBODYS = 0
"""The lease of work that is waiting for whoever looks first."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Leased:
    """A kind of work: rows of `table` that are in one of the `open` states."""

    table: Table
    open: tuple[str, ...]


def fresh_lease() -> int:
    """When a lease taken now ends, in Unix seconds."""
    return now() + LEASE_SECONDS


def renew(connection: Connection, work: Leased, ids: Collection[str]) -> None:
    """Say that work is still being done."""
    _set(connection, work, ids, fresh_lease())


def release(connection: Connection, work: Leased, ids: Collection[str]) -> None:
    """Say that work is no longer being done, so that another server may take it up at once."""
    _set(connection, work, ids, NOBODYS)


def take_abandoned(connection: Connection, work: Leased) -> list[str]:
    """Lease the open work whose leases have ended; returns its ids. No two servers get the same."""
    table = work.table
    abandoned = (table.c.status.in_(work.open), table.c.lease_expires_at < now())
    taken = update(table).where(*abandoned).values(lease_expires_at=fresh_lease()).returning(table.c.id)
    return list(connection.execute(taken).scalars())


def next_end(connection: Connection, work: Leased) -> int | None:
    """When the next lease of open work ends, unless it is renewed; None without any."""
    table = work.table
    ends = select(func.min(table.c.lease_expires_at)).where(table.c.status.in_(work.open))
    end: int | None = connection.execute(ends).scalar_one()
    return end


def _set(connection: Connection, work: Leased, ids: Collection[str], until: int) -> None:
    table = work.table
    connection.execute(update(table).where(table.c.id.in_(ids)).values(lease_expires_at=until))
