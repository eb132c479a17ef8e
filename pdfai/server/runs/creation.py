"""How runs begin."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from pdfai.server.problems import Problem
from pdfai.server.runs import lifecycle
from pdfai.server.runs.formats import check_format
from pdfai.server.store import kinds
from pdfai.server.store.leases import fresh_lease
from pdfai.server.store.records import JsonObject, now
from pdfai.server.store.runs import active_run_id
from pdfai.server.store.threads import add_message


def create_run(
    connection: Connection,
    thread_id: str,
    request: Mapping[str, Any],
    *,
    answered_by: str,
    is_streamed: bool = False,
) -> JsonObject:
    """A queued run on a thread that has no other; only a server with that `answered_by` may execute it."""
    check_format(request.get("response_format"))
    kinds.threads.row(connection, thread_id)
    assistant = kinds.assistants.row(connection, request["assistant_id"]).body
    try:
        with connection.begin_nested():
            run = kinds.runs.add(
                connection,
                lifecycle.queued(assistant, request, now=now()),
                thread_id=thread_id,
                assistant_id=request["assistant_id"],
                status="queued",
                answered_by=answered_by,
                lease_expires_at=fresh_lease(),
                is_streamed=is_streamed,
            )
    except IntegrityError:
        active = active_run_id(connection, thread_id)
        raise Problem(f"Thread {thread_id} already has an active run {active}.") from None
    for message in request.get("additional_messages") or ():
        add_message(connection, thread_id, message)
    return run
