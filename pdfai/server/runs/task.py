"""What a run needs to be executed, read at its start."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from pdfai.server.models.base import ModelError, Prompt
from pdfai.server.retrieval.conversation import Turn
from pdfai.server.retrieval.passages import Passage
from pdfai.server.runs import lifecycle
from pdfai.server.store import kinds
from pdfai.server.store.records import JsonObject, now
from pdfai.server.store.runs import open_run
from pdfai.server.store.threads import messages_of
from pdfai.server.store.vector_stores import show_vector_store, touch


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """A run, what was said before it, and where it may search."""

    run: Row[Any]
    turns: tuple[Turn, ...]
    vector_store_ids: tuple[str, ...]

    @property
    def seconds_left(self) -> int:
        """How long until the run expires."""
        return int(self.run.body["expires_at"]) - now()

    @property
    def file_search(self) -> JsonObject | None:
        """The options of the file search tool; None when the run has no such tool or nothing to search."""
        tools = [tool for tool in self.run.body["tools"] if tool["type"] == "file_search"]
        return tools[0].get("file_search", {}) if tools and self.vector_store_ids else None

    def prompt(self, passages: tuple[Passage, ...] | None) -> Prompt:
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
            reasoning_effort=body["reasoning_effort"],
        )


def begin(connection: Connection, run_id: str, *, answered_by: str) -> Task | None:
    """Set a queued run going; None when there is nothing to do any more.

    Raises `ModelError` for a run that another server had begun, or that somebody else than `answered_by` was
    to answer: its documents may not be meant for whoever answers here.
    """
    run = open_run(connection, run_id)
    if run is None:
        return None
    if run.status == "in_progress":
        raise ModelError("The server stopped while this run was being answered: start another run.")
    if run.answered_by != answered_by:
        raise ModelError(
            f"The server that was to let {_who(run.answered_by)} answer stopped before it did, "
            f"and here {_who(answered_by)} would: start another run."
        )
    kinds.runs.change(connection, run, lifecycle.started(now=now()), status="in_progress")
    store_ids = _searched_stores(connection, run)
    _refuse_expired(connection, store_ids)
    touch(connection, store_ids)
    turns = tuple(_turn(message) for message in messages_of(connection, run.thread_id))
    return Task(run=run, turns=turns, vector_store_ids=store_ids)


def _who(answered_by: str) -> str:
    return answered_by or "the documents alone"


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
