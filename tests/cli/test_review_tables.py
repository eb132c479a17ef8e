"""`pdfai describe-images --review`: the table that a person edits."""

import csv
import errno
import io
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pdf_writer import write_pdf
from picture_pdf import noise, packed, pdf_of, place

from pdfai import (
    BudgetExceededError,
    TokenCount,
)
from pdfai._sync.copilots import image_description
from pdfai._sync.copilots.questions import ModelAnswer, PictureShown, Questions
from pdfai.documents.alt_text import AltText, existing_alt_text, write_alt_text

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


def rows_of(table: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))


def test_a_person_edits_the_table(pdfai: Callable[..., Any], farm: Path, tmp_path: Path) -> None:
    """The first call writes it and nothing else; the second one writes what it says by then."""
    table, out = tmp_path / "alt.csv", tmp_path / "out"
    first = pdfai("describe-images", farm, "--review", table, "--output-dir", out)
    assert first.code == 0, first.err
    assert table.read_bytes().startswith(
        b"\xef\xbb\xbfdocument,fingerprint,page,image,decorative,description\r\n"
    )
    assert not out.exists()
    rows = rows_of(table)
    assert [(row["page"], row["image"], row["decorative"]) for row in rows] == [
        ("1", "1", "no"),
        ("1", "2", "yes"),
    ]
    rows[0]["description"] = "Grüße, “Katze”"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        edited = csv.DictWriter(file, rows[0], delimiter=";")  # as some spreadsheets do
        edited.writeheader()
        edited.writerows(rows)
    before = table.read_bytes()
    second = pdfai("describe-images", farm, "--review", table, "--output-dir", out)
    assert second.code == 0, second.err
    assert existing_alt_text((out / "farm.pdf").read_bytes()) == {(1, 0): "Grüße, “Katze”"}
    assert table.read_bytes() == before


def test_no_formula_comes_out_of_a_table(pdfai: Callable[..., Any], tmp_path: Path) -> None:
    """A spreadsheet takes it as a text, and it is read back as it was."""
    formula = '=HYPERLINK("http://example.com")'
    source, table, out = tmp_path / "farm.pdf", tmp_path / "alt.csv", tmp_path / "out"
    source.write_bytes(write_alt_text(PDF, {(1, 0): AltText(formula)}).data)
    assert pdfai("describe-images", source, "--review", table).code == 0
    assert rows_of(table)[0]["description"] == f"'{formula}"
    assert pdfai("describe-images", source, "--review", table, "--output-dir", out, "--overwrite").code == 0
    assert existing_alt_text((out / "farm.pdf").read_bytes()) == {(1, 0): formula}


HEAD = "document,fingerprint,page,image,decorative,description\n"
MARK = f"sha256:{sha256(PDF).hexdigest()[:12]}"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("page,image\n1,1\n", "has no column 'document'"),
        ("document,page,image,decorative,description\nfarm.pdf,1,1,no,Cat\n", "earlier version of pdfai"),
        (f"{HEAD}farm.pdf,{MARK},x,1,no,Cat\n", "line 2: page 'x' is not a number"),
        (f"{HEAD}farm.pdf,{MARK},1,1,perhaps,Cat\n", "should be yes or no"),
        (f"{HEAD}farm.pdf,{MARK},1,1,no,\xe4\n".encode("latin-1"), "is not in UTF-8"),
        (f"{HEAD}farm.pdf,{MARK},1,1,no,Cat\nfarm.pdf,{MARK},1,1,no,Dog\n", "line 3: image 1 on page 1 of"),
        (f"{HEAD}farm.pdf,{MARK},1,1,yes,Cat\n", "line 2: it is decorative, and has a description"),
        (f'{HEAD}farm.pdf,{MARK},1,2,yes,\nfarm.pdf,{MARK},1,1,no,"Cat\n', "line 3: a quotation mark"),
        ('"document,page\n', "line 1: a quotation mark"),
        (f"{HEAD}farm.pdf,{MARK},1,1,no,A cat, on a mat\n", "line 2: it has more cells than columns"),
        (f"{HEAD}farm.pdf,,1,1,no,Cat\n", "line 2: the fingerprint is missing"),
        (f"{HEAD}farm.pdf,sha256:0123456789ab,1,1,no,Cat\n", "another file than farm.pdf"),
        (f"{HEAD}old.pdf,sha256:0123456789ab,1,1,no,Cat\n", "says nothing of farm.pdf"),
    ],
)
def test_a_table_that_cannot_be_taken(
    refused: Callable[..., str], farm: Path, tmp_path: Path, content: str | bytes, told: str
) -> None:
    """One line that says what to mend; nothing is written."""
    table, out = tmp_path / "alt.csv", tmp_path / "out"
    table.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert told in refused("describe-images", farm, "--review", table, "--output-dir", out, code=2)
    assert not out.exists() or not list(out.iterdir())


def test_a_table_fits_its_document_in_any_company(pdfai: Callable[..., Any], tmp_path: Path) -> None:
    """Namesakes are described into one table, and each is given its own texts, whatever it is called then."""
    table, sources = tmp_path / "alt.csv", [tmp_path / name / "farm.pdf" for name in "ab"]
    for source, text in zip(sources, ("The cat.", "The dog."), strict=True):
        source.parent.mkdir()
        source.write_bytes(write_alt_text(PDF, {(1, 0): AltText(text)}).data)
    assert pdfai("describe-images", *sources, "--review", table).code == 0
    for source, text in zip(sources, ("The cat.", "The dog."), strict=True):
        out = source.parent / "out"
        outcome = pdfai("describe-images", source, "--review", table, "--output-dir", out, "--overwrite")
        assert outcome.code == 0, outcome.err
        assert existing_alt_text((out / "farm.pdf").read_bytes()) == {(1, 0): text}


def test_a_table_of_parts_is_one_of_the_whole(pdfai: Callable[..., Any], tmp_path: Path) -> None:
    """The rows of a document's parts count for it; where two tell of an image, its own name's does."""
    source, table, out = tmp_path / "farm.pdf", tmp_path / "alt.csv", tmp_path / "out"
    source.write_bytes(pdf_of([place("Cat", 20, 200), place("Dot", 20, 200)], OBJECTS))
    mark = f"sha256:{sha256(source.read_bytes()).hexdigest()[:12]}"
    rows = [f"farm.pdf[1],{mark},1,1,no,Cat", f"farm.pdf,{mark},1,1,no,Tom", f"farm.pdf[2],{mark},2,1,no,Dot"]
    table.write_text(HEAD + "\n".join(rows))
    outcome = pdfai("describe-images", source, "--review", table, "--output-dir", out)
    assert outcome.code == 0, outcome.err
    assert existing_alt_text((out / "farm.pdf").read_bytes()) == {(1, 0): "Tom", (2, 0): "Dot"}
    assert "left out" not in outcome.err


def test_a_document_without_images_has_a_row(pdfai: Callable[..., Any], farm: Path, tmp_path: Path) -> None:
    """It is among those that the table was made for, and copied as the others are."""
    plain, table, out = tmp_path / "plain.pdf", tmp_path / "alt.csv", tmp_path / "out"
    plain.write_bytes(write_pdf(["Nothing to be seen."]))
    assert pdfai("describe-images", farm, plain, "--review", table).code == 0
    assert [(row["document"], row["page"]) for row in rows_of(table)][-1] == ("plain.pdf", "")
    outcome = pdfai("describe-images", farm, plain, "--review", table, "--output-dir", out)
    assert outcome.code == 0, outcome.err
    assert (out / "plain.pdf").read_bytes() == plain.read_bytes()


def test_namesakes_are_refused_before_they_are_described(
    refused: Callable[..., str], upstream: Any, farm: Path, tmp_path: Path
) -> None:
    """As they would be at the end; and what is signed, too."""
    other, table = tmp_path / "other" / "farm.pdf", tmp_path / "alt.csv"
    other.parent.mkdir()
    other.write_bytes(PDF + b"\n")
    answering = ("--upstream-url", upstream.url, "--model", "m", "--review", table)
    line = refused("describe-images", farm, other, *answering, "--output-dir", tmp_path / "out", code=2)
    assert line.endswith("give each a folder of its own")
    with pikepdf.open(farm, allow_overwriting_input=True) as document:
        signature = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Contents=b"0", ByteRange=[0, 1, 2, 3])
        field = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="s", V=signature))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
        document.save(farm)
    assert "is signed" in refused("describe-images", farm, *answering, code=3)
    assert upstream.paths == []
    assert not table.exists()


def test_rows_without_a_word_are_passed_over(pdfai: Callable[..., Any], farm: Path, tmp_path: Path) -> None:
    """Spreadsheets leave such rows behind."""
    table, out = tmp_path / "alt.csv", tmp_path / "out"
    table.write_text(f"{HEAD}farm.pdf,{MARK},1,1,no,Cat\n,,,,,\n".replace(",", ";"))
    outcome = pdfai("describe-images", farm, "--review", table, "--output-dir", out)
    assert (outcome.code, outcome.err) == (
        0,
        f"farm.pdf: 1 written to {out / 'farm.pdf'}, 1 without a text.\n",
    )


def test_images_without_a_text_are_counted(pdfai: Callable[..., Any], farm: Path, tmp_path: Path) -> None:
    """Those whose row is empty, and those that have none."""
    table, out = tmp_path / "alt.csv", tmp_path / "out"
    farm.write_bytes(data := write_alt_text(PDF, {(1, 1): AltText("Dot")}).data)
    table.write_text(f"{HEAD}farm.pdf,sha256:{sha256(data).hexdigest()[:12]},1,1,no,\n")
    outcome = pdfai("describe-images", farm, "--review", table, "--output-dir", out)
    assert (outcome.code, outcome.err) == (
        0,
        f"farm.pdf: 0 written to {out / 'farm.pdf'}, 1 without a text.\n",
    )


@pytest.fixture
def breaks_off(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """The model describes what is on first pages, one by one; the error comes with the first other one."""

    def begin(error: BaseException) -> None:
        def answer(_: Questions, _question: str, picture: PictureShown) -> ModelAnswer:
            if not picture.name.startswith("page-1"):
                raise error
            return ModelAnswer(text="A cat.", model="m", tokens=TokenCount())

        monkeypatch.setattr(Questions, "answer", answer)
        monkeypatch.setattr(image_description, "_AT_ONCE", 1)

    return begin


def test_what_is_paid_for_is_shown(
    pdfai: Callable[..., Any], breaks_off: Callable[[BaseException], None], tmp_path: Path
) -> None:
    """Where the budget ends in the midst of a document, its first texts are printed, and in the table."""
    path, table = tmp_path / "farm.pdf", tmp_path / "alt.csv"
    path.write_bytes(pdf_of([place("Cat", 20, 200), place("Dot", 20, 200)], OBJECTS))
    breaks_off(BudgetExceededError("tokens", spent=9, held=0, limit=10, needed=5))
    answering = ("--model", "m", "--upstream-url", "http://localhost:1/v1")
    outcome = pdfai("describe-images", path, path.parent / "other.pdf", "--review", table, *answering)
    assert outcome.code == 9
    assert outcome.out == "farm.pdf: image 1 on page 1: A cat.\n"
    assert "farm.pdf: 1 described, 1 not described, by m.\n" in outcome.err
    assert [row["description"] for row in rows_of(table)] == ["A cat.", ""]


def test_an_interrupted_table(
    pdfai: Callable[..., Any], breaks_off: Callable[[BaseException], None], farm: Path, tmp_path: Path
) -> None:
    """Has what was described before Ctrl-C."""
    path, table = tmp_path / "other.pdf", tmp_path / "alt.csv"
    path.write_bytes(pdf_of([place("Cat", 20, 200), place("Dot", 20, 200)], OBJECTS))
    breaks_off(KeyboardInterrupt())
    answering = ("--model", "m", "--upstream-url", "http://localhost:1/v1")
    outcome = pdfai("describe-images", farm, path, "--review", table, *answering)
    assert outcome.code != 0
    assert f"The texts are in {table}" in outcome.err
    assert [(row["document"], row["description"]) for row in rows_of(table)] == [
        ("farm.pdf", "A cat."),
        ("farm.pdf", ""),
        ("other.pdf", "A cat."),
        ("other.pdf", ""),
    ]


def test_a_table_that_cannot_be_written_is_refused_first(
    refused: Callable[..., str], farm: Path, tmp_path: Path
) -> None:
    """Nothing is described for it."""
    line = refused("describe-images", farm, "--review", tmp_path / "none" / "alt.csv", code=2)
    assert "its folder does not exist" in line


def test_a_table_is_written_whole_or_not_at_all(
    pdfai: Callable[..., Any], farm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of one would be taken for what a person left."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pdfai.replacement.Path.replace", full)
    outcome = pdfai("describe-images", farm, "--review", tmp_path / "alt.csv")
    assert outcome.code != 0
    assert "No space left" in outcome.err
    assert not list(tmp_path.glob("*.csv")) + list(tmp_path.glob(".*.part"))


def test_texts_of_other_documents_are_told_of(pdfai: Callable[..., Any], farm: Path, tmp_path: Path) -> None:
    """And the copies say their language, as those do that nobody edited."""
    table, out = tmp_path / "alt.csv", tmp_path / "out"
    table.write_text(f"{HEAD}farm.pdf,{MARK},1,1,no,Cat\nold.pdf,sha256:0123456789ab,1,1,no,Dog\n")
    outcome = pdfai("describe-images", farm, "--review", table, "--output-dir", out)
    assert outcome.code == 0
    assert f"Not named here, and left out: old.pdf in {table}\n" in outcome.err
    with pikepdf.open(out / "farm.pdf") as document:
        assert str(document.Root.Lang) == "en"
