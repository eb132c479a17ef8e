"""`pdfai chat`: questions asked, answers printed, documents kept for the next time."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pdf_writer import write_pdf

from pdfai.documents import process

ENCRYPTED = Path(__file__).parent.parent / "documents" / "data" / "encrypted-aes-256.pdf"
REVENUE = "What was the net revenue?"
ONE_INDEXED_FILE = {"files", "indexes", "chunks", "chunk_terms"}

Command = Callable[..., Any]


def test_answers(pdfai: Command, report: Path) -> None:
    """The answer stands on stdout with its document and page; who answered, on stderr."""
    outcome = pdfai("chat", report, "--ask", REVENUE)
    assert outcome.code == 0
    assert outcome.out == (
        "The net revenue was 48 million euros in 2025. [1]\n"
        "\n"
        "[1] report.pdf, page 1: “The net revenue was 48 million euros in 2025.”\n"
    )
    assert outcome.err == "Answered by the offline model, in the documents' own words.\n"


def test_json(pdfai: Command, report: Path) -> None:
    """For programs: one object on one line."""
    outcome = pdfai("chat", report, "--ask", REVENUE, "--json")
    quote = "The net revenue was 48 million euros in 2025."
    assert outcome.out.count("\n") == 1
    assert json.loads(outcome.out) == {
        "text": f"{quote} [1]",
        "citations": [{"document": "report.pdf", "page": 1, "quote": quote}],
        "model": "extractive",
    }


def test_knows_nothing(pdfai: Command, report: Path) -> None:
    """Without an answer in the documents there is no citation, and the text says so."""
    answer = json.loads(pdfai("chat", report, "--ask", "Who painted the ceiling?", "--json").out)
    assert answer["citations"] == []
    assert answer["text"]


def test_several_documents(pdfai: Command, report: Path, tmp_path: Path) -> None:
    """The answer comes from the document that holds it; namesakes are told apart by their folders."""
    other = tmp_path / "berlin" / "report.pdf"
    other.parent.mkdir()
    other.write_bytes(write_pdf(["The warehouse in Berlin holds nine elephants."]))
    answer = json.loads(pdfai("chat", report, other, report, "--ask", "How many elephants?", "--json").out)
    assert [cited["document"] for cited in answer["citations"]] == [str(other)]


def test_password(pdfai: Command, data: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its password an encrypted PDF is as good as any; its copy without encryption does not stay."""
    question = ("--ask", "What is the secret of page 2?")
    assert "otter 2" in pdfai("chat", ENCRYPTED, *question, "--password", "open sesame").out
    assert data.is_clean()
    monkeypatch.setenv("PDFAI_PASSWORD", "open sesame")
    assert "otter 2" in pdfai("chat", ENCRYPTED, *question).out


def test_password_for_all(pdfai: Command, report: Path, data: Any) -> None:
    """A password that a document does not need does no harm, and it is kept as it is."""
    assert "48 million" in pdfai("chat", report, "--ask", REVENUE, "--password", "x").out
    assert data.rows()["files"] == 1


def test_asks_again(pdfai: Command, report: Path, data: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time the same bytes are not read again, whatever their name; one copy of them stays."""
    pdfai("chat", report, "--ask", REVENUE)
    copy = report.rename(report.with_name("copy.pdf"))
    monkeypatch.setattr(process, "_WORKER", Path("no such worker"))
    outcome = pdfai("chat", copy, "--ask", REVENUE)
    assert "[1] copy.pdf, page 1" in outcome.out
    assert data.rows().keys() == ONE_INDEXED_FILE
    assert (data.rows()["files"], data.rows()["indexes"], len(data.files())) == (1, 1, 1)


def test_failure_costs_no_index(pdfai: Command, report: Path, data: Any, upstream: Any) -> None:
    """What an earlier chat keeps stays when a later one fails."""
    pdfai("chat", report, "--ask", REVENUE)
    kept = data.rows()
    upstream.answers = [(404, "text/html", b"<html>Nothing here</html>")]
    assert pdfai("chat", report, "--ask", REVENUE, "--model", "m", "--upstream-url", upstream.url).code == 6
    assert data.rows() == kept


def test_at_the_same_time(start: Callable[..., "subprocess.Popen[str]"], report: Path, data: Any) -> None:
    """Commands share a data directory; one copy of the document stays."""
    processes = [start("chat", report, "--ask", REVENUE) for _ in range(3)]
    answers = [process.communicate(timeout=30) for process in processes]
    assert all("48 million" in out for out, _ in answers), answers
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert data.rows().keys() == ONE_INDEXED_FILE
    assert (data.rows()["files"], data.rows()["indexes"]) == (1, 1)


def test_real_model(pdfai: Command, report: Path, upstream: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model answers where one is named, with the key for it; it is said who."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    upstream.says("It was 48 million euros [1].")
    outcome = pdfai("chat", report, "--ask", REVENUE, "--model", "m", "--upstream-url", upstream.url)
    assert outcome.out.startswith("It was 48 million euros [1]")
    assert "[1] report.pdf, page 1" in outcome.out
    assert outcome.err == f"Answered by m at {upstream.url}.\n"
    assert upstream.keys == {"Bearer sk-secret"}


def test_unused_key(pdfai: Command, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has a key is told how to use it; it goes nowhere unasked."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    assert "name a --model" in pdfai("chat", report, "--ask", REVENUE).err


def test_verbose(pdfai: Command, report: Path) -> None:
    """The log is there for who asks, also that of the server in this process; the next command is quiet."""
    assert "POST /v1/threads" in pdfai("chat", report, "--ask", REVENUE, "--verbose").err
    assert "POST" not in pdfai("chat", report, "--ask", REVENUE).err
