"""Pure: outcomes in, shares out."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from answers.asking import Outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class Scores:
    """Shares from 0 to 1; the first five of the questions that have an answer."""

    questions: int
    unanswerable: int
    hit_at_1: float
    """The best passage is on a right page."""
    hit_at_5: float
    """One of the best five passages is."""
    right_page: float
    """A page that is cited is right."""
    first_page: float
    """The page that is cited first is right."""
    answered: float
    """The answer holds the words it has to."""
    refused: float
    """Of the questions without an answer: those that were refused."""
    wrong: float
    """Of all questions: those answered though there is no answer, or without the words."""
    seconds: float
    """The median, of searching and answering."""
    model_seconds: float
    """The median, of answering alone."""

    def rounded(self) -> dict[str, float]:
        """As they are written down."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Aim:
    """What a share is to be at least."""

    name: str
    at_least: float


AIMS = (Aim("right_page", 0.85), Aim("answered", 0.80), Aim("refused", 0.90))


def scores(outcomes: Sequence[Outcome]) -> Scores:
    """What the outcomes come to, of which there is at least one."""
    right = [each for each in outcomes if each.question.answerable]
    none = [each for each in outcomes if not each.question.answerable]
    return Scores(
        questions=len(outcomes),
        unanswerable=len(none),
        hit_at_1=_share(right, lambda each: _holds_a_page(each, each.found[:1])),
        hit_at_5=_share(right, lambda each: _holds_a_page(each, each.found[:5])),
        right_page=_share(right, lambda each: _holds_a_page(each, each.cited)),
        first_page=_share(right, lambda each: _holds_a_page(each, each.cited[:1])),
        answered=_share(right, has_answer),
        refused=_share(none, lambda each: not each.cited),
        wrong=_share(outcomes, is_wrong),
        seconds=median(each.seconds for each in outcomes),
        model_seconds=median(each.model_seconds for each in outcomes),
    )


def has_answer(outcome: Outcome) -> bool:
    """Whether an answer was given that holds the words."""
    return bool(outcome.cited) and outcome.question.answered_by(outcome.text)


def is_wrong(outcome: Outcome) -> bool:
    """Whether an answer was given that is none; a refusal is not wrong."""
    return bool(outcome.cited) and not (outcome.question.answerable and has_answer(outcome))


def is_as_hoped(outcome: Outcome) -> bool:
    """Whether the answer holds the words and cites a right page, or was refused where there is none."""
    if not outcome.question.answerable:
        return not outcome.cited
    return has_answer(outcome) and _holds_a_page(outcome, outcome.cited)


def _holds_a_page(outcome: Outcome, pages: Sequence[int]) -> bool:
    return not outcome.question.pages.isdisjoint(pages)


def _share(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> float:
    return sum(map(holds, outcomes)) / len(outcomes) if outcomes else 0.0
