# Derived from pdfai/_async/resources/runs.py by scripts/unasync.py.
"""Runs: an assistant answering a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from pdfai_api.api.runs import (
    cancel_run,
    create_run,
    create_thread_and_run,
    get_run,
    get_runs,
    modify_run,
    submit_tool_outputs,
)
from pdfai_api.models import (
    AssistantStreamEvent,
    CreateRunRequest,
    CreateThreadAndRunRequest,
    ModifyRunRequest,
    Run,
    RunStepInclude,
    SubmitToolOutputsRequest,
)
from pdfai_api.types import UNSET, Unset

from pdfai._sync.pages import Page
from pdfai._sync.sending import Sender
from pdfai._sync.streaming import EventStream
from pdfai.calling import one_body, whole_body

if TYPE_CHECKING:
    from pdfai_wire import params

    from pdfai.calling import ListQuery

    Include = list[RunStepInclude] | Unset


class Runs(Sender):
    """The calls for runs."""

    @overload
    def create_run(
        self, thread_id: str, request: CreateRunRequest, /, *, include: Include = UNSET
    ) -> Run: ...

    @overload
    def create_run(
        self, thread_id: str, /, *, include: Include = UNSET, **parameters: Unpack[params.CreateRunRequest]
    ) -> Run: ...

    def create_run(
        self,
        thread_id: str,
        request: CreateRunRequest | None = None,
        /,
        *,
        include: Include = UNSET,
        **parameters: Any,
    ) -> Run:
        """Let an assistant answer a thread; returns at once, mostly `queued`."""
        body = whole_body(request, parameters)
        return self._send(create_run.request(thread_id, include=include, body=body))

    @overload
    def stream_run(
        self, thread_id: str, request: CreateRunRequest, /, *, include: Include = UNSET
    ) -> EventStream[AssistantStreamEvent]: ...

    @overload
    def stream_run(
        self, thread_id: str, /, *, include: Include = UNSET, **parameters: Unpack[params.CreateRunRequest]
    ) -> EventStream[AssistantStreamEvent]: ...

    def stream_run(
        self,
        thread_id: str,
        request: CreateRunRequest | None = None,
        /,
        *,
        include: Include = UNSET,
        **parameters: Any,
    ) -> EventStream[AssistantStreamEvent]:
        """As `create_run`; the answer is the run's events, up to its end or until it requires action."""
        body = one_body(request, parameters)
        return self._stream(create_run.stream(thread_id, include=include, body=body))

    @overload
    def create_thread_and_run(self, request: CreateThreadAndRunRequest, /) -> Run: ...

    @overload
    def create_thread_and_run(self, /, **parameters: Unpack[params.CreateThreadAndRunRequest]) -> Run: ...

    def create_thread_and_run(
        self, request: CreateThreadAndRunRequest | None = None, /, **parameters: Any
    ) -> Run:
        """Create a thread and let an assistant answer it; returns at once, mostly `queued`."""
        return self._send(create_thread_and_run.request(body=whole_body(request, parameters)))

    @overload
    def stream_thread_and_run(
        self, request: CreateThreadAndRunRequest, /
    ) -> EventStream[AssistantStreamEvent]: ...

    @overload
    def stream_thread_and_run(
        self, /, **parameters: Unpack[params.CreateThreadAndRunRequest]
    ) -> EventStream[AssistantStreamEvent]: ...

    def stream_thread_and_run(
        self, request: CreateThreadAndRunRequest | None = None, /, **parameters: Any
    ) -> EventStream[AssistantStreamEvent]:
        """As `create_thread_and_run`; the answer is the events of the thread and the run."""
        return self._stream(create_thread_and_run.stream(body=one_body(request, parameters)))

    def get_runs(self, thread_id: str, /, **query: Unpack[ListQuery]) -> Page[Run]:
        """One page of a thread's runs, newest first unless asked otherwise."""
        return self._page(get_runs.request, thread_id, **query)

    def get_run(self, thread_id: str, run_id: str, /) -> Run:
        """Look a run up."""
        return self._send(get_run.request(thread_id, run_id))

    @overload
    def modify_run(self, thread_id: str, run_id: str, request: ModifyRunRequest, /) -> Run: ...

    @overload
    def modify_run(
        self, thread_id: str, run_id: str, /, **parameters: Unpack[params.ModifyRunRequest]
    ) -> Run: ...

    def modify_run(
        self, thread_id: str, run_id: str, request: ModifyRunRequest | None = None, /, **parameters: Any
    ) -> Run:
        """Change a run's metadata."""
        body = one_body(request, parameters)
        return self._send(modify_run.request(thread_id, run_id, body=body))

    def cancel_run(self, thread_id: str, run_id: str, /) -> Run:
        """Ask a run to stop; returns at once, mostly `cancelling`."""
        return self._send(cancel_run.request(thread_id, run_id))

    @overload
    def submit_tool_outputs(
        self, thread_id: str, run_id: str, request: SubmitToolOutputsRequest, /
    ) -> Run: ...

    @overload
    def submit_tool_outputs(
        self, thread_id: str, run_id: str, /, **parameters: Unpack[params.SubmitToolOutputsRequest]
    ) -> Run: ...

    def submit_tool_outputs(
        self,
        thread_id: str,
        run_id: str,
        request: SubmitToolOutputsRequest | None = None,
        /,
        **parameters: Any,
    ) -> Run:
        """Answer all calls that a run with status `requires_action` waits for, so that it goes on."""
        body = whole_body(request, parameters)
        return self._send(submit_tool_outputs.request(thread_id, run_id, body=body))

    @overload
    def stream_tool_outputs(
        self, thread_id: str, run_id: str, request: SubmitToolOutputsRequest, /
    ) -> EventStream[AssistantStreamEvent]: ...

    @overload
    def stream_tool_outputs(
        self, thread_id: str, run_id: str, /, **parameters: Unpack[params.SubmitToolOutputsRequest]
    ) -> EventStream[AssistantStreamEvent]: ...

    def stream_tool_outputs(
        self,
        thread_id: str,
        run_id: str,
        request: SubmitToolOutputsRequest | None = None,
        /,
        **parameters: Any,
    ) -> EventStream[AssistantStreamEvent]:
        """As `submit_tool_outputs`; the answer is the events of the run as it goes on."""
        body = one_body(request, parameters)
        return self._stream(submit_tool_outputs.stream(thread_id, run_id, body=body))

    def stream_run_events(
        self, thread_id: str, run_id: str, /, *, starting_after: int | None = None
    ) -> EventStream[AssistantStreamEvent]:
        """What has happened to a run, and what happens until it ends or requires action.

        All of it, or what follows `starting_after`, the `last_event_id` of a stream that broke. Servers other
        than pdfai's answer with the run, which raises `MalformedAnswerError`.
        """
        after = UNSET if starting_after is None else starting_after
        return self._stream(get_run.stream(thread_id, run_id, starting_after=after))
