"""What executes a run: search, ask the model, write the answer."""

import logging
from dataclasses import dataclass
from typing import Any

from anyio import to_thread
from sqlalchemy import Connection, Row

from pdfai.server.models.base import Model, ModelError, Passage, Prompt, Reply, Turn, Usage
from pdfai.server.problems import Problem
from pdfai.server.retrieval.conversation import search_text
from pdfai.server.retrieval.index import search
from pdfai.server.runs import lifecycle
from pdfai.server.store import kinds
from pdfai.server.store.database import Database
from pdfai.server.store.records import JsonObject, new_id, now
from pdfai.server.store.runs import ANSWERING, add_message, messages_of
from pdfai.server.store.vector_stores import searchable, show_vector_store, touch

_log = logging.getLogger("pdfai.server")

_RANKER = "default_2024_08_21"
_MOST_RESULTS = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class _Task:
    """All an execution needs to know, read at its start."""

    run: Row[Any]
    turns: tuple[Turn, ...]
    vector_store_ids: tuple[str, ...]

    @property
    def file_search(self) -> JsonObject | None:
        """The options of the file search tool; None when the run has no such tool or nothing to search."""
        tools = [tool for tool in self.run.body["tools"] if tool["type"] == "file_search"]
        return tools[0].get("file_search", {}) if tools and self.vector_store_ids else None

    def prompt(self, passages: tuple[Passage, ...]) -> Prompt:
        """The question as a model takes it."""
        body = self.run.body
        return Prompt(
            model=body["model"],
            instructions=body["instructions"],
            turns=self.turns,
            passages=passages,
            temperature=body["temperature"],
            top_p=body["top_p"],
            max_completion_tokens=body["max_completion_tokens"],
        )


class RunEngine:
    """Executes runs, each to an end: completed, or failed with a reason."""

    def __init__(self, database: Database, model: Model) -> None:
        self._database = database
        self._model = model

    async def execute(self, run_id: str) -> None:
        """Take a queued run to its end."""
        try:
            task = await to_thread.run_sync(self._begin, run_id)
            if task is None:
                return
            passages = await to_thread.run_sync(self._search, task)
            reply = await self._model.answer(task.prompt(passages))
            await to_thread.run_sync(self._complete, task, reply)
        except ModelError as error:
            await to_thread.run_sync(self._fail, run_id, error.code, error.message)
        except Problem as problem:
            # What the run was created with was deleted before it began.
            await to_thread.run_sync(self._fail, run_id, "server_error", problem.message)
        except Exception:
            _log.exception("run %s failed", run_id)
            message = "The server failed while answering; its log says why."
            await to_thread.run_sync(self._fail, run_id, "server_error", message)

    def _begin(self, run_id: str) -> _Task | None:
        with self._database.write() as connection:
            run = _open_run(connection, run_id)
            if run is None:
                return None
            if run.status == "in_progress":
                raise ModelError("The server stopped while this run was being answered: start another run.")
            kinds.runs.change(connection, run, lifecycle.started(now=now()), status="in_progress")
            store_ids = _searched_stores(connection, run)
            _refuse_expired(connection, store_ids)
            touch(connection, store_ids)
            turns = tuple(_turn(message) for message in messages_of(connection, run.thread_id))
            return _Task(run=run, turns=turns, vector_store_ids=store_ids)

    def _search(self, task: _Task) -> tuple[Passage, ...]:
        options = task.file_search
        if options is None:
            return ()
        limit = options.get("max_num_results") or _MOST_RESULTS
        threshold = options.get("ranking_options", {}).get("score_threshold", 0.0)
        with self._database.read() as connection:
            scope = searchable(task.vector_store_ids)
            found = search(connection, scope=scope, query=search_text(task.turns), limit=limit)
        passages = tuple(passage for passage in found if passage.score >= threshold)
        with self._database.write() as connection:
            _add_step(connection, task.run, _search_details(passages, threshold), _NOTHING_SPENT)
        return passages

    def _complete(self, task: _Task, reply: Reply) -> None:
        with self._database.write() as connection:
            run = _open_run(connection, task.run.id)
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
            kinds.runs.change(
                connection, run, lifecycle.completed(reply.usage, now=now()), status="completed"
            )

    def _fail(self, run_id: str, code: str, message: str) -> None:
        with self._database.write() as connection:
            run = _open_run(connection, run_id)
            if run is not None:
                kinds.runs.change(
                    connection, run, lifecycle.failed(code, message, now=now()), status="failed"
                )


_NOTHING_SPENT = Usage(prompt_tokens=0, completion_tokens=0)


def _open_run(connection: Connection, run_id: str) -> Row[Any] | None:
    """The run, unless it has ended or was deleted with its thread."""
    table = kinds.runs.table
    query = table.select().where(table.c.id == run_id, table.c.status.in_(ANSWERING.open))
    return connection.execute(query).one_or_none()


def _searched_stores(connection: Connection, run: Row[Any]) -> tuple[str, ...]:
    """The assistant's vector stores and the thread's; an assistant deleted meanwhile has none."""
    assistants = kinds.assistants.table
    query = assistants.select().where(assistants.c.id == run.assistant_id)
    owners = [connection.execute(query).one_or_none(), kinds.threads.row(connection, run.thread_id)]
    resources = [owner.body.get("tool_resources") or {} for owner in owners if owner is not None]
    ids = [id for each in resources for id in (each.get("file_search") or {}).get("vector_store_ids") or ()]
    return tuple(dict.fromkeys(ids))


def _refuse_expired(connection: Connection, vector_store_ids: tuple[str, ...]) -> None:
    for id in vector_store_ids:
        store = show_vector_store(connection, kinds.vector_stores.row(connection, id))
        if store["status"] == "expired":
            raise ModelError(f"The vector store {id} has expired: create another from its files.")


def _turn(message: Row[Any]) -> Turn:
    text = "\n".join(part["text"]["value"] for part in message.body["content"] if part["type"] == "text")
    return Turn(role=message.body["role"], text=text)


def _search_details(passages: tuple[Passage, ...], threshold: float) -> JsonObject:
    results = [
        {
            "file_id": passage.file_id,
            "file_name": passage.file_name,
            "score": passage.score,
            "attributes": {},
            "page": passage.page,
            "content": [{"type": "text", "text": passage.text}],
        }
        for passage in passages
    ]
    call = {"ranking_options": {"ranker": _RANKER, "score_threshold": threshold}, "results": results}
    return {
        "type": "tool_calls",
        "tool_calls": [{"id": new_id("call_"), "type": "file_search", "file_search": call}],
    }


def _add_step(connection: Connection, run: Row[Any], details: JsonObject, usage: Usage) -> None:
    kinds.run_steps.add(
        connection,
        lifecycle.step(details, usage, now=now()),
        run_id=run.id,
        thread_id=run.thread_id,
        assistant_id=run.assistant_id,
        status="completed",
    )
