"""What a measurement says: a table for people, results.json for later."""

import json
import os
import platform
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from verdicts import Spread, Target, Times, ratio

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "results.json"
REFERENCE = "httpx"


def table(times: Times, ratios: Mapping[Target, Spread]) -> Iterator[str]:
    """Milliseconds for information, and the ratios that count."""
    for task, contenders in times.items():
        rounds = len(contenders[REFERENCE])
        yield f"\n{task}, {rounds} rounds: CPU ms and ratio to bare httpx, each median (least to most)"
        for name, taken in contenders.items():
            to_httpx = ratio(times, Target(task, name, REFERENCE, at_most=0))
            yield f"{name:>14} {_told(_milliseconds(taken), 3):>30} {_told(to_httpx, 2):>25}"
    yield "\nratio, median (least to most), at most"
    for target, spread in ratios.items():
        verdict = "" if spread.median <= target.at_most else "  MISSED"
        yield f"{target.name:>46} {_told(spread, 2):>25} {target.at_most:6g}{verdict}"


def keep(name: str, measured: Mapping[str, Any]) -> None:
    """Write a measurement down under its name, in the place of the last one."""
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    kept[name] = {"machine": _machine(), "commit": _commit(), **measured}
    RESULTS.write_text(json.dumps(kept, indent=2) + "\n")


def results(times: Times, ratios: Mapping[Target, Spread], pythons: Mapping[str, str]) -> dict[str, object]:
    """What is kept of a comparison of contenders."""
    return {
        "versions": {name: _versions(python) for name, python in pythons.items()},
        "cpu_milliseconds": {
            task: {name: _milliseconds(taken).rounded() for name, taken in contenders.items()}
            for task, contenders in times.items()
        },
        "ratios": {target.name: spread.rounded() for target, spread in ratios.items()},
    }


def _told(spread: Spread, digits: int) -> str:
    return f"{spread.median:.{digits}f} ({spread.least:.{digits}f} to {spread.most:.{digits}f})"


def _milliseconds(seconds: list[float]) -> Spread:
    return Spread.of([each * 1000 for each in seconds])


def _machine() -> dict[str, str | int | None]:
    return {
        "cpu": _cpu_model() or platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def _cpu_model() -> str:
    described = Path("/proc/cpuinfo")
    lines = described.read_text().splitlines() if described.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _commit() -> str:
    """What was measured; with a + when there was more than is committed."""
    command = ["git", "describe", "--always", "--abbrev=12", "--exclude=*", "--dirty=+"]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def _versions(python: str) -> dict[str, str]:
    script = (
        "import json, importlib.metadata as found;"
        "print(json.dumps({each.name: each.version for each in found.distributions()}))"
    )
    done = subprocess.run([python, "-c", script], capture_output=True, text=True, check=True)
    return dict(sorted(json.loads(done.stdout).items()))
