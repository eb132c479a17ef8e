"""Copies of documents with layers of words: which pages get one, and what stays as it was."""

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pdf_writer import write_pdf
from recognized import a_drawing, page
from scripted_ocr import scanned_pdf

from pdfai.documents import read_pdf
from pdfai.documents.ocr import RecognizedPage, layered, text_layer
from pdfai.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    ProtectedDocumentError,
    SignedDocumentError,
    WrongPasswordError,
)

pikepdf = pytest.importorskip("pikepdf")


def test_pages_share_resources_as_before() -> None:
    """A page gets its own, and the others see nothing of it."""
    data = write_pdf(["", "Another page, which is no scan."])
    searchable = pikepdf.open(io.BytesIO(layered(data, [page("The pump")]).data))
    first, second = (list(each.obj.Resources.Font) for each in searchable.pages)
    assert (first, second) == (["/F1", "/PdfaiInvisible"], ["/F1"])


def test_pages_with_text_are_left_as_they_are() -> None:
    """Then there is nothing to write, or only the others are written."""
    data = write_pdf(["This page has text of its own.", ""])
    assert layered(data, [page("The pump")]).data is data
    searchable = layered(data, [page("The pump"), page("feeds", number=2)]).data
    assert [each.text for each in read_pdf(searchable)] == ["This page has text of its own.", "feeds"]


STAMP = "CONFIDENTIAL - ACME-0000123456"
MUCH = "The harbour has twelve cranes, which were built by Oskar Lund; they lift a hundred tons each, " * 2


@pytest.mark.parametrize(
    ("stamp", "read", "pages"),
    [
        (STAMP, MUCH + STAMP, (1, 2)),
        (STAMP, STAMP, ()),
        (STAMP, f"{STAMP} and a few words more", ()),
        (STAMP * 7, f"{MUCH * 8}more", ()),
        ("7", "The pump", (1, 2)),
    ],
)
def test_scans_with_a_stamp_are_scans(stamp: str, read: str, pages: tuple[int, ...]) -> None:
    """Where far more was read on them than is printed; a picture with words below it is none."""
    data = scanned_pdf(["", "", "Another page, which is no scan."], stamp=stamp)
    made = layered(data, [page(read, number=number) for number in (1, 2, 3, 4)])
    assert made.pages == pages
    assert (made.data is data) == (not pages)
    if pages:
        assert [read in each.text.replace("\n", " ") for each in read_pdf(made.data)] == [True, True, False]
        assert layered(made.data, [page(read)]).pages == ()


GUESSED = [replace(word, text="ii7", confidence=0.2) for word in page(MUCH.strip()).words]
GHOSTS = (*GUESSED, *(replace(word, text="|=", confidence=0.8) for word in GUESSED))


@pytest.mark.parametrize("stamp", [STAMP, "A short title"])
def test_ghosts_are_no_scan(stamp: str) -> None:
    """On a picture with words on it only letters count, and only those that are read for sure."""
    data = scanned_pdf([""], stamp=stamp)
    assert layered(data, [RecognizedPage(number=1, words=GHOSTS)]).data is data


def test_ghosts_are_no_words_of_a_scan() -> None:
    """The others lie in its layer."""
    read = RecognizedPage(number=1, words=(*GHOSTS, *page(MUCH.strip()).words))
    text = read_pdf(layered(scanned_pdf([""], stamp=STAMP), [read]).data)[0].text
    assert ("cranes" in text, "ii7" in text) == (True, False)


@pytest.mark.parametrize(("stamp", "confidence"), [("", 0.2), ("7", 0.7)])
def test_hard_to_read_is_better_than_nothing(stamp: str, confidence: float) -> None:
    """Scans without text, or with a number, have all that was read on them."""
    words = [replace(word, confidence=confidence) for word in page("The pump").words]
    words[0] = replace(words[0], confidence=0.5)
    made = layered(scanned_pdf([""], stamp=stamp), [RecognizedPage(number=1, words=tuple(words))])
    assert "The pump" in read_pdf(made.data)[0].text


def test_pages_without_words_change_nothing() -> None:
    """As blank ones have none, and those that failed."""
    data = a_drawing()
    assert layered(data, [RecognizedPage(number=1, problem="it cannot be read")]).data is data


def test_the_same_words_are_the_same_bytes() -> None:
    """And a second time there is nothing left to do."""
    first, second = (layered(a_drawing(), [page("The pump")]).data for _ in "12")
    assert first == second
    assert read_pdf(layered(first, [page("Another")]).data)[0].text == "The pump"


def encrypted(*, modify: bool = True) -> bytes:
    """A drawing that opens with the password "user", or with the owner's."""
    written = io.BytesIO()
    allowed = pikepdf.Permissions(modify_other=modify)
    with pikepdf.open(io.BytesIO(a_drawing())) as document:
        document.save(written, encryption=pikepdf.Encryption(user="user", owner="owner", allow=allowed))
    return written.getvalue()


def test_encryption_is_kept() -> None:
    """The copy opens with both passwords and with no other, and allows what it did."""
    searchable = layered(encrypted(), [page("The pump")], password="user").data
    for password in ("user", "owner"):
        with pikepdf.open(io.BytesIO(searchable), password=password) as copy:
            assert copy.owner_password_matched == (password == "owner")
            assert copy.encryption.R == 6
    assert read_pdf(searchable, password="owner")[0].text == "The pump"
    with pytest.raises(WrongPasswordError):
        read_pdf(searchable, password="other")


def test_protection_is_respected() -> None:
    """Its owner may change it, and nobody else."""
    data = encrypted(modify=False)
    with pytest.raises(
        ProtectedDocumentError, match=r"^scan\.pdf is protected against changes: give its owner"
    ):
        layered(data, [page("The pump")], name="scan.pdf", password="user")
    searchable = layered(data, [page("The pump")], password="owner").data
    assert read_pdf(searchable, password="user")[0].text == "The pump"


def test_signatures_are_not_broken() -> None:
    """A signed document is refused."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_drawing())) as document:
        signature = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Contents=b"0", ByteRange=[0, 1, 2, 3])
        field = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="name", V=signature))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
        document.save(written)
    with pytest.raises(SignedDocumentError, match=r"^scan\.pdf is signed"):
        layered(written.getvalue(), [page("The pump")], name="scan.pdf")


def test_a_document_that_cannot_be_written_is_refused() -> None:
    """Its page tree goes round in a circle."""
    data = a_drawing().replace(b"/Kids [3 0 R]", b"/Kids [9 0 R]")
    with pytest.raises(DamagedDocumentError, match=r"^scan\.pdf is damaged"):
        layered(data, [page("The pump")], name="scan.pdf")


def test_a_document_that_takes_too_much_is_too_large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And not damaged."""
    tool = tmp_path / "tool.py"
    tool.write_text("def prepare(worker): pass\ndef begin(*_): return lambda piece: bytearray(2**50)")
    monkeypatch.setattr(text_layer, "_TOOL", tool)
    with pytest.raises(DocumentTooLargeError, match=r"^scan\.pdf is too large .*MiB of memory"):
        layered(a_drawing(), [page("The pump")], name="scan.pdf")


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="needs qpdf")
def test_the_copy_is_valid(tmp_path: Path) -> None:
    """Down to its cross-reference table."""
    path = tmp_path / "searchable.pdf"
    path.write_bytes(layered(a_drawing(), [page("The pump")]).data)
    subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=True)
