"""`pdfai serve`: an Assistants server on a port."""

import os
import signal
import socket
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


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_stops_at_once_though_somebody_listens(start: Start) -> None:
    """A stream ends without its end; the next server on the data directory tells the rest."""
    silent = socket.create_server(("127.0.0.1", 0))
    upstream = f"http://127.0.0.1:{silent.getsockname()[1]}/v1"
    process = start("serve", "--port", 0, "--upstream-url", upstream)
    assert process.stderr is not None
    url = process.stderr.readline().removeprefix("pdfai serves at ").rstrip("\n")
    process.stderr.readline()
    with silent, httpx.Client(base_url=url) as http:
        body = {"assistant_id": http.post("/assistants", json={"model": "m"}).json()["id"], "stream": True}
        with http.stream("POST", "/threads/runs", json=body) as answer:
            lines = answer.iter_lines()
            assert any("thread.run.in_progress" in line for line in lines)
            process.send_signal(signal.SIGTERM)
            assert not any("done" in line for line in lines)
        assert process.communicate(timeout=5) == ("", "")
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
