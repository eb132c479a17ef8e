# Derived from pdfai/_async/resources/messages.py by scripts/unasync.py.
"""Messages: what was said in a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from pdfai_api.api.messages import (
    create_thread_message,
    delete_thread_message,
    get_thread_message,
    get_thread_messages,
    modify_thread_message,
)
from pdfai_api.models import CreateMessageRequest, DeletedMessage, Message, ModifyMessageRequest

from pdfai._sync.pages import Page
from pdfai._sync.sending import Sender
from pdfai.calling import one_body

if TYPE_CHECKING:
    from pdfai_wire import params

    from pdfai.calling import MessageListQuery


class Messages(Sender):
    """The calls for messages."""

    @overload
    def create_thread_message(self, thread_id: str, request: CreateMessageRequest, /) -> Message: ...

    @overload
    def create_thread_message(
        self, thread_id: str, /, **parameters: Unpack[params.CreateMessageRequest]
    ) -> Message: ...

    def create_thread_message(
        self, thread_id: str, request: CreateMessageRequest | None = None, /, **parameters: Any
    ) -> Message:
        """Add a message to a thread that no run is answering."""
        return self._send(create_thread_message.request(thread_id, body=one_body(request, parameters)))

    def get_thread_messages(self, thread_id: str, /, **query: Unpack[MessageListQuery]) -> Page[Message]:
        """One page of a thread's messages, newest first unless asked otherwise."""
        return self._page(get_thread_messages.request, thread_id, **query)

    def get_thread_message(self, thread_id: str, message_id: str, /) -> Message:
        """Look a message up."""
        return self._send(get_thread_message.request(thread_id, message_id))

    @overload
    def modify_thread_message(
        self, thread_id: str, message_id: str, request: ModifyMessageRequest, /
    ) -> Message: ...

    @overload
    def modify_thread_message(
        self, thread_id: str, message_id: str, /, **parameters: Unpack[params.ModifyMessageRequest]
    ) -> Message: ...

    def modify_thread_message(
        self,
        thread_id: str,
        message_id: str,
        request: ModifyMessageRequest | None = None,
        /,
        **parameters: Any,
    ) -> Message:
        """Change a message's metadata."""
        return self._send(
            modify_thread_message.request(thread_id, message_id, body=one_body(request, parameters))
        )

    def delete_thread_message(self, thread_id: str, message_id: str, /) -> DeletedMessage:
        """Delete a message."""
        return self._send(delete_thread_message.request(thread_id, message_id))
