"""Picks, of all that passages say, the few sentences that answer a question."""

import math
import operator
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pdfai.language.layout import Unit
from pdfai.language.leaning import leans
from pdfai.language.words import fold
from pdfai.server.models.clues import folded
from pdfai.server.models.evidence import Evidence, Shares, gather
from pdfai.server.models.fitness import fitness, kind_fits
from pdfai.server.models.questions import Question
from pdfai.server.retrieval.passages import Passage

# Chosen by trial on manuals in six languages and a report; none of them follows from a theory.
_ENOUGH = 0.63
_ENOUGH_TO_COMPETE = 0.5
_ENOUGH_ITSELF = 0.2
_UNNAMED_COUNTS, _UNNAMED_NAME_COUNTS = 1.0, 2.0
_PASSAGE_COUNTS = 0.35
_NAMED = 0.5
_NOTHING_NEW = 0.5
_ITSELF_COUNTS, _TOGETHER_COUNTS, _DENSITY_COUNTS, _EARLY_COUNTS = 0.2, 0.15, 0.3, 0.15
_RANK_COUNTS = 0.35
_ELSEWHERE_ON_THE_PAGE = 0.8
_TWO_TOGETHER = 0.85
_AS_GOOD = 0.85
_MOST_ANSWERS = 3
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


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
    if not any(_is_sure(piece, weights, question, passages[piece.source]) for piece in evidence):
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
        if not naming:
            rarity *= _UNNAMED_NAME_COUNTS if clue.is_name else _UNNAMED_COUNTS
        weights.append(clue.importance * rarity)
    return weights


def _covered(named: Shares, weights: Sequence[float]) -> float:
    """The share of the question that is named, from 0 to 1."""
    total = sum(weights)
    return sum(map(operator.mul, named, weights)) / total if total else 0.0


def _coverage(piece: Evidence, weights: Sequence[float]) -> float:
    """The share of the question that a piece names with what surrounds it, and its passage as a whole."""
    near, far = _covered(piece.around, weights), _covered(piece.whole, weights)
    return (1 - _PASSAGE_COUNTS) * near + _PASSAGE_COUNTS * far


def _is_sure(piece: Evidence, weights: Sequence[float], question: Question, passage: Passage) -> bool:
    """Whether a piece speaks of it; harder to believe when it lacks the number or name wanted."""
    covered = _coverage(piece, weights)
    if covered < _ENOUGH:
        return False
    fits = min(1.0, kind_fits(piece.unit, question)) * _numbers_fit(piece, question, passage)
    return covered * fits >= _ENOUGH


def _score(piece: Evidence, weights: Sequence[float], question: Question, passage: Passage) -> float:
    """How well a piece answers; 0 when it does not."""
    covered, itself = _coverage(piece, weights), _covered(piece.itself, weights)
    # Right below a heading that asks the question, the answer need not repeat it.
    if covered < _ENOUGH_TO_COMPETE or (itself < _ENOUGH_ITSELF and piece.unit.below > 0):
        return 0.0
    said = fold(piece.unit.text)
    relevance = (
        covered
        + _ITSELF_COUNTS * itself
        + _TOGETHER_COUNTS * question.together(said)
        + _DENSITY_COUNTS * question.density(said)
        + _EARLY_COUNTS * question.earliness(said)
    )
    rank = 1 - _RANK_COUNTS + _RANK_COUNTS * passage.score
    fits = fitness(piece.unit, question) * _news_fit(piece, question)
    return relevance * rank * _numbers_fit(piece, question, passage) * fits


def _news_fit(piece: Evidence, question: Question) -> float:
    """What a follow-up newly asks for is more than what it goes on about."""
    new = [share for clue, share in zip(question.clues, piece.around, strict=True) if clue.is_new]
    return 1.0 if not new or max(new) >= _NAMED else _NOTHING_NEW


def _numbers_fit(piece: Evidence, question: Question, passage: Passage) -> float:
    """A number in the question is a condition, not a hint: nothing about 2024 answers for 2025."""
    named = zip(question.clues, piece.around, strict=True)
    missing = [clue for clue, share in named if clue.term.kind == "number" and share < _NAMED]
    if not missing:
        return 1.0
    if any(_YEAR.fullmatch(clue.term.text) for clue in missing) and _YEAR.search(piece.unit.text):
        return 0.0  # it speaks of another year
    page = folded(f"{passage.file_name} {passage.text}")
    return _ELSEWHERE_ON_THE_PAGE if all(clue.credit(page) for clue in missing) else 0.0


def _completed(answer: Answer, evidence: Sequence[Evidence], question: Question) -> Answer:
    """The answer with the sentence after it, where only that one holds the number, date or name wanted."""
    answer = _with_what_it_leans_on(answer)
    fits = kind_fits(answer.unit, question)
    if fits >= 1:
        return answer
    for piece in evidence:
        previous = piece.unit.previous
        if previous and piece.source == answer.source and answer.unit.text.endswith(previous):
            if (better := kind_fits(piece.unit, question)) <= 1:
                break
            unit = replace(answer.unit, text=_joined(answer.unit.text, piece.unit.text))
            return replace(answer, unit=unit, score=answer.score * _TWO_TOGETHER * better / fits)
    return answer


def _with_what_it_leans_on(answer: Answer) -> Answer:
    unit = answer.unit
    if unit.kind != "sentence" or not unit.previous or not leans(unit.text):
        return answer
    return replace(answer, unit=replace(unit, text=_joined(unit.previous, unit.text), previous=""))


def _joined(sentence: str, after: str) -> str:
    """Two sentences as they stand in a text: no space follows an ideographic full stop."""
    return f"{sentence}{after}" if sentence.endswith(("。", "！", "？")) else f"{sentence} {after}"


def _distinct(ranked: Sequence[Answer]) -> list[Answer]:
    """The first few without what repeats, or is part of, a better one."""
    chosen: list[Answer] = []
    for answer in ranked:
        text = answer.unit.text
        if not any(text in better.unit.text or better.unit.text in text for better in chosen):
            chosen.append(answer)
    return chosen[:_MOST_ANSWERS]
