# Derived from pdfai/_async/indexing.py by scripts/unasync.py.
"""Many files into a vector store at once."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from pdfai.blocking import all_of
from pdfai.errors import IndexingFailedError, InvalidArgumentError, PdfaiError
from pdfai.finishing import finished
from pdfai.indexing import ATTEMPTS, HOPELESS, FileOutcome, in_batches, outcomes_of, progress_of
from pdfai.outcomes import file_failure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pdfai._sync.client import OpenAIClient
    from pdfai.indexing import IndexingProgress, Source


class Indexer:
    """What `upload_and_index` does."""

    def __init__(
        self,
        client: OpenAIClient,
        vector_store_id: str,
        *,
        concurrency: int,
        progress: Callable[[IndexingProgress], object] | None,
    ) -> None:
        """Keep who asks, where, and how."""
        if concurrency < 1:
            raise InvalidArgumentError(f"concurrency must be 1 or more, not {concurrency!r}")
        self._client = client
        self._vector_store_id = vector_store_id
        self._concurrency = concurrency
        self._progress = progress

    def index(self, sources: Sequence[Source]) -> list[FileOutcome]:
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
                self._index(batch)
                self._tell(outcomes)
        finally:
            self._remove([each for each in outcomes if not each.is_indexed])
        return outcomes

    def _tell(self, outcomes: Sequence[FileOutcome]) -> None:
        if self._progress is not None:
            self._progress(progress_of(outcomes))

    def _index(self, outcomes: Sequence[FileOutcome]) -> None:
        """Index a batch, and what failed of it again."""
        left = outcomes
        for attempt in range(ATTEMPTS):
            if attempt:
                all_of(self._forget, left, at_once=self._concurrency)
            file_ids = [each.file_id or "" for each in left]
            batch = self._client.create_vector_store_file_batch(self._vector_store_id, file_ids=file_ids)
            batch = self._client.wait_for_vector_store_file_batch_to_complete(self._vector_store_id, batch.id)
            if batch.file_counts.completed == len(left):
                for outcome in left:
                    outcome.is_indexed, outcome.error = True, None
                return
            all_of(self._look, left, at_once=self._concurrency)
            left = [each for each in left if _is_worth_another(each)]
            if not left:
                return

    def _look(self, outcome: FileOutcome) -> None:
        file = self._client.get_vector_store_file(self._vector_store_id, outcome.file_id or "")
        outcome.is_indexed = file.status == "completed"
        failure = file_failure(file, outcome.file_name)
        outcome.error = None if outcome.is_indexed else IndexingFailedError([failure])

    def _forget(self, outcome: FileOutcome) -> None:
        """Take it out of the store; a failure to do so matters less than why it has to be."""
        with suppress(PdfaiError):
            self._client.delete_vector_store_file(self._vector_store_id, outcome.file_id or "")

    @finished
    def _remove(self, outcomes: Sequence[FileOutcome]) -> None:
        """Take what failed from the server again."""
        for outcome in outcomes:
            if outcome.file_id is not None:
                self._forget(outcome)
                with suppress(PdfaiError):
                    self._client.delete_file(outcome.file_id)
                outcome.file_id = None


def _is_worth_another(outcome: FileOutcome) -> bool:
    if not isinstance(outcome.error, IndexingFailedError):
        return False
    return all(failure.code not in HOPELESS for failure in outcome.error.failures)
