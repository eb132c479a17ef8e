"""What callers may write is accepted, and their mistakes are found, by both type checkers."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def mypy(*files: Path) -> set[tuple[str, int]]:
    """Name and line of each error mypy finds."""
    pytest.importorskip("mypy", reason="the `types` session has it")
    command = [sys.executable, "-m", "mypy", "--strict", "--output=json", *map(str, files)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    found = map(json.loads, done.stdout.splitlines())
    return {(Path(each["file"]).name, each["line"]) for each in found if each["severity"] == "error"}


def pyright(*files: Path) -> set[tuple[str, int]]:
    """Name and line of each error pyright finds."""
    pytest.importorskip("pyright", reason="the `types` session has it")
    command = [sys.executable, "-m", "pyright", "--outputjson", *map(str, files)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    found = json.loads(done.stdout)["generalDiagnostics"]
    return {
        (Path(each["file"]).name, each["range"]["start"]["line"] + 1)
        for each in found
        if each["severity"] in {"error", "warning"}
    }


@pytest.mark.parametrize("checker", [mypy, pyright])
def test_correct_calls_pass_and_each_mistake_is_found(checker: Callable[..., set[tuple[str, int]]]) -> None:
    """No error where none is, one on each line marked so."""
    refused = HERE / "refused.py"
    marked = {
        ("refused.py", number)
        for number, line in enumerate(refused.read_text().splitlines(), start=1)
        if line.endswith("# refused")
    }
    assert checker(HERE / "accepted.py", refused) == marked
