"""What `pdfai chat` can be told besides the question."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from data_folder import DataFolder
from pdf_writer import write_pdf
from pdfai_api.models import TruncationStrategy
from saved_text import paper_of, words_in

from pdfai import OpenAIClient

REVENUE = "What was the net revenue?"


@pytest.mark.parametrize("format", ["pdf", "docx", "html", "md", "txt"])
def test_output(pdfai: Callable[..., Any], report: Path, tmp_path: Path, format: str) -> None:
    """The answer is printed, and written with its sources."""
    path = tmp_path / f"answer.{format}"
    outcome = pdfai("chat", report, "--ask", REVENUE, "--output", path)
    assert outcome.code == 0
    assert "48 million" in outcome.out
    assert f"The answer is in {path}." in outcome.err
    text = words_in(path)
    assert REVENUE in text
    assert "The net revenue was 48 million euros in 2025. [1]" in text.replace("\\", "")
    assert "report.pdf, page 1" in text


def test_output_on_other_paper(pdfai: Callable[..., Any], report: Path, tmp_path: Path) -> None:
    """Of the size that is named."""
    path = tmp_path / "answer.pdf"
    outcome = pdfai("chat", report, "--ask", REVENUE, "--output", path, "--page-size", "A5")
    assert outcome.code == 0
    assert paper_of(path.read_bytes()) == (420, 595)


def test_output_that_cannot_be(
    refused: Callable[..., str], pdfai: Callable[..., Any], report: Path, tmp_path: Path
) -> None:
    """It is refused before anybody is asked."""
    asked = ("chat", report, "--ask", REVENUE)
    assert "a directory" in refused(*asked, "--output", tmp_path, "--format", "md", code=2)
    assert "odt" in refused(*asked, "--output", tmp_path / "answer.odt", code=2)
    assert "--output" in refused(*asked, "--format", "md", code=2)
    assert "--ask" in refused("chat", report, "--output", tmp_path / "answer.md", code=2)
    assert "page size" in refused(*asked, "--page-size", "foo", code=2)
    assert not list(tmp_path.glob("answer.*"))


def test_the_document_is_not_overwritten(refused: Callable[..., str], report: Path, tmp_path: Path) -> None:
    """By none of its names."""
    before = report.read_bytes()
    link = tmp_path / "link.pdf"
    link.symlink_to(report)
    for name in (report, link, tmp_path / "." / "temporary" / ".." / "report.pdf"):
        line = refused("chat", f"{report}[1]", "--ask", REVENUE, "--output", name, code=2)
        assert line == f"{name} is the document itself: write to another file"
    assert report.read_bytes() == before


def test_context(pdfai: Callable[..., Any], report: Path, tmp_path: Path, data: DataFolder) -> None:
    """A conversation goes on in another call, without the document; without it, nothing does."""
    context = tmp_path / "chat.json"
    assert pdfai("chat", report, "--ask", REVENUE, "--context", context).code == 0
    assert "threads" in data.rows()
    outcome = pdfai("chat", "--ask", "In which year?", "--context", context, "--json")
    answer = json.loads(outcome.out)
    assert "2025" in answer["text"]
    assert answer["citations"][0]["document"] == "report.pdf"


def test_what_the_server_is_told(
    pdfai: Callable[..., Any], report: Path, tmp_path: Path, data: DataFolder
) -> None:
    """A name, how much of a conversation is read, and how long the index is kept."""
    flags = ("--assistant-name", "Bori", "--truncate-to", "3", "--expire-days", "30")
    context = tmp_path / "chat.json"
    assert pdfai("chat", report, "--ask", REVENUE, "--context", context, *flags).code == 0
    with OpenAIClient.embedded(data.path) as client:
        assert [each.name for each in client.get_assistants()] == ["Bori"]
        (store,) = client.get_vector_stores()
        (run,) = client.get_runs(json.loads(context.read_text())["thread_id"])
    assert store.to_dict()["expires_after"]["days"] == 30
    assert run.truncation_strategy == TruncationStrategy(type="last_messages", last_messages=3)


def test_nothing_to_ask(refused: Callable[..., str], tmp_path: Path) -> None:
    """Without a file and without a conversation there is nothing to ask."""
    assert "No file was named" in refused("chat", "--ask", REVENUE, code=2)
    assert "No file was named" in refused("chat", "--ask", "Who?", "--context", tmp_path / "new", code=2)


def test_pages(pdfai: Callable[..., Any], report: Path) -> None:
    """Of some pages only these are asked, and citations count as the document does."""
    outcome = pdfai("chat", f"{report}[2]", "--ask", "How many people is the staff?", "--json")
    assert json.loads(outcome.out)["citations"][0]["page"] == 2
    outcome = pdfai("chat", f"{report}[2]", "--ask", REVENUE, "--json")
    assert json.loads(outcome.out)["citations"] == []


def test_folder_and_texts(pdfai: Callable[..., Any], tmp_path: Path) -> None:
    """A folder stands for the PDFs and texts in it."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.pdf").write_bytes(write_pdf(["The net revenue was 48 million euros."]))
    (tmp_path / "papers" / "b.md").write_text("# Staff\n\nThe staff grew to 310 people in Busan.\n")
    outcome = pdfai(
        "chat", tmp_path / "papers", "--json", typed=f"{REVENUE}\nHow many people is the staff?\n"
    )
    cited = [json.loads(line)["citations"][0]["document"] for line in outcome.out.splitlines()]
    assert cited == ["a.pdf", "b.md"]


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (["--temperature", "3"], "temperature must be from 0 to 2"),
        (["--truncate-to", "0"], "--truncate-to"),
        (["--expire-days", "366"], "from 1 to 365, not 366"),
        (["--max-cost", "0"], "--max-cost needs a --price"),
        (["--max-prompt-tokens", "10"], "256 or more, not 10"),
        (["--instructions-file", "missing.txt"], r"Cannot read missing.txt"),
        (["--instructions", "x", "--instructions-file", "y"], "leave one of them out"),
    ],
)
def test_wrong_options(refused: Callable[..., str], report: Path, flags: list[str], words: str) -> None:
    """What no server would take is refused at once."""
    assert words in refused("chat", report, "--ask", REVENUE, *flags, code=2)
