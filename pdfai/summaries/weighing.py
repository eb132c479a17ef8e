"""A document's sentences by how much they say of the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from pdfai.summaries.candidates import Candidate, is_mostly_sentences, is_total, worth_of
from pdfai.summaries.centrality import Weights, centrality, closeness, weigh
from pdfai.summaries.choosing import Choice, pool
from pdfai.summaries.sections import PageRange
from pdfai.summaries.vocabulary import Subjects, subjects_of

_CENTRAL, _CLOSE = 0.3, 0.7
_BEST_PER_SECTION, _BEST = 12, 80
_FEW = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighed:
    """A document, and what can be chosen from it."""

    name: str
    sections: list[PageRange]
    choices: list[Choice]
    """In reading order."""
    pooled: list[Choice]
    """The best of them, nothing twice."""
    weights: Weights
    said: int
    """How many sentences it has on its subject."""


def weigh_document(name: str, ranges: list[PageRange], found: Sequence[Candidate], language: str) -> Weighed:
    """Decide which of what was found may be chosen, and how much each has to say."""
    leaves = [leaf for section in ranges for leaf in section.leaves]
    usable = _usable(found, is_mostly_sentences=is_mostly_sentences(leaves))
    subjects = [subjects_of(each.text, language) for each in usable]
    weights = weigh(subjects)
    central = _central(usable, subjects, weights)
    titles = [subjects_of(section.title, language) for section in ranges]
    before = _said_before(found)
    choices = [
        Choice(
            candidate=each,
            subjects=named,
            score=_CENTRAL * rank
            + _CLOSE * close
            + worth_of(
                each, subjects=named, title=titles[each.section], before=before[each.at], language=language
            ),
            before=before[each.at],
        )
        for each, named, rank, close in zip(
            usable, subjects, central, closeness(subjects, weights), strict=True
        )
    ]
    per_section = max(_BEST_PER_SECTION, -(-_BEST // max(1, len(ranges))))
    pooled = pool(choices, weights, per_section=per_section)
    return Weighed(
        name=name,
        sections=ranges,
        choices=choices,
        pooled=pooled,
        weights=weights,
        said=sum(each.is_subject for each in found),
    )


def _central(usable: Sequence[Candidate], subjects: Sequence[Subjects], weights: Weights) -> list[float]:
    """Each one's centrality in its section."""
    ranks: list[float] = []
    for _, here in groupby(range(len(usable)), key=lambda at: usable[at].section):
        ranks += centrality([subjects[at] for at in here], weights)
    return ranks


def _said_before(found: Sequence[Candidate]) -> list[int]:
    """For each one, how many sentences on the subject come before it."""
    return [0, *accumulate(each.is_subject for each in found)]


def _usable(candidates: Sequence[Candidate], *, is_mostly_sentences: bool) -> list[Candidate]:
    """Those that stand alone, as long as there are some; else the next best."""
    free = [each for each in candidates if not each.is_aside] or candidates
    grades = {0} if is_mostly_sentences else {0, 2}
    for next_grade in (1, 2):
        if sum(each.grade in grades for each in free) < _FEW:
            grades.add(next_grade)
    return [each for each in free if each.grade in grades] or _last_resort(free)


def _last_resort(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Of titles and rows those that count things up, and the first ones."""
    totals = [each for each in candidates if is_total(each.text)]
    return sorted(
        {each.at: each for each in (*candidates[:_FEW], *totals)}.values(), key=lambda each: each.at
    )
