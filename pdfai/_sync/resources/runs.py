# Derived from pdfai/_async/resources/runs.py by scripts/unasync.py.
"""Runs: an assistant answering a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from pdfai_api.api.runs import create_run, create_thread_and_run, get_run, get_runs
from pdfai_api.models import CreateRunRequest, CreateThreadAndRunRequest, Run, RunList

from pdfai._sync.sending import Sender
from pdfai.calling import one_body

if TYPE_CHECKING:
    from pdfai_wire import params

    from pdfai.calling import ListQuery


class Runs(Sender):
    """The calls for runs."""

    @overload
    def create_run(self, thread_id: str, request: CreateRunRequest, /) -> Run: ...

    @overload
    def create_run(self, thread_id: str, /, **parameters: Unpack[params.CreateRunRequest]) -> Run: ...

    def create_run(
        self, thread_id: str, request: CreateRunRequest | None = None, /, **parameters: Any
    ) -> Run:
        """Let an assistant answer a thread; returns at once, mostly `queued`."""
        return self._send(create_run.request(thread_id, body=one_body(request, parameters)))

    @overload
    def create_thread_and_run(self, request: CreateThreadAndRunRequest, /) -> Run: ...

    @overload
    def create_thread_and_run(self, /, **parameters: Unpack[params.CreateThreadAndRunRequest]) -> Run: ...

    def create_thread_and_run(
        self, request: CreateThreadAndRunRequest | None = None, /, **parameters: Any
    ) -> Run:
        """Create a thread and let an assistant answer it; returns at once, mostly `queued`."""
        return self._send(create_thread_and_run.request(body=one_body(request, parameters)))

    def get_runs(self, thread_id: str, /, **query: Unpack[ListQuery]) -> RunList:
        """One page of a thread's runs, newest first unless asked otherwise."""
        return self._send(get_runs.request(thread_id, **query))

    def get_run(self, thread_id: str, run_id: str, /) -> Run:
        """Look a run up."""
        return self._send(get_run.request(thread_id, run_id))
