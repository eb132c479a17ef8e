"""What executes a run: search, ask the model, write the answer."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import anyio
from anyio import CancelScope, to_thread

from pdfai.server.models.base import Model, ModelError, Piece, Prompt, Reply
from pdfai.server.problems import DISK_IS_FULL, Problem, is_disk_full
from pdfai.server.retrieval.conversation import search_text
from pdfai.server.retrieval.index import search
from pdfai.server.retrieval.passages import Passage
from pdfai.server.retrieval.vectors import Meaning
from pdfai.server.runs import lifecycle
from pdfai.server.runs.draft import Draft
from pdfai.server.runs.endings import end_open
from pdfai.server.runs.feeds import Feeds
from pdfai.server.runs.formats import check_answer
from pdfai.server.runs.live import live
from pdfai.server.runs.task import Task, begin
from pdfai.server.runs.writing import write_pieces, write_reply, write_search
from pdfai.server.store.blobs import Blobs
from pdfai.server.store.database import Database
from pdfai.server.store.records import JsonObject, now
from pdfai.server.store.runs import Claim, claimed_run
from pdfai.server.store.vector_stores import file_counts, searchable

if TYPE_CHECKING:
    from pdfai.server.models.embedding import Embedder

_log = logging.getLogger("pdfai.server")

T = TypeVar("T")

_MOST_RESULTS = 20

_INDEXING_SECONDS, _LOOK_SECONDS = 60.0, 0.05

# A run that is to stop has stopped within a second.
_WATCH_SECONDS = 0.25


class RunEngine:
    """Executes runs, each to an end, or until it waits for its caller."""

    def __init__(
        self,
        database: Database,
        blobs: Blobs,
        model: Model,
        *,
        answered_by: str,
        embedder: "Embedder | None" = None,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._model = model
        self._answered_by = answered_by
        self._embedder = embedder
        self.feeds = Feeds(database)

    async def execute(self, run_id: str) -> None:
        """Take a queued run to its end."""
        claim = Claim(run_id, None)
        try:
            task = await self._write(begin, run_id, self._blobs, self._answered_by)
            if task is not None:
                claim = task.claim
                self.feeds.wake(run_id)
                await self._watched(task)
        except ModelError as error:
            await self._fail(claim, error.code, error.message)
        except Problem as problem:
            # What the run was created with was deleted before it began.
            await self._fail(claim, "server_error", problem.message)
        except Exception as error:
            _log.exception("run %s failed", run_id)
            message = "The server failed while answering; its log says why."
            await self._fail(claim, "server_error", DISK_IS_FULL if is_disk_full(error) else message)
        finally:
            self.feeds.wake(run_id)

    async def _watched(self, task: Task) -> None:
        """Answer, unless the run is told to stop before."""
        problem: Exception | None = None
        stop = anyio.Event()
        async with anyio.create_task_group() as group:
            group.start_soon(self._watch, task.claim, stop, group.cancel_scope)
            try:
                await self._answer(task)
            except Exception as error:
                # Not through the group, which would wrap it.
                problem = error
            group.cancel_scope.cancel()
        if problem is not None:
            raise problem
        if stop.is_set():
            await self._end(task.claim, "cancelled", lifecycle.cancelled(now=now()))

    async def _answer(self, task: Task) -> None:
        with anyio.move_on_after(task.seconds_left) as allowed:
            await self._wait_for_indexing(task)
            passages = await self._search(task)
            prompt = task.prompt(passages)
            if not isinstance(prompt, Prompt):
                changes = lifecycle.out_of_tokens(prompt, task.spent)
                return await self._end(task.claim, "incomplete", changes)
            draft = Draft()
            reply = await self._reply(task, prompt, draft)
            if not reply.calls and reply.finish_reason != "length":
                await to_thread.run_sync(check_answer, reply.text, prompt)
            await self._write(write_reply, task.claim, draft, reply)
        if allowed.cancelled_caught:
            await self._end(task.claim, "expired", lifecycle.expired())
        return None

    async def _reply(self, task: Task, prompt: Prompt, draft: Draft) -> Reply:
        if not task.run.is_streamed:
            return await self._model.answer(prompt)

        async def write(pieces: list[Piece]) -> None:
            await self._write(write_pieces, task.claim, draft, pieces)
            self.feeds.wake(task.run.id)

        async with live(write) as tell:
            return await self._model.answer(prompt, tell)

    async def _watch(self, claim: Claim, stop: anyio.Event, scope: CancelScope) -> None:
        await anyio.sleep(_WATCH_SECONDS)
        # Another server may have been told, which sets no event here.
        while await to_thread.run_sync(self._is_wanted, claim):  # noqa: ASYNC110  # see above
            await anyio.sleep(_WATCH_SECONDS)
        stop.set()
        scope.cancel()

    async def _wait_for_indexing(self, task: Task) -> None:
        """Give files that are being indexed a minute, rather than answer from half a store."""
        if task.file_search is not None:
            with anyio.move_on_after(_INDEXING_SECONDS):
                # Another server may be doing it, which sets no event here.
                while await to_thread.run_sync(self._is_indexing, task):  # noqa: ASYNC110  # see above
                    await anyio.sleep(_LOOK_SECONDS)

    async def _search(self, task: Task) -> tuple[Passage, ...] | None:
        if task.file_search is None:
            return None
        query = search_text(task.turns)
        meaning = None
        if self._embedder is not None:
            meaning = await self._embedder.of_question(query, task.hybrid_weights)
        passages = await to_thread.run_sync(self._found, task, query, meaning)
        if not task.rounds:
            # Later rounds go on from what the first one found.
            found = (passages, task.score_threshold, task.vector_store_ids)
            await self._write(write_search, task.claim, *found)
            self.feeds.wake(task.run.id)
        return passages

    def _found(self, task: Task, query: str, meaning: Meaning | None) -> tuple[Passage, ...]:
        limit = (task.file_search or {}).get("max_num_results") or _MOST_RESULTS
        with self._database.read() as connection:
            scope = searchable(task.vector_store_ids)
            found = search(
                connection,
                scope=scope,
                query=query,
                limit=limit,
                least_score=task.score_threshold,
                meaning=meaning,
            )
        return tuple(found)

    def _is_wanted(self, claim: Claim) -> bool:
        with self._database.read() as connection:
            run = claimed_run(connection, claim)
        return run is not None and run.status != "cancelling"

    def _is_indexing(self, task: Task) -> bool:
        with self._database.read() as connection:
            counts = [file_counts(connection, vector_store_id=id) for id in task.vector_store_ids]
        return any(count["in_progress"] for count in counts)

    async def _fail(self, claim: Claim, code: str, message: str) -> None:
        await self._end(claim, "failed", lifecycle.failed(code, message, now=now()))

    async def _end(self, claim: Claim, status: str, changes: JsonObject) -> None:
        await self._write(end_open, claim, status, changes)

    async def _write(self, change: Callable[..., T], *arguments: object) -> T:
        """What the change returns, once it is kept."""
        return await to_thread.run_sync(self._written, change, *arguments)

    def _written(self, change: Callable[..., T], *arguments: object) -> T:
        with self._database.write() as connection:
            return change(connection, *arguments)
