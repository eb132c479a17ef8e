"""Ctrl-C and its like, in real processes: the command ends at once and leaves nothing."""

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and named pipes are POSIX's")

Start = Callable[..., subprocess.Popen[str]]

# In place of the worker that reads PDFs: opens a named pipe to say that it began, and comes to no end.
HANGING_READER = """
import signal, sys
open({began!r}, "w").close()
signal.pause()
"""
WITH_HANGING_READER = """
import pathlib
import pdfai.documents.process
from pdfai.cli.main import main
pdfai.documents.process._WORKER = pathlib.Path({reader!r})
main()
"""


def test_while_indexing(start: Start, report: Path, data: Any, tmp_path: Path) -> None:
    """Ctrl-C while a document is read."""
    began, reader = tmp_path / "began", tmp_path / "reader.py"
    os.mkfifo(began)
    reader.write_text(HANGING_READER.format(began=str(began)))
    process = start("chat", report, "--ask", "Who?", program=WITH_HANGING_READER.format(reader=str(reader)))
    began.open().close()  # opens when the reader does
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=5) == ("", "")
    assert process.returncode == 130
    assert data.is_clean()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_while_answering(
    start: Start, report: Path, data: Any, upstream: Any, number: signal.Signals
) -> None:
    """Ctrl-C, or a polite end, while the model thinks."""
    upstream.may_answer.clear()
    upstream.says("Too late.")
    process = start("chat", report, "--ask", "Who?", "--model", "m", "--upstream-url", upstream.url)
    assert upstream.was_asked.wait(timeout=20)
    process.send_signal(number)
    assert process.communicate(timeout=5) == ("", "")
    assert process.returncode == 128 + number
    assert data.is_clean()


def test_closed_pipe(start: Start, report: Path, data: Any) -> None:
    """Who reads no further is not told of it, and the conversation ends."""
    process = start("chat", report)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("What was the net revenue?\n")
    process.stdin.flush()
    assert "48 million" in process.stdout.readline()
    process.stdout.close()
    process.stdin.write("How many staff?\n" * 10)
    process.stdin.close()
    process.wait(timeout=5)
    assert process.stderr is not None
    assert process.stderr.read().count("\n") == 1
    assert not {"threads", "vector_stores", "assistants"} & data.rows().keys()
