"""Recognises what a question names in a text, whatever its form there."""

import math
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pdfai.language.terms import Term
from pdfai.language.words import fold, numbers, pairs

_WITHIN_A_COMPOUND = 0.7
_NEAR_CREDIT = 0.5
_NEAR = 0.8
_SHORTEST_NEAR = 5
_PAIRS_CREDIT = 0.8
_FEWEST_PAIRS = 0.5
_LONG_WORD = 5
_SHORT_WORD = 3
_TEXTS_KEPT = 10_000


@dataclass(frozen=True)
class Clue:
    """A term of the question and how to recognise it in a text."""

    term: Term
    importance: float
    is_name: bool = False
    is_new: bool = False
    """Whether a follow-up brings it, and not what it goes on about."""

    def credit(self, text: "Folded") -> float:
        """How well the text names it, from 0 to 1."""
        match self.term.kind:
            case "number":
                return 1.0 if self.term.text in text.numbers else 0.0
            case "run":
                return self._run_credit(text.unspaced)
            case _:
                return self._word_credit(text.text)

    def _word_credit(self, text: str) -> float:
        stem = self.term.stem
        if stem in text:
            if self._word.search(text):
                return 1.0
            if len(stem) >= _LONG_WORD:
                return _WITHIN_A_COMPOUND
        near = self._near
        return _NEAR_CREDIT if near and near in text and self._near_word.search(text) else 0.0

    def _run_credit(self, unspaced: str) -> float:
        if self.term.stem in unspaced:
            return 1.0
        share = sum(pair in unspaced for pair in self._pairs) / max(1, len(self._pairs))
        return _PAIRS_CREDIT * share if share >= _FEWEST_PAIRS else 0.0

    @cached_property
    def _word(self) -> re.Pattern[str]:
        """The stem with any of its endings; nothing but a plural's after a short word."""
        ending = "s?" if len(self.term.stem) <= _SHORT_WORD else r"[^\W_]{0,6}"
        return re.compile(rf"(?<![^\W_]){re.escape(self.term.stem)}{ending}(?![^\W_])")

    @cached_property
    def _near(self) -> str:
        """What another form begins with that the stem does not cover: "schutz" of "schützt"."""
        stem = self.term.stem
        return stem[: max(_SHORTEST_NEAR, math.ceil(_NEAR * len(stem)))] if len(stem) > _SHORTEST_NEAR else ""

    @cached_property
    def _near_word(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![^\W_]){re.escape(self._near)}")

    @cached_property
    def _pairs(self) -> list[str]:
        return pairs(self.term.text)


# A conversation asks the same texts again and again.
@lru_cache(maxsize=_TEXTS_KEPT)
def folded(text: str) -> "Folded":
    """A text prepared for looking clues up."""
    return Folded(fold(text))


@dataclass(frozen=True)
class Folded:
    """A folded text, and what is looked for in it."""

    text: str

    @cached_property
    def unspaced(self) -> str:
        """Without white space: line breaks fall inside the words of many scripts."""
        return "".join(self.text.split())

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in it, each in its one spelling."""
        return numbers(self.text)
