"""Waiting for work to end: every wait has a deadline, and raises when the work failed."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar, Unpack, overload

from pdfai_api.api.messages import get_thread_message, get_thread_messages
from pdfai_api.api.runs import cancel_run, get_run
from pdfai_api.api.vector_store_file_batches import get_vector_store_file_batch
from pdfai_api.api.vector_store_files import get_vector_store_file
from pdfai_api.api.vector_stores import create_vector_store, get_vector_store
from pdfai_api.models import (
    CreateVectorStoreRequest,
    Message,
    Run,
    VectorStore,
    VectorStoreFile,
    VectorStoreFileBatch,
)

from pdfai._async.sending import AsyncSender
from pdfai.calling import one_body
from pdfai.errors import (
    PdfaiError,
    PollingTimeoutError,
    RunIncompleteError,
    RunRequiresActionError,
    TransportError,
    WorkFailedError,
)
from pdfai.outcomes import (
    file_batch_has_ended,
    message_has_ended,
    run_has_ended,
    vector_store_file_has_ended,
    vector_store_has_ended,
)
from pdfai.policy import PollingPolicy

if TYPE_CHECKING:
    from collections.abc import Callable

    from pdfai_api.request import Request
    from pdfai_wire import params

    from pdfai.answers import Answer
    from pdfai.calling import RunWaitOptions, WaitOptions

T = TypeVar("T")

LAST_LOOK_SECONDS = 1.0
"""The least that a look gets, so that the last one, at the deadline, still can be answered."""


class AsyncWaiting(AsyncSender):
    """Waits, and the calls that begin work and wait for its end.

    All take `timeout_seconds` and `on_progress`, those for runs `cancel_on_timeout`, and raise
    `PollingTimeoutError` when it takes too long.
    """

    _polling: PollingPolicy

    async def wait_for_run_to_complete(
        self,
        thread_id: str,
        run_id: str,
        /,
        *,
        cancel_on_timeout: bool = False,
        **options: Unpack[WaitOptions],
    ) -> Run:
        """Wait until the run has completed, or `requires_action`.

        Raises `RunFailedError`, and `RunIncompleteError` with what the run wrote until it was cut short.
        """
        request = get_run.request(thread_id, run_id)
        try:
            return await self._wait(request, run_has_ended, f"Run {run_id}", **options)
        except PollingTimeoutError:
            if cancel_on_timeout:
                await self._try(cancel_run.request(thread_id, run_id))
            raise
        except RunIncompleteError as error:
            error.partial_message = await self._try_message_of(thread_id, run_id)
            raise

    async def wait_for_assistant_message(
        self, thread_id: str, run_id: str, /, **options: Unpack[RunWaitOptions]
    ) -> Message:
        """Wait for a run, and return the message it wrote last.

        Raises as `wait_for_run_to_complete` does, and `RunRequiresActionError` when it wants tool outputs.
        """
        run = await self.wait_for_run_to_complete(thread_id, run_id, **options)
        if run.status == "requires_action":
            raise RunRequiresActionError(run)
        return await self._message_of(thread_id, run_id)

    async def wait_for_thread_message_to_complete(
        self, thread_id: str, message_id: str, /, **options: Unpack[WaitOptions]
    ) -> Message:
        """Wait until the message is whole. Raises `MessageIncompleteError` when it never will be."""
        request = get_thread_message.request(thread_id, message_id)
        return await self._wait(request, message_has_ended, f"Message {message_id}", **options)

    async def wait_for_vector_store_to_complete(
        self, vector_store_id: str, /, **options: Unpack[WaitOptions]
    ) -> VectorStore:
        """Wait until no file of the store is being indexed; `file_counts` says how many failed.

        Raises `VectorStoreFailedError` when the store expired.
        """
        request = get_vector_store.request(vector_store_id)
        return await self._wait(request, vector_store_has_ended, f"Vector store {vector_store_id}", **options)

    async def wait_for_vector_store_file_to_complete(
        self, vector_store_id: str, file_id: str, /, **options: Unpack[WaitOptions]
    ) -> VectorStoreFile:
        """Wait until the file is indexed. Raises `IndexingFailedError` when it cannot be."""
        request = get_vector_store_file.request(vector_store_id, file_id)
        return await self._wait(request, vector_store_file_has_ended, f"File {file_id}", **options)

    async def wait_for_vector_store_file_batch_to_complete(
        self, vector_store_id: str, batch_id: str, /, **options: Unpack[WaitOptions]
    ) -> VectorStoreFileBatch:
        """Wait until each file of the batch was dealt with; `file_counts` says how many failed.

        Raises `FileBatchFailedError` when the batch was given up.
        """
        request = get_vector_store_file_batch.request(vector_store_id, batch_id)
        return await self._wait(request, file_batch_has_ended, f"File batch {batch_id}", **options)

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

    async def _message_of(self, thread_id: str, run_id: str) -> Message:
        messages = await self._send(get_thread_messages.request(thread_id, run_id=run_id, order="desc"))
        for message in messages.data:
            # A server that does not know the `run_id` filter sends all messages.
            if message.run_id == run_id:
                return message
        raise WorkFailedError(f"Run {run_id} completed without a message")

    async def _try_message_of(self, thread_id: str, run_id: str) -> Message | None:
        try:
            return await self._message_of(thread_id, run_id)
        except PdfaiError:  # why there is none matters less than why the run ended
            return None

    async def _try(self, request: Request[Any]) -> None:
        """Send it; that it fails matters less than the error under way."""
        with suppress(PdfaiError):
            await self._send(request)

    async def _wait(
        self,
        request: Request[T],
        has_ended: Callable[[Answer[T]], bool],
        what: str,
        *,
        timeout_seconds: float | None = None,
        on_progress: Callable[[Any], object] | None = None,
    ) -> T:
        """Look until the work has ended: quickly at first, then at the policy's interval."""
        start = self._clock.monotonic()
        last: T | None = None
        for looks in count(1):
            # Read anew each time: the policy may be changed while somebody waits.
            policy = self._polling if timeout_seconds is None else self._polling.within(timeout_seconds)
            left = policy.timeout_seconds - (self._clock.monotonic() - start)
            try:
                answer = await self._exchange(request, allowed_seconds=max(left, LAST_LOOK_SECONDS))
            except TransportError as error:
                if self._clock.monotonic() - start < policy.timeout_seconds:
                    raise
                raise _timed_out(what, last, policy) from error
            last = answer.value
            if on_progress is not None:
                on_progress(last)
            if has_ended(answer):
                break
            delay = policy.delay_seconds(
                looks=looks,
                elapsed=self._clock.monotonic() - start,
                poll_after_ms=answer.headers.get("openai-poll-after-ms"),
            )
            if delay is None:
                raise _timed_out(what, last, policy)
            await self._clock.asleep(delay)
        return answer.value


def _timed_out(what: str, last: object, policy: PollingPolicy) -> PollingTimeoutError:
    status = getattr(last, "status", "without an answer")
    return PollingTimeoutError(
        f"{what} is still {status} after {policy.timeout_seconds:g} s: wait again, or longer", last=last
    )
