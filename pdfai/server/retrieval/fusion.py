"""Two rankings made one, by reciprocal rank: what words and meanings score cannot be compared, places can."""

from collections.abc import Iterable, Sequence

_SMOOTHING = 60
"""The constant of Cormack, Clarke and Büttcher (2009), which everybody takes."""


def fused(rankings: Iterable[tuple[float, Sequence[int]]]) -> dict[int, float]:
    """How high each id stands in the rankings, where each has its weight."""
    scores: dict[int, float] = {}
    for weight, ranking in rankings:
        for place, id in enumerate(ranking, start=1):
            scores[id] = scores.get(id, 0.0) + weight / (_SMOOTHING + place)
    return scores
