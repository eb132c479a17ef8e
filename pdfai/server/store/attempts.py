"""To which attempt at a request belongs what is written while it is carried out.

It is noted in the transaction that writes it: a server that dies leaves both or neither.
"""

from contextvars import ContextVar

from sqlalchemy import Connection, insert, select, update

from pdfai.server.store import tables

_objects = tables.idempotent_objects
_requests = tables.idempotent_requests

attempt: ContextVar[int | None] = ContextVar("attempt", default=None)
"""The row in `idempotent_requests` of the request being carried out, if it came with a key."""


def note_written(connection: Connection, object_id: str, *, is_created: bool) -> None:
    """Remember what the request made, or what its answer may show.

    One whose lease was taken over has no row any more. The foreign key then refuses, and with that the
    transaction: what somebody else does by now is not done twice.
    """
    if (request_id := attempt.get()) is not None:
        noted = {"request_id": request_id, "object_id": object_id, "is_created": is_created}
        connection.execute(insert(_objects).values(noted))


def forget_answers(connection: Connection, object_id: str) -> None:
    """Drop the answers that may show an object: what was deleted is gone from there too."""
    about = select(_objects.c.request_id).where(_objects.c.object_id == object_id)
    connection.execute(update(_requests).where(_requests.c.id.in_(about)).values(answer=None))
