"""The part of a page that shows words invisibly where they stand; pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pdfai.documents.ocr.invisible_font import DESCENT, UNITS
from pdfai.documents.ocr.words import Word

_INVISIBLE = 3
"""A way to show text: neither filled nor drawn."""
_FROM_RIGHT = frozenset({"R", "AL"})
_FROM_LEFT = frozenset({"L", "EN", "AN"})
"""Numbers are, also among words that are not."""
_IN_NUMBERS = frozenset({"CS", "ES", "ET"})
_RIGHT, _LEFT, _BETWEEN, _OTHER = "<>,."
_PARTS = re.compile(f"{_BETWEEN}?{_LEFT}+(?:{_BETWEEN}{_LEFT}+)*{_BETWEEN}?|.")
"""What keeps its order, and the single letters that do not.

A sign before a number goes with it: where it stands on paper, readers take it for one behind.
"""
_DIRECTIONS = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
"""Where a line goes, by how far it is turned."""


def layer(words: Iterable[Word], *, font: str, codes: Mapping[str, int]) -> str:
    """The operators that show words in this font, each filling its rectangle; they leave no trace behind.

    `codes` are the numbers of the font's characters.
    """
    seen = (word for word in words if word.text and min(_extent(word)) > 0)
    shown = "\n".join(operators for run in _runs(seen) for operators in _shown(run, font, codes))
    return f"q\nBT\n{_INVISIBLE} Tr\n{shown}\nET\nQ\n"


def as_shown(word: Word) -> str:
    """A word's characters from left to right, as readers expect them, and a space where one is behind it."""
    if not _is_from_right(word):
        return word.text + " " * (word.after == " ")
    kinds = "".join(map(_kind, word.text))
    parts = [word.text[slice(*part.span())] for part in _PARTS.finditer(kinds)]
    return "".join(reversed(parts))


def _is_from_right(word: Word) -> bool:
    return _RIGHT in map(_kind, word.text)


def _kind(character: str) -> str:
    direction = unicodedata.bidirectional(character)
    if direction in _FROM_RIGHT:
        return _RIGHT
    if direction in _FROM_LEFT:
        return _LEFT
    return _BETWEEN if direction in _IN_NUMBERS else _OTHER


def _runs(words: Iterable[Word]) -> Iterator[Sequence[Word]]:
    """Words that one operator shows: of each line that stands on its head all, and else each.

    What is shown at once is read in its order; pdfium sorts all else as if it stood upright.
    """
    run: list[Word] = []
    for word in words:
        if run and not _goes_on(run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _goes_on(word: Word, following: Word) -> bool:
    if "\n" in word.after or word.turn != following.turn:
        return False
    return all(each.is_upside_down and not _is_from_right(each) for each in (word, following))


def _shown(run: Sequence[Word], font: str, codes: Mapping[str, int]) -> Iterator[str]:
    left, bottom, right, top = run[0].rectangle
    _, height = _extent(run[0])
    below = height * DESCENT / UNITS
    x, y = {
        0: (left, bottom + below),
        90: (right - below, bottom),
        180: (right, top - below),
        270: (left + below, top),
    }[run[0].turn]
    across, up = _DIRECTIONS[run[0].turn]
    # Each character is as wide as the type is high, until it is stretched: as those of the widest word are.
    width = max(_extent(word)[0] / len(word.text) for word in run)
    yield f"/{font} {_number(height)} Tf {_number(100 * width / height)} Tz"
    yield f"{across} {up} {-up} {across} {_number(x)} {_number(y)} Tm"
    if len(run) == 1:
        yield f"{_codes(as_shown(run[0]), codes)} Tj"
    else:
        yield f"[{' '.join(_moved(run, width, codes))}] TJ"


def _moved(run: Sequence[Word], width: float, codes: Mapping[str, int]) -> Iterator[str]:
    """The characters of a line, and how far each stands back from where the one before it ends."""
    at = _start(run[0])
    for word in run:
        step = _extent(word)[0] / len(word.text)
        for number, character in enumerate(as_shown(word)):
            wanted = _start(word) + number * step
            if wanted != at:
                yield _number((at - wanted) / width * UNITS)
            yield _codes(character, codes)
            at = wanted + width


def _codes(text: str, codes: Mapping[str, int]) -> str:
    return f"<{''.join(f'{codes[character]:04X}' for character in text)}>"


def _extent(word: Word) -> tuple[float, float]:
    """How long it is, and how high."""
    left, bottom, right, top = word.rectangle
    return (top - bottom, right - left) if word.turn in {90, 270} else (right - left, top - bottom)


def _start(word: Word) -> float:
    """Where it begins, counted the way its line goes."""
    left, bottom, right, top = word.rectangle
    return {0: left, 90: bottom, 180: -right, 270: -top}[word.turn]


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
