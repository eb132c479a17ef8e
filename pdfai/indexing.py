"""Many files on their way into a vector store: what became of each. No I/O."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pdfai.contents import Content
from pdfai.errors import InvalidArgumentError, PdfaiError

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
    """None when it was not uploaded, or is gone again because it failed."""
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


def outcomes_of(sources: Sequence[Source]) -> list[FileOutcome]:
    """One for each source, in their order. InvalidArgumentError for what is neither a path nor a pair."""
    return [_outcome(source) for source in sources]


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
