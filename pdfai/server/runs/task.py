"""What a run needs to be executed, read at its start."""

import base64
import mimetypes
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row

from pdfai.server.models.base import FunctionRound, ModelError, Prompt, Usage
from pdfai.server.retrieval.conversation import Picture, Turn
from pdfai.server.retrieval.passages import Passage
from pdfai.server.runs import lifecycle
from pdfai.server.runs.budget import fitting
from pdfai.server.runs.endings import end, end_overdue
from pdfai.server.runs.events import run_event
from pdfai.server.runs.function_calls import rounds_of
from pdfai.server.runs.steps import spent
from pdfai.server.store import kinds
from pdfai.server.store.blobs import Blobs
from pdfai.server.store.records import JsonObject, now
from pdfai.server.store.run_events import note_events
from pdfai.server.store.runs import Claim, open_run
from pdfai.server.store.threads import messages_of
from pdfai.server.store.vector_stores import show_vector_store, touch

IncompleteReason = Literal["max_prompt_tokens", "max_completion_tokens"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """A run, what was said before it, and where it may search."""

    run: Row[Any]
    claim: Claim
    """The right to write down what comes of it."""
    turns: tuple[Turn, ...]
    rounds: tuple[FunctionRound, ...]
    spent: Usage
    """What these rounds cost."""
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

    @property
    def score_threshold(self) -> float:
        """What a passage has to reach to be a result."""
        return float(self._ranking_options.get("score_threshold", 0.0))

    @property
    def hybrid_weights(self) -> JsonObject | None:
        """How much words and meanings count, if the run says so."""
        return self._ranking_options.get("hybrid_search")

    @property
    def _ranking_options(self) -> JsonObject:
        return (self.file_search or {}).get("ranking_options") or {}

    def prompt(self, passages: tuple[Passage, ...] | None) -> Prompt | IncompleteReason:
        """The question as a model takes it; or which of the run's budgets does not suffice for it.

        Raises `ModelError` for a run that only a code interpreter could serve.
        """
        body = self.run.body
        choice = body["tool_choice"]
        if isinstance(choice, dict) and choice["type"] == "code_interpreter":
            raise ModelError("This run needs the code interpreter, and this server executes no code.")
        to_read = _rest(body["max_prompt_tokens"], self.spent.prompt_tokens)
        to_write = _rest(body["max_completion_tokens"], self.spent.completion_tokens)
        found = [passage.text for passage in passages or ()]
        called = [text for each in self.rounds for text in each.texts]
        turns = fitting(self.turns, within=to_read, beside=[body["instructions"], *found, *called])
        if turns is None:
            return "max_prompt_tokens"
        if to_write is not None and to_write <= 0:
            return "max_completion_tokens"
        return Prompt(
            model=body["model"],
            instructions=body["instructions"],
            turns=turns,
            passages=passages,
            rounds=self.rounds,
            functions=tuple(tool for tool in body["tools"] if tool["type"] == "function"),
            tool_choice=_functions_choice(choice),
            parallel_tool_calls=body["parallel_tool_calls"],
            response_format=body["response_format"],
            temperature=body["temperature"],
            top_p=body["top_p"],
            max_completion_tokens=to_write,
            reasoning_effort=body["reasoning_effort"],
        )


def begin(connection: Connection, run_id: str, blobs: Blobs, answered_by: str) -> Task | None:
    """Set a queued run going; None when there is nothing to do any more, or not yet.

    Raises `ModelError` for a run that another server had begun, or that somebody else than `answered_by` was
    to answer: its documents may not be meant for whoever answers here.
    """
    run = open_run(connection, run_id)
    if run is None:
        return None
    if run.status == "requires_action":
        end_overdue(connection, run)
        return None
    if run.status == "cancelling":
        end(connection, run, "cancelled", {})
        return None
    if run.status == "in_progress":
        raise ModelError("The server stopped while this run was being answered: start another run.")
    if run.answered_by != answered_by:
        raise ModelError(
            f"The server that was to let {_who(run.answered_by)} answer stopped before it did, "
            f"and here {_who(answered_by)} would: start another run."
        )
    claim = Claim(run_id, run.fence + 1)
    begun = lifecycle.started(now=now())
    shown = kinds.runs.change(connection, run, begun, status="in_progress", fence=claim.fence)
    note_events(connection, run, [run_event(shown)])
    store_ids = _searched_stores(connection, run)
    _refuse_expired(connection, store_ids)
    touch(connection, store_ids)
    # What the run itself said before its calls is no turn: the question stays the last one.
    messages = [each for each in messages_of(connection, run.thread_id) if each.run_id != run_id]
    latest = messages[-(run.body["truncation_strategy"]["last_messages"] or 0) :]
    return Task(
        run=run,
        claim=claim,
        turns=tuple(_turn(connection, blobs, message) for message in latest),
        rounds=rounds_of(connection, run.id),
        spent=spent(connection, run.id),
        vector_store_ids=store_ids,
    )


def _rest(budget: int | None, spent: int) -> int | None:
    return None if budget is None else budget - spent


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


def _functions_choice(choice: Any) -> Any:
    """What a model is told of the choice: files are searched before it is asked, not by a call of its own."""
    return "auto" if isinstance(choice, dict) and choice["type"] != "function" else choice


def _turn(connection: Connection, blobs: Blobs, message: Row[Any]) -> Turn:
    content = message.body["content"]
    text = "\n".join(part["text"]["value"] for part in content if part["type"] == "text")
    pictures = (_picture(connection, blobs, part) for part in content if part["type"].startswith("image_"))
    return Turn(role=message.body["role"], text=text, pictures=tuple(pictures))


def _picture(connection: Connection, blobs: Blobs, part: JsonObject) -> Picture:
    shown = part[part["type"]]
    detail = shown.get("detail", "auto")
    if part["type"] == "image_url":
        return Picture(url=shown["url"], detail=detail)
    file = kinds.files.row(connection, shown["file_id"])
    kind = mimetypes.guess_type(file.filename)[0] or "application/octet-stream"
    encoded = base64.b64encode(blobs.path(file.sha256).read_bytes()).decode("ascii")
    return Picture(url=f"data:{kind};base64,{encoded}", detail=detail)
