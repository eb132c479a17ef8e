"""What `--help` says, word for word: whoever changes it, reads it."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SNAPSHOTS = Path(__file__).parent / "help"


@pytest.mark.parametrize(
    "command",
    ["", "chat", "summarize", "describe-images", "ocr", "inspect", "clean", "serve", "usage"],
)
def test_help(pdfai: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """The help on stdout, as in help/; run with UPDATE_SNAPSHOTS=1 to write it there."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("PDFAI_API_KEYS", "sk-secret")
    monkeypatch.setenv("PDFAI_PASSWORD", "sk-secret")
    outcome = pdfai(*command.split(), "--help")
    snapshot = SNAPSHOTS / f"{command or 'pdfai'}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        snapshot.write_text(_ours(outcome.out))
    assert _ours(outcome.out) == snapshot.read_text()
    assert (outcome.code, outcome.err) == (0, "")
    assert "sk-secret" not in outcome.out


def test_no_command(pdfai: Callable[..., Any]) -> None:
    """Who says nothing is helped."""
    outcome = pdfai()
    assert (outcome.code, outcome.out) == (2, "")
    assert _ours(outcome.err) == (SNAPSHOTS / "pdfai.txt").read_text()


def test_unknown_command(pdfai: Callable[..., Any]) -> None:
    """A slip of the pen is one line."""
    outcome = pdfai("chta")
    assert outcome.code == 2
    assert outcome.err.startswith("pdfai: No such command 'chta'")
    assert outcome.err.count("\n") == 1


def test_version(pdfai: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The version that is installed."""
    monkeypatch.setattr("pdfai.cli.main.package_version", lambda: "1.2.3")
    outcome = pdfai("--version")
    assert (outcome.code, outcome.out) == (0, "pdfai 1.2.3\n")


def test_starts_light(start: Callable[..., Any]) -> None:
    """Help does not wait for the server's libraries."""
    heavy = {"fastapi", "pydantic", "pypdfium2_raw", "sqlalchemy", "starlette", "uvicorn"}
    program = f"import sys, pdfai.cli.main; print(*{heavy} & sys.modules.keys())"
    process = start(program=program)
    assert process.communicate(timeout=20) == ("\n", "")


def test_module(start: Callable[..., Any]) -> None:
    """`python -m pdfai` is the same command."""
    out, _ = start("--help").communicate(timeout=20)
    assert out.startswith("Usage: pdfai ")


def _ours(help_text: str) -> str:
    """The help without what Typer words anew from release to release: the usage line, and types."""
    _, _, text = help_text.partition("\n\n")
    return re.sub(r" <[^>]*>", "", text)
