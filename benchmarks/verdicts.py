"""Pure: times in, ratios and verdicts out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median

MARGIN = 1.2
"""How much worse than the baseline a ratio may be: machines differ, and so do days."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A median with the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """The spread of values, of which there is at least one."""
        return cls(median=median(values), least=min(values), most=max(values))

    def rounded(self) -> dict[str, float]:
        """As it is written down."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Target:
    """A ratio that is asserted: a task's time with one contender to that with another."""

    task: str
    contender: str
    reference: str
    at_most: float

    @property
    def name(self) -> str:
        """By which the baseline knows it."""
        return f"{self.task}: {self.contender} / {self.reference}"


Times = dict[str, dict[str, list[float]]]
"""By task and contender: what each round took."""


def ratio(times: Times, target: Target) -> Spread:
    """The ratios of all rounds: within one, both contenders met the same weather."""
    pairs = zip(times[target.task][target.contender], times[target.task][target.reference], strict=True)
    return Spread.of([ours / theirs for ours, theirs in pairs])


def failures(ratios: Mapping[Target, Spread], baseline: Mapping[str, float]) -> Iterator[str]:
    """One line for each ratio that misses its target or is worse than the baseline allows."""
    for target, spread in ratios.items():
        if spread.median > target.at_most:
            yield f"{target.name} is {spread.median:.2f}, and must be at most {target.at_most:g}"
        before = baseline.get(target.name)
        if before is None:
            yield f"{target.name} is not in the baseline"
        elif spread.median > before * MARGIN:
            yield f"{target.name} is {spread.median:.2f}, and was {before:g}"
