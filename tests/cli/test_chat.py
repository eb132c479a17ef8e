"""`pdfai chat`: questions asked, answers printed, documents kept for the next time."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pdf_writer import write_pdf

from pdfai.cli.keys import key_for
from pdfai.documents import process

ENCRYPTED = Path(__file__).parent.parent / "documents" / "data" / "encrypted-aes-256.pdf"
REVENUE = "What was the net revenue?"
ONE_INDEXED_FILE = {"files", "indexes", "chunks", "chunk_terms", "page_places"}

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
        "citations": [
            {
                "document": "report.pdf",
                "page": 1,
                "quote": quote,
                "rectangles": [[50.0, 787.5, 279.1, 800.6]],
            }
        ],
        "model": "extractive",
    }


def test_knows_nothing(pdfai: Command, report: Path) -> None:
    """Without an answer in the documents there is no citation, and the text says so."""
    answer = json.loads(pdfai("chat", report, "--ask", "Who painted the ceiling?", "--json").out)
    assert answer["citations"] == []
    assert answer["text"] == "The documents do not contain an answer to this question."


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


def test_says_who_answered(pdfai: Command, report: Path, serve: Callable[..., str]) -> None:
    """A server may answer with another model than was named; the truth is what is told."""
    url = serve()
    outcome = pdfai("chat", report, "--ask", REVENUE, "--base-url", url, "--model", "gpt-x", "--json")
    assert json.loads(outcome.out)["model"] == "extractive"
    assert outcome.err == f"Answered by extractive at {url}.\n"
    conversation = pdfai("chat", report, "--base-url", url, "--model", "gpt-x", typed=REVENUE)
    assert conversation.err == f"Answers come from the server at {url}.\n"


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


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_key_within_this_machine(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """OPENAI_API_KEY is for whom it reaches unread: over https, and on this machine."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret\n")
    for url in ("https://example.com/v1", "example.com", f"http://{host}:8080/v1"):
        assert key_for(url, None) == "sk-secret"


def test_key_in_clear_text(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Over plain http to another machine only a key goes that was given for it; one line says so."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    url = "http://192.0.2.1:8080/v1"
    assert key_for(url, "sk-given") == "sk-given"
    assert key_for(url, "") == ""
    assert capsys.readouterr().err == ""
    assert key_for(url, None) == ""
    assert capsys.readouterr().err == (
        f"OPENAI_API_KEY is not sent to {url}, as others could read it: if need be, use --upstream-api-key\n"
    )
    monkeypatch.delenv("OPENAI_API_KEY")
    assert key_for(url, None) == ""
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(os.name != "posix", reason="pipes with a path are POSIX's")
def test_pipes(start: Callable[..., "subprocess.Popen[str]"], report: Path) -> None:
    """A document may come through a pipe: `cat report.pdf | pdfai chat /dev/stdin`."""
    process: Any = start("chat", "/dev/stdin", "--ask", REVENUE, text=False)
    out, err = process.communicate(report.read_bytes(), timeout=30)
    assert b"[1] stdin, page 1" in out, err


def test_a_question_that_is_no_text(pdfai: Command, report: Path) -> None:
    """Bytes of another encoding do not keep the rest from being understood."""
    outcome = pdfai("chat", report, "--ask", f"{REVENUE} \udce9")
    assert (outcome.code, outcome.out.count("48 million")) == (0, 2)


def test_closed_streams(pdfai: Command, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever closes stdout or stderr wants nothing there."""
    monkeypatch.setattr("sys.stdout", None)
    assert pdfai("chat", report, "--ask", REVENUE).code == 0
    monkeypatch.setattr("sys.stderr", None)
    assert pdfai("chat", report.with_name("missing.pdf"), "--ask", REVENUE).code == 3


def test_verbose(pdfai: Command, report: Path) -> None:
    """The log is there for who asks, also that of the server in this process; the next command is quiet."""
    assert "POST /v1/threads" in pdfai("chat", report, "--ask", REVENUE, "--verbose").err
    assert "POST" not in pdfai("chat", report, "--ask", REVENUE).err
