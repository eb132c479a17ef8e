"""Where `pdfai summarize` writes: never over a document, in the place that was meant, and whatever fails."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pdf_writer import write_pdf
from saved_text import paper_of

from pdfai.cli.journal import Journal

GOATS = "The farm at Busan keeps forty goats and two dogs. They live in a stone house near the river."
RAIN = "In June it rains for days in the valley. The river rises then and floods the lower fields."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "farm.pdf").write_bytes(write_pdf([GOATS]))
    (folder / "weather.md").write_text(RAIN)
    return folder


def names(folder: Path) -> list[str]:
    """What is in a folder, but for the journal."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_a_document_is_not_overwritten(refused: Callable[..., str], folder: Path, tmp_path: Path) -> None:
    """Neither the only one, nor one of those summarised together, nor one called like a summary."""
    farm = folder / "farm.pdf"
    user_made = folder / "farm.summary.pdf"
    user_made.write_bytes(farm.read_bytes())
    before = {path: path.read_bytes() for path in folder.iterdir()}
    for arguments in (
        (f"{farm}[1]", "--output", farm),
        (folder / "weather.md", farm, "--together", "--output", farm),
        (folder, "--output", folder),
    ):
        told = refused("summarize", *arguments, code=2)
        assert told.endswith("is the document itself: write to another file")
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_one_file_is_written_to_a_file(pdfai: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    """With a format in its ending or behind --format, as by `chat`; a folder is one that ends in a slash."""
    farm = folder / "farm.pdf"
    for arguments, made in (
        (("res", "--format", "txt"), "res"),
        (("short.md",), "short.md"),
        (("new/", "--format", "txt"), "new/farm.summary.txt"),
        (("v1.2/", "--format", "txt"), "v1.2/farm.summary.txt"),
    ):
        outcome = pdfai("summarize", farm, "--output", f"{tmp_path}/{arguments[0]}", *arguments[1:])
        assert outcome.code == 0, outcome.err
        assert (tmp_path / made).is_file()
        assert f"farm.pdf: the summary is in {tmp_path / made}" in outcome.err


def test_on_other_paper(pdfai: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    """Of the size that is named."""
    made = tmp_path / "short.pdf"
    assert pdfai("summarize", folder / "farm.pdf", "--output", made, "--page-size", "A5").code == 0
    assert paper_of(made.read_bytes()) == (420, 595)


def test_a_folder_goes_into_a_folder(pdfai: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    """Also on the day when it holds one document."""
    (folder / "weather.md").unlink()
    arguments = ("--output", tmp_path / "out", "--format", "txt", "--jobs", "4")
    assert pdfai("summarize", folder, *arguments).code == 0
    assert pdfai("summarize", f"{folder}/*.pdf", *arguments).code == 0
    assert names(tmp_path / "out") == ["farm.summary.txt"]


@pytest.mark.parametrize("count", [1, 2])
def test_several_files_do_not_go_into_one(
    refused: Callable[..., str], folder: Path, tmp_path: Path, count: int
) -> None:
    """However many there are today."""
    if count == 1:
        (folder / "weather.md").unlink()
    told = refused("summarize", folder, "--output", tmp_path / "s.out", "--format", "txt", code=2)
    assert "s.out is a file's name" in told
    assert told.endswith(f"{os.sep}")


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (["--page-size", "foo"], "'foo' is no page size"),
        (["--price", "cheap"], "is no price"),
        (["--max-cost", "0"], "--max-cost needs a --price"),
        (["--length", "tiny"], "length must be one of"),
    ],
)
def test_options_are_looked_at_first(
    refused: Callable[..., str], folder: Path, tmp_path: Path, flags: list[str], words: str
) -> None:
    """Once, and before a folder is made for them."""
    assert words in refused("summarize", folder, "--output", tmp_path / "out", *flags, code=2)
    assert words in refused("summarize", folder, *flags, code=2)
    assert not (tmp_path / "out").exists()


def test_together_into_their_own_folder(pdfai: Callable[..., Any], folder: Path) -> None:
    """The earlier summary is no document, those beside it still are; alone it leaves nothing to do."""
    arguments = ("summarize", folder, "--together", "--output", folder, "--format", "md")
    made = folder / "farm and 1 more.summary.md"
    assert f"2 documents: the summary is in {made}" in pdfai(*arguments).err
    assert f"2 documents: the summary is already in {made}" in pdfai(*arguments).err
    outcome = pdfai("summarize", made, "--output", folder)
    assert (outcome.code, outcome.err.startswith("Nothing to summarise: ")) == (0, True)


def test_a_journal_that_cannot_be_written(pdfai: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    """Is a warning: the summaries are there."""
    out = tmp_path / "out"
    (out / ".pdfai-summaries.jsonl").mkdir(parents=True)
    outcome = pdfai("summarize", folder, "--output", out, "--format", "md")
    assert outcome.code == 0
    assert outcome.err.count("the next call will make it again, as") == 2
    assert outcome.err.endswith("2 done.\n")


def test_one_that_fails_unforeseen(
    pdfai: Callable[..., Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is that one's outcome, and not the end of the others'."""

    def broken(_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("pdfai.cli.summarizing.open_content", broken)
    outcome = pdfai("summarize", folder, "--output", folder.parent / "out", "--json")
    told = list(map(json.loads, outcome.out.splitlines()))
    assert [(line["error"], line["exit_code"]) for line in told] == [
        ("farm.pdf failed: Input/output error", 1),
        ("weather.md failed: Input/output error", 1),
    ]
    assert outcome.code == 1
    assert outcome.err.endswith("2 failed.\n")


def test_a_full_disk_ends_it(
    pdfai: Callable[..., Any], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No further summary is begun (and paid for) that could not be written."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pdfai.replacement.Path.replace", full)
    outcome = pdfai("summarize", folder, "--output", tmp_path / "out", "--format", "md", "--jobs", "1")
    assert outcome.code == 1
    assert outcome.err.count("No space left on device") == 1
    assert "Stopped: of 2, 1 failed" in outcome.err
    assert names(tmp_path / "out") == []


def test_a_name_as_long_as_names_may_be(pdfai: Callable[..., Any], tmp_path: Path) -> None:
    """Its summary's is cut short, and no other's; both are told on one line."""
    stems = ["가" * 80 + "1234567", "가" * 80 + "7654321", "two\nlines"]
    folder = tmp_path / "long"
    folder.mkdir()
    for stem in stems:
        (folder / f"{stem}.txt").write_text(RAIN)
    outcome = pdfai("summarize", folder, "--output", tmp_path / "out", "--format", "md")
    assert outcome.code == 0, outcome.err
    assert len(names(tmp_path / "out")) == 3
    assert outcome.err.count("\n") == 5
    assert "two lines.txt: the summary is in" in outcome.err


def test_a_torn_line_swallows_nothing(tmp_path: Path) -> None:
    """What is noted after it is known to the next call."""
    journal = Journal.of(tmp_path)
    (tmp_path / "a.md").touch()
    journal.path.write_text('{"file": "b.md", "ke')
    for key in ("first", "second"):
        journal.note(tmp_path / "a.md", key)
    assert Journal.of(tmp_path).has(tmp_path / "a.md", "second")
    assert journal.path.read_text().count("\n") == 3


def test_the_same_model_elsewhere_makes_nothing_again(
    pdfai: Callable[..., Any], folder: Path, tmp_path: Path, upstream: Any
) -> None:
    """A server on another port, or another version of pdfai, is no reason to pay again; a new model is."""
    upstream.says("- Goats live near a river. [1:1]")
    arguments = ("summarize", folder / "farm.pdf", "--output", f"{tmp_path}/out/", "--format", "md")
    elsewhere = upstream.url.replace("127.0.0.1", "localhost")
    assert pdfai(*arguments, "--model", "m", "--upstream-url", upstream.url).code == 0
    asked = len(upstream.paths)
    assert "already" in pdfai(*arguments, "--model", "m", "--upstream-url", elsewhere).err
    assert len(upstream.paths) == asked
    assert "already" not in pdfai(*arguments, "--model", "n", "--upstream-url", upstream.url).err


def test_namesakes_leave_each_other_alone(pdfai: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    """A new document beside one of its name changes neither name nor summary of that."""
    arguments = ("summarize", folder, "--output", tmp_path / "out", "--format", "md")
    assert pdfai(*arguments).err.endswith("2 done.\n")
    (folder / "farm.txt").write_text(GOATS)
    (folder / "weather.txt").write_text(RAIN)
    assert pdfai(*arguments).err.endswith("2 done, 2 skipped.\n")
    other = tmp_path / "papers2"
    other.mkdir()
    (other / "farm.pdf").write_bytes(write_pdf([RAIN]))
    assert pdfai("summarize", folder, other, *arguments[2:]).err.endswith("1 done, 4 skipped.\n")
    assert [name for name in names(tmp_path / "out") if "-" not in name] == [
        "farm.summary.md",
        "farm.txt.summary.md",
        "weather.md.summary.md",
        "weather.txt.summary.md",
    ]
