"""BM25 over what is searched, and nothing else.

A database's own ranking counts how rare a word is among all it holds: another caller's documents would then
change who is found here, and what is answered.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pdfai.server.retrieval.terms import Term
from pdfai.server.retrieval.words import pairs

# The usual constants, which SQLite's ranking has too.
_SATURATION, _LENGTH_COUNTS = 1.2, 0.75
_LEAST = 1e-6


class Phrase(NamedTuple):
    """Words that stand next to each other, as `index_terms` writes them."""

    words: tuple[str, ...]
    is_beginning: bool = False
    """Whether the last word may go on."""


def phrases_of(terms: Sequence[Term]) -> list[Phrase]:
    """What to look for, for each term of a question."""
    return [phrase for term in terms for phrase in _phrases(term)]


def bm25(phrases: Sequence[Phrase], texts: Mapping[int, str], *, searched: int) -> dict[int, float]:
    """How much each text says of the phrases, by its id.

    `texts` are all texts that hold any of the phrases, folded; `searched` is how many were looked through.
    """
    padded = {id: f" {text} " for id, text in texts.items()}
    lengths = {id: text.count(" ") for id, text in padded.items()}
    average = sum(lengths.values()) / max(1, len(lengths))
    scores = dict.fromkeys(texts, 0.0)
    for phrase in phrases:
        wanted = f" {' '.join(phrase.words)}{'' if phrase.is_beginning else ' '}"
        counts = {id: count for id, text in padded.items() if (count := text.count(wanted))}
        rarity = max(_LEAST, math.log((searched - len(counts) + 0.5) / (len(counts) + 0.5)))
        for id, count in counts.items():
            length = 1 - _LENGTH_COUNTS + _LENGTH_COUNTS * lengths[id] / average
            scores[id] += rarity * count * (_SATURATION + 1) / (count + _SATURATION * length)
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
