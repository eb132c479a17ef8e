"""Threads, their messages, and the runs that answer them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import IntegrityError

from pdfai.server.problems import Problem
from pdfai.server.runs import lifecycle
from pdfai.server.store import kinds, tables
from pdfai.server.store.leases import Leased, fresh_lease
from pdfai.server.store.records import JsonObject, now
from pdfai.server.store.vector_stores import require_vector_stores

ANSWERING = Leased(table=tables.runs, open=tables.ACTIVE_RUN_STATUSES)


def create_thread(connection: Connection, request: Mapping[str, Any]) -> JsonObject:
    """A new thread with the messages it starts with."""
    require_vector_stores(connection, request)
    body = {"tool_resources": request.get("tool_resources") or {}, "metadata": request.get("metadata") or {}}
    thread = kinds.threads.add(connection, body)
    for message in request.get("messages") or ():
        add_message(connection, thread["id"], message)
    return thread


def create_message(connection: Connection, thread_id: str, request: Mapping[str, Any]) -> JsonObject:
    """A new message in a thread that no run is answering."""
    kinds.threads.row(connection, thread_id)
    active = active_run_id(connection, thread_id)
    if active is not None:
        raise Problem(f"Can't add messages to {thread_id} while a run {active} is active.")
    return add_message(connection, thread_id, request)


def add_message(
    connection: Connection,
    thread_id: str,
    message: Mapping[str, Any],
    *,
    run_id: str | None = None,
    assistant_id: str | None = None,
) -> JsonObject:
    """Write a message into a thread, whoever is answering it."""
    body = {
        "role": message["role"],
        "content": _content(message["content"]),
        "assistant_id": assistant_id,
        "attachments": [],
        "metadata": message.get("metadata") or {},
    }
    return kinds.messages.add(connection, body, thread_id=thread_id, run_id=run_id)


def create_run(connection: Connection, thread_id: str, request: Mapping[str, Any]) -> JsonObject:
    """A queued run on a thread that has no other."""
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
                lease_expires_at=fresh_lease(),
            )
    except IntegrityError:
        active = active_run_id(connection, thread_id)
        raise Problem(f"Thread {thread_id} already has an active run {active}.") from None
    for message in request.get("additional_messages") or ():
        add_message(connection, thread_id, message)
    return run


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


def messages_of(connection: Connection, thread_id: str) -> Sequence[Row[Any]]:
    """All messages of a thread, oldest first."""
    messages = tables.messages
    query = select(messages).where(messages.c.thread_id == thread_id).order_by(messages.c.position)
    return connection.execute(query).all()


def _content(content: str | Sequence[Mapping[str, Any]]) -> list[JsonObject]:
    if isinstance(content, str):
        return [lifecycle.text_content(content, [])]
    # Parts of a request carry their text bare; those of an answer are complete already.
    return [
        lifecycle.text_content(part["text"], []) if isinstance(part["text"], str) else dict(part)
        for part in content
    ]
