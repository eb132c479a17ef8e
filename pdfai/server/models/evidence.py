"""What passages say on each of the words of a question."""

from collections.abc import Sequence
from dataclasses import dataclass

from pdfai.server.models.clues import Folded
from pdfai.server.models.layout import Unit, running_heads, units
from pdfai.server.models.questions import Question
from pdfai.server.retrieval.passages import Passage
from pdfai.server.retrieval.words import fold

_HEADING_COUNTS = 0.75
_HEADING_FADES = 0.97
_HEADING_FADED = 0.6
_PREVIOUS_COUNTS = 0.5

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
    """The same with its heading, its list's introduction and the sentence before it, which count less."""


def gather(question: Question, passages: Sequence[Passage]) -> list[Evidence]:
    """Every unit of the passages, in order; once, where passages of a page overlap."""
    heads = running_heads(passages)
    look = _Lookup(question)
    gathered: dict[tuple[str, int, str, str], Evidence] = {}
    for source, passage in enumerate(passages):
        for unit in units(passage.text, page=passage.page, heads=heads):
            key = (passage.file_id, passage.page, unit.text, unit.context)
            if key not in gathered:
                gathered[key] = look.evidence(unit, source)
    return list(gathered.values())


class _Lookup:
    """Looks the question's clues up, once for each text."""

    def __init__(self, question: Question) -> None:
        self._clues = question.clues
        self._known: dict[str, Shares] = {"": (0.0,) * len(question.clues)}

    def evidence(self, unit: Unit, source: int) -> Evidence:
        itself = self._named(unit.text)
        heading = _HEADING_COUNTS * max(_HEADING_FADED, _HEADING_FADES**unit.below)
        texts = zip(itself, self._named(unit.context), self._named(unit.previous), strict=True)
        around = tuple(max(own, heading * above, _PREVIOUS_COUNTS * before) for own, above, before in texts)
        return Evidence(unit=unit, source=source, itself=itself, around=around)

    def _named(self, text: str) -> Shares:
        if text not in self._known:
            folded = Folded(fold(text))
            self._known[text] = tuple(clue.credit(folded) for clue in self._clues)
        return self._known[text]
