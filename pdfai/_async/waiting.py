"""Waiting for work to end: every wait has a deadline, and raises when the work failed."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar, Unpack, overload

from pdfai_api.api.messages import get_thread_messages
from pdfai_api.api.runs import create_run, get_run
from pdfai_api.api.vector_store_files import get_vector_store_file
from pdfai_api.api.vector_stores import create_vector_store, get_vector_store
from pdfai_api.models import (
    CreateRunRequest,
    CreateVectorStoreRequest,
    Message,
    Run,
    VectorStore,
    VectorStoreFile,
)

from pdfai._async.sending import AsyncSender
from pdfai.calling import one_body
from pdfai.errors import PollingTimeoutError, RunRequiresActionError, TransportError, WorkFailedError
from pdfai.outcomes import run_has_ended, vector_store_file_has_ended, vector_store_has_ended
from pdfai.policy import PollingPolicy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pdfai_api.request import Request
    from pdfai_wire import params

    from pdfai.answers import Answer

T = TypeVar("T")

LAST_LOOK_SECONDS = 1.0
"""The least that a look gets, so that the last one, at the deadline, still can be answered."""


class AsyncWaiting(AsyncSender):
    """Waits, and the calls that begin work and wait for its end."""

    _polling: PollingPolicy

    async def wait_for_run_to_complete(self, thread_id: str, run_id: str, /) -> Run:
        """Wait until the run has completed, or `requires_action`.

        Raises `RunFailedError`, `RunIncompleteError`, and `PollingTimeoutError` when it takes too long.
        """
        return await self._wait(get_run.request(thread_id, run_id), run_has_ended, f"Run {run_id}")

    async def wait_for_vector_store_to_complete(self, vector_store_id: str, /) -> VectorStore:
        """Wait until no file of the store is being indexed; `file_counts` says how many failed.

        Raises `VectorStoreFailedError` when the store expired, `PollingTimeoutError` when it takes too long.
        """
        request = get_vector_store.request(vector_store_id)
        return await self._wait(request, vector_store_has_ended, f"Vector store {vector_store_id}")

    async def wait_for_vector_store_file_to_complete(
        self, vector_store_id: str, file_id: str, /
    ) -> VectorStoreFile:
        """Wait until the file is indexed.

        Raises `IndexingFailedError` when it cannot be, `PollingTimeoutError` when it takes too long.
        """
        request = get_vector_store_file.request(vector_store_id, file_id)
        return await self._wait(request, vector_store_file_has_ended, f"File {file_id}")

    @overload
    async def create_vector_store_and_wait_to_complete(
        self, request: CreateVectorStoreRequest, /
    ) -> VectorStore: ...

    @overload
    async def create_vector_store_and_wait_to_complete(
        self, /, **parameters: Unpack[params.CreateVectorStoreRequest]
    ) -> VectorStore: ...

    async def create_vector_store_and_wait_to_complete(
        self, request: CreateVectorStoreRequest | None = None, /, **parameters: Any
    ) -> VectorStore:
        """Create a vector store and wait until its files are indexed; `file_counts` says how many failed."""
        creation = create_vector_store.request(body=one_body(request, parameters))
        vector_store = await self._send(creation)
        return await self.wait_for_vector_store_to_complete(vector_store.id)

    @overload
    async def run_and_get_assistant_response(
        self, thread_id: str, request: CreateRunRequest, /
    ) -> Message: ...

    @overload
    async def run_and_get_assistant_response(
        self, thread_id: str, /, **parameters: Unpack[params.CreateRunRequest]
    ) -> Message: ...

    async def run_and_get_assistant_response(
        self, thread_id: str, request: CreateRunRequest | None = None, /, **parameters: Any
    ) -> Message:
        """Let an assistant answer the thread, wait for it, and return its message.

        Raises as `wait_for_run_to_complete` does, and `RunRequiresActionError` when it wants tool outputs.
        """
        _, message = await self._run_to_answer(thread_id, one_body(request, parameters))
        return message

    async def _run_to_answer(
        self, thread_id: str, body: CreateRunRequest | Mapping[str, Any]
    ) -> tuple[Run, Message]:
        run = await self._send(create_run.request(thread_id, body=body))
        run = await self.wait_for_run_to_complete(thread_id, run.id)
        if run.status == "requires_action":
            raise RunRequiresActionError(run)
        messages = await self._send(get_thread_messages.request(thread_id, run_id=run.id, order="desc"))
        for message in messages.data:
            # A server that does not know the `run_id` filter sends all messages.
            if message.run_id == run.id:
                return run, message
        raise WorkFailedError(f"Run {run.id} completed without a message")

    async def _wait(self, request: Request[T], has_ended: Callable[[Answer[T]], bool], what: str) -> T:
        """Look until the work has ended: quickly at first, then at the policy's interval."""
        start = self._clock.monotonic()
        last: T | None = None
        for looks in count(1):
            try:
                answer = await self._exchange(request, allowed_seconds=self._seconds_left(start))
            except TransportError as error:
                if self._clock.monotonic() - start < self._polling.timeout_seconds:
                    raise
                raise _timed_out(what, last, self._polling) from error
            if has_ended(answer):
                break
            last = answer.value
            delay = self._polling.delay_seconds(
                looks=looks,
                elapsed=self._clock.monotonic() - start,
                poll_after_ms=answer.headers.get("openai-poll-after-ms"),
            )
            if delay is None:
                raise _timed_out(what, last, self._polling)
            await self._clock.asleep(delay)
        return answer.value

    def _seconds_left(self, start: float) -> float:
        left = self._polling.timeout_seconds - (self._clock.monotonic() - start)
        return max(left, LAST_LOOK_SECONDS)


def _timed_out(what: str, last: object, policy: PollingPolicy) -> PollingTimeoutError:
    status = getattr(last, "status", "without an answer")
    return PollingTimeoutError(
        f"{what} is still {status} after {policy.timeout_seconds:g} s: wait again, or longer", last=last
    )
