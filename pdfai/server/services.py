"""What the handlers work with: opened once for each app."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Annotated

import anyio
from fastapi import Depends, Request

from pdfai.server.background import Background, Worker
from pdfai.server.indexing import INDEXING, Indexer
from pdfai.server.models.base import Model
from pdfai.server.runs.engine import RunEngine
from pdfai.server.settings import ServerSettings
from pdfai.server.store.blobs import Blobs
from pdfai.server.store.database import Database
from pdfai.server.store.files import discard_unnamed, remove_expired
from pdfai.server.store.idempotency import IdempotentRequests
from pdfai.server.store.run_events import drop_old_events
from pdfai.server.store.runs import ANSWERING
from pdfai.server.store.uploads import drop_overdue

if TYPE_CHECKING:
    from pdfai.server.models.embedding import Embedder
    from pdfai.server.models.upstream import Upstream


class Services:
    """The state of one app; nothing of it is global."""

    def __init__(
        self,
        settings: ServerSettings,
        model: Model,
        upstream: "Upstream | None",
        embedder: "Embedder | None" = None,
    ) -> None:
        folder = settings.prepared_data_dir()
        self.blobs = Blobs(folder / "files")
        self.database = Database(folder / "pdfai.sqlite")
        with suppress(OSError):  # bytes that cannot be swept away are in nobody's way
            remove_expired(self.database, self.blobs)
            drop_overdue(self.database, self.blobs)
            discard_unnamed(self.database, self.blobs)
        self.model = model
        self.upstream = upstream
        self.embedder = embedder
        self.answered_by = settings.upstream_url or ""
        self.requests = IdempotentRequests(self.database)
        engine = RunEngine(self.database, self.blobs, model, answered_by=self.answered_by, embedder=embedder)
        self.feeds = engine.feeds
        self.background = Background(
            self.database,
            [
                Worker(work=ANSWERING, execute=engine.execute, at_once=8),
                # Reading a PDF keeps a core busy.
                Worker(work=INDEXING, execute=Indexer(self.database, self.blobs, embedder).index, at_once=2),
            ],
            chores=[self.requests.tend, drop_old_events],
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Do background work while the block lasts, then let go of everything."""
        try:
            async with self.background.running(), anyio.create_task_group() as group:
                group.start_soon(self.feeds.watch)
                yield
                group.cancel_scope.cancel()
        finally:
            await self.model.close()
            self.database.close()


# Asynchronous, like all dependencies here: others are called in a thread, which takes longer than they do.
async def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


ServicesOf = Annotated[Services, Depends(_services)]
"""A handler's parameter of this type is given the app's services."""
