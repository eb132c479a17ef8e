"""docs/changing-the-contract.md, step by step, in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WALK = (ROOT / "docs" / "changing-the-contract.md").read_text()
BLOCKS = {
    language: block
    for language, block in re.findall(r"^```(\w+)\n(.*?)^```$", WALK, re.DOTALL | re.MULTILINE)
    if language != "console"
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a copy of what the walk changes."""
    pytest.importorskip("openapi_python_client", reason="the generators are not installed here")
    for folder in ("spec", "scripts", "generated", "pdfai"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_one_edit_and_one_command_reach_everything(project: Path) -> None:
    """The new property is in the client, the keywords, the server and the reference."""
    run("git", "apply", "--recount", "-", cwd=project, given=BLOCKS["diff"])
    run(sys.executable, "scripts/generate.py", cwd=project)
    assert run(sys.executable, "-c", BLOCKS["python"], cwd=project) == BLOCKS["text"]
    assert (project / "generated" / "reference.md").read_text().count("* `nickname`: string or null") == 2


def run(*command: str, cwd: Path, given: str | None = None) -> str:
    """What a command printed; it uses the copy, not what is installed."""
    path = os.pathsep.join([str(cwd), str(cwd / "generated")])
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(
        command, cwd=cwd, env=environment, input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
