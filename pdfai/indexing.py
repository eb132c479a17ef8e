"""Many files on their way into a vector store: what became of each. No I/O."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pdfai_api.models import VectorStoreFile

from pdfai.contents import Content
from pdfai.errors import (
    FileBatchFailedError,
    FileFailure,
    IndexingFailedError,
    InvalidArgumentError,
    PdfaiError,
    PollingTimeoutError,
)
from pdfai.outcomes import file_failure

BATCH_LIMIT = 2000
"""Files that the API takes in one batch."""
ATTEMPTS = 3
"""How often a file is indexed before it counts as failed."""
HOPELESS = frozenset({"invalid_file", "unsupported_file"})
"""Why no second attempt would help."""

Source = str | os.PathLike[str] | tuple[str, Content]
"""A path, or a file's name and its content."""


@dataclass(kw_only=True, slots=True)
class FileOutcome:
    """What became of one file."""

    file_name: str
    content: Content = field(repr=False)
    file_id: str | None = None
    """None when it was not uploaded, or was deleted because it failed."""
    error: PdfaiError | None = None
    """Why it failed; None when it did not."""
    is_indexed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexingProgress:
    """How far it is, in files."""

    total: int
    uploaded: int
    indexed: int
    failed: int


def outcomes_of(sources: Iterable[Source]) -> list[FileOutcome]:
    """One for each source, in their order. InvalidArgumentError for what is neither a path nor a pair."""
    if isinstance(sources, str | bytes | os.PathLike) or not isinstance(sources, Iterable):
        raise InvalidArgumentError(f"Give a list of files, not {type(sources).__name__}")
    return [_outcome(source) for source in sources]


def note(outcome: FileOutcome, file: VectorStoreFile) -> None:
    """Take over what the store says of a file that it is done with."""
    outcome.is_indexed = file.status == "completed"
    failure = file_failure(file, outcome.file_name)
    outcome.error = None if outcome.is_indexed else IndexingFailedError([failure])


def blame(error: PdfaiError, outcomes: Iterable[FileOutcome]) -> None:
    """Give an error that ended the work on all of them to those of which nothing else is known."""
    for outcome in outcomes:
        if not outcome.is_indexed and outcome.error is None:
            outcome.error = _told_of(outcome, error)


def is_worth_another(outcome: FileOutcome) -> bool:
    """Whether a file that failed may not fail again."""
    if not isinstance(outcome.error, IndexingFailedError):
        return False
    return all(failure.code not in HOPELESS for failure in outcome.error.failures)


def progress_of(outcomes: Sequence[FileOutcome]) -> IndexingProgress:
    """Where all of them stand."""
    return IndexingProgress(
        total=len(outcomes),
        uploaded=sum(each.file_id is not None for each in outcomes),
        indexed=sum(each.is_indexed for each in outcomes),
        failed=sum(each.error is not None for each in outcomes),
    )


def in_batches(outcomes: Sequence[FileOutcome]) -> list[Sequence[FileOutcome]]:
    """As many at once as the API takes."""
    return [outcomes[start : start + BATCH_LIMIT] for start in range(0, len(outcomes), BATCH_LIMIT)]


def _outcome(source: Source) -> FileOutcome:
    match source:
        case (str(name), content):
            return FileOutcome(file_name=name, content=content)
        case str() | os.PathLike():
            return FileOutcome(file_name=Path(source).name, content=source)
        case _:
            raise InvalidArgumentError(f"Give a path, or a name and its content, not {type(source).__name__}")


def _told_of(outcome: FileOutcome, error: PdfaiError) -> PdfaiError:
    """The error in words for one file, which is not on the server any more."""
    match error:
        case PollingTimeoutError():
            told = f"{outcome.file_name} was not indexed in time: allow more (timeout_seconds)"
            return PollingTimeoutError(told, last=error.last)
        case FileBatchFailedError(batch=batch):
            status = str(batch.status)
            message = f"the server gave up, its batch {batch.id} is {status}"
            failure = FileFailure(
                file_id=outcome.file_id or "", document=outcome.file_name, code=status, message=message
            )
            return IndexingFailedError([failure])
        case _:
            return error
