"""Who listens to which run."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import anyio
from anyio import to_thread

from pdfai.server.store.database import Database
from pdfai.server.store.run_events import last_numbers

_log = logging.getLogger("pdfai.server")

_LOOK_SECONDS = 0.25


class Ear:
    """Hears that there is news, not which."""

    def __init__(self) -> None:
        self._news = anyio.Event()

    def wake(self) -> None:
        """Let the listener look."""
        self._news.set()

    async def wait(self, seconds: float) -> bool:
        """Whether there has been news since the last look, within so many seconds."""
        with anyio.move_on_after(seconds):
            await self._news.wait()
            self._news = anyio.Event()
            return True
        return False


class Feeds:
    """Wakes those who listen to a run when there is more of it; used in the server's event loop only."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ears: dict[str, list[Ear]] = {}
        self.is_closed = False

    @contextmanager
    def listen(self, run_id: str) -> Iterator[Ear]:
        """Hear of the run while the block lasts."""
        ear = Ear()
        self._ears.setdefault(run_id, []).append(ear)
        try:
            yield ear
        finally:
            self._ears[run_id].remove(ear)
            if not self._ears[run_id]:
                del self._ears[run_id]

    def wake(self, run_id: str) -> None:
        """Say that a run has news."""
        for ear in self._ears.get(run_id, ()):
            ear.wake()

    def close(self) -> None:
        """Send all listeners away, who can go on at the next server."""
        self.is_closed = True
        for run_id in self._ears:
            self.wake(run_id)

    async def watch(self) -> None:
        """Wake listeners of what is done elsewhere: by a request's handler, or by another server."""
        seen: dict[str, tuple[str, int | None]] = {}
        while True:
            try:
                found = await to_thread.run_sync(self._look, list(self._ears)) if self._ears else {}
                for run_id in self._ears:
                    if found.get(run_id) != seen.get(run_id):
                        self.wake(run_id)
                seen = found
            except Exception:
                # Who listens to what is done here is woken all the same; the next look may succeed.
                _log.exception("what other servers do could not be seen")
            await anyio.sleep(_LOOK_SECONDS)

    def _look(self, run_ids: list[str]) -> dict[str, tuple[str, int | None]]:
        with self._database.read() as connection:
            return last_numbers(connection, run_ids)
