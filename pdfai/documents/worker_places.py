"""Where the words of a page stand; loaded by the worker from its path."""

import functools
import itertools
import re
import sys
import zlib
from array import array
from collections.abc import Iterator
from operator import sub
from typing import Any

# Where no spaces stand between words, each letter is a word. U+FFFE is pdfium's for the hyphen and the
# break at a line's end.
WORDS = re.compile(
    "[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]|[^\\s\ufffe\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]+"
)
_WORDS_KEPT = 50_000
LEFT, TOP, RIGHT, BOTTOM = range(4)
"""In pdfium's rectangles."""


class Places:
    """Where the words of a page stand, by how many letters and digits each has."""

    def __init__(self, page: Any, text: str, clean: Any) -> None:
        """Look where each word of a page begins and ends."""
        if len(text) != page.characters:
            text = page.read_by_index()
        words = list(WORDS.finditer(text))
        letters = [letters_of(word[0], clean) for word in words]
        boxes = page.boxes([index for word in words for index in (word.start(), word.end() - 1)])
        self.letters = sum(letters)
        self.packed = pack(letters, boxes)

    def of(self, page: str) -> bytes:
        """Return them as they are kept; nothing where they are not those of the page's text."""
        return self.packed if self.letters == letter_count(page, None) else b""


def pack(letters: list[int], boxes: "array[float]") -> bytes:
    """Return for each word its letters, left, width, bottom and height, one column after the other.

    In tenths of a point; of lefts and bottoms it is how far they are from those of the word before.
    """
    sides = [(boxes[side::8], boxes[side + 4 :: 8]) for side in range(4)]
    try:
        left, bottom = least(*sides[LEFT]), least(*sides[BOTTOM])
        right, top = most(*sides[RIGHT]), most(*sides[TOP])
        columns = (letters, steps(left), map(sub, right, left), steps(bottom), map(sub, top, bottom))
        numbers = array("h", itertools.chain.from_iterable(columns))
    except (ValueError, OverflowError):  # no numbers, or where no page is
        return b""
    if sys.byteorder == "big":
        numbers.byteswap()
    return zlib.compress(numbers.tobytes(), 1)


# Written out, not as `min` and `max`: there are two of each for every word.
def least(first: "array[float]", second: "array[float]") -> list[int]:
    """Return the lesser ones of points, in tenths."""
    return [round(10 * (one if one < other else other)) for one, other in zip(first, second, strict=True)]


def most(first: "array[float]", second: "array[float]") -> list[int]:
    """Return the greater ones of points, in tenths."""
    return [round(10 * (one if one > other else other)) for one, other in zip(first, second, strict=True)]


def steps(numbers: list[int]) -> Iterator[int]:
    """Return how far each number is from the one before."""
    return map(sub, numbers, [0, *numbers[:-1]])


# The same words, or letters where each is one, come again and again; to clean one takes long.
@functools.lru_cache(maxsize=_WORDS_KEPT)
def letters_of(word: str, clean: Any) -> int:
    """Return how many letters and digits a word of a page has, when it is cleaned."""
    return letter_count(word, clean)


def letter_count(word: str, clean: Any) -> int:
    """Return how many letters and digits a word has, when it is cleaned."""
    if word.isascii() and word.isalnum():
        return len(word)
    if clean is not None and not word.isascii():
        word = clean(word.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))
    return sum(map(str.isalnum, word))
