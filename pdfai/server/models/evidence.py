"""Weighs what passages say against a question, and picks the few sentences that answer it."""

import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pdfai.server.models.base import Passage
from pdfai.server.models.fitness import fitness, kind_fits
from pdfai.server.models.layout import Unit, running_heads, units
from pdfai.server.models.questions import Folded, Question
from pdfai.server.retrieval.words import fold

ENOUGH_COVERED = 0.6
"""The share of the question, weighted by how rare its words are, that an answer must speak of."""
_ENOUGH_TO_COMPETE = 0.5
_ENOUGH_ITSELF = 0.2
_RIGHT_BELOW = 0
_TWO_TOGETHER = 0.85
_ITSELF_COUNTS = 0.2
_TOGETHER_COUNTS = 0.15
_HEADING_CREDIT = 0.75
_HEADING_FADES = 0.97
_HEADING_FADED = 0.6
_PREVIOUS_CREDIT = 0.5
_ELSEWHERE_ON_THE_PAGE = 0.8
_RANK_COUNTS = 0.15
_UNNAMED_COUNTS = 1.25
_MOST_ANSWERS = 3
_AS_GOOD = 0.9


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """A unit of a passage and how well it answers."""

    unit: Unit
    source: int
    """Which of the passages holds it."""
    itself: tuple[float, ...]
    """How well the unit names each of the question's clues."""
    credits: tuple[float, ...]
    """The same, with what its heading and the sentence before it name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A piece of the answer."""

    unit: Unit
    source: int
    score: float


def answers(question: Question, passages: Sequence[Passage]) -> list[Answer]:
    """At most a few pieces that answer the question, best first; none when nothing does."""
    evidence = _gather(question, passages)
    weights = _weights(question, evidence)
    if not any(_speaks_of_it(piece, weights, question) for piece in evidence):
        return []
    scored = [
        _completed(Answer(unit=piece.unit, source=piece.source, score=score), evidence, question)
        for piece in evidence
        if (score := _score(piece, weights, question, passages[piece.source])) > 0
    ]
    scored.sort(key=lambda answer: -answer.score)
    return _distinct([answer for answer in scored if answer.score >= _AS_GOOD * scored[0].score])[
        :_MOST_ANSWERS
    ]


def _gather(question: Question, passages: Sequence[Passage]) -> list[Evidence]:
    heads = running_heads(passages)
    known: dict[str, tuple[float, ...]] = {"": (0.0,) * len(question.clues)}

    def credits(text: str) -> tuple[float, ...]:
        if text not in known:
            folded = Folded(fold(text))
            known[text] = tuple(clue.credit(folded) for clue in question.clues)
        return known[text]

    gathered: dict[tuple[str, int, str, str], Evidence] = {}
    for source, passage in enumerate(passages):
        for unit in units(passage.text, heads=heads):
            key = (passage.file_id, passage.page, unit.text, unit.context)
            if key in gathered:
                continue  # passages of a page overlap
            fade = max(_HEADING_FADED, _HEADING_FADES**unit.below)
            around = zip(credits(unit.text), credits(unit.context), credits(unit.previous), strict=True)
            gathered[key] = Evidence(
                unit=unit,
                source=source,
                itself=credits(unit.text),
                credits=tuple(
                    max(own, _HEADING_CREDIT * fade * above, _PREVIOUS_CREDIT * before)
                    for own, above, before in around
                ),
            )
    return list(gathered.values())


def _weights(question: Question, evidence: Sequence[Evidence]) -> list[float]:
    """How much each clue tells: the fewer of the pieces name it, the more; most when none does."""
    weights = []
    for at, clue in enumerate(question.clues):
        naming = sum(piece.itself[at] > 0 for piece in evidence)
        rarity = math.log(1 + len(evidence) / (0.5 + naming))
        weights.append(clue.importance * rarity * (1.0 if naming else _UNNAMED_COUNTS))
    return weights


def _score(piece: Evidence, weights: Sequence[float], question: Question, passage: Passage) -> float:
    """How well a piece answers; 0 when it does not."""
    covered, itself = _share(piece.credits, weights), _share(piece.itself, weights)
    if covered < _ENOUGH_TO_COMPETE or (itself < _ENOUGH_ITSELF and piece.unit.below > _RIGHT_BELOW):
        return 0.0
    rank = 1 - _RANK_COUNTS + _RANK_COUNTS * passage.score
    named = covered + _ITSELF_COUNTS * itself + _TOGETHER_COUNTS * question.together(fold(piece.unit.text))
    return named * rank * _numbers_fit(piece, question, passage) * fitness(piece.unit, question)


def _speaks_of_it(piece: Evidence, weights: Sequence[float], question: Question) -> bool:
    """Whether a piece covers enough of the question; more is asked of one without the number or name wanted."""
    covered = _share(piece.credits, weights)
    return covered >= ENOUGH_COVERED and covered * min(1.0, kind_fits(piece.unit, question)) >= ENOUGH_COVERED


def _share(credits: Sequence[float], weights: Sequence[float]) -> float:
    total = sum(weights)
    return sum(map(operator.mul, credits, weights)) / total if total else 0.0


def _numbers_fit(piece: Evidence, question: Question, passage: Passage) -> float:
    """A number in the question is a condition, not a hint: nothing about 2024 answers for 2025."""
    missing = [
        clue
        for clue, credit in zip(question.clues, piece.credits, strict=True)
        if clue.term.kind == "number" and not credit
    ]
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
    """Without what repeats, or is part of, a better one."""
    chosen: list[Answer] = []
    for answer in ranked:
        text = answer.unit.text
        if not any(text in better.unit.text or better.unit.text in text for better in chosen):
            chosen.append(answer)
    return chosen
