"""`pdfai summarize`: one file or a folder of them; what became of each is told."""

import json
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from data_folder import DataFolder
from pdf_writer import write_pdf
from saved_text import words_in

from pdfai import AsyncOpenAIClient, InvalidArgumentError, SummaryCopilotOptions
from pdfai.sources import as_documents
from pdfai.testing.server import eventually

FARM = [
    "The farm at Busan keeps forty goats and two dogs. They live in a stone house near the river.",
    "Milk is sold at the market every Monday morning. The money pays for hay and for the vet.",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents, of which one is damaged."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "farm.pdf").write_bytes(write_pdf(FARM))
    (folder / "broken.pdf").write_bytes(write_pdf(FARM)[:300])
    (folder / "weather.md").write_text("# Weather\n\nIn June it rains for days. The river rises then.\n")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


def test_prints_statements_with_pages(pdfai: Callable[..., Any], folder: Path) -> None:
    """Each line is a sentence of the document and the page it stands on; who made it is said on stderr."""
    outcome = pdfai("summarize", folder / "farm.pdf")
    assert outcome.code == 0
    assert "- The farm at Busan keeps forty goats and two dogs. (p. 1)" in outcome.out
    assert outcome.err == "Summarised by the offline model, in the documents' own words.\n"


def test_a_bad_file_does_not_stop_the_rest(pdfai: Callable[..., Any], folder: Path) -> None:
    """Every file of a folder has its outcome, in the exit code too."""
    outcome = pdfai("summarize", folder)
    assert outcome.code == 3
    assert outcome.out.startswith("farm.pdf\n\n- The farm")
    assert "\n\nweather.md\n\n- In June it rains for days. (p. 1)" in outcome.out
    assert "pdfai: broken.pdf is damaged" in outcome.err
    assert outcome.err.endswith("2 done, 1 failed.\n")
    assert "picture" not in outcome.out + outcome.err


def test_json(pdfai: Callable[..., Any], folder: Path) -> None:
    """A line for each file, those that failed too."""
    outcome = pdfai("summarize", folder, "--json", "--jobs", "1")
    told = {line["document"]: line for line in map(json.loads, outcome.out.splitlines())}
    assert {name: line["outcome"] for name, line in told.items()} == {
        "broken.pdf": "failed",
        "farm.pdf": "done",
        "weather.md": "done",
    }
    assert told["broken.pdf"]["exit_code"] == 3
    statement = told["farm.pdf"]["summary"]["statements"][0]
    assert (statement["document"], statement["pages"]) == ("farm.pdf", [1])


def test_together(pdfai: Callable[..., Any], folder: Path) -> None:
    """One summary of several documents names the document of each statement."""
    outcome = pdfai("summarize", folder / "farm.pdf", folder / "weather.md", "--together")
    assert outcome.code == 0
    assert "[weather.md, p. 1]" in outcome.out
    assert "[farm.pdf, p. 1]" in outcome.out


@pytest.mark.parametrize("format", ["pdf", "docx", "html", "md", "txt"])
def test_output(pdfai: Callable[..., Any], folder: Path, tmp_path: Path, format: str) -> None:
    """A file is written in the format it ends in; stdout stays empty."""
    path = tmp_path / f"short.{format}"
    outcome = pdfai("summarize", folder / "farm.pdf", "--output", path)
    assert (outcome.code, outcome.out) == (0, "")
    assert str(path) in outcome.err
    text = words_in(path)
    assert FARM[0].partition(".")[0] in text
    assert "p. 1" in text


def test_section_by_section(pdfai: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    """Where it is asked for: shown, and written."""
    made = tmp_path / "short.md"
    asked = ("summarize", folder / "farm.pdf", folder / "weather.md", "--together")
    for flags, headings in (((), 0), (("--sections",), 2)):
        assert pdfai(*asked, *flags).out.count("## ") == headings
        assert pdfai(*asked, *flags, "--output", made).code == 0
        assert made.read_text().count("## ") == headings


def test_second_call_goes_on(pdfai: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    """What is written already is left as it is, what failed is tried again, what changed is made anew."""
    arguments = ("summarize", folder, "--output", tmp_path / "out", "--format", "md")
    assert pdfai(*arguments).err.endswith("2 done, 1 failed.\n")
    written = (tmp_path / "out" / "farm.summary.md").stat().st_mtime_ns
    (folder / "broken.pdf").write_bytes(write_pdf(FARM))
    (folder / "weather.md").write_text("In July the sun shines all day.")
    outcome = pdfai(*arguments)
    assert outcome.code == 0
    assert outcome.err.endswith("2 done, 1 skipped.\n")
    assert (tmp_path / "out" / "farm.summary.md").stat().st_mtime_ns == written
    assert "July" in (tmp_path / "out" / "weather.md.summary.md").read_text()
    assert pdfai(*arguments).err.endswith("3 skipped.\n")
    assert pdfai(*arguments, "--length", "short").err.endswith("3 done.\n")
    assert pdfai(*arguments, "--length", "short", "--again").err.endswith("3 done.\n")


def test_into_the_same_folder(pdfai: Callable[..., Any], folder: Path) -> None:
    """Summaries among the documents replace none of them, and are not summarised in turn."""
    (folder / "broken.pdf").unlink()
    before = (folder / "farm.pdf").read_bytes()
    for ending in ("2 done.\n", "2 skipped.\n"):
        assert pdfai("summarize", folder, "--output", folder).err.endswith(ending)
    assert (folder / "farm.pdf").read_bytes() == before
    assert (folder / "farm.summary.pdf").exists()


def test_namesakes(pdfai: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    """Two documents of one name have two summaries."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "farm.pdf").write_bytes(write_pdf(["The farm at Sejong grows rice and little else."]))
    out = tmp_path / "out"
    pdfai("summarize", folder / "farm.pdf", other / "farm.pdf", "--output", out, "--format", "txt")
    texts = sorted(path.read_text() for path in out.glob("*.txt"))
    assert len(texts) == 2
    assert "Busan" in "".join(texts)
    assert "Sejong" in "".join(texts)


def test_patterns_and_pages(pdfai: Callable[..., Any], folder: Path) -> None:
    """A pattern that no shell has resolved is resolved, with the pages behind it."""
    (folder / "broken.pdf").unlink()
    outcome = pdfai("summarize", f"{folder}/*.pdf[2]")
    assert outcome.code == 0
    assert "goats" not in outcome.out
    assert "(p. 2)" in outcome.out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["{folder}/none-*.pdf"], 3, "none-*.pdf cannot be opened (no file fits the pattern)"),
        (["{folder}/farm.pdf", "--length", "tiny"], 2, "length must be one of short, medium, long"),
        (["{folder}/farm.pdf", "--output", "x.odt"], 2, "'.odt' is no format to save in: choose one of pdf"),
        (["{folder}/farm.pdf", "--format", "pdf"], 2, "--format says how to write, --output where"),
        (
            ["{folder}", "--output", "{folder}/weather.md"],
            2,
            "weather.md is a file: what is made of several files needs a folder",
        ),
        (["{folder}/farm.pdf", "--page-size", "B9", "--output", "x.pdf"], 2, "'B9' is no page size"),
        (
            ["{folder}/farm.pdf", "--prompt", "Why?"],
            2,
            "follows no --prompt or --instructions: name a --model",
        ),
        (["{folder}/farm.pdf", "--jobs", "0"], 2, "'--jobs': "),
    ],
)
def test_wrong_usage(
    pdfai: Callable[..., Any],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    *,
    code: int,
    words: str,
) -> None:
    """One line that says what to do, and no file."""
    monkeypatch.chdir(folder.parent)
    outcome = pdfai("summarize", *(each.format(folder=folder) for each in arguments))
    assert outcome.code == code
    assert words in outcome.err
    assert (outcome.err.count("\n"), outcome.out) == (1, "")
    assert not list(folder.parent.glob("x.*"))


def test_by_a_model(pdfai: Callable[..., Any], folder: Path, upstream: Any, data: DataFolder) -> None:
    """With a model that was named, it is the model's words, and nothing of them stays on the server."""
    upstream.says("- Goats live near a river. [1:1]")
    outcome = pdfai("summarize", folder / "farm.pdf", "--model", "m", "--upstream-url", upstream.url)
    assert outcome.out == "- Goats live near a river. (p. 1)\n"
    assert f"m at {upstream.url}" in outcome.err
    assert data.is_clean()


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent as POSIX does")
def test_interrupted(
    start: Callable[..., "subprocess.Popen[str]"],
    pdfai: Callable[..., Any],
    folder: Path,
    upstream: Any,
    data: DataFolder,
) -> None:
    """Ctrl-C says what is done, leaves nothing half made, and the same command goes on with the rest."""
    (folder / "broken.pdf").unlink()
    out = folder.parent / "out"
    out.mkdir()
    upstream.says("- Goats live near a river. [1:1]")
    arguments = ("summarize", folder, "--output", out, "--format", "md", "--jobs", "1")
    by_model = ("--model", "m", "--upstream-url", upstream.url)
    assert pdfai("summarize", folder / "farm.pdf", *arguments[2:], *by_model).code == 0
    upstream.was_asked.clear()
    upstream.may_answer.clear()
    process = start(*arguments, *by_model)
    assert upstream.was_asked.wait(20)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    upstream.may_answer.set()
    assert process.returncode == 130
    assert "Stopped: of 2, 1 skipped; the same command goes on with the rest." in said
    assert "Traceback" not in said
    assert eventually(data.is_clean)
    assert sorted(path.name for path in out.glob("*.md")) == ["farm.summary.md"]
    assert pdfai(*arguments, *by_model).err.endswith("1 done, 1 skipped.\n")


def test_every_option_is_heeded(
    pdfai: Callable[..., Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are the copilot's."""
    asked: list[SummaryCopilotOptions] = []

    def noted(_: AsyncOpenAIClient, options: SummaryCopilotOptions) -> None:
        asked.append(options)
        raise InvalidArgumentError("enough")

    monkeypatch.setattr(AsyncOpenAIClient, "get_summary_copilot", noted)
    flags = ["--prompt", "What?", "--instructions", "Be exact.", "--length", "short", "--ocr", "off"]
    flags += ["--temperature", "0.5", "--top-p", "0.25", "--assistant-name", "Ada", "--password", "open"]
    flags += ["--max-prompt-tokens", "5000", "--max-completion-tokens", "300", "--model", "m"]
    farm = folder / "farm.pdf"
    assert pdfai("summarize", farm, *flags, "--upstream-url", "http://localhost:1/v1").code == 2
    (options,) = asked
    assert options == SummaryCopilotOptions(
        model="m",
        summary_prompt="What?",
        instructions="Be exact.",
        length="short",
        ocr="off",
        temperature=0.5,
        top_p=0.25,
        assistant_name="Ada",
        max_prompt_tokens=5000,
        max_completion_tokens=300,
        documents=options.documents,
    )
    assert [each.password for each in as_documents(options.documents)] == ["open"]


def test_a_budget_ends_it(pdfai: Callable[..., Any], upstream: Any, folder: Path) -> None:
    """No further document is begun."""
    (folder / "broken.pdf").unlink()
    upstream.says("- Goats live near a river. [1:1]")
    answering = ("--upstream-url", upstream.url, "--model", "m", "--max-tokens-total", "10", "--jobs", "1")
    outcome = pdfai("summarize", folder, *answering)
    assert outcome.code == 9
    assert outcome.err.endswith("Stopped: of 2, 1 failed.\n")
    assert upstream.paths == []


def test_what_is_made_otherwise_is_made_again(
    pdfai: Callable[..., Any], folder: Path, tmp_path: Path
) -> None:
    """Of other pages, with sections, on other paper, under other names."""
    arguments = ("--output", f"{tmp_path}/out/", "--format", "md")
    for file, *more in (
        ("farm.pdf",),
        ("farm.pdf[2]",),
        ("farm.pdf", "--sections"),
        ("farm.pdf", "--page-size", "A5"),
    ):
        assert "already" not in pdfai("summarize", f"{folder}/{file}", *arguments, *more).err
    assert "already" in pdfai("summarize", f"{folder}/{file}", *arguments, *more).err
    together = (*arguments, "--together")
    weather = folder / "weather.md"
    assert "already" not in pdfai("summarize", folder / "farm.pdf", weather, *together).err
    assert "already" in pdfai("summarize", folder / "farm.pdf", weather, *together).err
    renamed = weather.rename(folder / "rain.md")
    assert "already" not in pdfai("summarize", folder / "farm.pdf", renamed, *together).err


def test_each_document_of_a_folder_once(pdfai: Callable[..., Any], folder: Path) -> None:
    """Whatever its ending is written like, and not what is hidden."""
    (folder / "broken.pdf").rename(folder / ".broken.pdf")
    (folder / "farm.pdf").rename(folder / "FARM.PDF")
    outcome = pdfai("summarize", folder, folder / "weather.md")
    assert outcome.code == 0
    assert outcome.err.endswith("2 done.\n")
