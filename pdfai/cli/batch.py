"""Many pieces of work, some at a time: what became of each, whatever becomes of the others."""

import errno
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from pdfai.blocking import aall_of
from pdfai.cli.talk import say, waiting, words_of
from pdfai.errors import BudgetExceededError, PdfaiError
from pdfai.replacement import reason_of
from pdfai.sources import Document

T = TypeVar("T")

_log = logging.getLogger("pdfai.cli")
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one piece."""

    name: str
    status: Literal["done", "skipped", "failed"]
    output: Path | None = None
    warnings: tuple[str, ...] = ()
    error: PdfaiError | None = None
    value: Any = None
    """What was made."""
    is_last: bool = False
    """No other can end well: the budget or the disk has no room for more."""


async def run_all(
    items: Sequence[T],
    work: Callable[[T], Awaitable[Outcome]],
    *,
    name_of: Callable[[T], str],
    tell: Callable[[Outcome], object],
    at_once: int,
) -> None:
    """Do the work for each, and tell of each in their order; one that fails does not stop the others.

    After one that is the last, no further one is begun. Who is stopped tells of what is done.
    """
    ended: dict[int, Outcome] = {}
    awaited, is_over = 0, False

    async def attempt(number: int) -> None:
        nonlocal awaited, is_over
        if is_over:
            return
        try:
            ended[number] = await work(items[number])
        except Exception as error:  # of this one, and no reason to leave the others
            ended[number] = failed(name_of(items[number]), error)
            is_over = is_over or ended[number].is_last
        while awaited in ended:
            tell(ended.pop(awaited))
            awaited += 1

    try:
        await aall_of(attempt, range(len(items)), at_once=at_once)
    finally:
        for number in sorted(ended):
            tell(ended[number])


def one_by_one(
    documents: Sequence[Document],
    attempt: Callable[[Document], Outcome],
    *,
    tell: Callable[[Outcome], object],
    doing: str,
) -> list[Outcome]:
    """What became of each document, told as it ends; after one that is the last, no further one is begun."""
    outcomes = []
    for document in documents:
        with waiting(f"{doing} {document.name}"):
            outcome = attempt(document)
        tell(outcome)
        outcomes.append(replace(outcome, value=None))  # what was made of many would fill the memory
        if outcome.is_last:
            break
    if len(outcomes) < len(documents):
        say(f"Stopped: of {len(documents):,}, {tally(outcomes)}.")
    return outcomes


def failed(name: str, error: Exception) -> Outcome:
    """The outcome of one that raised, whatever it was."""
    is_last = isinstance(error, BudgetExceededError) or _is_for_lack_of_space(error)
    return Outcome(name=name, status="failed", error=_as_ours(error, name), is_last=is_last)


def fields_of(outcome: Outcome) -> dict[str, Any]:
    """For programs: of what, how it ended, and why it failed."""
    fields: dict[str, Any] = {"document": outcome.name, "outcome": outcome.status}
    if outcome.error is not None:
        fields |= {"error": words_of(outcome.error), "exit_code": outcome.error.exit_code}
    return fields


def exit_code(outcomes: Iterable[Outcome]) -> int:
    """That of the first that failed, or 0."""
    return next((each.error.exit_code for each in outcomes if each.error is not None), 0)


def tally(outcomes: Iterable[Outcome]) -> str:
    """How many ended how, for people."""
    counts = Counter(each.status for each in outcomes)
    told = [f"{counts[status]:,} {status}" for status in ("done", "skipped", "failed") if counts[status]]
    return ", ".join(told) or "nothing done"


def _is_for_lack_of_space(error: BaseException | None) -> bool:
    if error is None:
        return False
    return getattr(error, "errno", None) in _NO_SPACE or _is_for_lack_of_space(error.__cause__)


def _as_ours(error: Exception, name: str) -> PdfaiError:
    """Why one failed, with the exit code that befits it."""
    if isinstance(error, PdfaiError):
        # A full disk is no wrong usage, wherever it was found out.
        return PdfaiError(error.message) if _is_for_lack_of_space(error) else error
    _log.debug("What failed with %s", name, exc_info=error)
    reason = reason_of(error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
    return PdfaiError(f"{name} failed: {reason}")
