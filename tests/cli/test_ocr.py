"""`pdfai ocr`, and scans in `chat` and `summarize`: by a scripted model or engine, or by tesseract."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scripted_ocr import ScriptedEngine, scanned_pdf

from pdfai import InvalidArgumentError, OcrCopilotOptions, OpenAIClient
from pdfai.cli.batch import Outcome
from pdfai.documents.ocr import EngineFailedError
from pdfai.documents.rendering import Rendered, RenderingFailed, View, render
from pdfai.errors import BudgetExceededError, OcrUnavailableError
from pdfai.sources import as_documents

READ = "The net revenue was 48 million euros."
MANUAL = Path(__file__).parent.parent / "documents" / "data" / "manual-en.pdf"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Two scanned pages."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned_pdf(["", ""]))
    return path


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> ScriptedEngine:
    """What this machine reads with."""
    scripted = ScriptedEngine(READ)
    for place in ("pdfai._sync.copilots.ocr", "pdfai.reading_scans"):
        monkeypatch.setattr(f"{place}.available_engine", lambda: scripted)
    return scripted


@pytest.mark.usefixtures("engine")
def test_reads_on_this_machine(pdfai: Callable[..., Any], scan: Path) -> None:
    """The text is on stdout, and who read it is said."""
    outcome = pdfai("ocr", scan)
    assert (outcome.code, outcome.out) == (0, f"{READ}\n\n{READ}\n")
    assert outcome.err == "scan.pdf was read by scripted.\n"


def test_reads_by_a_model(pdfai: Callable[..., Any], scan: Path, upstream: Any) -> None:
    """One that is named; a line of JSON has its pages and what they cost."""
    upstream.says("Forty goats.")
    outcome = pdfai("ocr", f"{scan}[2]", "--model", "m", "--upstream-url", upstream.url, "--json")
    told = json.loads(outcome.out)
    assert (outcome.code, told["document"], told["outcome"], told["model"]) == (0, "scan.pdf", "done", "m")
    ((page),) = told["pages"]
    assert (page["number"], page["text"], page["error"]) == (2, "Forty goats.", "")
    assert told["usage"] == page["usage"]
    assert told["usage"]["completion_tokens"] == 3


@pytest.mark.usefixtures("engine")
def test_a_bad_file_does_not_stop_the_others(pdfai: Callable[..., Any], scan: Path, tmp_path: Path) -> None:
    """It is named, and its failure is the exit code."""
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(scan.read_bytes()[:200])
    outcome = pdfai("ocr", bad, scan, "--json")
    told = [json.loads(line) for line in outcome.out.splitlines()]
    assert [(each["document"], each["outcome"]) for each in told] == [
        ("bad.pdf", "failed"),
        ("scan.pdf", "done"),
    ]
    assert (outcome.code, told[0]["exit_code"]) == (3, 3)
    assert "pdfai: bad.pdf is damaged" in outcome.err


@pytest.mark.usefixtures("engine")
def test_copies_that_can_be_searched(pdfai: Callable[..., Any], scan: Path, tmp_path: Path) -> None:
    """One file's is the file that is named, those of several go to a folder; the text of each can be read."""
    pytest.importorskip("pikepdf")
    copy = tmp_path / "copy.pdf"
    outcome = pdfai("ocr", scan, "--searchable", copy)
    assert outcome.code == 0
    assert outcome.err == f"scan.pdf was read by scripted; in its copy {copy} 2 more pages can be searched.\n"
    assert READ in pdfai("summarize", copy, "--ocr", "off").out
    shutil.copy(scan, tmp_path / "other.pdf")
    assert pdfai("ocr", scan, tmp_path / "other.pdf", "--searchable", tmp_path / "copies").code == 0
    names = {path.name for path in (tmp_path / "copies").iterdir()}
    assert names == {"other.searchable.pdf", "scan.searchable.pdf"}


@pytest.mark.usefixtures("engine")
def test_copies_are_not_held(
    pdfai: Callable[..., Any], scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of many documents would fill the memory."""
    pytest.importorskip("pikepdf")
    kept: list[Outcome] = []
    monkeypatch.setattr("pdfai.cli.ocr.exit_code", kept.extend)
    shutil.copy(scan, tmp_path / "other.pdf")
    pdfai("ocr", scan, tmp_path / "other.pdf", "--searchable", tmp_path / "copies")
    assert [(outcome.status, outcome.value) for outcome in kept] == [("done", None)] * 2


def test_a_copy_never_takes_its_sources_place(refused: Callable[..., str], scan: Path) -> None:
    """Nor is one promised of what a model reads."""
    before = scan.read_bytes()
    assert "is the document itself" in refused("ocr", scan, "--searchable", scan, code=2)
    assert scan.read_bytes() == before
    url = ("--model", "m", "--upstream-url", "http://localhost:1/v1")
    assert "which no model tells" in refused("ocr", scan, "--searchable", "x.pdf", *url, code=2)


@pytest.mark.usefixtures("engine")
def test_scans_are_asked_and_summarised(pdfai: Callable[..., Any], scan: Path) -> None:
    """They are read first unless that is turned off, which is said on stderr."""
    pytest.importorskip("pikepdf")
    outcome = pdfai("chat", scan, "--ask", "What was the net revenue?")
    assert READ in outcome.out
    assert outcome.err.startswith("scan.pdf: pages 1-2 were read by scripted\n")
    outcome = pdfai("summarize", scan)
    assert READ in outcome.out
    assert "scan.pdf: pages 1-2 were read by scripted\n" in outcome.err
    outcome = pdfai("summarize", scan, "--ocr", "off")
    assert (outcome.code, outcome.out) == (3, "")
    assert pdfai("chat", scan, "--ask", "Who?", "--ocr", "never").code == 2


def test_says_what_to_install(pdfai: Callable[..., Any], scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing reads scans, there is no text."""

    def missing() -> None:
        raise OcrUnavailableError

    monkeypatch.setattr("pdfai.reading_scans.available_engine", missing)
    outcome = pdfai("chat", scan, "--ask", "Who?")
    assert outcome.code == 3
    assert outcome.err.splitlines()[0] == (
        "scan.pdf has pages without text; install tesseract-ocr or pdfai[ocr] to have them read"
    )
    assert "scan.pdf contains no text" in outcome.err


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_tesseract(pdfai: Callable[..., Any], tmp_path: Path) -> None:
    """What is on paper is on stdout."""
    pytest.importorskip("PIL")
    from scanning import scan  # noqa: PLC0415  # needs Pillow

    path = tmp_path / "manual.pdf"
    path.write_bytes(scan([MANUAL.read_bytes()]))
    outcome = pdfai("ocr", path)
    assert outcome.code == 0
    assert "Wear eye protection whenever the wheels turn." in outcome.out


def test_every_option_is_heeded(
    pdfai: Callable[..., Any], scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are the copilot's."""
    asked: list[OcrCopilotOptions] = []

    def noted(_: OpenAIClient, options: OcrCopilotOptions) -> None:
        asked.append(options)
        raise InvalidArgumentError("enough")

    monkeypatch.setattr(OpenAIClient, "get_ocr_copilot", noted)
    flags = ["--prompt", "What?", "--instructions", "Be exact.", "--detail", "low", "--password", "open"]
    flags += ["--max-completion-tokens", "300", "--resolution", "100", "--language", "ko", "--model", "m"]
    assert pdfai("ocr", scan, *flags, "--upstream-url", "http://localhost:1/v1").code == 2
    (options,) = asked
    assert options == OcrCopilotOptions(
        model="m",
        user_instructions="What?",
        instructions="Be exact.",
        detail="low",
        max_completion_tokens=300,
        resolution=100,
        language="ko",
        documents=options.documents,
    )
    (document,) = as_documents(options.documents)
    assert document.password == "open"


def test_a_page_that_was_not_read_is_a_failure(
    pdfai: Callable[..., Any], engine: ScriptedEngine, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the text of the others, and of one document among several with its name."""

    def fail(*_: object, **__: object) -> None:
        raise EngineFailedError("it fails on it")

    monkeypatch.setattr(engine, "read", fail)
    outcome = pdfai("ocr", f"{scan}[1]")
    assert outcome.code != 0
    assert "pdfai: scan.pdf was not read as a whole: page 1: it fails on it\n" in outcome.err


@pytest.mark.usefixtures("engine")
def test_several_are_named(pdfai: Callable[..., Any], scan: Path, tmp_path: Path) -> None:
    """Nobody could tell them apart."""
    shutil.copy(scan, tmp_path / "other.pdf")
    out = pdfai("ocr", f"{scan}[1]", f"{tmp_path}/other.pdf[2]").out
    assert out == f"scan.pdf\n\n{READ}\n\nother.pdf\n\n{READ}\n\n"


def test_a_budget_ends_it(pdfai: Callable[..., Any], upstream: Any, scan: Path, tmp_path: Path) -> None:
    """No further document is begun."""
    upstream.says("Read.")
    shutil.copy(scan, tmp_path / "other.pdf")
    answering = ("--upstream-url", upstream.url, "--model", "m", "--max-tokens-total", "10")
    outcome = pdfai("ocr", scan, tmp_path / "other.pdf", *answering)
    assert outcome.code == 9
    assert outcome.err.endswith("Stopped: of 2, 1 failed.\n")
    assert upstream.paths == []


def test_a_copy_that_cannot_be_written_is_refused_first(
    refused: Callable[..., str], engine: ScriptedEngine, scan: Path, tmp_path: Path
) -> None:
    """Nothing is read for it."""
    line = refused("ocr", scan, "--searchable", tmp_path / "none" / "copy.pdf", code=2)
    assert "its folder does not exist" in line
    assert engine.asked == 0


@pytest.mark.usefixtures("engine")
def test_says_how_many_pages_can_be_searched(pdfai: Callable[..., Any], tmp_path: Path) -> None:
    """A copy may be as the document was, and then nobody is told otherwise."""
    pytest.importorskip("pikepdf")
    path, copy = tmp_path / "scan.pdf", tmp_path / "copy.pdf"
    path.write_bytes(scanned_pdf(["This page has text of its own.", ""]))
    outcome = pdfai("ocr", f"{path}[1]", "--searchable", copy)
    assert outcome.err.endswith(f"; no page lacks its text, and {copy} is as the document was.\n")
    assert copy.read_bytes() == path.read_bytes()
    outcome = pdfai("ocr", path, "--searchable", copy)
    assert outcome.err.endswith(f"; in its copy {copy} 1 more page can be searched.\n")
    told = json.loads(pdfai("ocr", path, "--searchable", copy, "--json").out)
    assert told["layered_pages"] == [2]


@pytest.mark.usefixtures("engine")
def test_of_a_folder_the_pdfs(pdfai: Callable[..., Any], scan: Path) -> None:
    """A text has nothing to be recognised."""
    scan.with_name("notes.txt").write_text("Notes.")
    outcome = pdfai("ocr", scan.parent, "--json")
    assert [json.loads(line)["document"] for line in outcome.out.splitlines()] == ["scan.pdf"]
    assert outcome.code == 0


@pytest.mark.usefixtures("engine")
def test_a_copy_is_written_whole_or_not_at_all(
    pdfai: Callable[..., Any], scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was there stays, and nothing lies beside it."""
    pytest.importorskip("pikepdf")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    copy = tmp_path / "copies" / "copy.pdf"
    copy.parent.mkdir()
    copy.write_bytes(b"before")
    monkeypatch.setattr(os, "replace", full)
    assert pdfai("ocr", scan, "--searchable", copy).code != 0
    assert [(path.name, path.read_bytes()) for path in copy.parent.iterdir()] == [("copy.pdf", b"before")]


def test_what_was_paid_for_is_shown(
    pdfai: Callable[..., Any], upstream: Any, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever ends the work before all pages are read."""

    def fails_at_the_second(data: bytes, views: list[View], **_: object) -> list[Rendered | RenderingFailed]:
        if views[0].page == 2:
            raise BudgetExceededError("tokens", spent=5, held=0, limit=10, needed=9)
        return render(data, views)

    upstream.says("Forty goats.")
    monkeypatch.setattr("pdfai._sync.copilots.ocr._AT_ONCE", 1)
    monkeypatch.setattr("pdfai._sync.copilots.ocr.render", fails_at_the_second)
    outcome = pdfai("ocr", scan, "--model", "m", "--upstream-url", upstream.url)
    assert (outcome.code, outcome.out) == (9, "Forty goats.\n")
    assert outcome.err.endswith("scan.pdf was read in part by m.\n")
