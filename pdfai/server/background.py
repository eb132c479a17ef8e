"""Work that goes on after its request was answered: runs and indexing."""

import logging
import math
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import anyio
from anyio import CapacityLimiter, from_thread, to_thread
from anyio.abc import TaskGroup
from sqlalchemy import Connection

from pdfai.server.store.attempts import attempt
from pdfai.server.store.database import Database
from pdfai.server.store.leases import LEASE_SECONDS, Leased, next_end, release, renew, take_abandoned
from pdfai.server.store.records import now

_log = logging.getLogger("pdfai.server")


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Worker:
    """How one kind of work is done, and how much of it at once."""

    work: Leased
    execute: Callable[[str], Awaitable[None]]
    """Does the work with this id; what goes wrong is written to its row."""
    at_once: int
    active: Counter[str] = field(default_factory=Counter)
    """What is being done; a run that goes on with a function's output may be there twice for a moment."""


class Background:
    """Does accepted work, and what an earlier process left undone; does the chores with each look for it."""

    def __init__(
        self,
        database: Database,
        workers: Sequence[Worker],
        *,
        chores: Sequence[Callable[[Connection], None]] = (),
    ) -> None:
        self._database = database
        self._chores = chores
        self._workers = {worker.work.table.name: worker for worker in workers}
        self._limits: dict[str, CapacityLimiter] = {}
        self._tasks: TaskGroup | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Work while the block lasts; what is unfinished then is left for another server to take up."""
        # Not made any earlier: they belong to the event loop they are made in, and this is the server's.
        self._limits = {name: CapacityLimiter(worker.at_once) for name, worker in self._workers.items()}
        async with anyio.create_task_group() as self._tasks:
            self._tasks.start_soon(self._keep_leases)
            try:
                yield
            finally:
                self._tasks.cancel_scope.cancel()
        self._tasks = None
        await to_thread.run_sync(self._release)

    def start(self, work: Leased, id: str) -> None:
        """Begin work whose row is written. Call it from a handler's thread."""
        from_thread.run_sync(self.start_here, work, id)

    def take_up(self, work: Leased) -> None:
        """Begin all work of a kind that nobody does yet. Call it from a handler's thread."""
        with self._database.write() as connection:
            waiting = take_abandoned(connection, work)
        for id in waiting:
            self.start(work, id)

    def start_here(self, work: Leased, id: str) -> None:
        """Begin work whose row is written. Call it in the server's event loop."""
        self._start(self._workers[work.table.name], id)

    def _start(self, worker: Worker, id: str) -> None:
        if self._tasks is None:
            # A request that outlived the server's end: its work waits for the next server.
            return
        worker.active[id] += 1
        self._tasks.start_soon(self._do, worker, id)

    async def _do(self, worker: Worker, id: str) -> None:
        # Tasks inherit it: what the work makes would be taken for the request's own.
        attempt.set(None)
        try:
            async with self._limits[worker.work.table.name]:
                await worker.execute(id)
        except Exception:
            # Not even the failure could be written down (a full disk, say): the row stays open, and is
            # taken up again when its lease has ended.
            _log.exception("%s was left unfinished", id)
        worker.active.subtract([id])
        if not worker.active[id]:
            del worker.active[id]

    async def _keep_leases(self) -> None:
        while True:
            pause: float = LEASE_SECONDS / 3
            try:
                taken, ends_next = await to_thread.run_sync(self._renew_and_take)
                for worker, id in taken:
                    _log.info("taking up %s, left behind by another process", id)
                    self._start(worker, id)
                # Somebody else's work is taken up when his lease has ended, and not at the look after it.
                pause = min(pause, max(1, ends_next - now() + 1))
            except Exception:
                # The disk is full, say: the next round may succeed, and meanwhile there is work to do.
                _log.exception("leases could not be renewed")
            await anyio.sleep(pause)

    def _renew_and_take(self) -> tuple[list[tuple[Worker, str]], float]:
        # Renewing first, in the same transaction, keeps a server that slept from taking its own work twice.
        with self._database.write() as connection:
            for worker in self._workers.values():
                renew(connection, worker.work, tuple(worker.active))
            for chore in self._chores:
                chore(connection)
            workers = self._workers.values()
            taken = [(worker, id) for worker in workers for id in take_abandoned(connection, worker.work)]
            ends = (next_end(connection, worker.work) for worker in workers)
            return taken, min((end for end in ends if end is not None), default=math.inf)

    def _release(self) -> None:
        with self._database.write() as connection:
            for worker in self._workers.values():
                release(connection, worker.work, tuple(worker.active))
