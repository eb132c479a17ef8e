"""Tells what each line of a page is, and joins the wrapped ones."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from pdfai.language.tokens import CJK

LineKind = Literal["prose", "item", "row", "heading", "blank"]


class Line(NamedTuple):
    """A line, or a paragraph of them, with single spaces."""

    kind: LineKind
    text: str
    ends: bool = False
    """Whether a paragraph ends with it."""


class _Place(NamedTuple):
    """What the kind of a line depends on besides its text."""

    before: Line
    after: str
    width: float
    """That of the page's full lines."""
    cells: int
    """How many numbers close the line as they do in a table's row."""
    cells_beside: int


_ITEM = re.compile(r"(?:[•◦▪●○■□‣∙·\uf0b7*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S")
_SECTION = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){1,4}\.?|[A-Z](?:\.\d{1,2}){1,4}\.?|\d{1,2}\.?)\s+\S")
_MANY_LEVELS = re.compile(r"\w+\.\d")
_NUMBER = re.compile(r"[(\[+\-–−±~<>€$£¥₩]*\d[\d.,:/'’]*[)\]%€$£¥₩*]*(?:bn|m|k|x|pp)?|[-–—]|n/?a|%|€|EUR|USD")
_INNER_END = re.compile(r"[^\W\d_]{3}[.!?]\s+[^\W\d_]{2}")
"""A sentence ends there and another begins: no heading does that."""
_NO_CASE = re.compile(f"[{CJK}]")
_DIGIT = re.compile(r"\d")
_CLOSING = "\"'”’»)]」』"
_ENDS = (".", "!", "?", "。", "！", "？", ":", "：", ";", "；", "…")
_LONGEST_HEADING = 90
_LONGEST_LABEL = 12
_FULL_BEFORE = 0.7
_FILLED, _FILLED_WITHOUT_CASE = 0.85, 0.7


def paragraphs(lines: Sequence[str]) -> Iterator[Line]:
    """The lines by kind, wrapped ones joined to paragraphs and list items, blank ones left out."""
    block: Line | None = None
    for line in _classified(lines):
        if block and line.kind == "prose" and block.kind in {"prose", "item"} and not block.ends:
            block = Line(block.kind, f"{block.text} {line.text}", line.ends)
            continue
        if block and block.kind != "blank":
            yield block
        block = line
    if block and block.kind != "blank":
        yield block


def _classified(lines: Sequence[str]) -> Iterator[Line]:
    widths = sorted(_width(line) for line in lines if line)
    # Not the widest: where a hyphen was taken out at a line's end, two lines have become one.
    width = widths[len(widths) * 3 // 4] if widths else 0.0
    cells = [_cells(line) for line in lines]
    before = Line("blank", "")
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else ""
        beside = max(cells[at - 1] if at else 0, cells[at + 1] if at + 1 < len(lines) else 0)
        may_end = bool(after) and (after[0].isupper() or _is_closed(line))
        ends = may_end and _is_unwrapped(line, after, width)
        before = Line(_kind(line, _Place(before, after, width, cells[at], beside)), line, ends)
        yield before


def _cells(line: str) -> int:
    """How many numbers close a line that may be a table's row; 0 for what cannot be one."""
    tokens = line.split()
    label = len(tokens)
    while label and _NUMBER.fullmatch(tokens[label - 1]):
        label -= 1
    if label in {0, len(tokens)} or label > _LONGEST_LABEL or _ITEM.match(line):
        return 0
    return sum(1 for token in tokens[label:] if _DIGIT.search(token))


def _kind(line: str, place: _Place) -> LineKind:
    if not line:
        return "blank"
    if _SECTION.match(line) and not place.cells and _is_title(line.rstrip("?？"), place):
        # "9. Clocks" above a paragraph is a heading, above "10. Watches" an item.
        is_listed = place.before.kind == "item" or _ITEM.match(place.after)
        return "item" if is_listed and _ITEM.match(line) and not _MANY_LEVELS.match(line) else "heading"
    # "3. May" that goes on a sentence is no third item.
    if _ITEM.match(line) and not (line[0].isalnum() and _goes_on(place.before, place.width)):
        return "item"
    if place.cells > 1 or (place.cells and place.cells_beside):
        # "cost $10k on May 1, 2000." goes on a sentence, too.
        return "prose" if line[0].islower() and _goes_on(place.before, place.width) else "row"
    return "heading" if _is_title(line, place) else "prose"


def _is_title(line: str, place: _Place) -> bool:
    if len(line) > _LONGEST_HEADING or _is_closed(line) or line.endswith((",", "-")) or line[0].islower():
        return False
    if _goes_on(place.before, place.width) or _INNER_END.search(line):
        return False
    if line.isupper() and not _NO_CASE.search(line):
        return True
    if not place.after:
        return place.before.kind == "heading"
    return not place.after[0].islower() and _is_unwrapped(line, place.after, place.width)


def _goes_on(before: Line, width: float) -> bool:
    """Whether the line before leaves a paragraph open."""
    if before.kind not in {"prose", "item"} or _is_closed(before.text):
        return False
    return _width(before.text) > _FULL_BEFORE * width


def _is_unwrapped(line: str, after: str, width: float) -> bool:
    """Whether the next line's first word would have fitted; where letters have no case, more must be free."""
    first = _width(after.split(maxsplit=1)[0]) if " " in after else 2
    filled = _FILLED if after[0].isupper() or after[0].isdigit() else _FILLED_WITHOUT_CASE
    return _width(line) + 1 + first < filled * width


def _width(line: str) -> float:
    """How wide a line is, in Latin letters; those of Chinese, Japanese and Korean are twice as wide."""
    return len(line) if line.isascii() else (len(line) + len(line.encode())) / 2


def _is_closed(line: str) -> bool:
    return line.rstrip(_CLOSING).endswith(_ENDS)
