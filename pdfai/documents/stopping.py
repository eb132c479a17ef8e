"""How another thread ends what is being done with a document."""

import contextlib
import threading
from collections.abc import Iterator
from typing import Protocol


class ReadingStoppedError(Exception):
    """Nobody wants the document any more; says nothing about the document."""


class Endable(Protocol):
    """What a stop can end: a process, or another stop, which is for a part of the work."""

    def kill(self) -> None:
        """End it."""


class Stop:
    """Ends the readings that were given it, from another thread, and lets none begin."""

    def __init__(self) -> None:
        self.is_set = False
        self._lock = threading.Lock()
        self._running: set[Endable] = set()

    def set(self) -> None:
        """End them."""
        with self._lock:
            self.is_set = True
            for process in self._running:
                process.kill()

    def kill(self) -> None:
        """The same, as a part of another."""
        self.set()

    @contextlib.contextmanager
    def watching(self, process: Endable) -> Iterator[None]:
        """End this too while the block lasts."""
        with self._lock:
            self._running.add(process)
            if self.is_set:
                process.kill()
        try:
            yield
        finally:
            with self._lock:
                self._running.discard(process)
