"""Requests with a key, which can be sent again: which are under way, and how the others were answered."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, insert, select, update

from pdfai.server.store import tables
from pdfai.server.store.database import Database
from pdfai.server.store.leases import NOBODYS, fresh_lease
from pdfai.server.store.records import now

KEPT_SECONDS = 86_400
"""How long a key is remembered."""

_requests = tables.idempotent_requests
_objects = tables.idempotent_objects
_was_created = exists().where(_objects.c.request_id == _requests.c.id, _objects.c.is_created)
_ID = re.compile("(?:[a-z]+_|file-)[0-9A-Za-z]{20,}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What is given again."""

    status: int
    content_type: str
    body: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Earlier:
    """A request that came before, with the same key."""

    request: str
    body_sha256: str | None
    """None where any body would have done the same."""
    is_under_way: bool
    created: tuple[str, ...]
    """The ids of what it made."""
    answer: Answer | None
    """None while it is under way, and where it was a stream, or got lost, or showed what is deleted now."""


class IdempotentRequests:
    """The keys of one data directory, and which of them this process is at work for."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._active: set[int] = set()
        # Those of which not even that could be written (the disk was full, say): with the next that is.
        self._given_up: set[int] = set()

    def begin(self, key_sha256: str, request: str) -> int | Earlier:
        """The new attempt's id, if the request is to be carried out now; else the one that came before.

        Nobody's is a request whose server died before anything was made of it.
        """
        with self._giving_up() as connection:
            this = _requests.c.key_sha256 == key_sha256
            row = connection.execute(select(_requests).where(this)).one_or_none()
            if row is not None:
                earlier = _earlier(connection, row)
                if not _is_forgotten(row, earlier):
                    return earlier
                connection.execute(delete(_requests).where(this))
            id = _insert(connection, key_sha256, request)
        self._active.add(id)
        return id

    def answered(
        self, id: int, *, status: int, content_type: str, body_sha256: str | None, answer: bytes | None
    ) -> None:
        """Keep how an attempt ended; what is no answer to give again, such as a stream, is None."""
        self._active.discard(id)
        values = {
            "status": status,
            "content_type": content_type,
            "body_sha256": body_sha256,
            "answer": answer,
        }
        with self._database.write() as connection:
            connection.execute(update(_requests).where(_requests.c.id == id).values(values))

    def abandoned(self, id: int) -> None:
        """Let an attempt be made again, unless something came of it."""
        self._active.discard(id)
        self._given_up.add(id)
        with self._giving_up():
            pass

    def tend(self, connection: Connection) -> None:
        """Renew the leases of what is under way here, and forget what is old."""
        ours = _requests.c.id.in_(tuple(self._active))
        connection.execute(update(_requests).where(ours).values(lease_expires_at=fresh_lease()))
        is_over = _requests.c.status.is_not(None) | (_requests.c.lease_expires_at < now())
        connection.execute(delete(_requests).where(is_over, _requests.c.created_at <= now() - KEPT_SECONDS))

    @contextmanager
    def _giving_up(self) -> Iterator[Connection]:
        """A transaction that writes, with what is to be abandoned."""
        ids = tuple(self._given_up)
        with self._database.write() as connection:
            if ids:
                these = _requests.c.id.in_(ids)
                connection.execute(delete(_requests).where(these, ~_was_created))
                connection.execute(update(_requests).where(these).values(lease_expires_at=NOBODYS))
            yield connection
        self._given_up.difference_update(ids)


def _is_forgotten(row: Row[Any], earlier: Earlier) -> bool:
    is_old = row.created_at <= now() - KEPT_SECONDS
    has_no_trace = row.status is None and not earlier.created
    return not earlier.is_under_way and (is_old or has_no_trace)


def _insert(connection: Connection, key_sha256: str, request: str) -> int:
    row = {
        "key_sha256": key_sha256,
        "request": request,
        "created_at": now(),
        "lease_expires_at": fresh_lease(),
    }
    id: int = connection.execute(insert(_requests).values(row).returning(_requests.c.id)).scalar_one()
    if about := set(_ID.findall(request)):
        noted = [{"request_id": id, "object_id": each, "is_created": False} for each in about]
        connection.execute(insert(_objects), noted)
    return id


def _earlier(connection: Connection, row: Row[Any]) -> Earlier:
    created = select(_objects.c.object_id).where(_objects.c.request_id == row.id, _objects.c.is_created)
    answer = None
    if row.answer is not None:
        answer = Answer(status=row.status, content_type=row.content_type, body=row.answer)
    return Earlier(
        request=row.request,
        body_sha256=row.body_sha256,
        is_under_way=row.status is None and row.lease_expires_at >= now(),
        created=tuple(connection.execute(created).scalars()),
        answer=answer,
    )
