# Derived from pdfai/_async/waiting.py by scripts/unasync.py.
"""Waiting for work to end: every wait has a deadline, and raises when the work failed."""

from __future__ import annotations

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

from pdfai._sync.sending import Sender
from pdfai.calling import Patience, one_body
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


class Waiting(Sender):
    """Waits, and the calls that begin work and wait for its end.

    All take `timeout_seconds` and `on_progress`, those for runs `cancel_on_timeout`, and raise
    `PollingTimeoutError` when it takes too long, or when the server does not answer until then.
    """

    _polling: PollingPolicy

    def wait_for_run_to_complete(
        self,
        thread_id: str,
        run_id: str,
        /,
        *,
        cancel_on_timeout: bool = False,
        timeout_seconds: float | None = None,
        on_progress: Callable[[Run], object] | None = None,
    ) -> Run:
        """Wait until the run has completed, or `requires_action`.

        Raises `RunFailedError`, and `RunIncompleteError` with what the run wrote until it was cut short.
        """
        patience = self._patience(timeout_seconds)
        try:
            return self._run_to_end(thread_id, run_id, patience, on_progress)
        except PollingTimeoutError:
            if cancel_on_timeout:
                self._try(cancel_run.request(thread_id, run_id))
            raise

    def wait_for_assistant_message(
        self, thread_id: str, run_id: str, /, **options: Unpack[RunWaitOptions]
    ) -> Message:
        """Wait for a run, and return the message it wrote last.

        Raises as `wait_for_run_to_complete` does, and `RunRequiresActionError` when it wants tool outputs.
        """
        patience = self._patience(options.get("timeout_seconds"))
        run = self.wait_for_run_to_complete(thread_id, run_id, **options)
        if run.status == "requires_action":
            raise RunRequiresActionError(run)
        return self._message_of(thread_id, run, patience)

    def wait_for_thread_message_to_complete(
        self, thread_id: str, message_id: str, /, **options: Unpack[WaitOptions]
    ) -> Message:
        """Wait until the message is whole. Raises `MessageIncompleteError` when it never will be."""
        request = get_thread_message.request(thread_id, message_id)
        return self._wait(request, message_has_ended, f"Message {message_id}", **options)

    def wait_for_vector_store_to_complete(
        self, vector_store_id: str, /, **options: Unpack[WaitOptions]
    ) -> VectorStore:
        """Wait until no file of the store is being indexed; `file_counts` says how many failed.

        Raises `VectorStoreFailedError` when the store expired.
        """
        request = get_vector_store.request(vector_store_id)
        return self._wait(request, vector_store_has_ended, f"Vector store {vector_store_id}", **options)

    def wait_for_vector_store_file_to_complete(
        self, vector_store_id: str, file_id: str, /, **options: Unpack[WaitOptions]
    ) -> VectorStoreFile:
        """Wait until the file is indexed. Raises `IndexingFailedError` when it cannot be."""
        request = get_vector_store_file.request(vector_store_id, file_id)
        return self._wait(request, vector_store_file_has_ended, f"File {file_id}", **options)

    def wait_for_vector_store_file_batch_to_complete(
        self, vector_store_id: str, batch_id: str, /, **options: Unpack[WaitOptions]
    ) -> VectorStoreFileBatch:
        """Wait until each file of the batch was dealt with; `file_counts` says how many failed.

        Raises `FileBatchFailedError` when the batch was given up.
        """
        request = get_vector_store_file_batch.request(vector_store_id, batch_id)
        return self._wait(request, file_batch_has_ended, f"File batch {batch_id}", **options)

    @overload
    def create_vector_store_and_wait_to_complete(
        self, request: CreateVectorStoreRequest, /
    ) -> VectorStore: ...

    @overload
    def create_vector_store_and_wait_to_complete(
        self, /, **parameters: Unpack[params.CreateVectorStoreRequest]
    ) -> VectorStore: ...

    def create_vector_store_and_wait_to_complete(
        self, request: CreateVectorStoreRequest | None = None, /, **parameters: Any
    ) -> VectorStore:
        """Create a vector store and wait until its files are indexed; `file_counts` says how many failed."""
        creation = create_vector_store.request(body=one_body(request, parameters))
        vector_store = self._send(creation)
        return self.wait_for_vector_store_to_complete(vector_store.id)

    def _patience(self, timeout_seconds: float | None) -> Patience:
        """That of a wait which begins now; raises `InvalidArgumentError` for a time that is none."""
        if timeout_seconds is None:
            return Patience(self._clock, lambda: self._polling)
        return Patience(self._clock, lambda: self._polling.within(timeout_seconds))

    def _run_to_end(
        self,
        thread_id: str,
        run_id: str,
        patience: Patience,
        on_progress: Callable[[Run], object] | None,
    ) -> Run:
        request = get_run.request(thread_id, run_id)
        try:
            return self._look(request, run_has_ended, f"Run {run_id}", patience, on_progress)
        except RunIncompleteError as error:
            error.partial_message = self._try_message_of(thread_id, error.run, patience)
            raise

    def _message_of(self, thread_id: str, run: Run, patience: Patience) -> Message:
        request = get_thread_messages.request(thread_id, run_id=run.id, order="desc")
        answer = self._ask(request, f"The message of run {run.id}", patience, last=None)
        for message in answer.value.data:
            # A server that does not know the `run_id` filter sends all messages.
            if message.run_id == run.id:
                return message
        raise WorkFailedError(f"Run {run.id} completed without a message")

    def _try_message_of(self, thread_id: str, run: Run, patience: Patience) -> Message | None:
        try:
            return self._message_of(thread_id, run, patience)
        except PdfaiError:  # why there is none matters less than why the run ended
            return None

    def _wait(
        self,
        request: Request[T],
        has_ended: Callable[[Answer[T]], bool],
        what: str,
        *,
        timeout_seconds: float | None = None,
        on_progress: Callable[[Any], object] | None = None,
    ) -> T:
        return self._look(request, has_ended, what, self._patience(timeout_seconds), on_progress)

    def _look(
        self,
        request: Request[T],
        has_ended: Callable[[Answer[T]], bool],
        what: str,
        patience: Patience,
        on_progress: Callable[[Any], object] | None,
    ) -> T:
        """Look until the work has ended: quickly at first, then at the policy's interval."""
        last: T | None = None
        for looks in count(1):
            answer = self._ask(request, what, patience, last=last)
            last = answer.value
            if on_progress is not None:
                on_progress(last)
            if has_ended(answer):
                break
            delay = patience.policy().delay_seconds(
                looks=looks,
                elapsed=patience.elapsed,
                poll_after_ms=answer.headers.get("openai-poll-after-ms"),
            )
            if delay is None:
                raise patience.ended(what, last)
            self._clock.sleep(delay)
        return answer.value

    def _ask(self, request: Request[T], what: str, patience: Patience, *, last: object) -> Answer[T]:
        """One request of a wait; that nobody answered until its end is told as the end of the wait."""
        try:
            return self._exchange(request, allowed_seconds=patience.allowed)
        except TransportError as error:
            if patience.left > 0:
                raise
            raise patience.ended(what, last) from error
