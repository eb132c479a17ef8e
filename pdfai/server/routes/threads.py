"""Threads."""

from typing import Any

from fastapi import APIRouter
from pdfai_wire import schema

from pdfai.server.indexing import INDEXING
from pdfai.server.routes.requests import NotNull, Paging, sent
from pdfai.server.services import ServicesOf
from pdfai.server.store import kinds
from pdfai.server.store.threads import create_thread as create_thread_with_messages
from pdfai.server.store.tool_resources import settled

router = APIRouter(prefix="/v1/threads", tags=["threads"])


@router.get("", response_model=schema.ThreadList)
def get_threads(services: ServicesOf, paging: Paging) -> Any:
    """A page of threads."""
    with services.database.read() as connection:
        return kinds.threads.page(connection, paging)


@router.post("", response_model=schema.Thread, dependencies=[NotNull])
def create_thread(services: ServicesOf, body: schema.CreateThreadRequest | None = None) -> Any:
    """The new thread."""
    with services.database.write() as connection:
        thread = create_thread_with_messages(connection, sent(body))
    services.background.take_up(INDEXING)
    return thread


@router.get("/{thread_id}", response_model=schema.Thread)
def get_thread(services: ServicesOf, thread_id: str) -> Any:
    """The thread."""
    with services.database.read() as connection:
        return kinds.threads.get(connection, thread_id)


@router.post("/{thread_id}", response_model=schema.Thread)
def modify_thread(services: ServicesOf, thread_id: str, body: schema.ModifyThreadRequest) -> Any:
    """The thread with the properties sent; null empties a property."""
    changes = {name: value or {} for name, value in sent(body).items()}
    with services.database.write() as connection:
        settled(connection, changes.get("tool_resources"))
        return kinds.threads.change(connection, kinds.threads.row(connection, thread_id), changes)


@router.delete("/{thread_id}", response_model=schema.DeletedThread)
def delete_thread(services: ServicesOf, thread_id: str) -> Any:
    """What was deleted; its messages, runs and steps went with it."""
    with services.database.write() as connection:
        return kinds.threads.remove(connection, thread_id)
