# Derived from pdfai/_async/resources/threads.py by scripts/unasync.py.
"""Threads: conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from pdfai_api.api.threads import create_thread, delete_thread, get_thread, get_threads, modify_thread
from pdfai_api.models import CreateThreadRequest, DeletedThread, ModifyThreadRequest, Thread

from pdfai._sync.pages import Page
from pdfai._sync.sending import Sender
from pdfai.calling import one_body

if TYPE_CHECKING:
    from pdfai_wire import params

    from pdfai.calling import ListQuery


class Threads(Sender):
    """The calls for threads."""

    @overload
    def create_thread(self, request: CreateThreadRequest, /) -> Thread: ...

    @overload
    def create_thread(self, /, **parameters: Unpack[params.CreateThreadRequest]) -> Thread: ...

    def create_thread(self, request: CreateThreadRequest | None = None, /, **parameters: Any) -> Thread:
        """Create a thread, with first messages where given."""
        return self._send(create_thread.request(body=one_body(request, parameters)))

    def get_threads(self, **query: Unpack[ListQuery]) -> Page[Thread]:
        """One page of the server's threads, newest first unless asked otherwise.

        pdfai's servers list them; others, as the retired service, may know no such call.
        """
        return self._page(get_threads.request, **query)

    def get_thread(self, thread_id: str, /) -> Thread:
        """Look a thread up."""
        return self._send(get_thread.request(thread_id))

    @overload
    def modify_thread(self, thread_id: str, request: ModifyThreadRequest, /) -> Thread: ...

    @overload
    def modify_thread(
        self, thread_id: str, /, **parameters: Unpack[params.ModifyThreadRequest]
    ) -> Thread: ...

    def modify_thread(
        self, thread_id: str, request: ModifyThreadRequest | None = None, /, **parameters: Any
    ) -> Thread:
        """Change what is given; the rest stays."""
        return self._send(modify_thread.request(thread_id, body=one_body(request, parameters)))

    def delete_thread(self, thread_id: str, /) -> DeletedThread:
        """Delete a thread with its messages, runs and steps."""
        return self._send(delete_thread.request(thread_id))
