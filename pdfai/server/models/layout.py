"""Reads a page's lines back into what they were: sentences, list items, rows of tables, headings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from pdfai.server.models.base import Passage
from pdfai.server.models.sentences import split_sentences
from pdfai.server.retrieval.terms import without_leaders


_UnitKind = Literal["sentence", "item", "row", "heading"]
_LineKind = Literal["prose", "item", "row", "heading", "blank"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """The smallest thing that can be an answer."""

    kind: _UnitKind
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


class _Line(NamedTuple):
    kind: _LineKind
    text: str


_ITEM = re.compile(r"(?:[•◦▪●○■□‣∙·\uf0b7*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S")
_SECTION = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){1,4}\.?|[A-Z](?:\.\d{1,2}){1,4}\.?|\d{1,2}\.?)\s+\S")
_NUMBER = re.compile(r"[(\[+\-–−±~<>€$£¥₩]*\d[\d.,:/'’]*[)\]%€$£¥₩*]*(?:bn|m|k|x|pp)?|[-–—]|n/?a|%|€|EUR|USD")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_YEARS = re.compile(r"\D*(?:19|20)\d\d\D{0,12}(?:(?:19|20)\d\d\D{0,12})*")
_PAGE_NUMBER = re.compile(
    r"\W*(?:\w+\s)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|sur|de)\s*\d{1,4})?\W*", re.IGNORECASE
)
_CLOSING = "\"'”’»)]」』"
_ENDS = (".", "!", "?", "。", "！", "？", ":", "：", ";", "；", "…")
_CAPTION = re.compile(
    r"(?:Table|Figure|Fig\.|Tabelle|Abbildung|Abb\.|Tableau|Tabla|Figura|Tabela|표|그림|表|图|圖) ?\d",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"following|folgend|suivant|siguiente|seguinte|다음|以下|下列|如下")
_CALLOUT = re.compile(
    r"note|tip|warning|caution|important|hinweis|anmerkung|tipp|warnung|achtung|vorsicht|wichtig|remarque|astuce"
    r"|avertissement|attention|nota|aviso|advertencia|sugerencia|consejo|cuidado|참고|알림|주의|경고|팁|注意|提示|警告|备注|重要",
    re.IGNORECASE,
)
_LONGEST_HEADING = 90
_LONGEST_LABEL = 12
_LONGEST_LIST = 420
_REPEATED = 3


def running_heads(passages: Iterable[Passage]) -> frozenset[str]:
    """The lines at the top and the foot of at least three of the passages' pages, digits aside."""
    pages: dict[tuple[str, str], set[int]] = {}
    for passage in passages:
        lines = [line for line in passage.text.split("\n") if line.strip()]
        for line in {*lines[:2], *lines[-2:]}:
            pages.setdefault((passage.file_id, _without_digits(line)), set()).add(passage.page)
    return frozenset(line for (_, line), seen in pages.items() if len(seen) >= _REPEATED)


def units(text: str, *, heads: frozenset[str] = frozenset()) -> list[Unit]:
    """What a passage says, in reading order, without running heads, page numbers and tables of contents."""
    lines = [" ".join(line.split()) for line in without_leaders(text).split("\n")]
    return list(_units(_blocks(_classified(_body(lines, heads)))))


def _without_digits(line: str) -> str:
    return _DIGITS.sub("", " ".join(line.split()))


def _body(lines: list[str], heads: frozenset[str]) -> list[str]:
    filled = [at for at, line in enumerate(lines) if line]
    outermost = {*filled[:1], *filled[-1:]}
    return [
        line
        for at, line in enumerate(lines)
        if not (at in outermost and _PAGE_NUMBER.fullmatch(line))
        and not (line and _without_digits(line) in heads)
    ]


def _classified(lines: Sequence[str]) -> list[_Line]:
    widths = sorted(_width(line) for line in lines if line)
    width = widths[len(widths) * 9 // 10] if widths else 0.0
    rows = [_cells(line) for line in lines]
    classified: list[_Line] = []
    for at, line in enumerate(lines):
        beside = max(rows[at - 1] if at else 0, rows[at + 1] if at + 1 < len(lines) else 0)
        after = lines[at + 1] if at + 1 < len(lines) else ""
        before = classified[-1] if classified else _Line("blank", "")
        classified.append(_Line(_kind(line, before, after, width, rows[at], beside), line))
    return classified


def _cells(line: str) -> int:
    """How many numbers close a line that may be a table's row; 0 for what cannot be one."""
    tokens = line.split()
    label = len(tokens)
    while label and _NUMBER.fullmatch(tokens[label - 1]):
        label -= 1
    if label > _LONGEST_LABEL or len(tokens) < 2 or _ITEM.match(line):
        return 0
    return sum(1 for token in tokens[label:] if _DIGIT.search(token))


def _kind(
    line: str, before: _Line, after: str, width: float, cells: int, beside: int
) -> Literal["prose", "item", "row", "heading", "blank"]:
    if not line:
        return "blank"
    if _SECTION.match(line) and not cells and _is_title(line.rstrip("?？"), before, after, width):
        return "heading" if "." in line.split()[0].rstrip(".") or not _ITEM.match(line) else "item"
    if _ITEM.match(line):
        return "item"
    if cells > 1 or (cells and beside):
        return "row"
    return "heading" if _is_title(line, before, after, width) else "prose"


def _is_title(line: str, before: _Line, after: str, width: float) -> bool:
    if len(line) > _LONGEST_HEADING or _is_closed(line) or line.endswith((",", "-")) or line[0].islower():
        return False
    # A line that does not fill its column is no wrapped prose, unless it ends a paragraph begun before.
    if before.kind in {"prose", "item"} and not _is_closed(before.text) and _width(before.text) > 0.7 * width:
        return False
    if line.isupper():
        return True
    # Where letters have no case, only a clearly short line tells.
    fill = 0.8 if after[:1].isupper() or after[:1].isdigit() else 0.6
    return bool(after) and not after[0].islower() and _width(line) < fill * width


def _width(line: str) -> float:
    """How wide a line is, in Latin letters; those of Chinese, Japanese and Korean are twice as wide."""
    return len(line) if line.isascii() else (len(line) + len(line.encode())) / 2


def _is_closed(line: str) -> bool:
    return line.rstrip(_CLOSING).endswith(_ENDS)


def _blocks(lines: Iterable[_Line]) -> Iterator[_Line]:
    """Wrapped lines joined to paragraphs and items."""
    block: _Line | None = None
    for line in lines:
        if block and line.kind == "prose" and block.kind in ("prose", "item"):
            block = _Line(block.kind, f"{block.text} {line.text}")
            continue
        if block and block.kind != "blank":
            yield block
        block = line
    if block and block.kind != "blank":
        yield block


def _units(blocks: Iterable[_Line]) -> Iterator[Unit]:
    reader = _Reader()
    for block in blocks:
        yield from reader.read(block)
    yield from reader.end()


class _Reader:
    """Remembers, from block to block, what introduces the ones below."""

    def __init__(self) -> None:
        self._heading = self._introduction = self._caption = self._head = ""
        self._items: list[str] = []
        self._held: Unit | None = None
        self._before = "blank"
        self._below = 0

    def read(self, block: _Line) -> Iterator[Unit]:
        """The units of the next block."""
        if self._held and block.kind != "item":
            yield self._held
        self._held = None
        if block.kind != "item":
            yield from self.end_list()
        match block.kind:
            case "heading":
                yield from self._read_heading(block.text)
            case "row":
                yield self._read_row(block.text)
            case "item":
                self._items.append(block.text)
                lead = self._introduction
                yield self._unit("item", block.text, context=f"{self._heading} {lead}", lead=lead)
            case _:
                yield from self._read_prose(split_sentences(block.text))
        self._before = block.kind

    def end(self) -> Iterator[Unit]:
        """What was waiting for more blocks."""
        if self._held:
            yield self._held
        yield from self.end_list()

    def end_list(self) -> Iterator[Unit]:
        """The list that just ended as one unit, as far as it is short enough to quote."""
        parts = [part for part in (self._introduction, *self._items) if part] if self._items else []
        self._items, self._introduction = [], ""
        if parts:
            text = parts[0]
            for part in parts[1:]:
                if len(text) + len(part) > _LONGEST_LIST:
                    break
                text = f"{text} {part}"
            yield self._unit("item", text, context=self._heading)

    def _unit(self, kind: _UnitKind, text: str, *, context: str, lead: str = "", previous: str = "") -> Unit:
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
        yield Unit(kind="heading", text=text)

    def _read_row(self, text: str) -> Unit:
        if self._before != "row":
            self._head = (self._caption or self._heading) if self._before == "heading" else ""
            self._caption = ""
        head = self._head
        if _YEARS.fullmatch(text):
            self._head = f"{head} {text}".strip()
        return self._unit("row", text, context=f"{self._heading} {head}", lead=head)

    def _read_prose(self, sentences: list[str]) -> Iterator[Unit]:
        if len(sentences) == 1 and sentences[0].endswith(("?", "？")):
            yield from self._read_heading(sentences[0])
            return
        last = sentences[-1]
        self._introduction = last if last.endswith((":", "：")) or _FOLLOWS.search(last) else ""
        for at, sentence in enumerate(sentences):
            previous = sentences[at - 1] if at else ""
            unit = self._unit("sentence", sentence, context=self._heading, previous=previous)
            if sentence is self._introduction:
                self._held = unit  # a list that follows will contain it
            else:
                yield unit
