"""How another thread ends what is being done with a document."""

import contextlib
import subprocess
import threading
from collections.abc import Iterator


class ReadingStoppedError(Exception):
    """Nobody wants the document any more; says nothing about the document."""


class Stop:
    """Ends the readings that were given it, from another thread, and lets none begin."""

    def __init__(self) -> None:
        self.is_set = False
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()

    def set(self) -> None:
        """End them."""
        with self._lock:
            self.is_set = True
            for process in self._running:
                process.kill()

    @contextlib.contextmanager
    def watching(self, process: subprocess.Popen[bytes]) -> Iterator[None]:
        """End this process too while the block lasts."""
        with self._lock:
            self._running.add(process)
            if self.is_set:
                process.kill()
        try:
            yield
        finally:
            with self._lock:
                self._running.discard(process)
