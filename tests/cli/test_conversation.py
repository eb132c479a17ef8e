"""A conversation: from a pipe and at a terminal."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

REVENUE = "What was the net revenue?"


def test_from_a_pipe(pdfai: Callable[..., Any], report: Path) -> None:
    """Each line that holds something is a question; no prompt, no spinner, no escape codes."""
    outcome = pdfai("chat", report, typed=f"{REVENUE}\n\n   \nHow many people is the staff?")
    assert outcome.code == 0
    assert outcome.out.count("[1] report.pdf, page ") == 2
    assert outcome.err == "Answers come from the offline model, in the documents' own words.\n"
    assert "\x1b" not in outcome.out + outcome.err


def test_json_lines(pdfai: Callable[..., Any], report: Path) -> None:
    """One line of JSON for each question."""
    outcome = pdfai("chat", report, "--json", typed=f"{REVENUE}\nHow many people is the staff?\n")
    first, second = map(json.loads, outcome.out.splitlines())
    assert (first["citations"][0]["page"], second["citations"][0]["page"]) == (1, 2)


def test_no_questions(pdfai: Callable[..., Any], report: Path) -> None:
    """No question, no answer, no failure."""
    outcome = pdfai("chat", report, typed="")
    assert (outcome.code, outcome.out) == (0, "")


def test_keeps_the_thread(pdfai: Callable[..., Any], report: Path, data: Any) -> None:
    """A follow-up question is understood by what came before; the thread is gone afterwards."""
    outcome = pdfai("chat", report, "--json", typed=f"{REVENUE}\nIn which year?\n")
    assert "2025" in json.loads(outcome.out.splitlines()[1])["text"]
    assert "threads" not in data.rows()


def test_survives_an_error(pdfai: Callable[..., Any], report: Path, upstream: Any) -> None:
    """One failed answer is one line; the rest is answered, and the exit code remembers."""
    upstream.answers = [(400, "application/json", b'{"error": {"message": "Not today"}}')]
    upstream.says("It grew.")
    arguments = ("--model", "m", "--upstream-url", upstream.url)
    outcome = pdfai("chat", report, *arguments, typed=f"{REVENUE}\nHow did the staff grow?\n")
    assert outcome.code == 6
    assert outcome.out.strip() == "It grew."
    assert outcome.err.splitlines()[1:] == [
        f"pdfai: The model at {upstream.url} refused: Not today (status 400)"
    ]


def test_failed_answers_stand_among_the_json_lines(
    pdfai: Callable[..., Any], report: Path, upstream: Any
) -> None:
    """There are as many lines as questions, and stderr tells of the failure as ever."""
    upstream.answers = [(400, "application/json", b'{"error": {"message": "Not today"}}')]
    upstream.says("It grew.")
    arguments = ("--model", "m", "--upstream-url", upstream.url, "--json")
    outcome = pdfai("chat", report, *arguments, typed=f"{REVENUE}\nHow did the staff grow?\n")
    failed, answered = map(json.loads, outcome.out.splitlines())
    assert failed == {
        "question": REVENUE,
        "error": f"The model at {upstream.url} refused: Not today (status 400)",
        "exit_code": 6,
    }
    assert answered["text"] == "It grew."
    assert "pdfai: The model at" in outcome.err


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_at_a_terminal(start: Callable[..., "subprocess.Popen[str]"], report: Path) -> None:
    """Questions are typed at a prompt, an empty line is none, and Ctrl-D ends it."""
    terminal, end = os.openpty()
    process = start("chat", report, stdin=end, stdout=end, stderr=end, env={**os.environ, "TERM": "xterm"})
    os.close(end)

    def read_until(text: str) -> str:
        seen = ""
        while text not in seen:
            seen += os.read(terminal, 1024).decode()
        return seen

    assert "Ctrl-D ends the conversation" in read_until("? ")
    os.write(terminal, b"\n")
    read_until("? ")
    os.write(terminal, REVENUE.encode() + b"\n")
    assert "48 million" in read_until("\n? ")
    os.write(terminal, b"\x04")
    assert process.wait(timeout=5) == 0
    os.close(terminal)
