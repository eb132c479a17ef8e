"""Where the parts of a document begin: told by its outline, its contents or its numbered headings."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pdfai.language.terms import without_leaders
from pdfai.language.words import fold
from pdfai.summaries.body import Leaf


class Heading(NamedTuple):
    """A title and where it stands."""

    title: str
    page: int
    """Page number, counted from 1."""
    level: int
    """1 for a chapter, 2 for what is below it."""


_CHAPTER = re.compile(
    r"(?:chapter|kapitel|chapitre|cap[ií]tulo|capitolo|part|teil|partie|parte|appendix|anhang|annexe"
    r"|ap[eé]ndice|ap[eê]ndice|appendice|hoofdstuk|глава|часть|приложение|κεφάλαιο)\s+(?:\d{1,3}|[IVXLA-Z]{1,5})\b"
    r"|제\s?\d{1,3}\s?[장부편]|第\s?[\d一二三四五六七八九十]{1,3}\s?[章部篇編]|附录\s?[A-Z]|付録\s?[A-Z]|부록\s?[A-Z]",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<number>(?:\d{1,2}|[A-Z])(?:\.\d{1,2}){0,4})(?P<point>\.?)\s+(?=\S*[^\W\d_])")
_MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")
_ENTRY = re.compile(r"(?P<title>\S.{0,160}?)[\s.…·]+(?:\d{1,4}|[ivxlc]{1,7})?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}")
_LETTERS = re.compile(r"\w+")
_UNNUMBERED = 2
_LOWEST = 6
_FEWEST_ENTRIES = 3
_PLACES = 5
_LONGEST_TITLE = 100


Starts = dict[int, Heading]
"""By the number of the leaf that it stands on: the highest heading there."""


def find_starts(leaves: Sequence[Leaf], outline: Sequence[Heading]) -> Starts:
    """The headings that divide the document: the outline's or, without one, those that are found."""
    first_of_page = {leaf.page: number for number, leaf in reversed(list(enumerate(leaves)))}
    told = [(first_of_page[each.page], each) for each in outline if each.page in first_of_page]
    starts: Starts = {}
    for number, heading in told or _from_contents(leaves) or _from_numbers(leaves):
        before = starts.get(number)
        if before is None or heading.level < before.level:
            starts[number] = heading
    return starts


def level_of(title: str) -> int:
    """How deep a title lies, by its number; that of a chapter without one counts as below."""
    if marks := _MARKDOWN.match(title):
        return len(marks[1])
    if _CHAPTER.match(title):
        return 1
    if numbered := _NUMBERED.match(title):
        return numbered["number"].count(".") + 1
    return _UNNUMBERED


def without_number(title: str) -> str:
    """The title's words: "Networks" for "Chapter 3. Networks"."""
    for mark in (_MARKDOWN, _CHAPTER, _NUMBERED):
        if found := mark.match(title):
            return title[found.end() :].lstrip(" .:-–—\u3000") or title
    return title


def _from_contents(leaves: Sequence[Leaf]) -> list[tuple[int, Heading]]:
    """The entries of the contents that are found again on a later page, in their order."""
    places: dict[str, list[int]] = {}
    for number, leaf in enumerate(leaves):
        for key in {_key(line) for line in leaf.text.split("\n") if len(line) <= _LONGEST_TITLE}:
            places.setdefault(key, []).append(number)
    entries = list(_entries(leaves))
    found = [
        (entry, place)
        for entry, (title, after, _) in enumerate(entries)
        for place in reversed([place for place in places.get(_key(title), ()) if place >= after][:_PLACES])
    ]
    headings = [
        (place, Heading(entries[entry][0], leaves[place].page, entries[entry][2]))
        for entry, place in _rising(found)
    ]
    return headings if len(headings) >= _FEWEST_ENTRIES else []


def _entries(leaves: Sequence[Leaf]) -> Iterator[tuple[str, int, int]]:
    """What the contents list: the title, the number of the leaf that lists it, and its level."""
    for number, leaf in enumerate(leaves):
        lines = [line.strip() for line in leaf.raw.split("\n")]
        listed = lines if leaf.is_list_of_places else [line for line in lines if not without_leaders(line)]
        titles = [match["title"].rstrip(" .…·") for line in listed if (match := _ENTRY.fullmatch(line))]
        has_numbers = any(level_of(title) == 1 for title in titles)
        for title in titles:
            yield title, number, level_of(title) if has_numbers else 1


def _rising(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """As many entries as can stand in the order of the contents, each in one of its places.

    What is given is in that order, an entry's later places before its earlier ones.
    """
    tails: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for entry, place in found:
        at = bisect_left(tails, (place, entry))
        before[place, entry] = tails[at - 1] if at else None
        tails[at : at + 1] = [(place, entry)]
    rising = []
    last = tails[-1] if tails else None
    while last:
        rising.append((last[1], last[0]))
        last = before[last]
    return rising[::-1]


def _key(title: str) -> str:
    return "".join(_LETTERS.findall(fold(without_number(title.strip()))))


def _from_numbers(leaves: Sequence[Leaf]) -> list[tuple[int, Heading]]:
    """Headings with a number that counts on, those that are called chapters, and Markdown's."""
    found: list[tuple[int, Heading]] = []
    chapter = 0
    for number, leaf in enumerate(leaves):
        for unit in leaf.units:
            title = unit.text
            if len(title) > _LONGEST_TITLE:
                continue
            if _MARKDOWN.match(title):
                found.append((number, Heading(title.lstrip("# "), leaf.page, level_of(title))))
            elif unit.kind == "heading" and _counts_on(title, chapter):
                chapter = _number_of(title) or chapter
                found.append((number, Heading(title, leaf.page, min(level_of(title), _LOWEST))))
    return found


def _counts_on(title: str, chapter: int) -> bool:
    """Whether it is a chapter, the next number or one below the last: other numbers are no titles'."""
    if _CHAPTER.match(title):
        return True
    numbered = _NUMBERED.match(title)
    whole, _, below = numbered["number"].partition(".") if numbered else ("", "", "")
    return whole == str(chapter if below else chapter + 1)


def _number_of(title: str) -> int:
    number = _NUMBER.search(title)
    return int(number[0]) if number else 0
