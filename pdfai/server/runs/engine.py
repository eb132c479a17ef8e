"""What executes a run: search, ask the model, write the answer."""

import logging

import anyio
from anyio import to_thread
from sqlalchemy import Connection, Row

from pdfai.server.models.base import Model, ModelError, Reply, Usage
from pdfai.server.problems import Problem
from pdfai.server.retrieval.conversation import search_text
from pdfai.server.retrieval.index import search
from pdfai.server.retrieval.passages import Passage
from pdfai.server.runs import lifecycle
from pdfai.server.runs.task import Task, begin
from pdfai.server.store import kinds
from pdfai.server.store.database import Database
from pdfai.server.store.records import JsonObject, now
from pdfai.server.store.runs import open_run
from pdfai.server.store.threads import add_message
from pdfai.server.store.vector_stores import file_counts, searchable

_log = logging.getLogger("pdfai.server")

_MOST_RESULTS = 20

_INDEXING_SECONDS, _LOOK_SECONDS = 60.0, 0.05

_NOTHING_SPENT = Usage(prompt_tokens=0, completion_tokens=0)


class RunEngine:
    """Executes runs, each to an end: completed, cut short, expired, or failed with a reason."""

    def __init__(self, database: Database, model: Model, *, answered_by: str) -> None:
        self._database = database
        self._model = model
        self._answered_by = answered_by

    async def execute(self, run_id: str) -> None:
        """Take a queued run to its end."""
        try:
            task = await to_thread.run_sync(self._begin, run_id)
            if task is not None:
                await self._answer(task)
        except ModelError as error:
            await to_thread.run_sync(self._fail, run_id, error.code, error.message)
        except Problem as problem:
            # What the run was created with was deleted before it began.
            await to_thread.run_sync(self._fail, run_id, "server_error", problem.message)
        except Exception:
            _log.exception("run %s failed", run_id)
            message = "The server failed while answering; its log says why."
            await to_thread.run_sync(self._fail, run_id, "server_error", message)

    async def _answer(self, task: Task) -> None:
        with anyio.move_on_after(task.seconds_left) as allowed:
            await self._wait_for_indexing(task)
            passages = await to_thread.run_sync(self._search, task)
            reply = await self._model.answer(task.prompt(passages))
            await to_thread.run_sync(self._complete, task.run.id, reply)
        if allowed.cancelled_caught:
            await to_thread.run_sync(self._end, task.run.id, "expired", lifecycle.expired())

    async def _wait_for_indexing(self, task: Task) -> None:
        """Give files that are being indexed a minute, rather than answer from half a store."""
        if task.file_search is not None:
            with anyio.move_on_after(_INDEXING_SECONDS):
                # Another server may be doing it, which sets no event here.
                while await to_thread.run_sync(self._is_indexing, task):  # noqa: ASYNC110  # see above
                    await anyio.sleep(_LOOK_SECONDS)

    def _begin(self, run_id: str) -> Task | None:
        with self._database.write() as connection:
            return begin(connection, run_id, answered_by=self._answered_by)

    def _is_indexing(self, task: Task) -> bool:
        with self._database.read() as connection:
            counts = [file_counts(connection, vector_store_id=id) for id in task.vector_store_ids]
        return any(count["in_progress"] for count in counts)

    def _search(self, task: Task) -> tuple[Passage, ...] | None:
        options = task.file_search
        if options is None:
            return None
        limit = options.get("max_num_results") or _MOST_RESULTS
        threshold = options.get("ranking_options", {}).get("score_threshold", 0.0)
        with self._database.read() as connection:
            scope = searchable(task.vector_store_ids)
            found = search(connection, scope=scope, query=search_text(task.turns), limit=limit)
        passages = tuple(passage for passage in found if passage.score >= threshold)
        with self._database.write() as connection:
            # The run may have been deleted with its thread.
            if open_run(connection, task.run.id) is not None:
                _add_step(connection, task.run, lifecycle.search_details(passages, threshold), _NOTHING_SPENT)
        return passages

    def _complete(self, run_id: str, reply: Reply) -> None:
        with self._database.write() as connection:
            run = open_run(connection, run_id)
            if run is None:
                return
            message = add_message(
                connection,
                run.thread_id,
                lifecycle.message_of(reply),
                run_id=run.id,
                assistant_id=run.assistant_id,
            )
            details = {"type": "message_creation", "message_creation": {"message_id": message["id"]}}
            _add_step(connection, run, details, reply.usage)
            status, changes = lifecycle.answered(reply, now=now())
            kinds.runs.change(connection, run, changes, status=status)

    def _fail(self, run_id: str, code: str, message: str) -> None:
        self._end(run_id, "failed", lifecycle.failed(code, message, now=now()))

    def _end(self, run_id: str, status: str, changes: JsonObject) -> None:
        with self._database.write() as connection:
            run = open_run(connection, run_id)
            if run is not None:
                kinds.runs.change(connection, run, changes, status=status)


def _add_step(connection: Connection, run: Row[object], details: JsonObject, usage: Usage) -> None:
    kinds.run_steps.add(
        connection,
        lifecycle.step(details, usage, now=now()),
        run_id=run.id,
        thread_id=run.thread_id,
        assistant_id=run.assistant_id,
        status="completed",
    )
