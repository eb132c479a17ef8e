"""`pdfai inspect`: what people and programs read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pdf_writer import write_pdf

from pdfai.cli.inspection_text import as_text, runs
from pdfai.inspection import Inspection, PageInspection, PageKind

DATA = Path(__file__).parents[1] / "documents" / "data"
LOOKS = """\
manual-ko.pdf: 2 pages, 63 KiB
  Pages     all text
  Paper     420 x 595 pt (A5)
  Text      about 488 tokens (652 characters)
  Cost      about 0.0012 to read once
  Title     보람 가습기 HB-300 사용 설명서
  Language  ko
  Holds     tags, an outline

notes.md: text, 7 bytes
  Text  about 2 tokens (7 characters)
  Cost  about 0.0000050 to read once

encrypted-aes-256.pdf: 2 pages, 2 KiB
  Pages       all text
  Paper       595 x 842 pt (A4)
  Text        about 18 tokens (66 characters)
  Cost        about 0.000045 to read once
  Encryption  opened by its password; not allowed: adding and removing pages

Together: 3 files, 5 pages, about 508 tokens; about 0.0013 to read once
"""


def pages(*kinds: PageKind) -> list[PageInspection]:
    """One of each kind."""
    return [
        PageInspection(number=number, kind=kind, width=612, height=792, characters=100, tokens=25, images=0)
        for number, kind in enumerate(kinds, start=1)
    ]


def test_what_people_see(pdfai: Callable[..., Any], tmp_path: Path) -> None:
    """Each file with what there is to say about it, and all together."""
    notes = tmp_path / "notes.md"
    notes.write_text("# Notes")
    files = [DATA / "manual-ko.pdf", notes, DATA / "encrypted-aes-256.pdf"]
    outcome = pdfai("inspect", *files, "--password", "open sesame", "--price", "*=2.5")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == LOOKS


def test_one_is_not_summed_up(pdfai: Callable[..., Any], report: Path) -> None:
    """There is nothing to add to it, and a file that cannot be read adds nothing."""
    for files in ([report], [report, report.with_name("missing.pdf")]):
        out = pdfai("inspect", *files).out
        assert out.startswith("report.pdf: 2 pages")
        assert "Together" not in out


def test_what_programs_see(pdfai: Callable[..., Any], report: Path) -> None:
    """A line for each file."""
    outcome = pdfai("inspect", report, f"{report}[2]", "--json", "--price", "gpt-x=10/20")
    whole, part = map(json.loads, outcome.out.splitlines())
    assert (whole["document"], whole["format"], len(whole["pages"])) == ("report.pdf", "pdf", 2)
    assert whole["tokens"] == sum(page["tokens"] for page in whole["pages"]) == 22
    assert whole["costs"] == {"gpt-x": pytest.approx(0.00022)}
    assert part["document"] == "report.pdf[2]"
    assert [page["number"] for page in part["pages"]] == [2]


def test_a_bad_file_does_not_stop_the_others(pdfai: Callable[..., Any], report: Path, tmp_path: Path) -> None:
    """Each has a line on stderr, and the first of them says the exit code."""
    empty, missing = tmp_path / "empty.pdf", tmp_path / "missing.pdf"
    empty.touch()
    outcome = pdfai("inspect", empty, report, missing, DATA / "encrypted-aes-256.pdf")
    assert outcome.out.startswith("report.pdf: 2 pages")
    first, second, third = outcome.err.splitlines()
    assert first.startswith("pdfai: empty.pdf is empty")
    assert "missing.pdf cannot be opened" in second
    assert third.startswith("pdfai: encrypted-aes-256.pdf is encrypted")
    assert outcome.code == 3


def test_programs_hear_of_bad_files_too(pdfai: Callable[..., Any], report: Path, tmp_path: Path) -> None:
    """On a line of their own, in their place."""
    empty = tmp_path / "empty.pdf"
    empty.touch()
    outcome = pdfai("inspect", empty, report, "--json")
    bad, good = map(json.loads, outcome.out.splitlines())
    assert (bad["document"], bad["outcome"], bad["exit_code"]) == ("empty.pdf", "failed", 3)
    assert bad["error"].startswith("empty.pdf is empty")
    assert (good["document"], good["outcome"]) == ("report.pdf", "done")
    assert outcome.code == 3


def test_a_scan_is_no_failure(pdfai: Callable[..., Any], tmp_path: Path) -> None:
    """It is what one looks for here."""
    path = tmp_path / "blank.pdf"
    path.write_bytes(write_pdf(["", ""]))
    outcome = pdfai("inspect", path)
    assert outcome.code == 0
    assert "Pages  all empty" in outcome.out


@pytest.mark.parametrize("price", ["m=-1", "m=nan", "m", "2.5"])
def test_refuses_what_is_no_price(refused: Callable[..., str], report: Path, price: str) -> None:
    """Before anything is read."""
    assert "--price" in refused("inspect", report, "--price", price, code=2)


def test_names_and_titles_do_not_steer() -> None:
    """Whatever stands in them is shown on its line."""
    name, title = "a\n\x1b[31mred.pdf", "b\r\n\u202ec"
    inspection = Inspection(name=name, format="pdf", bytes=3_000_000, pages=tuple(pages("text")), title=title)
    shown = as_text(inspection)
    assert shown.startswith("a [31mred.pdf: 1 page, 2.9 MiB\n  Pages  text\n  Paper  612 x 792 pt (Letter)\n")
    assert shown.endswith("Title  b c")


def test_pages_of_a_kind_are_told_together() -> None:
    """Up to a point."""
    assert runs(pages("text")) == "text"
    assert runs(pages("scanned", "scanned")) == "all scanned"
    assert runs(pages("text", "text", "scanned", "text")) == "1-2 text, 3 scanned, 4 text"
    kinds: list[PageKind] = ["text", "scanned"]
    assert runs(pages(*kinds * 10, "empty")) == "10 text, 10 scanned, 1 empty"
