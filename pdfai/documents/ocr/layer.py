"""The part of a page that shows words invisibly where they stand; pure."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from pdfai.documents.ocr.invisible_font import DESCENT, UNITS
from pdfai.documents.ocr.words import Word

_INVISIBLE = 3
"""A way to show text: neither filled nor drawn."""
_FROM_RIGHT = frozenset({"R", "AL"})
_DIRECTIONS = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
"""Where a line goes, by how far it is turned."""


def layer(words: Iterable[Word], *, font: str, codes: Mapping[str, int]) -> str:
    """The operators that show words in this font, each filling its rectangle; they leave no trace behind.

    `codes` are the numbers of the font's characters.
    """
    shown = "\n".join(operators for word in words for operators in _shown(word, font, codes))
    return f"q\nBT\n{_INVISIBLE} Tr\n{shown}\nET\nQ\n"


def as_shown(word: Word) -> str:
    """A word's characters from left to right, as they stand on paper, and a space where one is behind it."""
    if any(unicodedata.bidirectional(character) in _FROM_RIGHT for character in word.text):
        return word.text[::-1]
    return word.text + " " * (word.after == " ")


def _shown(word: Word, font: str, codes: Mapping[str, int]) -> Iterator[str]:
    left, bottom, right, top = word.rectangle
    length, height = (top - bottom, right - left) if word.turn in {90, 270} else (right - left, top - bottom)
    if min(length, height) <= 0 or not word.text:
        return
    below = height * DESCENT / UNITS
    x, y = {
        0: (left, bottom + below),
        90: (right - below, bottom),
        180: (right, top - below),
        270: (left + below, top),
    }[word.turn]
    across, up = _DIRECTIONS[word.turn]
    # Each character is as wide as the type is high, until it is stretched.
    stretch = 100 * length / (len(word.text) * height)
    yield f"/{font} {_number(height)} Tf {_number(stretch)} Tz"
    yield f"{across} {up} {-up} {across} {_number(x)} {_number(y)} Tm"
    yield f"<{''.join(f'{codes[character]:04X}' for character in as_shown(word))}> Tj"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
