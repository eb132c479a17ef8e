"""Threads and their messages."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from pdfai.server.problems import Problem
from pdfai.server.store import kinds, tables
from pdfai.server.store.records import JsonObject
from pdfai.server.store.runs import active_run_id
from pdfai.server.store.tool_resources import WEEK, attach_to_thread, settled


def create_thread(connection: Connection, request: Mapping[str, Any]) -> JsonObject:
    """A new thread with the messages it starts with."""
    resources = settled(connection, request.get("tool_resources"), expires_after=WEEK)
    body = {"tool_resources": resources, "metadata": request.get("metadata") or {}}
    thread = kinds.threads.add(connection, body)
    for message in request.get("messages") or ():
        add_message(connection, thread["id"], message)
    return kinds.threads.get(connection, thread["id"])


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
    """Write a message into a thread, whoever is answering it; its attachments become the thread's."""
    attachments = message.get("attachments") or []
    if attachments:
        attach_to_thread(connection, kinds.threads.row(connection, thread_id), attachments)
    body = {
        "role": message["role"],
        "content": _content(connection, message["content"]),
        "assistant_id": assistant_id,
        "attachments": attachments,
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


def _content(connection: Connection, content: str | Sequence[Mapping[str, Any]]) -> list[JsonObject]:
    parts = [{"type": "text", "text": content}] if isinstance(content, str) else content
    return [_part(connection, part) for part in parts]


def _part(connection: Connection, part: Mapping[str, Any]) -> JsonObject:
    match part:
        case {"type": "text", "text": str(text)}:
            # Parts of a request carry their text bare; those of an answer are complete already.
            return text_content(text, [])
        case {"type": "image_file", "image_file": {"file_id": file_id}}:
            kinds.files.row(connection, file_id)
    return dict(part)
