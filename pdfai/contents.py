"""Content on its way up, from bytes, a path or an open file."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, cast

from pdfai_api.types import FileInput

from pdfai.errors import DocumentNotFoundError, InvalidArgumentError
from pdfai.replacement import reason_of

Content = bytes | str | os.PathLike[str] | IO[bytes]
"""The bytes themselves, the path of a file, or a file opened for reading bytes."""


@contextmanager
def open_content(content: Content) -> Iterator[bytes | IO[bytes]]:
    """What to send; a file opened here is closed again, the caller's own stays open."""
    if isinstance(content, str | os.PathLike):
        with _open(Path(content)) as file:
            yield file
    else:
        if not isinstance(content, bytes):
            _check_file(content)
        yield content


def check_file_name(name: str) -> None:
    """InvalidArgumentError for one that says nothing."""
    if not name.strip():
        raise InvalidArgumentError("A file name is needed")


Progress = Callable[[int, int | None], object]
"""Called with the bytes sent so far, and all there are or None; a retry begins at 0 again."""


@contextmanager
def open_watched(content: Content, progress: Progress | None) -> Iterator[bytes | IO[bytes]]:
    """As `open_content`, with somebody watching how much was read."""
    with open_content(content) as opened:
        if progress is None:
            yield opened
        else:
            yield cast(
                "IO[bytes]", _Watched(BytesIO(opened) if isinstance(opened, bytes) else opened, progress)
            )


@contextmanager
def open_sized(content: Content) -> Iterator[tuple[IO[bytes], int]]:
    """A file at its beginning, and its size. InvalidArgumentError when nobody knows that."""
    with open_content(content) as opened:
        file = BytesIO(opened) if isinstance(opened, bytes) else opened
        size = _size(file)
        if size is None:
            raise InvalidArgumentError(
                "The size has to be known: give bytes, a path or a file that can be rewound"
            )
        file.seek(0)
        yield file, size


def can_be_read_again(files: Iterable[tuple[str, FileInput]]) -> bool:
    """Whether these files can be sent a second time: bytes can, and what can be rewound."""
    return all(_rewinds(file[1] if isinstance(file, tuple) else file) for _, file in files)


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise DocumentNotFoundError(str(path), reason_of(error)) from error


def _check_file(content: IO[bytes]) -> None:
    try:
        is_binary = isinstance(content.read(0), bytes)
        content.seekable()
    except (AttributeError, TypeError):
        is_binary = False
    except (OSError, ValueError) as error:
        raise InvalidArgumentError(f"The file cannot be read: {reason_of(error)}") from error
    if not is_binary:
        raise InvalidArgumentError(f"Give bytes, a path or an open binary file, not {type(content).__name__}")


def _rewinds(content: bytes | IO[bytes]) -> bool:
    return isinstance(content, bytes) or content.seekable()


class _Watched:
    """A file that tells how far it was read."""

    def __init__(self, file: IO[bytes], progress: Progress) -> None:
        self._file = file
        self._progress = progress
        self._total = _size(file)
        self._sent = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._file.read(size)
        if data:
            self._sent += len(data)
            self._progress(self._sent, self._total)
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go elsewhere."""
        position = self._file.seek(offset, whence)
        self._sent = position
        return position

    def tell(self) -> int:
        """Where it stands."""
        return self._file.tell()

    def seekable(self) -> bool:
        """Whether it can be read again."""
        return self._file.seekable()


def _size(file: IO[bytes]) -> int | None:
    if not file.seekable():
        return None
    before = file.tell()
    size = file.seek(0, os.SEEK_END)
    file.seek(before)
    return size
