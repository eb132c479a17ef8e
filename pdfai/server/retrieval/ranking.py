"""BM25 over what is searched, and nothing else.

A database's own ranking counts how rare a word is among all it holds: another caller's documents would then
change who is found here, and what is answered.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from pdfai.language.terms import Term
from pdfai.language.words import pairs

# The usual constants, which SQLite's ranking has too.
_SATURATION, _LENGTH_COUNTS = 1.2, 0.75
_LEAST = 1e-6


class Phrase(NamedTuple):
    """Words that stand next to each other, as `index_terms` writes them."""

    words: tuple[str, ...]
    is_beginning: bool = False
    """Whether the last word may go on."""

    @property
    def written(self) -> str:
        """How it stands in a text with a space before each word and behind it."""
        return f" {' '.join(self.words)}{'' if self.is_beginning else ' '}"


class Weighed(NamedTuple):
    """A phrase, and how much it tells."""

    phrase: Phrase
    rarity: float
    held_by: Collection[int] | None = None
    """The ids of all texts that hold it, where these are known."""


def phrases_of(terms: Sequence[Term]) -> list[Phrase]:
    """What to look for, for each term of a question."""
    return list(dict.fromkeys(phrase for term in terms for phrase in _phrases(term)))


def rarity(holding: int, *, searched: int) -> float:
    """How much a phrase tells that so many of the texts searched hold."""
    return max(_LEAST, math.log((searched - holding + 0.5) / (holding + 0.5)))


def bm25(phrases: Sequence[Weighed], texts: Mapping[int, str], *, average_length: float) -> dict[int, float]:
    """How much each text says of the phrases, by its id.

    Texts are folded; `average_length` is that of all that were searched, in letters.
    """
    padded = {id: f" {text} " for id, text in texts.items()}
    lengths = {
        id: _SATURATION * (1 - _LENGTH_COUNTS + _LENGTH_COUNTS * len(text) / max(1.0, average_length))
        for id, text in padded.items()
    }
    scores = dict.fromkeys(texts, 0.0)
    for phrase, rarity, held_by in phrases:
        written = phrase.written
        for id in padded if held_by is None else padded.keys() & held_by:
            if count := padded[id].count(written):
                scores[id] += rarity * count * (_SATURATION + 1) / (count + lengths[id])
    return scores


def _phrases(term: Term) -> list[Phrase]:
    match term.kind:
        case "number":
            return [Phrase((term.text,))]
        case "word":
            # The word itself too, so that it counts more than its other forms.
            return [Phrase((term.text,)), Phrase((term.stem,), is_beginning=True)]
        case "run":
            grams = tuple(pairs(term.text))
            if not grams:
                return [Phrase((term.text,), is_beginning=True)]
            singles = [Phrase((gram,)) for gram in grams] if len(grams) > 1 else []
            return [Phrase(grams), *singles]
