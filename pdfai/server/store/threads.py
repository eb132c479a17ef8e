"""Threads and their messages."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from pdfai.server.problems import Problem
from pdfai.server.store import kinds, tables
from pdfai.server.store.records import JsonObject
from pdfai.server.store.runs import active_run_id
from pdfai.server.store.vector_stores import require_vector_stores


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


def messages_of(connection: Connection, thread_id: str) -> Sequence[Row[Any]]:
    """All messages of a thread, oldest first."""
    messages = tables.messages
    query = select(messages).where(messages.c.thread_id == thread_id).order_by(messages.c.position)
    return connection.execute(query).all()


def text_content(value: str, annotations: list[JsonObject]) -> JsonObject:
    """A message's text as the API shows it."""
    return {"type": "text", "text": {"value": value, "annotations": annotations}}


def _content(content: str | Sequence[Mapping[str, Any]]) -> list[JsonObject]:
    if isinstance(content, str):
        return [text_content(content, [])]
    # Parts of a request carry their text bare; those of an answer are complete already.
    return [
        text_content(part["text"], []) if isinstance(part["text"], str) else dict(part) for part in content
    ]
