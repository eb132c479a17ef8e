"""What passages say on each of the words of a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pdfai.language.layout import Carried, Unit, read_page, running_heads
from pdfai.language.leaning import leans
from pdfai.server.models.clues import folded
from pdfai.server.models.questions import Question
from pdfai.server.retrieval.passages import Passage

_HEADING_COUNTS = 0.75
_HEADING_FADES = 0.97
_HEADING_FADED = 0.6
_PREVIOUS_COUNTS, _LEANED_ON_COUNTS = 0.5, 0.9
_NEXT_COUNTS = 0.4
_PAGES_KEPT = 1_000

# A conversation asks the same pages again and again.
_read_page = lru_cache(maxsize=_PAGES_KEPT)(read_page)

Shares = tuple[float, ...]
"""For each clue of the question, how well it is named, from 0 to 1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """A unit of a passage and what it names."""

    unit: Unit
    source: int
    """Which of the passages holds it."""
    itself: Shares
    """What the unit names."""
    around: Shares
    """The same with its heading, its list's introduction and its neighbours, which count less."""
    whole: Shares
    """What the whole passage names."""


class _Named(NamedTuple):
    itself: Shares
    around: Shares
    """With what stands above and before it."""


def gather(question: Question, passages: Sequence[Passage]) -> list[Evidence]:
    """Every unit of the passages, in order; once, where passages of a page overlap."""
    look = _Lookup(question)
    gathered: dict[tuple[str, int, str, str], Evidence] = {}
    for source, (passage, read) in enumerate(zip(passages, _read(passages), strict=True)):
        named = [look.named(unit) for unit in read]
        whole = _most([each.around for each in named])
        for at, (unit, (itself, around)) in enumerate(zip(read, named, strict=True)):
            key = (passage.file_id, passage.page, unit.text, unit.context)
            if key in gathered:
                continue
            is_followed = at + 1 < len(read) and read[at + 1].previous == unit.text
            gathered[key] = Evidence(
                unit=unit,
                source=source,
                itself=itself,
                around=_most([around, _less(named[at + 1].itself, _NEXT_COUNTS)]) if is_followed else around,
                whole=whole,
            )
    return list(gathered.values())


def _read(passages: Sequence[Passage]) -> list[Sequence[Unit]]:
    """The units of each passage; a page may go on with the list that the one before it ends in."""
    heads = running_heads(passages)
    read: list[Sequence[Unit]] = [() for _ in passages]
    ends: dict[tuple[str, int], Carried] = {}
    for at in sorted(range(len(passages)), key=lambda at: (passages[at].page, passages[at].first_letter)):
        passage = passages[at]
        before = ends.get((passage.file_id, passage.page - 1)) if not passage.first_letter else None
        read[at], ends[passage.file_id, passage.page] = _read_page(
            passage.text, page=passage.page, heads=heads, carried=before
        )
    return read


def _most(shares: Sequence[Shares]) -> Shares:
    """The largest share of each clue."""
    return tuple(map(max, zip(*shares, strict=True)))


def _less(shares: Shares, factor: float) -> Shares:
    return tuple(factor * share for share in shares)


class _Lookup:
    """Looks the question's clues up, once for each text."""

    def __init__(self, question: Question) -> None:
        self._clues = question.clues
        self._known: dict[str, Shares] = {"": (0.0,) * len(question.clues)}

    def named(self, unit: Unit) -> _Named:
        """What a unit names."""
        itself = self._shares(unit.text)
        heading = _HEADING_COUNTS * max(_HEADING_FADED, _HEADING_FADES**unit.below)
        before = self._shares(unit.previous)
        if unit.previous and leans(unit.text):
            itself = _most([itself, _less(before, _LEANED_ON_COUNTS)])
        texts = zip(itself, self._shares(unit.context), before, strict=True)
        around = tuple(max(own, heading * above, _PREVIOUS_COUNTS * last) for own, above, last in texts)
        return _Named(itself, around)

    def _shares(self, text: str) -> Shares:
        if text not in self._known:
            looked_at = folded(text)
            self._known[text] = tuple(clue.credit(looked_at) for clue in self._clues)
        return self._known[text]
