"""A client's books: what calls may cost is held before they are sent, and settled when it is known."""

import threading
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pdfai_api.models import Completion, CompletionChunk, EmbeddingList, Run, RunEvent
from pdfai_api.request import Request
from pdfai_api.types import plain

from pdfai.events import written
from pdfai.language.tokens import estimate_tokens
from pdfai.options import OFFLINE_MODEL
from pdfai.outcomes import answered_by
from pdfai.spending.budget import Allowance, Amount, Budget, Need
from pdfai.spending.ledger import Ledger
from pdfai.spending.needs import prompt_tokens, tokens_of
from pdfai.spending.usage import counted
from pdfai.token_count import TokenCount

_ENDED = {"completed", "failed", "cancelled", "expired", "incomplete"}


@dataclass(frozen=True, eq=False, kw_only=True, slots=True)
class Hold:
    """What a call under way may cost at most."""

    model: str
    """The model that was asked, "" if nobody knows."""
    allowance: Allowance | None = None
    """What it got of the budget; None where nothing limits it."""

    @property
    def amount(self) -> Amount:
        """What it takes of the budget until it is settled."""
        return self.allowance.amount if self.allowance else Amount()


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What a call has cost, for the ledger."""

    model: str
    tokens: TokenCount
    cost: Decimal | None


class Books:
    """What was spent and what is held, under one budget. Threads may share them."""

    def __init__(self, budget: Budget | None = None, ledger: Ledger | None = None) -> None:
        """Nothing is spent yet."""
        self.budget = budget or Budget()
        self.ledger = ledger
        self._spent = Amount()
        self._held: set[Hold] = set()
        self._runs: dict[str, tuple[str, Hold]] = {}
        self._lock = threading.Lock()

    def limits(self, model: str) -> bool:
        """Whether asking this model takes something of the budget; the offline one does it for nothing."""
        return self.budget.has_limits and model != OFFLINE_MODEL

    def hold(self, model: str, need: Need | None = None) -> Hold:
        """Room for a call that is about to be sent; raises `BudgetExceededError` when there is none."""
        with self._lock:
            allowance = None
            if need is not None:
                allowance = self.budget.allow(need, spent=self._spent, held=self._amount_held())
            hold = Hold(model=model, allowance=allowance)
            self._held.add(hold)
        return hold

    def release(self, hold: Hold) -> None:
        """Give back what was held for a call that failed."""
        with self._lock:
            self._held.discard(hold)

    def settle(self, hold: Hold, answered_by: object, tokens: TokenCount) -> Entry | None:
        """Count what a call has cost in the place of what was held; None if that was done before."""
        # Servers may call a model anything.
        model = answered_by if isinstance(answered_by, str) else ""
        cost = self.budget.cost(
            model,
            hold.model,
            prompt_tokens=tokens.prompt_tokens,
            completion_tokens=tokens.completion_tokens,
        )
        with self._lock:
            if hold not in self._held:
                return None
            self._held.remove(hold)
            if model != OFFLINE_MODEL:
                self._spent += Amount(tokens=tokens.total_tokens, cost=cost or Decimal())
        return Entry(model=model, tokens=tokens, cost=cost)

    def follow(self, hold: Hold, thread_id: str, run_id: str) -> None:
        """Keep the hold until the run is seen to have ended."""
        with self._lock:
            self._runs[run_id] = (thread_id, hold)

    def follows(self, run_id: str) -> bool:
        """Whether something is held for the run."""
        return run_id in self._runs

    def runs(self) -> list[tuple[str, str]]:
        """The threads and ids of the runs that were not seen to have ended."""
        with self._lock:
            return [(thread_id, run_id) for run_id, (thread_id, _) in self._runs.items()]

    def forget(self, run_id: str) -> None:
        """Release what was held for a run that nobody will ever see end."""
        with self._lock:
            _, hold = self._runs.pop(run_id, ("", None))
            self._held -= {hold}

    def saw(self, run: Run) -> Entry | None:
        """Settle a run that has ended; others, and those that were not begun here, change nothing."""
        if str(run.status) not in _ENDED:
            return None
        with self._lock:
            _, hold = self._runs.pop(run.id, ("", None))
        if hold is None:
            return None
        if run.usage:
            return self.settle(hold, answered_by(run), counted(run.usage))
        if hold.allowance and run.status in ("completed", "incomplete"):
            # A server that does not count may have used it all.
            allowance = hold.allowance
            count = TokenCount(
                prompt_tokens=allowance.prompt_tokens, completion_tokens=allowance.completion_tokens
            )
            return self.settle(hold, answered_by(run), count)
        self.release(hold)
        return None

    def _amount_held(self) -> Amount:
        return sum((hold.amount for hold in self._held), Amount())


class Bill:
    """What one request turns out to cost, from its answer or the events of it."""

    def __init__(self, books: Books, request: Request[Any]) -> None:
        """Nothing is held for it yet, and nothing known."""
        self.hold: Hold | None = None
        """What is held for this request alone; a run's is followed by the books."""
        self._books = books
        self._request = request
        self._model: object = ""
        self._count: TokenCount | None = None
        self._tokens_written = 0
        self._was_answered = False
        self._entries: list[Entry] = []

    def note(self, value: object) -> None:
        """Take in an answer, or an event of one."""
        match value:
            case RunEvent(data=Run() as run):
                self.note(run)
            case Run():
                if self.hold is not None:
                    thread_id = value.thread_id or self._request.segments[1]
                    self._books.follow(self.hold, thread_id, value.id)
                    self.hold = None
                self._add(self._books.saw(value))
            case Completion() | CompletionChunk() | EmbeddingList():
                self._was_answered = True
                self._model = value.model or self._model
                if value.usage:
                    self._count = counted(value.usage)
                elif isinstance(value, Completion):
                    self._tokens_written += tokens_of(plain(value.choices))
                else:
                    self._tokens_written += estimate_tokens(written(value))

    def close(self) -> list[Entry]:
        """Settle what has an answer, and release what has none; what is to be written in the ledger."""
        hold, self.hold = self.hold, None
        if hold is not None and not self._was_answered:
            self._books.release(hold)
        elif hold is not None:
            self._add(self._books.settle(hold, self._model or hold.model, self._count or self._estimate()))
        entries, self._entries = self._entries, []
        return entries

    def _estimate(self) -> TokenCount:
        return TokenCount(prompt_tokens=prompt_tokens(self._request), completion_tokens=self._tokens_written)

    def _add(self, entry: Entry | None) -> None:
        if entry is not None:
            self._entries.append(entry)
