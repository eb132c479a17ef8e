"""What recognition finds on a page: words, where they stand, and the text they make; pure."""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import fmean

from pdfai.documents.places import Rectangle
from pdfai.documents.reading import Page
from pdfai.documents.text import LINE_END_HYPHEN, clean, readable_pages
from pdfai.documents.worker_places import WORDS, letter_count, pack

SURE = 0.6
"""How confident an engine is of words that are there, mostly."""
_LINE_END = re.compile(r"(?<=\w)[-\u2010]\n(?=\w)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """A word on its page; where a script writes no spaces, all between two of them."""

    text: str
    rectangle: Rectangle
    """As high as its line is."""
    confidence: float
    """How sure the engine is, 0 to 1."""
    after: str = " "
    r"""What stands between it and the next word: a space, nothing, a line break or an empty line."""
    turn: int = 0
    """How far its line is turned in the page's own coordinates, in degrees against the clock."""
    is_upside_down: bool = False
    """Whether it stands on its head for whoever looks at the page."""


@dataclass(frozen=True, kw_only=True)
class RecognizedPage:
    """A page as it was recognised; `problem` says why it was not, and the others are unaffected."""

    number: int
    """Counted from 1, in the document."""
    words: tuple[Word, ...] = ()
    """In reading order."""
    language: str = ""
    """Which one it was read in: two letters, or the engine's own code."""
    seconds: float = 0.0
    problem: str = ""

    @cached_property
    def text(self) -> str:
        """Lines as on paper, words whole, "" where there is only a picture."""
        raw = "".join(word.text + word.after for word in self.words)
        return readable_pages([_LINE_END.sub(LINE_END_HYPHEN, raw)])[0].strip()

    @property
    def confidence(self) -> float:
        """How sure the engine is on the whole, 0 to 1; 0 where there are no words."""
        return mean_confidence([(word.text, word.confidence) for word in self.words])

    def without_guesses(self) -> "RecognizedPage":
        """Only the words the engine is sure of, in their lines; on pictures it sees others, too."""
        sure: list[Word] = []
        for word in self.words:
            if word.confidence >= SURE:
                sure.append(word)
            elif sure:
                after = max(sure[-1].after, word.after, key=lambda space: (space.count("\n"), len(space)))
                sure[-1] = replace(sure[-1], after=after)
        return replace(self, words=tuple(sure))

    def as_page(self) -> Page:
        """The same as reading a page with places gives."""
        return Page(number=self.number, text=self.text, places=_places(self.words, self.text))


def mean_confidence(words: Sequence[tuple[str, float]]) -> float:
    """Of all letters, not of all words: specks on paper are short ones."""
    letters = [confidence for text, confidence in words for _ in text]
    return fmean(letters) if letters else 0.0


def _places(words: Sequence[Word], text: str) -> bytes:
    pieces = [piece for word in words for piece in _pieces(word)]
    letters = [letter_count(piece, clean) for piece, _ in pieces]
    if not pieces or sum(letters) != letter_count(text, None):
        return b""  # better none than wrong ones
    boxes = array("f")
    for _, (left, bottom, right, top) in pieces:
        boxes.extend((left, top, right, bottom) * 2)
    return pack(letters, boxes)


def _pieces(word: Word) -> Iterator[tuple[str, Rectangle]]:
    """Each letter of a script without spaces counts as a word; its part of the line is guessed."""
    for found in WORDS.finditer(word.text):
        share = found.start() / len(word.text), found.end() / len(word.text)
        yield found[0], part_of(word.rectangle, word.turn, *share)


def part_of(whole: Rectangle, turn: int, start: float, end: float) -> Rectangle:
    """The part of a line's rectangle between two shares of its length, from where it begins."""
    left, bottom, right, top = whole
    width, height = right - left, top - bottom
    match turn:
        case 90:
            return Rectangle(left, bottom + start * height, right, bottom + end * height)
        case 180:
            return Rectangle(right - end * width, bottom, right - start * width, top)
        case 270:
            return Rectangle(left, top - end * height, right, top - start * height)
        case _:
            return Rectangle(left + start * width, bottom, left + end * width, top)
