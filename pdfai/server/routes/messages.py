"""Messages of a thread."""

from typing import Any

from fastapi import APIRouter
from pdfai_wire import schema

from pdfai.server.indexing import INDEXING
from pdfai.server.routes.requests import Paging, sent
from pdfai.server.services import ServicesOf
from pdfai.server.store import kinds
from pdfai.server.store.threads import create_message

router = APIRouter(prefix="/v1/threads/{thread_id}/messages", tags=["messages"])


@router.get("", response_model=schema.MessageList)
def get_thread_messages(
    services: ServicesOf, paging: Paging, thread_id: str, run_id: str | None = None
) -> Any:
    """A page of the thread's messages."""
    with services.database.read() as connection:
        kinds.threads.row(connection, thread_id)
        return kinds.messages.page(connection, paging, thread_id=thread_id, run_id=run_id)


@router.post("", response_model=schema.Message)
def create_thread_message(services: ServicesOf, thread_id: str, body: schema.CreateMessageRequest) -> Any:
    """The new message."""
    with services.database.write() as connection:
        message = create_message(connection, thread_id, sent(body))
    if message["attachments"]:
        services.background.take_up(INDEXING)
    return message


@router.get("/{message_id}", response_model=schema.Message)
def get_thread_message(services: ServicesOf, thread_id: str, message_id: str) -> Any:
    """The message."""
    with services.database.read() as connection:
        return kinds.messages.get(connection, message_id, thread_id=thread_id)


@router.post("/{message_id}", response_model=schema.Message)
def modify_thread_message(
    services: ServicesOf, thread_id: str, message_id: str, body: schema.ModifyMessageRequest
) -> Any:
    """The message with the metadata sent."""
    changes = {name: value or {} for name, value in sent(body).items()}
    with services.database.write() as connection:
        row = kinds.messages.row(connection, message_id, thread_id=thread_id)
        return kinds.messages.change(connection, row, changes)


@router.delete("/{message_id}", response_model=schema.DeletedMessage)
def delete_thread_message(services: ServicesOf, thread_id: str, message_id: str) -> Any:
    """What was deleted."""
    with services.database.write() as connection:
        return kinds.messages.remove(connection, message_id, thread_id=thread_id)
