"""Many pieces of work, some at a time: what became of each, whatever becomes of the others."""

import json
import os
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar

from pdfai.blocking import aall_of
from pdfai.errors import BudgetExceededError, PdfaiError

T = TypeVar("T")

_JOURNAL = ".pdfai-summaries.jsonl"


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


async def run_all(
    items: Sequence[T],
    work: Callable[[T], Awaitable[Outcome]],
    *,
    name_of: Callable[[T], str],
    tell: Callable[[Outcome], object],
    at_once: int,
) -> None:
    """Do the work for each, and tell of each in their order; one that fails does not stop the others.

    Where the budget has no room for one, no further one is begun. Who is stopped tells of what is done.
    """
    ended: dict[int, Outcome] = {}
    awaited, is_spent = 0, False

    async def attempt(number: int) -> None:
        nonlocal awaited, is_spent
        if is_spent:
            return
        try:
            ended[number] = await work(items[number])
        except PdfaiError as error:
            is_spent = is_spent or isinstance(error, BudgetExceededError)
            ended[number] = Outcome(name=name_of(items[number]), status="failed", error=error)
        while awaited in ended:
            tell(ended.pop(awaited))
            awaited += 1

    try:
        await aall_of(attempt, range(len(items)), at_once=at_once)
    finally:
        for number in sorted(ended):
            tell(ended[number])


def exit_code(outcomes: Iterable[Outcome]) -> int:
    """That of the first that failed, or 0."""
    return next((each.error.exit_code for each in outcomes if each.error is not None), 0)


def tally(outcomes: Iterable[Outcome]) -> str:
    """How many ended how, for people."""
    counts = Counter(each.status for each in outcomes)
    told = [f"{counts[status]:,} {status}" for status in ("done", "skipped", "failed") if counts[status]]
    return ", ".join(told) or "nothing done"


@dataclass(kw_only=True, slots=True)
class Journal:
    """What a folder holds of earlier calls, so that the same call goes on where one ended.

    A line for each file written there: its name, and a key for what it was made from and how.
    """

    path: Path
    _keys: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "Journal":
        """The folder's; broken lines, as a killed process leaves them, count for nothing."""
        journal = cls(path=folder / _JOURNAL)
        with suppress(OSError):
            for line in journal.path.read_text(encoding="utf-8", errors="replace").splitlines():
                with suppress(ValueError, TypeError, KeyError):
                    written = json.loads(line)
                    journal._keys[str(written["file"])] = str(written["key"])
        return journal

    def has(self, output: Path, key: str) -> bool:
        """Whether the file is there, and made like this."""
        return self._keys.get(output.name) == key and output.is_file()

    def wrote(self, path: str) -> bool:
        """Whether a file, wherever it is, is one that was written here."""
        return Path(path).name in self._keys and _is_in(Path(path), self.path.parent)

    def note(self, output: Path, key: str) -> None:
        """The file was written."""
        self._keys[output.name] = key
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"file": output.name, "key": key}) + "\n")


def _is_in(path: Path, folder: Path) -> bool:
    with suppress(OSError):
        return os.path.samefile(path.parent, folder)
    return False
