"""When a benchmark fails."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "verdicts.py"


def _load() -> ModuleType:
    specification = importlib.util.spec_from_file_location("verdicts", SCRIPT)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules["verdicts"] = module
    specification.loader.exec_module(module)
    return module


verdicts = _load()
TARGET = verdicts.Target("run", "pdfai", "httpx", at_most=1.1)


def test_ratio_within_rounds() -> None:
    """A round is compared with itself: a machine that slows down changes no ratio."""
    times = {"run": {"httpx": [1.0, 10.0, 2.0], "pdfai": [0.9, 8.0, 3.0]}}
    assert verdicts.ratio(times, TARGET).rounded() == {"median": 0.9, "least": 0.8, "most": 1.5}


@pytest.mark.parametrize(
    ("median", "baseline", "said"),
    [
        (1.0, 0.9, []),
        (1.2, 1.2, ["run: pdfai / httpx is 1.20, and must be at most 1.1"]),
        (1.0, 0.8, ["run: pdfai / httpx is 1.00, and was 0.8"]),
        (1.0, None, ["run: pdfai / httpx is not in the baseline"]),
    ],
)
def test_failures(median: float, baseline: float | None, said: list[str]) -> None:
    """A target missed fails, and so does a ratio a fifth worse than it was, even within its target."""
    ratios = {TARGET: verdicts.Spread(median=median, least=0.5, most=2.0)}
    known = {} if baseline is None else {TARGET.name: baseline}
    assert list(verdicts.failures(ratios, known)) == said
