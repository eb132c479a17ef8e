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

from pdfai._async.pages import AsyncPage
from pdfai._async.sending import AsyncSender
from pdfai.calling import one_body

if TYPE_CHECKING:
    from pdfai_wire import params

    from pdfai.calling import MessageListQuery


class AsyncMessages(AsyncSender):
    """The calls for messages."""

    @overload
    async def create_thread_message(self, thread_id: str, request: CreateMessageRequest, /) -> Message: ...

    @overload
    async def create_thread_message(
        self, thread_id: str, /, **parameters: Unpack[params.CreateMessageRequest]
    ) -> Message: ...

    async def create_thread_message(
        self, thread_id: str, request: CreateMessageRequest | None = None, /, **parameters: Any
    ) -> Message:
        """Add a message to a thread that no run is answering."""
        return await self._send(create_thread_message.request(thread_id, body=one_body(request, parameters)))

    async def get_thread_messages(
        self, thread_id: str, /, **query: Unpack[MessageListQuery]
    ) -> AsyncPage[Message]:
        """One page of a thread's messages, newest first unless asked otherwise."""
        return await self._page(get_thread_messages.request, thread_id, **query)

    async def get_thread_message(self, thread_id: str, message_id: str, /) -> Message:
        """Look a message up."""
        return await self._send(get_thread_message.request(thread_id, message_id))

    @overload
    async def modify_thread_message(
        self, thread_id: str, message_id: str, request: ModifyMessageRequest, /
    ) -> Message: ...

    @overload
    async def modify_thread_message(
        self, thread_id: str, message_id: str, /, **parameters: Unpack[params.ModifyMessageRequest]
    ) -> Message: ...

    async def modify_thread_message(
        self,
        thread_id: str,
        message_id: str,
        request: ModifyMessageRequest | None = None,
        /,
        **parameters: Any,
    ) -> Message:
        """Change a message's metadata."""
        return await self._send(
            modify_thread_message.request(thread_id, message_id, body=one_body(request, parameters))
        )

    async def delete_thread_message(self, thread_id: str, message_id: str, /) -> DeletedMessage:
        """Delete a message."""
        return await self._send(delete_thread_message.request(thread_id, message_id))
