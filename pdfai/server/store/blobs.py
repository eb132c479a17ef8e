"""The bytes of files, stored once for each content."""

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pdfai.errors import DataDirectoryError

_PIECE = 1 << 20
_SHA256 = re.compile("[0-9a-f]{64}")

# What arrives is written without a pause; a file untouched for so long was left by a process that died.
_ABANDONED_SECONDS = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Incoming:
    """Bytes that have arrived but are not kept yet."""

    path: Path
    sha256: str
    size: int


class Blobs:
    """A folder of files named by the SHA-256 of what they hold; raises `DataDirectoryError`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._arriving = folder / "arriving"
        try:
            # One by one: of a path's folders, `mkdir` would let everybody into all but the last.
            for each in (self._folder, self._arriving):
                each.mkdir(exist_ok=True, mode=0o700)
            self._sweep()
        except OSError as error:
            raise DataDirectoryError(str(folder), error.strerror or str(error)) from error

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash are kept."""
        return self._folder / sha256[:2] / sha256

    @contextmanager
    def receive(self, source: BinaryIO) -> Iterator[Incoming]:
        """Take bytes in; they are gone after the block unless `keep` was called in it."""
        digest = hashlib.sha256()
        handle, name = tempfile.mkstemp(dir=self._arriving)
        try:
            with os.fdopen(handle, "wb") as file:
                while piece := source.read(_PIECE):
                    digest.update(piece)
                    file.write(piece)
                size = file.tell()
                file.flush()
                os.fsync(file.fileno())
            yield Incoming(path=Path(name), sha256=digest.hexdigest(), size=size)
        finally:
            Path(name).unlink(missing_ok=True)

    def keep(self, incoming: Incoming) -> None:
        """Keep what was received. Call it in the transaction that writes the row which names it."""
        target = self.path(incoming.sha256)
        target.parent.mkdir(exist_ok=True, mode=0o700)
        incoming.path.replace(target)

    def discard(self, sha256: str) -> None:
        """Forget bytes. Call it in a transaction that saw no row naming them."""
        self.path(sha256).unlink(missing_ok=True)

    def kept(self) -> list[str]:
        """The hashes of all that is kept; what others put there is not."""
        found = self._folder.glob("??/*")
        return [path.name for path in found if _SHA256.fullmatch(path.name) and path == self.path(path.name)]

    def _sweep(self) -> None:
        for left in self._arriving.iterdir():
            with suppress(FileNotFoundError):
                if left.stat().st_mtime < time.time() - _ABANDONED_SECONDS:
                    left.unlink()
