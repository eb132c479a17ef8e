"""`pdfai describe-images`: texts on stdout, in copies, and in a table that a person edits."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from picture_pdf import noise, packed, pdf_of, place

from pdfai import (
    ImageDescriptionCopilotOptions,
    InvalidArgumentError,
    OpenAIClient,
)
from pdfai.cli import describe_images
from pdfai.cli.batch import Outcome
from pdfai.documents.alt_text import existing_alt_text
from pdfai.sources import as_documents

pikepdf = pytest.importorskip("pikepdf", reason="alternative text needs pikepdf")
Image = pytest.importorskip("PIL.Image", reason="pictures need Pillow")
OBJECTS = {"Cat": packed(noise(1)), "Dot": packed(noise(2))}
TEXT = "The cat lives in the house of the farmer."
PDF = pdf_of(place("Cat", 20, 200) + place("Dot", 300, 10, 4, 4), OBJECTS, text=TEXT)


@pytest.fixture
def farm(tmp_path: Path) -> Path:
    """A PDF with a picture and a bullet."""
    path = tmp_path / "farm.pdf"
    path.write_bytes(PDF)
    return path


def test_prints_what_can_be_known(pdfai: Callable[..., Any], farm: Path) -> None:
    """Without a model a line for each image, with the document's name and the page."""
    outcome = pdfai("describe-images", farm)
    assert outcome.code == 0, outcome.err
    assert outcome.out.startswith("farm.pdf: image 1 on page 1: ")
    assert outcome.out.endswith("(Described without a model.)\n")
    assert outcome.err == "farm.pdf: 1 described, 1 decorative, without a model.\n"


def test_a_bad_file_does_not_stop_the_others(pdfai: Callable[..., Any], farm: Path, tmp_path: Path) -> None:
    """As JSON, a line for each, and the exit code of the one that failed."""
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7\nnothing")
    outcome = pdfai("describe-images", bad, farm, "--json")
    first, second = map(json.loads, outcome.out.splitlines())
    assert outcome.code == 3
    assert (first["document"], first["outcome"], first["exit_code"]) == ("bad.pdf", "failed", 3)
    assert (second["document"], second["outcome"]) == ("farm.pdf", "done")
    assert [image["decoration"] for image in second["images"]] == ["", "tiny"]
    assert second["images"][0]["rectangle"] == [20, 200, 120, 300]


def test_a_folder(pdfai: Callable[..., Any], refused: Callable[..., str], farm: Path) -> None:
    """Its PDFs and images are taken, whatever their endings are written like, and no texts."""
    (farm.parent / "notes.txt").write_text("Words.")
    assert (
        pdfai("describe-images", farm.parent).err == "farm.pdf: 1 described, 1 decorative, without a model.\n"
    )
    Image.new("RGB", (40, 20), "red").save(farm.parent / "RED.JPG")
    outcome = pdfai("describe-images", farm.parent, "--output-dir", farm.parent / "out")
    assert (outcome.code, outcome.err.count("\n")) == (0, 1), "of an image there is no copy"
    farm.unlink()
    assert pdfai("describe-images", farm.parent).out.startswith("RED.JPG: image 1 on page 1: ")
    (farm.parent / "RED.JPG").unlink()
    assert "a folder without a PDF or an image in it" in refused("describe-images", farm.parent, code=3)


def test_a_model_describes_and_copies_are_written(
    pdfai: Callable[..., Any], upstream: Any, farm: Path, tmp_path: Path
) -> None:
    """What the model says is in the copy."""
    upstream.says("A cat on a wall.")
    answering = ("--upstream-url", upstream.url, "--model", "m")
    outcome = pdfai("describe-images", farm, "--output-dir", tmp_path / "out", *answering)
    assert outcome.code == 0, outcome.err
    assert outcome.out == "farm.pdf: image 1 on page 1: A cat on a wall.\n"
    assert f"1 written to {tmp_path / 'out' / 'farm.pdf'}" in outcome.err
    assert existing_alt_text((tmp_path / "out" / "farm.pdf").read_bytes()) == {(1, 0): "A cat on a wall."}
    assert len(upstream.paths) == 1


def test_pictures_are_not_kept(
    pdfai: Callable[..., Any], farm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many documents their pictures would fill the memory."""
    kept: list[Outcome] = []
    monkeypatch.setattr(describe_images, "exit_code", kept.extend)
    pdfai("describe-images", farm)
    assert [(outcome.status, outcome.value) for outcome in kept] == [("done", None)]


def test_what_could_never_work(refused: Callable[..., str], farm: Path, tmp_path: Path) -> None:
    """The document's own folder, a table without a folder, an unknown detail."""
    assert "another folder" in refused("describe-images", farm, "--output-dir", tmp_path, code=2)
    table = tmp_path / "alt.csv"
    table.write_text("there already")
    assert "--output-dir" in refused("describe-images", farm, "--review", table, code=2)
    assert "detail" in refused("describe-images", farm, "--detail", "huge", code=2)
    assert farm.read_bytes() == PDF


def test_every_option_is_heeded(
    pdfai: Callable[..., Any], farm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are the copilot's."""
    asked: list[ImageDescriptionCopilotOptions] = []

    def noted(_: OpenAIClient, options: ImageDescriptionCopilotOptions) -> None:
        asked.append(options)
        raise InvalidArgumentError("enough")

    monkeypatch.setattr(OpenAIClient, "get_image_description_copilot", noted)
    flags = ["--prompt", "What?", "--instructions", "Be exact.", "--detail", "low", "--password", "open"]
    flags += ["--max-completion-tokens", "300", "--overwrite", "--allow-unsigned", "--model", "m"]
    assert pdfai("describe-images", farm, *flags, "--upstream-url", "http://localhost:1/v1").code == 2
    (options,) = asked
    assert options == ImageDescriptionCopilotOptions(
        model="m",
        image_description_prompt="What?",
        instructions="Be exact.",
        image_detail="low",
        max_completion_tokens=300,
        overwrite=True,
        allow_unsigned=True,
        documents=options.documents,
    )
    (document,) = as_documents(options.documents)
    assert document.password == "open"


def test_a_budget_ends_it(pdfai: Callable[..., Any], upstream: Any, farm: Path, tmp_path: Path) -> None:
    """No further document is begun."""
    upstream.says("A cat.")
    (tmp_path / "other.pdf").write_bytes(PDF)
    answering = ("--upstream-url", upstream.url, "--model", "m", "--max-tokens-total", "10")
    outcome = pdfai("describe-images", farm, tmp_path / "other.pdf", *answering)
    assert outcome.code == 9
    assert outcome.err.endswith("Stopped: of 2, 1 failed.\n")
    assert upstream.paths == []


def test_an_image_that_was_not_described_is_a_failure(
    pdfai: Callable[..., Any], upstream: Any, farm: Path
) -> None:
    """It is named with its reason."""
    upstream.says(" ")
    outcome = pdfai("describe-images", farm, "--upstream-url", upstream.url, "--model", "m", "--json")
    told = json.loads(outcome.out)
    assert (told["outcome"], told["exit_code"]) == ("failed", outcome.code)
    assert outcome.code != 0
    assert "farm.pdf was not described as a whole: image 1 on page 1: " in outcome.err


def test_copies_of_one_name_are_refused_first(
    refused: Callable[..., str], upstream: Any, farm: Path, tmp_path: Path
) -> None:
    """Before anything is paid for, and before one takes the place of the other."""
    other = tmp_path / "other" / "farm.pdf"
    other.parent.mkdir()
    other.write_bytes(PDF)
    answering = ("--upstream-url", upstream.url, "--model", "m")
    line = refused("describe-images", farm, other, "--output-dir", tmp_path / "out", *answering, code=2)
    assert line.endswith("give each a folder of its own")
    assert upstream.paths == []


def test_what_is_not_even_begun(refused: Callable[..., str], farm: Path, tmp_path: Path) -> None:
    """A server without a model, and a folder that cannot be made."""
    assert "--model" in refused("describe-images", farm, "--base-url", "http://localhost:1", code=2)
    line = refused("describe-images", farm, "--output-dir", farm / "out", code=2)
    assert line.startswith(f"Cannot make the folder {farm / 'out'}: ")
