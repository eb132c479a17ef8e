# Derived from pdfai/_async/indexing.py by scripts/unasync.py.
"""Many files into a vector store at once."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from pdfai_api.api.files import delete_file

from pdfai._sync.sending import PARTING_SECONDS
from pdfai.blocking import all_of
from pdfai.errors import (
    FileBatchFailedError,
    InvalidArgumentError,
    NotFoundError,
    PdfaiError,
    PollingTimeoutError,
    TransportError,
)
from pdfai.finishing import finished
from pdfai.indexing import (
    ATTEMPTS,
    FileOutcome,
    blame,
    in_batches,
    is_worth_another,
    note,
    outcomes_of,
    progress_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pdfai._sync.client import OpenAIClient
    from pdfai.indexing import IndexingProgress, Source

_log = logging.getLogger("pdfai")

REMOVAL_SECONDS = 30.0
"""When no further deletion begins: who is leaving does not wait for long."""


class Indexer:
    """What `upload_and_index` does."""

    def __init__(
        self,
        client: OpenAIClient,
        vector_store_id: str,
        *,
        concurrency: int,
        timeout_seconds: float | None,
        progress: Callable[[IndexingProgress], object] | None,
    ) -> None:
        """Keep who asks, where, and how."""
        if not isinstance(concurrency, int) or concurrency < 1:
            raise InvalidArgumentError(f"concurrency must be 1 or more, not {concurrency!r}")
        client._patience(timeout_seconds)  # raises what there is to say against it
        self._client = client
        self._vector_store_id = vector_store_id
        self._concurrency = concurrency
        self._timeout_seconds = timeout_seconds
        self._progress = progress
        self._telling = threading.Lock()

    def index(self, sources: Iterable[Source]) -> list[FileOutcome]:
        """What became of each."""
        outcomes = outcomes_of(sources)

        def upload(outcome: FileOutcome) -> None:
            try:
                file = self._client.upload_file("assistants", outcome.file_name, outcome.content)
                outcome.file_id = file.id
            except PdfaiError as error:
                outcome.error = error
            self._tell(outcomes)

        try:
            all_of(upload, outcomes, at_once=self._concurrency)
            for batch in in_batches([each for each in outcomes if each.file_id is not None]):
                try:
                    self._index(batch)
                except PdfaiError as error:
                    # Else nobody would learn what is indexed already.
                    if not any(each.is_indexed for each in outcomes):
                        raise
                    blame(error, batch)
                self._tell(outcomes)
        finally:
            self._remove([each for each in outcomes if each.file_id and not each.is_indexed])
        return outcomes

    def _tell(self, outcomes: Sequence[FileOutcome]) -> None:
        if self._progress is not None:
            # In one of the colours, several threads come here.
            with self._telling:
                self._progress(progress_of(outcomes))

    def _index(self, outcomes: Sequence[FileOutcome]) -> None:
        """Index a batch, and what failed of it again."""
        left = outcomes
        for attempt in range(ATTEMPTS):
            if attempt:
                all_of(self._forget, left, at_once=self._concurrency)
            batch = self._client.create_vector_store_file_batch(
                self._vector_store_id, file_ids=[each.file_id or "" for each in left]
            )
            try:
                batch = self._client.wait_for_vector_store_file_batch_to_complete(
                    self._vector_store_id, batch.id, timeout_seconds=self._timeout_seconds
                )
            except (PollingTimeoutError, FileBatchFailedError) as error:
                self._salvage(batch.id, left)
                blame(error, left)
                return
            if batch.file_counts.completed == len(left):
                for outcome in left:
                    outcome.is_indexed, outcome.error = True, None
                return
            all_of(self._look, left, at_once=self._concurrency)
            left = [each for each in left if is_worth_another(each)]
            if not left:
                return

    def _look(self, outcome: FileOutcome) -> None:
        note(outcome, self._client.get_vector_store_file(self._vector_store_id, outcome.file_id or ""))

    def _salvage(self, batch_id: str, outcomes: Sequence[FileOutcome]) -> None:
        """Of a batch that did not come to its end, note which files did, if the server still answers."""
        hasty = self._client.with_options(max_retries=0, timeout_seconds=PARTING_SECONDS)
        by_id = {each.file_id: each for each in outcomes}
        with suppress(PdfaiError):
            for file in hasty.get_vector_store_file_batch_files(self._vector_store_id, batch_id, limit=100):
                if file.id in by_id and file.status in ("completed", "failed"):
                    note(by_id[file.id], file)

    def _forget(self, outcome: FileOutcome) -> None:
        """Take it out of the store, to be put in once more."""
        with suppress(PdfaiError):
            self._client.delete_vector_store_file(self._vector_store_id, outcome.file_id or "")

    @finished
    def _remove(self, outcomes: Sequence[FileOutcome]) -> None:
        """Delete files, which takes them out of the store too; what the server will not do soon is logged."""
        clock = self._client._clock
        end = clock.monotonic() + REMOVAL_SECONDS
        silence: list[TransportError] = []

        def remove(outcome: FileOutcome) -> None:
            if silence or clock.monotonic() > end:
                return
            failure = self._client._try(delete_file.request(outcome.file_id or ""))
            if isinstance(failure, TransportError):
                silence.append(failure)
            elif failure is None or isinstance(failure, NotFoundError):
                outcome.file_id = None

        all_of(remove, outcomes, at_once=self._concurrency)
        if left := [each.file_id for each in outcomes if each.file_id]:
            _log.warning("Left on the server: %s", ", ".join(left))
