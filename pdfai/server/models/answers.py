"""Picks, of all that passages say, the few sentences that answer a question."""

import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pdfai.server.models.clues import Folded
from pdfai.server.models.evidence import Evidence, Shares, gather
from pdfai.server.models.fitness import fitness, kind_fits
from pdfai.server.models.layout import Unit
from pdfai.server.models.questions import Question
from pdfai.server.retrieval.passages import Passage
from pdfai.server.retrieval.words import fold

# Chosen by trial on manuals in six languages and a report; none of them follows from a theory.
_ENOUGH = 0.6
_ENOUGH_TO_COMPETE = 0.5
_ENOUGH_ITSELF = 0.2
_UNNAMED_COUNTS = 1.25
_ITSELF_COUNTS, _TOGETHER_COUNTS, _DENSITY_COUNTS, _EARLY_COUNTS = 0.2, 0.15, 0.3, 0.15
_RANK_COUNTS = 0.35
_ELSEWHERE_ON_THE_PAGE = 0.8
_TWO_TOGETHER = 0.85
_AS_GOOD = 0.9
_MOST_ANSWERS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A piece of the answer."""

    unit: Unit
    source: int
    """Which of the passages holds it."""
    score: float


def answers(question: Question, passages: Sequence[Passage]) -> list[Answer]:
    """At most a few pieces that answer the question, best first; none when nothing does."""
    evidence = gather(question, passages)
    weights = _weights(question, evidence)
    if not any(_speaks_of_it(piece, weights, question) for piece in evidence):
        return []
    scored = [
        _completed(Answer(unit=piece.unit, source=piece.source, score=score), evidence, question)
        for piece in evidence
        if (score := _score(piece, weights, question, passages[piece.source])) > 0
    ]
    scored.sort(key=lambda answer: -answer.score)
    return _distinct([answer for answer in scored if answer.score >= _AS_GOOD * scored[0].score])


def _weights(question: Question, evidence: Sequence[Evidence]) -> list[float]:
    """How much each clue tells: the fewer of the pieces name it, the more; most when none does."""
    weights = []
    for at, clue in enumerate(question.clues):
        naming = sum(piece.itself[at] > 0 for piece in evidence)
        rarity = math.log(1 + len(evidence) / (0.5 + naming))
        weights.append(clue.importance * rarity * (1.0 if naming else _UNNAMED_COUNTS))
    return weights


def _covered(named: Shares, weights: Sequence[float]) -> float:
    """The share of the question that is named, from 0 to 1."""
    total = sum(weights)
    return sum(map(operator.mul, named, weights)) / total if total else 0.0


def _speaks_of_it(piece: Evidence, weights: Sequence[float], question: Question) -> bool:
    """Whether a piece names enough of the question; more if it lacks the number or name wanted."""
    covered = _covered(piece.around, weights)
    return covered >= _ENOUGH and covered * min(1.0, kind_fits(piece.unit, question)) >= _ENOUGH


def _score(piece: Evidence, weights: Sequence[float], question: Question, passage: Passage) -> float:
    """How well a piece answers; 0 when it does not."""
    covered, itself = _covered(piece.around, weights), _covered(piece.itself, weights)
    # Right below a heading that asks the question, the answer need not repeat it.
    if covered < _ENOUGH_TO_COMPETE or (itself < _ENOUGH_ITSELF and piece.unit.below > 0):
        return 0.0
    folded = fold(piece.unit.text)
    relevance = (
        covered
        + _ITSELF_COUNTS * itself
        + _TOGETHER_COUNTS * question.together(folded)
        + _DENSITY_COUNTS * question.density(folded)
        + _EARLY_COUNTS * question.earliness(folded)
    )
    rank = 1 - _RANK_COUNTS + _RANK_COUNTS * passage.score
    return relevance * rank * _numbers_fit(piece, question, passage) * fitness(piece.unit, question)


def _numbers_fit(piece: Evidence, question: Question, passage: Passage) -> float:
    """A number in the question is a condition, not a hint: nothing about 2024 answers for 2025."""
    named = zip(question.clues, piece.around, strict=True)
    missing = [clue for clue, share in named if clue.term.kind == "number" and not share]
    if not missing:
        return 1.0
    page = Folded(fold(f"{passage.file_name} {passage.text}"))
    return _ELSEWHERE_ON_THE_PAGE if all(clue.credit(page) for clue in missing) else 0.0


def _completed(answer: Answer, evidence: Sequence[Evidence], question: Question) -> Answer:
    """The answer with the sentence after it, where only that one holds the number, date or name wanted."""
    fits = kind_fits(answer.unit, question)
    if fits >= 1:
        return answer
    for piece in evidence:
        if piece.source == answer.source and piece.unit.previous == answer.unit.text:
            if (better := kind_fits(piece.unit, question)) <= 1:
                break
            unit = replace(answer.unit, text=f"{answer.unit.text} {piece.unit.text}")
            return replace(answer, unit=unit, score=answer.score * _TWO_TOGETHER * better / fits)
    return answer


def _distinct(ranked: Sequence[Answer]) -> list[Answer]:
    """The first few without what repeats, or is part of, a better one."""
    chosen: list[Answer] = []
    for answer in ranked:
        text = answer.unit.text
        if not any(text in better.unit.text or better.unit.text in text for better in chosen):
            chosen.append(answer)
    return chosen[:_MOST_ANSWERS]
