"""A new file in the place of an old one, whole or not at all."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pdfai.errors import InvalidArgumentError


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Callable[[bytes], object]]:
    """Writes a file that takes its place at `path` when the block ends well; until then the old one stays.

    A link stays one, and a file that is replaced keeps its mode. Raises `InvalidArgumentError` when it cannot
    be written there, or when what is there is no file.
    """
    with _told_of(path):
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            raise OSError(f"it is {'a directory' if target.is_dir() else 'no regular file'}")
        if not target.parent.exists():
            raise OSError("its folder does not exist, create it first")
        # No longer than names may be, whatever the target's is.
        part = target.with_name(f".{os.urandom(6).hex()}.part")
        file = part.open("xb")

    def write(piece: bytes) -> None:
        with _told_of(path):
            file.write(piece)

    try:
        try:
            if target.exists():
                with _told_of(path):
                    shutil.copymode(target, part)
            yield write
        finally:
            with _told_of(path):
                file.close()
        with _told_of(path):
            part.replace(target)
    finally:
        with suppress(OSError):
            part.unlink()


def write_new(path: str | os.PathLike[str], content: bytes) -> bool:
    """Write a file that is not there yet, whole or not at all; False where there is one, which stays."""
    with _told_of(path):
        target = Path(os.path.realpath(path))
        part = target.with_name(f".{os.urandom(6).hex()}.part")
        try:
            part.write_bytes(content)
            os.link(part, target)
        except FileExistsError:
            return False
        finally:
            with suppress(OSError):
                part.unlink()
    return True


def check_replaceable(path: str | os.PathLike[str]) -> None:
    """Raise as `replacing` does where nothing can be written; what is there stays as it is."""
    with suppress(_NothingToWriteError), replacing(path):
        raise _NothingToWriteError


class _NothingToWriteError(Exception):
    """Ends a block before its file is replaced."""


def make_folder(path: str | os.PathLike[str]) -> None:
    """Make the folder for new files where there is none; raises `InvalidArgumentError`."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidArgumentError(f"Cannot make the folder {path}: {reason_of(error)}") from error


def is_same_file(path: str | os.PathLike[str], other: str | os.PathLike[str]) -> bool:
    """Whether both are one file or folder, by whatever names; False where there is none."""
    try:
        return os.path.samefile(path, other)
    except (OSError, ValueError):  # not there yet
        return False


def reason_of(error: Exception) -> str:
    """What the system said, without its number."""
    return getattr(error, "strerror", None) or str(error)


@contextmanager
def _told_of(path: str | os.PathLike[str]) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        place = os.fspath(path) or "The empty path"
        raise InvalidArgumentError(f"{place} cannot be written: {reason_of(error)}") from error
