"""Chooses among candidates: the best of everywhere, and nothing twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from pdfai.summaries.candidates import Candidate
from pdfai.summaries.centrality import Weights, likeness, neighbours
from pdfai.summaries.vocabulary import Subjects

_SAME = 0.5
"""From this likeness on, two sentences say the same."""
_LIKENESS_COSTS = 0.8
_OPENING = 15
"""Sentences, or the tenth part of them all."""
_OPENING_SHARE = 10
_DAMPED = 0.7
"""A section of ten times as many sentences gets about five times as many statements."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate, and how much it has to say."""

    candidate: Candidate
    subjects: Subjects
    score: float
    before: int
    """How many sentences on the subject come before it."""


def pool(choices: Sequence[Choice], weights: Weights, *, per_section: int) -> list[Choice]:
    """The best of each section, without those that say what a better one says, in reading order."""
    best: list[Choice] = []
    counts: dict[int, int] = {}
    for choice in sorted(choices, key=lambda each: -each.score):
        counts[choice.candidate.section] = counts.get(choice.candidate.section, 0) + 1
        if counts[choice.candidate.section] <= per_section:
            best.append(choice)
    alike = neighbours([each.subjects for each in best], weights, least=_SAME)
    kept: list[Choice] = []
    dropped: set[int] = set()
    for number, choice in enumerate(best):
        if number not in dropped:
            kept.append(choice)
            dropped.update(alike[number])
    return sorted(kept, key=lambda each: each.candidate.at)


def choose(count: int, pooled: Sequence[Choice], choices: Sequence[Choice], weights: Weights) -> list[Choice]:
    """As many of the pool, from all over the document as far as `choices` fill it, in reading order."""
    chosen: list[Choice] = []
    # What it is about is said where it begins; the rest of the statements come from the rest of it.
    begun = min(_OPENING, 1 + max((each.before for each in choices), default=0) // _OPENING_SHARE)
    take(min(1, count), [each for each in pooled if each.before < begun], chosen, weights)
    later = [each for each in pooled if each.before >= begun]
    if 0 < count - len(chosen) <= len(later):
        later_choices = [each for each in choices if each.before >= begun]
        for stratum in _strata(count - len(chosen), later, later_choices):
            take(1, stratum, chosen, weights)
    take(count - len(chosen), pooled, chosen, weights)
    return sorted(chosen, key=lambda each: each.candidate.at)


def take(count: int, pooled: Sequence[Choice], chosen: list[Choice], weights: Weights) -> None:
    """Add so many to what is chosen: those with most to say that is not yet said."""
    left = {each.candidate.at: each for each in pooled if each not in chosen}
    said = {
        at: max((_likeness(each, other, weights) for other in chosen), default=0.0)
        for at, each in left.items()
    }
    for _ in range(min(count, len(left))):
        best = max(left, key=lambda at: left[at].score - _LIKENESS_COSTS * said[at])
        chosen.append(left.pop(best))
        for at, each in left.items():
            said[at] = max(said[at], _likeness(each, chosen[-1], weights))


def shares(total: int, sizes: Sequence[float], most: Sequence[int]) -> list[int]:
    """How many each document gets: one at least, the larger ones more, none more than it has."""
    given = [min(1, each) for each in most]
    for _ in range(total - sum(given)):
        open_ones = [at for at, each in enumerate(given) if each < most[at]]
        if not open_ones:
            break
        given[max(open_ones, key=lambda at: sizes[at] / (given[at] + 1))] += 1
    return given


def _likeness(one: Choice, other: Choice, weights: Weights) -> float:
    return likeness(one.subjects, other.subjects, weights)


def _strata(count: int, pooled: Sequence[Choice], choices: Sequence[Choice]) -> list[list[Choice]]:
    """The pool in so many layers of the document; a layer's thickness is what is said in it."""
    sizes: dict[int, int] = {}
    for each in choices:
        sizes[each.candidate.section] = sizes.get(each.candidate.section, 0) + 1
    ordered = sorted(choices, key=lambda each: each.candidate.at)
    reached = list(accumulate(sizes[each.candidate.section] ** (_DAMPED - 1) for each in ordered))
    layer = {
        each.candidate.at: min(count - 1, int(up_to / reached[-1] * count))
        for each, up_to in zip(ordered, reached, strict=True)
    }
    strata: list[list[Choice]] = [[] for _ in range(count)]
    for each in pooled:
        strata[layer[each.candidate.at]].append(each)
    return strata
