"""Reads a page's text back into what it was: sentences, list items, rows of tables, headings."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, Protocol

from pdfai.language.lines import Line, paragraphs
from pdfai.language.sentences import split_sentences
from pdfai.language.terms import without_leaders

UnitKind = Literal["sentence", "item", "row", "heading"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """The smallest thing that can be an answer."""

    kind: UnitKind
    text: str
    """Verbatim, with single spaces for line breaks."""
    context: str = ""
    """The heading above it and, for items and rows, what introduces the list or the table."""
    lead: str = ""
    """What a reader needs to see before it: a table's head, a list's introduction."""
    previous: str = ""
    """The sentence before it in the same paragraph."""
    below: int = 0
    """How far below its heading, in units."""
    is_list: bool = False
    """Whether it is a whole list: its introduction and as many items as are short enough to quote."""


_DIGITS = re.compile(r"\d+")
_YEARS = re.compile(r"\D*(?:19|20)\d\d\D{0,12}(?:(?:19|20)\d\d\D{0,12})*")
_PAGE_NUMBER = re.compile(
    r"\W*(?:\w+\s)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|sur|de)\s*\d{1,4})?\W*", re.IGNORECASE
)
_CAPTION = re.compile(
    r"(?:table|figure|fig\.|tabelle|abbildung|abb\.|tableau|tabla|figura|tabela|표|그림|表|图|圖) ?\d",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"following|folgend|suivant|siguiente|seguinte|다음|以下|下列|如下")
_CALLOUT = re.compile(
    r"note|tip|warning|caution|important|hinweis|anmerkung|tipp|warnung|achtung|vorsicht|wichtig"
    r"|remarque|astuce|avertissement|attention|nota|aviso|advertencia|sugerencia|consejo|cuidado"
    r"|참고|알림|주의|경고|팁|注意|提示|警告|备注|重要",
    re.IGNORECASE,
)
_LONGEST_LIST = 420
_LONGEST_PAGE_NUMBER = 4
_PAGES_BEFORE_THE_FIRST = 30
_HEAD_LINES = 2
_NUMBERS = 3
_REPEATED = 3


class TextOfPage(Protocol):
    """A page's text, or a piece of it, that knows where it stands."""

    @property
    def file_id(self) -> str:
        """Which document's."""

    @property
    def page(self) -> int:
        """Page number, counted from 1."""

    @property
    def text(self) -> str:
        """Lines as on paper."""


def running_heads(texts: Iterable[TextOfPage]) -> frozenset[str]:
    """What stands at the top or the foot of at least three of the texts' pages, page numbers aside."""
    pages: dict[tuple[str, str], set[int]] = {}
    for text in texts:
        lines = _lines(text.text)
        for at in _edges(lines, _HEAD_LINES):
            for reading in _readings(lines[at], text.page):
                pages.setdefault((text.file_id, reading), set()).add(text.page)
    return frozenset(reading for (_, reading), seen in pages.items() if len(seen) >= _REPEATED)


class Carried(NamedTuple):
    """The list that a page ends in the middle of, and the next one may go on with."""

    heading: str = ""
    below: int = 0
    introduction: str = ""
    introducing: str = ""
    level: str = ""


def units(text: str, *, page: int = 0, heads: frozenset[str] = frozenset()) -> list[Unit]:
    """What a text says, in reading order, without running heads, page numbers and tables of contents.

    `page` is where it stands, for the heads that count along.
    """
    return list(read_page(text, page=page, heads=heads)[0])


def read_page(
    text: str, *, page: int, heads: frozenset[str], carried: Carried | None = None
) -> tuple[tuple[Unit, ...], Carried]:
    """The units of a page that goes on with what the one before it carried, and what it carries itself."""
    reader = _Reader(carried or Carried())
    blocks = paragraphs(body_lines(text, page=page, heads=heads))
    read = [unit for block in blocks for unit in reader.read(block)]
    on = reader.carried
    return (*read, *reader.end()), on


def body_lines(text: str, *, page: int, heads: frozenset[str]) -> list[str]:
    """A page's lines with single spaces, without running heads, its number and lines full of dots."""
    lines = _lines(without_leaders(text))
    outermost, edges = _edges(lines, 1), _edges(lines, _HEAD_LINES)
    return [
        line
        for at, line in enumerate(lines)
        if not (at in outermost and _is_page_number(line, page))
        and not (at in edges and _readings(line, page) & heads)
    ]


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n")]


def _edges(lines: list[str], count: int) -> set[int]:
    """Where the first and the last few lines are that hold anything."""
    filled = [at for at, line in enumerate(lines) if line]
    return {*filled[:count], *filled[-count:]}


def _readings(line: str, page: int) -> set[str]:
    """The line as it stands and, where one of its numbers may be the page's, by how far that is off.

    Other numbers make a line one of its own: what differs from page to page says something.
    """
    numbers = list(_DIGITS.finditer(line))
    readings = {line}
    for number in (*numbers[:_NUMBERS], *numbers[-1:]):
        off = int(number[0][-_LONGEST_PAGE_NUMBER:]) - page
        if len(number[0]) <= _LONGEST_PAGE_NUMBER and abs(off) <= _PAGES_BEFORE_THE_FIRST:
            readings.add(f"{line[: number.start()]}page{off:+}{line[number.end() :]}")
    return readings


def _is_page_number(line: str, page: int) -> bool:
    """Whether a line is "Page 7" or "vii", and not "Invoice 2003"."""
    if not _PAGE_NUMBER.fullmatch(line):
        return False
    number = _DIGITS.search(line)
    return not number or not page or abs(int(number[0]) - page) <= _PAGES_BEFORE_THE_FIRST


class _Reader:
    """Remembers, from block to block, what introduces the ones below."""

    def __init__(self, carried: Carried) -> None:
        self._heading, self._below, self._introduction, self._introducing, self._level = carried
        self._is_carried = bool(self._introduction)
        self._caption = self._head = ""
        self._items: list[str] = []
        self._titles: list[str] = []
        self._held: Unit | None = None
        self._before = "page"

    @property
    def carried(self) -> Carried:
        """What the next page goes on with, if this is where the page ends."""
        if self._before != "item" and not self._introduction:
            return Carried()
        return Carried(self._heading, self._below, self._introduction, self._introducing, self._level)

    def read(self, block: Line) -> Iterator[Unit]:
        """The units of the next block."""
        if self._held and block.kind != "item":
            yield self._held
        self._held = None
        if block.kind != "item":
            self._heading = "" if self._before == "page" else self._heading
            yield from self.end_list()
        if block.kind != "heading":
            yield from self._end_titles()
        match block.kind:
            case "heading":
                yield from self._read_heading(block.text)
            case "row":
                yield self._read_row(block.text)
            case "item":
                yield from self._read_item(block.text)
            case _:
                yield from self._read_prose(split_sentences(block.text))
        self._before = "callout" if _CALLOUT.fullmatch(block.text) else block.kind

    def _read_item(self, text: str) -> Iterator[Unit]:
        lead = self._introducing if self._is_deeper(text) else self._introduction
        if not self._items or not self._is_deeper(text):
            self._introducing, self._level = (text, text[0]) if text.endswith((":", "：")) else ("", "")
        self._items.append(text)
        context = f"{self._heading} {self._introduction} {lead}"
        if len(text) > _LONGEST_LIST // 2:
            yield from self._sentences(split_sentences(text), context=context)
        yield self._unit("item", text, context=context, lead=lead)

    def _is_deeper(self, text: str) -> bool:
        """Whether an item has another mark than the one above that ends with a colon: it is part of that."""
        return bool(self._introducing) and text[0] != self._level

    def end(self) -> Iterator[Unit]:
        """What was waiting for more blocks."""
        if self._held:
            yield self._held
        yield from self.end_list()
        yield from self._end_titles()

    def _end_titles(self) -> Iterator[Unit]:
        """Short lines below each other, such as names with their offices, also as one unit."""
        if len(self._titles) > 1 and sum(map(len, self._titles)) < _LONGEST_LIST:
            yield Unit(kind="heading", text=" ".join(self._titles))
        self._titles = []

    def end_list(self) -> Iterator[Unit]:
        """The list that just ended as one unit, as far as it is short enough to quote."""
        # An introduction on the page before is no part of what this one says.
        introduction = "" if self._is_carried else self._introduction
        parts = [part for part in (introduction, *self._items) if part] if self._items else []
        self._is_carried = False
        self._items, self._introduction = [], ""
        self._introducing = self._level = ""
        if parts:
            text = parts[0]
            for part in parts[1:]:
                if len(text) + len(part) > _LONGEST_LIST:
                    break
                text = f"{text} {part}"
            yield replace(self._unit("item", text, context=self._heading), is_list=True)

    def _unit(self, kind: UnitKind, text: str, *, context: str, lead: str = "", previous: str = "") -> Unit:
        self._below += 1
        return Unit(
            kind=kind, text=text, context=context, lead=lead, previous=previous, below=self._below - 1
        )

    def _read_heading(self, text: str) -> Iterator[Unit]:
        if _CALLOUT.fullmatch(text):
            return
        if _CAPTION.match(text):
            self._caption = text
        else:
            self._heading = f"{self._heading} {text}" if self._before == "heading" else text
            self._below = 0
        self._titles.append(text)
        yield Unit(kind="heading", text=text)

    def _read_row(self, text: str) -> Unit:
        if self._before != "row":
            self._head = (self._caption or self._heading) if self._before == "heading" else ""
            self._caption = ""
        head = self._head
        if _YEARS.fullmatch(text):
            self._head = f"{head} {text}".strip()
            return Unit(kind="heading", text=text)
        return self._unit("row", text, context=f"{self._heading} {head}", lead=head)

    def _read_prose(self, sentences: list[str]) -> Iterator[Unit]:
        if len(sentences) == 1 and sentences[0].endswith(("?", "？")):
            yield from self._read_heading(sentences[0])
            return
        last = sentences[-1]
        self._introduction = last if last.endswith((":", "：")) or _FOLLOWS.search(last) else ""
        for unit in self._sentences(sentences, context=self._heading):
            if unit.text is self._introduction:
                self._held = unit  # a list that follows will contain it
            else:
                yield unit

    def _sentences(self, sentences: list[str], *, context: str) -> Iterator[Unit]:
        for previous, sentence in itertools.pairwise(["", *sentences]):
            yield self._unit("sentence", sentence, context=context, previous=previous)
