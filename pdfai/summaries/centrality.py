"""How much a sentence says of what the others say, too (Erkan and Radev's LexRank, on sparse lists)."""

import math
from collections import Counter
from collections.abc import Sequence

from pdfai.summaries.vocabulary import Subjects

Weights = dict[str, float]
"""How much each subject tells two sentences apart."""

_DAMPING = 0.85
_ROUNDS = 12
_LEAST_LIKENESS = 0.06
_MOST_SENTENCES_WITH_A_SUBJECT = 120


def weigh(sentences: Sequence[Subjects]) -> Weights:
    """The rarer a subject, the more it weighs; logarithmically."""
    counts = Counter(subject for sentence in sentences for subject in sentence)
    return {subject: 1 + math.log(len(sentences) / count) for subject, count in counts.items()}


def length(sentence: Subjects, weights: Weights) -> float:
    """As a vector of its subjects' weights."""
    return math.sqrt(sum(weights[subject] ** 2 for subject in sentence)) or 1.0


def likeness(one: Subjects, other: Subjects, weights: Weights) -> float:
    """The cosine of two sentences: 1 when they name the same, 0 when they have nothing in common."""
    shared = one & other
    if not shared:
        return 0.0
    return sum(weights[subject] ** 2 for subject in shared) / (length(one, weights) * length(other, weights))


def centrality(sentences: Sequence[Subjects], weights: Weights) -> list[float]:
    """For each sentence from 0 to 1, the most central one's."""
    like = neighbours(sentences, weights)
    sums = [sum(each.values()) or 1.0 for each in like]
    ranks = [1.0] * len(sentences)
    for _ in range(_ROUNDS):
        given = [rank / total for rank, total in zip(ranks, sums, strict=True)]
        ranks = [
            1 - _DAMPING + _DAMPING * sum(given[other] * much for other, much in each.items())
            for each in like
        ]
    highest = max(ranks, default=1.0)
    return [rank / highest for rank in ranks]


def closeness(sentences: Sequence[Subjects], weights: Weights) -> list[float]:
    """For each sentence from 0 to 1, how close it is to the middle of them all."""
    middle: Counter[str] = Counter()
    lengths = [length(sentence, weights) for sentence in sentences]
    for sentence, long in zip(sentences, lengths, strict=True):
        for subject in sentence:
            middle[subject] += weights[subject] / long  # type: ignore[assignment]  # counts of a kind
    close = [
        sum(weights[subject] * middle[subject] for subject in sentence) / long
        for sentence, long in zip(sentences, lengths, strict=True)
    ]
    highest = max(close, default=0.0) or 1.0
    return [each / highest for each in close]


def neighbours(
    sentences: Sequence[Subjects], weights: Weights, *, least: float = _LEAST_LIKENESS
) -> list[dict[int, float]]:
    """For each sentence those that are like it, and how much."""
    lengths = [length(sentence, weights) for sentence in sentences]
    found: list[dict[int, float]] = [{} for _ in sentences]
    holders: dict[str, list[int]] = {}
    for number, sentence in enumerate(sentences):
        shared: dict[int, float] = {}
        for subject in sentence:
            earlier = holders.setdefault(subject, [])
            # What is named that often tells nothing apart, and would cost the square of it.
            if len(earlier) < _MOST_SENTENCES_WITH_A_SUBJECT:
                weight = weights[subject] ** 2
                for other in earlier:
                    shared[other] = shared.get(other, 0.0) + weight
                earlier.append(number)
        for other, weight in shared.items():
            like = weight / (lengths[number] * lengths[other])
            if like >= least:
                found[number][other] = found[other][number] = like
    return found
