"""Content on its way up: bytes, a path or an open file."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pdfai_api.types import FileInput

from pdfai.errors import DocumentNotFoundError, InvalidArgumentError

Content = bytes | str | os.PathLike[str] | IO[bytes]
"""The bytes themselves, the path of a file, or a file opened for reading bytes."""


@contextmanager
def open_content(content: Content) -> Iterator[bytes | IO[bytes]]:
    """What to send; a file opened here is closed again, the caller's own stays open."""
    if isinstance(content, str | os.PathLike):
        with _open(Path(content)) as file:
            yield file
    elif isinstance(content, bytes) or hasattr(content, "read"):
        yield content
    else:
        raise InvalidArgumentError(f"Give bytes, a path or an open binary file, not {type(content).__name__}")


def can_be_read_again(files: Iterable[tuple[str, FileInput]]) -> bool:
    """Whether these files can be sent a second time: bytes can, and what can be rewound."""
    return all(_rewinds(file[1] if isinstance(file, tuple) else file) for _, file in files)


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise DocumentNotFoundError(str(path), error.strerror or str(error)) from error


def _rewinds(content: bytes | IO[bytes]) -> bool:
    return isinstance(content, bytes) or content.seekable()
