"""What of a document could stand in its summary."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pdfai.language.layout import Unit
from pdfai.language.tokens import HAN, KANA
from pdfai.language.words import fold
from pdfai.summaries.body import MARKDOWN_HEADING, Leaf
from pdfai.summaries.fitness import (
    is_about_the_document,
    is_caption,
    is_legal,
    is_whole,
    stands_alone,
    width_of,
    worth,
)
from pdfai.summaries.marks import SIDE_TITLES, TOTALS
from pdfai.summaries.sections import PageRange
from pdfai.summaries.vocabulary import Subjects, subjects_of

Grade = Literal[0, 1, 2, 3]
"""The best first: stands alone; a whole sentence; a list's item; a row, a title or part of a sentence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A text of the document, and where it stands."""

    text: str
    page: int
    section: int
    """The section's number."""
    at: int
    """Its place in the document."""
    grade: Grade
    is_aside: bool
    """About rights, or beside the subject."""
    unit: Unit

    @property
    def is_subject(self) -> bool:
        """Whether it says something on the document's subject."""
        return self.grade < 3 and not self.is_aside


_MARK = re.compile(r"(?:[•◦▪●○■□‣∙·*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+")
_UNSPACED = f"{HAN}{KANA}。，、；：？！“”（）「」"
_WRAPPED = re.compile(f"(?<=[{_UNSPACED}]) (?=[{_UNSPACED}])")
_LETTER = re.compile(r"[^\W\d_]")
_SHORTEST_ITEM, _LONGEST_ITEM = 12, 220
_FIRST, _SECOND = 0.25, 0.1
_SHARES_ITS_TITLE, _SHARES_ITS_HEADING = 0.15, 0.2
_OPENS, _OPENING = 0.5, 8
_ABOUT_THE_DOCUMENT = 0.3
_LEANS = -0.4


def candidates_of(sections: Sequence[PageRange], *, language: str) -> Iterator[list[Candidate]]:
    """Section by section, in reading order; each text once."""
    seen: set[str] = set()
    asides: dict[str, bool] = {}
    for number, section in enumerate(sections):
        found = []
        is_aside = _is_aside(section.title)
        for page, unit, text, grade in _texts_of(section, language):
            if text in seen:
                continue
            if unit.context not in asides:
                asides[unit.context] = _is_aside(unit.context)
            candidate = Candidate(
                text=text,
                page=page,
                section=number,
                at=len(seen),
                grade=grade,
                is_aside=is_aside or asides[unit.context] or (grade < 3 and is_legal(text)),
                unit=unit,
            )
            seen.add(text)
            found.append(candidate)
        yield found


def worth_of(
    candidate: Candidate, *, subjects: Subjects, title: Subjects, before: int, language: str
) -> float:
    """What its wording and its place add to its weight; `before` is how many sentences come before it."""
    text, unit = candidate.text, candidate.unit
    if candidate.grade == 3:
        return 1.0 if is_total(text) else 0.0
    opens = math.exp(-before / _OPENING)
    value = worth(text, language) + _OPENS * opens + (_LEANS if candidate.grade == 1 else 0.0)
    value += _FIRST if unit.below == 0 else _SECOND if unit.below == 1 else 0.0
    value += _SHARES_ITS_TITLE * _shared(subjects, title)
    value += _SHARES_ITS_HEADING * _shared(subjects, subjects_of(unit.context, language))
    if is_about_the_document(text, language):
        value += _ABOUT_THE_DOCUMENT * (2 * opens - 1)
    return value


def is_total(text: str) -> bool:
    """Whether a row counts up what stands above it."""
    return bool(TOTALS.search(fold(text)))


def is_mostly_sentences(leaves: Sequence[Leaf]) -> bool:
    """Whether sentences make up much of what is written, and not lists or tables."""
    widths = {"sentence": 0, "item": 0, "row": 0, "heading": 0}
    for leaf in leaves:
        for unit in leaf.units:
            widths[unit.kind] += width_of(unit.text)
    return widths["sentence"] >= sum(widths.values()) / 3


def _texts_of(section: PageRange, language: str) -> Iterator[tuple[int, Unit, str, Grade]]:
    for leaf in section.leaves:
        page = _squeezed(leaf.raw)
        above: Unit | None = None
        for at, unit in enumerate(leaf.units):
            text = _WRAPPED.sub("", unit.text)
            grade = _grade(text, unit, above, language=language, is_fragment=at == 0 and leaf.goes_on)
            # A running head that stood between two lines may have made them one: that is nobody's sentence.
            if grade is not None and _squeezed(text) in page:
                mark = _MARK.match(text) if grade == 2 else None
                yield leaf.page, unit, text[mark.end() :] if mark else text, grade
            above = unit


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _grade(text: str, unit: Unit, above: Unit | None, *, language: str, is_fragment: bool) -> Grade | None:
    match unit.kind:
        case _ if not _LETTER.search(text):
            return None
        case "sentence" if not is_fragment and is_whole(text):
            is_below_a_picture = above is not None and is_caption(above.text)
            return 0 if stands_alone(text, language) and not is_below_a_picture else 1
        case "item":
            is_fit = not unit.is_list and _SHORTEST_ITEM <= width_of(text) <= _LONGEST_ITEM
            return 2 if is_fit else None
        case _ if width_of(text) <= _LONGEST_ITEM and not MARKDOWN_HEADING.match(text):
            return 3
        case _:
            return None


def _shared(subjects: Subjects, title: Subjects) -> float:
    return len(subjects & title) / len(title) if title else 0.0


def _is_aside(title: str) -> bool:
    return bool(SIDE_TITLES.search(fold(title)))
