"""The command run in this process or in one of its own, on a data directory that can be looked into."""

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from data_folder import DataFolder
from pdf_writer import write_pdf

from pdfai import OpenAIClient
from pdfai.cli.main import run
from pdfai.clock import Clock

PAGES = ["The net revenue was 48 million euros in 2025.", "The staff grew to 310 people in Busan."]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


@dataclass
class Upstream:
    """A server on loopback that gives each call the next answer of its list, the last one for ever."""

    url: str = ""
    answers: list[tuple[int, str, bytes]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    was_asked: Event = field(default_factory=Event)
    may_answer: Event = field(default_factory=Event)

    def says(self, text: str) -> None:
        """One more answer: a chat completion."""
        message = b'{"id": "c", "choices": [{"index": 0, "message": {"role": "assistant", "content": "%s"}}]}'
        self.answers.append((200, "application/json", message % text.encode()))

    def next_answer(self, path: str, key: str) -> tuple[int, str, bytes]:
        """The answer to a call, which is written down; waits where the test says so."""
        self.paths.append(path)
        self.keys.add(key)
        self.was_asked.set()
        self.may_answer.wait()
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the developer's settings, retries at once, and temporary files where they can be counted."""
    for name in os.environ:
        if name.startswith(("OPENAI_", "PDFAI_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PDFAI_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(Clock, "jitter", lambda _: 0.0)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """The data directory of the commands of this test."""
    return DataFolder(path=tmp_path / "data")


@pytest.fixture
def client(data: DataFolder) -> Iterator[OpenAIClient]:
    """A client of the server that the commands of this test have in them."""
    with OpenAIClient.embedded(data.path) as client:
        yield client


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A PDF of two pages."""
    path = tmp_path / "report.pdf"
    path.write_bytes(write_pdf(PAGES))
    return path


@pytest.fixture
def pdfai(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Run the command in this process; `typed` is what comes through a pipe."""

    def command(*arguments: object, typed: str = "") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Outcome(code=code, out=said.out, err=said.err)

    return command


@pytest.fixture
def refused(pdfai: Callable[..., Outcome], data: DataFolder, tmp_path: Path) -> Callable[..., str]:
    """Run a command that must fail: one line on stderr, nothing on stdout, nothing left. Returns the line."""

    def command(*arguments: object, code: int, typed: str = "") -> str:
        outcome = pdfai(*arguments, typed=typed)
        assert outcome.out == ""
        assert outcome.err.count("\n") == 1
        assert outcome.err.startswith("pdfai: ")
        assert outcome.code == code
        assert data.is_clean()
        assert not list((tmp_path / "temporary").iterdir())
        return outcome.err.removeprefix("pdfai: ").rstrip("\n")

    return command


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start the command in a process of its own, which does not outlive the test."""
    processes: list[subprocess.Popen[str]] = []

    def command(*arguments: object, program: str = "", **options: Any) -> subprocess.Popen[str]:
        entry = ["-c", program] if program else ["-m", "pdfai"]
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        process = subprocess.Popen(
            [sys.executable, *entry, *map(str, arguments)],
            # Not in the checkout, whose packages would come before the installed ones.
            **{"cwd": tmp_path, "text": True, **pipes, **options},
        )
        processes.append(process)
        return process

    yield command
    for process in processes:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    """A server on loopback; it answers at once unless `may_answer` is cleared."""
    script = Upstream()
    script.may_answer.set()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            status, content_type, body = script.next_answer(self.path, self.headers.get("authorization", ""))
            self.send_response(status)
            self.send_header("content-type", content_type)
            self.send_header("content-length", str(len(body)))
            self.send_header("connection", "close")
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_DELETE = do_POST  # noqa: N815  # the names that http.server looks for

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Callers may hang up."""

    with Server(("127.0.0.1", 0), Handler) as server:
        script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield script
        script.may_answer.set()
        server.shutdown()
        thread.join()
