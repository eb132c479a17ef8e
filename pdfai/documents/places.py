"""Where the words of a page stand, and where a quote does; pure.

Words are found again by counting letters and digits, which is all that cleaning a text and breaking it into
lines leave as they are.
"""

import sys
import zlib
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

_COLUMNS = 5
_MOST_BYTES = 64 * 1024 * 1024
"""Of one page; a million characters have fewer."""
_SHORTEST_PIECE = 8
_SAME_LINE = 0.5
_WIDEST_GAP = 2.5
"""Between the words of a line, in heights of it; beyond is another column."""


class Rectangle(NamedTuple):
    """A part of a page, in points, in the page's own coordinates: y grows upwards, before any rotation."""

    left: float
    bottom: float
    right: float
    top: float


def rectangles_of(quote: str, *, text: str, places: bytes, first_letter: int = 0) -> list[Rectangle]:
    """Where a quote from a text stands, a rectangle for each line; none when nobody knows.

    `places` are those of the text's page, on which so many letters and digits stand before it.
    """
    boxes: list[Rectangle] = []
    words = list(_words(places))
    for start, end in _pieces(quote, text) if words else ():
        boxes += [
            word.box
            for word in words
            if word.end > first_letter + start and word.start < first_letter + end and word.box
        ]
    return _lines(boxes)


class _Word(NamedTuple):
    start: int
    """How many letters stand before it."""
    end: int
    box: Rectangle | None
    """None where the PDF does not tell."""


def _words(places: bytes) -> Iterator[_Word]:
    letters, lefts, widths, bottoms, heights = _columns(places)
    end = 0
    for count, left, width, bottom, height in zip(
        letters, accumulate(lefts), widths, accumulate(bottoms), heights, strict=True
    ):
        start, end = end, end + count
        box = Rectangle(left / 10, bottom / 10, (left + width) / 10, (bottom + height) / 10)
        yield _Word(start, end, box if width > 0 else None)


def _columns(places: bytes) -> list[Sequence[int]]:
    """As the worker packs them."""
    numbers = array("h")
    if places:
        unpacked = zlib.decompressobj().decompress(places, _MOST_BYTES)
        numbers.frombytes(unpacked[: len(unpacked) // 2 * 2])
        if sys.byteorder == "big":
            numbers.byteswap()
    size = len(numbers) // _COLUMNS
    return [numbers[at * size : (at + 1) * size] for at in range(_COLUMNS)]


def _only_letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _pieces(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a quote's letters stand: whole or, where lines between were left out, piece by piece."""
    wanted, letters = _only_letters(quote), _only_letters(text)
    words = list(accumulate(len(_only_letters(word)) for word in quote.split()))
    done = behind = 0
    while done < len(wanted):
        length = _longest(wanted[done:], letters, behind)
        # Where the next word begins like the one that stands there, its first letters are not this quote's.
        whole = max((end - done for end in words if end <= done + length), default=0)
        length = whole if whole > 0 else length
        if length < min(_SHORTEST_PIECE, len(wanted)):
            return
        start = letters.index(wanted[done : done + length], behind)
        done, behind = done + length, start + length
        yield start, behind


def _longest(wanted: str, text: str, behind: int) -> int:
    """How much of the beginning of what is wanted stands in the text in one piece."""
    if text.find(wanted, behind) >= 0:
        return len(wanted)
    least, most = 0, len(wanted)
    while most - least > 1:
        middle = (least + most) // 2
        if text.find(wanted[:middle], behind) >= 0:
            least = middle
        else:
            most = middle
    return least


def _lines(boxes: Sequence[Rectangle]) -> list[Rectangle]:
    lines: list[Rectangle] = []
    for box in boxes:
        if lines and _go_together(lines[-1], box):
            lines[-1] = Rectangle(*map(min, lines[-1][:2], box[:2]), *map(max, lines[-1][2:], box[2:]))
        else:
            lines.append(box)
    return lines


def _go_together(line: Rectangle, box: Rectangle) -> bool:
    height = min(line.top - line.bottom, box.top - box.bottom)
    shared = min(line.top, box.top) - max(line.bottom, box.bottom)
    gap = max(box.left - line.right, line.left - box.right)
    return shared > _SAME_LINE * height and gap < _WIDEST_GAP * (line.top - line.bottom)
