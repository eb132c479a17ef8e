"""A call on the books: room is held before it is sent, what it cost is settled and noted in the ledger."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pdfai_api.api.assistants import get_assistant
from pdfai_api.api.runs import get_run

from pdfai.blocking import ain_thread
from pdfai.errors import BudgetExceededError, InvalidArgumentError, NotFoundError
from pdfai.finishing import afinished
from pdfai.spending.books import Bill
from pdfai.spending.budget import Need
from pdfai.spending.needs import allowed, asked_model, begins_run, continued_run, need_of, spends

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pdfai_api.request import Request

    from pdfai._async.sending import AsyncSender
    from pdfai.spending.books import Books, Entry, Hold
    from pdfai.spending.ledger import Ledger

T = TypeVar("T")


class AsyncTab(Generic[T]):
    """What one request may cost and has cost; opened before it is sent, closed whatever comes of it."""

    def __init__(self, sender: AsyncSender, books: Books, request: Request[T]) -> None:
        """Nothing is held yet."""
        self._sender = sender
        self._books = books
        self._request = request
        self._bill = Bill(books, request)
        self._allowed_seconds = math.inf

    async def open(self, *, allowed_seconds: float = math.inf) -> Request[T]:
        """The request as it may be sent; raises `BudgetExceededError` when there is no room for it."""
        self._allowed_seconds = allowed_seconds
        if not spends(self._request):
            return self._request
        if run := continued_run(self._request):
            if not self._books.follows(run[1]):
                await self._follow(*run)
            return self._request
        model = asked_model(self._request) or await self._assistants_model()
        if not self._books.limits(model):
            self._bill.hold = self._books.hold(model)
            return self._request
        need = need_of(self._request, model=model)
        self._bill.hold = hold = await self._held(need)
        return allowed(self._request, need, hold.allowance) if hold.allowance else self._request

    def note(self, value: object) -> None:
        """Take in an answer, or an event of one."""
        self._bill.note(value)

    async def close(self) -> None:
        """Settle it, or release what was held for nothing."""
        entries = self._bill.close()
        if entries and self._books.ledger is not None:
            await _note(self._books.ledger, entries)

    async def _held(self, need: Need) -> Hold:
        try:
            return self._books.hold(need.model, need)
        except BudgetExceededError as error:
            if error.spent + error.needed > error.limit:
                raise
        # It is for others that there is no room: some of them may have ended, and nobody has looked.
        for thread_id, run_id in self._books.runs():
            failure = await self._sender._try(get_run.request(thread_id, run_id))
            if isinstance(failure, NotFoundError):
                self._books.forget(run_id)
        return self._books.hold(need.model, need)

    async def _assistants_model(self) -> str:
        """The model of the assistant that a run leaves it to, on which depends what it may cost."""
        assistant_id = self._request.json.get("assistant_id")
        if not (self._books.budget.has_limits and begins_run(self._request) and assistant_id):
            return ""
        return (await self._look(get_assistant.request(assistant_id))).model or ""

    async def _follow(self, thread_id: str, run_id: str) -> None:
        """Hold what a run that was not begun here may still spend."""
        run = await self._look(get_run.request(thread_id, run_id))
        model = run.model or ""
        if not self._books.limits(model):
            self._books.follow(self._books.hold(model), thread_id, run_id)
            return
        read, written = run.max_prompt_tokens, run.max_completion_tokens
        if not (isinstance(read, int) and isinstance(written, int)):
            raise InvalidArgumentError(
                f"Nobody knows what run {run_id} may spend, and this client has a budget: "
                "give runs max_prompt_tokens and max_completion_tokens where they are created"
            )
        hold = await self._held(Need(model=model, prompt_tokens=read, completion_tokens=written))
        self._books.follow(hold, thread_id, run_id)

    async def _look(self, request: Request[Any]) -> Any:
        return (await self._sender._exchange(request, allowed_seconds=self._allowed_seconds)).value


@afinished
async def _note(ledger: Ledger, entries: Sequence[Entry]) -> None:
    for entry in entries:
        await ain_thread(ledger.note, entry.model, entry.tokens, entry.cost)
