"""What README shows is what happens."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
SHELL = [block for language, block in BLOCKS if language == "sh"]
PYTHON = [block for language, block in BLOCKS if language == "python"]
SHOWN = [block for language, block in BLOCKS if not language]


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the checkout, without the developer's keys, and with a data directory of its own."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("PDFAI_DATA_DIR", str(tmp_path / "data"))
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


def test_the_first_command_prints_what_readme_shows() -> None:
    """Behind the installation, the question is asked as written and answered as shown."""
    install, ask = SHELL[0].rsplit(" && ", 1)
    assert install.endswith('pip install -q ".[all]"')
    command = [sys.executable, "-m", *shlex.split(ask)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == SHOWN[0]


def test_ci_runs_the_second_command() -> None:
    """CI calls exactly what README tells a contributor to call."""
    assert (ROOT / ".ci" / "run").read_text().endswith("\n" + SHELL[1])


def test_the_copilot_block_names_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    """The block for Python prints the answer with its document and page."""
    exec(PYTHON[0], {})  # noqa: S102  # README's own code
    printed = capsys.readouterr().out
    assert "employed 312 people" in printed
    assert "('annual-report-2025.pdf', 6)" in printed


def test_the_client_block_runs_against_a_server(
    serve: Callable[[], str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The block for an existing server runs unchanged but for the address."""
    names: dict[str, object] = {}
    exec(PYTHON[1].replace("http://localhost:8080", serve()), names)  # noqa: S102  # README's own code
    assert "message" in names
    assert capsys.readouterr().out.strip()


def test_the_mock_block_answers_as_told(capsys: pytest.CaptureFixture[str]) -> None:
    """The block for a user's own tests."""
    exec(PYTHON[2], {})  # noqa: S102  # README's own code
    assert capsys.readouterr().out == "failed\n"


def test_the_folder_is_summarised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file of it, as written."""
    (tmp_path / "papers").mkdir()
    shutil.copy(ROOT / "examples" / "annual-report-2025.pdf", tmp_path / "papers")
    monkeypatch.chdir(tmp_path)
    command = [sys.executable, "-m", *shlex.split(SHELL[2])]
    subprocess.run(command, capture_output=True, check=True)
    (summary,) = (tmp_path / "summaries").glob("*.pdf")
    assert summary.name == "annual-report-2025.summary.pdf"


def test_every_block_is_tested() -> None:
    """None is shown that no test above runs, but the one that starts a server for good."""
    assert (len(SHELL), len(PYTHON), len(SHOWN)) == (4, 3, 1)
