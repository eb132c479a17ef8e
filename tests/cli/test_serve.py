"""`pdfai serve`: an Assistants server on a port."""

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from pdfai import OpenAIClient

Start = Callable[..., subprocess.Popen[str]]


def serving(process: subprocess.Popen[str]) -> str:
    """The URL that the server prints, and below it who answers."""
    assert process.stderr is not None
    line = process.stderr.readline()
    assert process.stderr.readline().startswith("Answers come from the offline model; data is kept in ")
    assert line.startswith("pdfai serves at http://127.0.0.1:")
    return line.removeprefix("pdfai serves at ").rstrip("\n")


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serves(start: Start, report: Path, number: signal.Signals) -> None:
    """It prints its URL, answers any client that shows the key, and stops in good order."""
    process = start("serve", "--port", 0, "--api-key", "k1", "--api-key", "k2")
    url = serving(process)
    assert httpx.get(f"{url}/files").status_code == 401
    assert httpx.get(f"{url}/files", headers={"Authorization": "Bearer k2"}).json()["data"] == []
    with OpenAIClient.create_with_api_key("k1").with_base_domain(url).build() as client:
        assert client.upload_file("assistants", "report.pdf", report).filename == "report.pdf"
    process.send_signal(number)
    assert process.communicate(timeout=10) == ("", "")
    assert process.returncode == 0


def test_chats(start: Start, pdfai: Callable[..., Any], report: Path, data: Any, tmp_path: Path) -> None:
    """`pdfai chat --base-url` asks it, and leaves nothing there."""
    url = serving(start("serve", "--port", 0, "--data-dir", tmp_path / "served"))
    outcome = pdfai("chat", report, "--ask", "What was the net revenue?", "--base-url", url)
    assert "48 million" in outcome.out
    assert "[1] report.pdf, page 1" in outcome.out
    assert outcome.err == f"Answered by extractive at {url}.\n"
    assert data.is_clean()
    assert type(data)(path=tmp_path / "served").is_clean()
