"""Threads: conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from pdfai_api.api.threads import create_thread, delete_thread, get_thread, get_threads, modify_thread
from pdfai_api.models import CreateThreadRequest, DeletedThread, ModifyThreadRequest, Thread

from pdfai._async.pages import AsyncPage
from pdfai._async.sending import AsyncSender
from pdfai.calling import one_body

if TYPE_CHECKING:
    from pdfai_wire import params

    from pdfai.calling import ListQuery


class AsyncThreads(AsyncSender):
    """The calls for threads."""

    @overload
    async def create_thread(self, request: CreateThreadRequest, /) -> Thread: ...

    @overload
    async def create_thread(self, /, **parameters: Unpack[params.CreateThreadRequest]) -> Thread: ...

    async def create_thread(self, request: CreateThreadRequest | None = None, /, **parameters: Any) -> Thread:
        """Create a thread, with first messages where given."""
        return await self._send(create_thread.request(body=one_body(request, parameters)))

    async def get_threads(self, **query: Unpack[ListQuery]) -> AsyncPage[Thread]:
        """One page of the server's threads, newest first unless asked otherwise.

        pdfai's servers list them; others, as the retired service, may know no such call.
        """
        return await self._page(get_threads.request, **query)

    async def get_thread(self, thread_id: str, /) -> Thread:
        """Look a thread up."""
        return await self._send(get_thread.request(thread_id))

    @overload
    async def modify_thread(self, thread_id: str, request: ModifyThreadRequest, /) -> Thread: ...

    @overload
    async def modify_thread(
        self, thread_id: str, /, **parameters: Unpack[params.ModifyThreadRequest]
    ) -> Thread: ...

    async def modify_thread(
        self, thread_id: str, request: ModifyThreadRequest | None = None, /, **parameters: Any
    ) -> Thread:
        """Change what is given; the rest stays."""
        return await self._send(modify_thread.request(thread_id, body=one_body(request, parameters)))

    async def delete_thread(self, thread_id: str, /) -> DeletedThread:
        """Delete a thread with its messages, runs and steps."""
        return await self._send(delete_thread.request(thread_id))
