"""What counts as a word, written the same way however a document or a question spells it."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pdfai.language.tokens import CJK


class Word(NamedTuple):
    """A folded word, a number, or an unbroken run of Chinese, Japanese or Korean letters."""

    kind: Literal["word", "number", "run"]
    text: str


# Accents and vowel points, but not the marks that make another letter in Indic scripts or in kana.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]")
_SOFT_HYPHENS = re.compile("\u00ad")
_RUNS = re.compile(f"[{CJK}]+")
_WRITTEN_NUMBERS = re.compile(r"\d+(?:[.,]\d+)+")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = re.compile(rf"(?P<number>\d+(?:[.,]\d+)*)(?![^\W_{CJK}])|(?P<run>[{CJK}]+)|(?P<word>[^\W_{CJK}]+)")
_GROUPED = re.compile(r"(\d{1,3})((?:,\d{3})+|(?:\.\d{3})+)(?:[.,](\d+))?")
_SEPARATORS = re.compile(r"[.,]")
_PARTS_OF_A_DATE = 3


def fold(text: str) -> str:
    """The text without differences of case, accents, width and ligatures."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", _SOFT_HYPHENS.sub("", text)).casefold()
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", folded)))


def words(text: str) -> Iterator[Word]:
    """The words of a text, folded, in order; a date such as 31.12.2025 brings its parts along."""
    for match in _WORDS.finditer(fold(text)):
        match match.lastgroup:
            case "run":
                yield Word("run", match[0])
            case "number":
                yield from _numbers(match[0])
            case _:
                yield Word("word", match[0])


def spaced(folded: str) -> str:
    """Folded text as any tokenizer that splits at what is no letter or digit finds the same `words` in it.

    Runs become their overlapping pairs of letters and the last letter, so that every letter begins a word.
    """
    with_numbers = _WRITTEN_NUMBERS.sub(lambda match: " ".join(w.text for w in _numbers(match[0])), folded)
    if with_numbers.isascii():
        return with_numbers
    return _RUNS.sub(lambda match: f" {' '.join(pairs(match[0]))} {match[0][-1]} ", with_numbers)


def numbers(folded: str) -> frozenset[str]:
    """The numbers in folded text, also those that touch letters, each in its one spelling."""
    return frozenset(word.text for match in _DIGITS.finditer(folded) for word in _numbers(match[0]))


def pairs(run: str) -> list[str]:
    """The overlapping pairs of letters of a run; none for a single letter."""
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _numbers(digits: str) -> Iterator[Word]:
    """1,234.5 and 1.234,5 and 1234.5 are one number, `1234p5`: a single word to every tokenizer."""
    if grouped := _GROUPED.fullmatch(digits):
        whole = grouped[1] + _SEPARATORS.sub("", grouped[2])
        yield Word("number", f"{whole}p{grouped[3]}" if grouped[3] else whole)
        return
    parts = _SEPARATORS.split(digits)
    yield Word("number", "p".join(parts))
    if len(parts) >= _PARTS_OF_A_DATE:
        yield from (Word("number", part) for part in parts)
