"""A worker does pieces; what goes wrong with one costs no other."""

import os
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from pdfai.documents import piecework
from pdfai.documents.piecework import Done, Failed, Job, do_pieces
from pdfai.documents.sandbox import Ending, SandboxLimits
from pdfai.documents.stopping import ReadingStoppedError, Stop
from pdfai.errors import (
    ConfigurationError,
    DamagedDocumentError,
    DocumentTooLargeError,
    MissingExtraError,
    WrongPasswordError,
)

LIMITS = SandboxLimits(memory=256 * 2**20, cpu_seconds=1, wall_seconds=20)
TOOL = """
import os, signal

def prepare(worker):
    return worker

def begin(worker, task, data):
    {begin}

    def do(piece):
        match piece["kind"]:
            case "fine":
                return {{"number": piece["number"], "read": bytes(data).decode()}}, b"x" * piece["number"]
            case "refused":
                raise worker.RefusedError("damaged", "it is torn")
            case "crash":
                os.kill(os.getpid(), signal.SIGSEGV)
            case "large":
                return {{}}, bytes(2**30)
            case "endless":
                while True:
                    pass

    return do
"""


def job_of(folder: Path, begin: str = "pass", **changes: object) -> Job:
    """A job with a tool that does as its pieces say."""
    tool = folder / "tool.py"
    tool.write_text(TOOL.format(begin=begin))
    options = {"tool": tool, "limits": LIMITS, "packages": {}, "name": "a.pdf", **changes}
    return Job(**options)  # type: ignore[arg-type]


def pieces(*kinds: str) -> list[dict[str, object]]:
    """Pieces of these kinds."""
    return [{"kind": kind, "number": number} for number, kind in enumerate(kinds)]


def test_each_piece_has_its_answer_in_its_place(tmp_path: Path) -> None:
    results = do_pieces(job_of(tmp_path), pieces(*["fine"] * 50), b"hello")
    assert results == [
        Done(answer={"number": number, "read": "hello"}, data=b"x" * number) for number in range(50)
    ]
    assert do_pieces(job_of(tmp_path), [], b"") == []


@pytest.mark.skipif(os.name != "posix", reason="Windows has neither these signals nor these limits")
def test_a_piece_that_goes_wrong_costs_no_other(tmp_path: Path) -> None:
    """Whether it is refused, kills the worker, eats its memory or never ends."""
    kinds = ["fine", "refused", "crash", "fine", "large", "endless", "fine"]
    results = do_pieces(job_of(tmp_path), pieces(*kinds), b"hello")
    assert [each.problem if isinstance(each, Failed) else "" for each in results] == [
        "",
        "it is torn",
        "the PDF library fails on it",
        "",
        "working on it takes more than 256 MiB of memory",
        "working on it takes more than 1 s of processor time",
        "",
    ]


def test_the_time_on_the_clock_is_held_too(tmp_path: Path) -> None:
    """A worker that only sleeps uses no processor."""
    job = job_of(
        tmp_path,
        "import time; time.sleep(60)",
        limits=SandboxLimits(memory=2**28, cpu_seconds=9, wall_seconds=0.2),
    )
    with pytest.raises(DocumentTooLargeError, match=r"a\.pdf is too large to read .*more than 0\.2 s"):
        do_pieces(job, pieces("fine"), b"")


def test_a_document_that_does_not_open_is_refused_as_a_whole(tmp_path: Path) -> None:
    """Also when it kills whoever opens it."""
    password = "raise worker.RefusedError('password', '')"
    with pytest.raises(WrongPasswordError):
        do_pieces(job_of(tmp_path, password, password="x"), pieces("fine"), b"")
    with pytest.raises(DamagedDocumentError, match=r"a\.pdf is damaged \(the PDF library fails on it\)"):
        do_pieces(job_of(tmp_path, "os.kill(os.getpid(), signal.SIGSEGV)"), pieces("fine", "fine"), b"")


def test_a_tool_that_fails_is_no_documents_fault(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"fails \(exit code 1\): reinstall pdfai"):
        do_pieces(job_of(tmp_path, "return no_such_name"), pieces("fine"), b"")
    job = job_of(tmp_path)
    job.tool.write_text("def prepare(worker): raise ImportError('no libpdfium.so')")
    with pytest.raises(ConfigurationError, match=r"A library does not load \(no libpdfium\.so\)"):
        do_pieces(job, pieces("fine"), b"")


def test_a_library_that_is_not_installed_names_its_extra(tmp_path: Path) -> None:
    with pytest.raises(MissingExtraError, match=r"pdfai\[images\]"):
        do_pieces(job_of(tmp_path, packages={"no_such_library": "images"}), pieces("fine"), b"")


def test_a_stop_lets_nothing_begin(tmp_path: Path) -> None:
    stop = Stop()
    stop.set()
    with pytest.raises(ReadingStoppedError):
        do_pieces(job_of(tmp_path), pieces("fine", "fine"), b"", stop=stop)


class Hanging:
    """A process that only comes to its end when somebody ends it."""

    def __init__(self) -> None:
        self.begun, self.ended = threading.Event(), threading.Event()
        self.kill = self.ended.set


@pytest.mark.parametrize("given", [None, Stop()])
@pytest.mark.parametrize("error", [KeyboardInterrupt, DamagedDocumentError])
def test_whoever_is_interrupted_does_not_wait_for_what_hangs(
    given: Stop | None, error: type[BaseException], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Ctrl-C ends the processes of all pieces, and so does a document that does not open."""
    hanging = Hanging()

    def run(_: Path, task: dict[str, Any], *__: object, stop: Stop, **___: object) -> Ending:
        if task["pieces"][0]["number"] == 0:
            assert hanging.begun.wait(5)
            raise error("a.pdf")
        with stop.watching(hanging):
            hanging.begun.set()
            assert hanging.ended.wait(5)
        raise ReadingStoppedError

    monkeypatch.setattr(piecework, "run_script", run)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with pytest.raises(error):
        do_pieces(job_of(tmp_path), pieces("fine", "fine"), b"", stop=given)
    assert hanging.ended.is_set()


def test_a_document_that_does_not_open_stops_no_other(tmp_path: Path) -> None:
    """What is given to stop may be given to several."""
    stop = Stop()
    job = job_of(tmp_path, "raise worker.RefusedError('damaged', '')")
    with pytest.raises(DamagedDocumentError):
        do_pieces(job, pieces("fine"), b"", stop=stop)
    assert not stop.is_set


def test_a_python_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with pytest.raises(ConfigurationError, match="Cannot start the process"):
        do_pieces(job_of(tmp_path), pieces("fine"), b"")


def test_a_password_is_in_no_repr(tmp_path: Path) -> None:
    assert "open sesame" not in repr(job_of(tmp_path, password="open sesame"))
