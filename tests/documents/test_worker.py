"""The worker: a process of its own, with nothing in its hands."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pdf_writer import write_pdf

from pdfai.documents import ReadingLimits, process, read_pdf
from pdfai.errors import ConfigurationError, DamagedDocumentError, DocumentTooLargeError


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list["subprocess.Popen[bytes]"]:
    """The processes a test starts."""
    processes: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            processes.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    return processes


@pytest.fixture
def replace_worker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Let another script play the worker."""

    def replace(source: str) -> None:
        script = tmp_path / "worker.py"
        script.write_text(source)
        monkeypatch.setattr(process, "_WORKER", script)

    return replace


def test_leaves_no_process_behind(started: list["subprocess.Popen[bytes]"]) -> None:
    """Whether it answered or was killed, it has been waited for."""
    read_pdf(write_pdf(["Hello."]))
    with pytest.raises(DocumentTooLargeError):
        read_pdf(write_pdf(["Hello."]), limits=ReadingLimits(wall_seconds=0.001))
    assert [one.returncode is not None for one in started] == [True, True]


def test_does_not_load_pdfium_here() -> None:
    """What crashes pdfium must not crash the server."""
    read_pdf(write_pdf(["Hello."]))
    code = (
        "import sys, pdfai.documents as d; d.read_pdf(sys.stdin.buffer.read()); "
        "sys.exit(any(name.startswith('pypdfium2') for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code], input=write_pdf(["Hello."]), check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_limits_itself() -> None:
    """No file can be written, few opened, no core dumped, and memory and time are bounded."""
    code = (
        "import resource, runpy, sys\n"
        "worker = runpy.run_path(sys.argv[1])\n"
        "worker['limit_resources'](memory=2**30, cpu_seconds=60)\n"
        "print([resource.getrlimit(getattr(resource, 'RLIMIT_' + name))[0]\n"
        "       for name in ('AS', 'CPU', 'FSIZE', 'NOFILE', 'CORE')])"
    )
    script = Path(process.__file__).with_name("worker.py")
    limits = subprocess.run([sys.executable, "-c", code, script], stdout=subprocess.PIPE, check=True).stdout
    assert limits.split(b"\n")[0] == b"[1073741824, 60, 0, 16, 0]"


def test_inherits_no_environment(replace_worker: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys in our environment are none of a document's business."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    replace_worker("import json, os; print(json.dumps({'pages': [' '.join(os.environ), os.getcwd()]}))")
    names, folder = (page.text for page in read_pdf(write_pdf(["Hello."])))
    assert set(names.split()) <= {"LC_CTYPE", "SYSTEMROOT"}  # Python sets the first itself
    assert folder == Path(folder).anchor


def test_a_crash_is_the_documents_fault(replace_worker: Any, caplog: pytest.LogCaptureFixture) -> None:
    """What the worker wrote to stderr goes to the debug log and not to the user."""
    caplog.set_level("DEBUG", logger="pdfai.documents")
    replace_worker(
        "import os, signal, sys\n"
        "print('boiler room on fire', file=sys.stderr, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGSEGV)\n"
    )
    with pytest.raises(DamagedDocumentError, match="the PDF library fails on it") as caught:
        read_pdf(write_pdf(["Hello."]))
    assert "boiler" not in str(caught.value)
    assert "boiler room on fire" in caplog.text


def test_a_worker_that_fails_is_not(replace_worker: Any) -> None:
    """It ended by itself, so the installation is to blame."""
    replace_worker("raise SystemExit(3)")
    with pytest.raises(ConfigurationError, match=r"process that reads PDFs fails \(exit code 3\): reinstall"):
        read_pdf(write_pdf(["Hello."]))


def test_python_running_out_of_memory_is_a_limit(replace_worker: Any) -> None:
    """Whether pdfium gives up or Python does, the message is the same."""
    replace_worker("""print('{"error": "memory", "detail": ""}')""")
    with pytest.raises(DocumentTooLargeError, match="more than 1,024 MiB of memory"):
        read_pdf(write_pdf(["Hello."]))


def test_a_library_that_does_not_load_is_not(replace_worker: Any) -> None:
    """A broken installation is not blamed on the document."""
    replace_worker("""print('{"error": "setup", "detail": "no libpdfium.so"}')""")
    with pytest.raises(ConfigurationError, match=r"no libpdfium\.so"):
        read_pdf(write_pdf(["Hello."]))


def test_a_python_that_does_not_start_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is an interpreter that went away."""
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with pytest.raises(ConfigurationError, match="Cannot start the process"):
        read_pdf(write_pdf(["Hello."]))
