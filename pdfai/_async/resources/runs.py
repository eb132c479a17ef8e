"""Runs: an assistant answering a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from pdfai_api.api.runs import create_run, create_thread_and_run, get_run, get_runs
from pdfai_api.models import CreateRunRequest, CreateThreadAndRunRequest, Run, RunList

from pdfai._async.sending import AsyncSender
from pdfai.calling import one_body

if TYPE_CHECKING:
    from pdfai_wire import params

    from pdfai.calling import ListQuery


class AsyncRuns(AsyncSender):
    """The calls for runs."""

    @overload
    async def create_run(self, thread_id: str, request: CreateRunRequest, /) -> Run: ...

    @overload
    async def create_run(self, thread_id: str, /, **parameters: Unpack[params.CreateRunRequest]) -> Run: ...

    async def create_run(
        self, thread_id: str, request: CreateRunRequest | None = None, /, **parameters: Any
    ) -> Run:
        """Let an assistant answer a thread; returns at once, mostly `queued`."""
        return await self._send(create_run.request(thread_id, body=one_body(request, parameters)))

    @overload
    async def create_thread_and_run(self, request: CreateThreadAndRunRequest, /) -> Run: ...

    @overload
    async def create_thread_and_run(
        self, /, **parameters: Unpack[params.CreateThreadAndRunRequest]
    ) -> Run: ...

    async def create_thread_and_run(
        self, request: CreateThreadAndRunRequest | None = None, /, **parameters: Any
    ) -> Run:
        """Create a thread and let an assistant answer it; returns at once, mostly `queued`."""
        return await self._send(create_thread_and_run.request(body=one_body(request, parameters)))

    async def get_runs(self, thread_id: str, /, **query: Unpack[ListQuery]) -> RunList:
        """One page of a thread's runs, newest first unless asked otherwise."""
        return await self._send(get_runs.request(thread_id, **query))

    async def get_run(self, thread_id: str, run_id: str, /) -> Run:
        """Look a run up."""
        return await self._send(get_run.request(thread_id, run_id))
