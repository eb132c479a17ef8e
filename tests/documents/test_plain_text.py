"""Texts: what is one, and what comes out of it."""

import pytest
from pdf_writer import write_pdf

from pdfai.documents import Page, ReadingLimits, read_pages, read_text
from pdfai.errors import (
    DocumentTooLargeError,
    EmptyDocumentError,
    NotAPdfError,
    PagesNotFoundError,
    UnreadableTextError,
)
from pdfai.page_ranges import PageRanges

TEXT = "# Grüße\n\nEin Satz über 파랑 부이 👩\u200d🔬."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "with a mark", "utf-16", "big-endian", "windows"],
)
def test_reads_a_text(data: bytes) -> None:
    """In UTF-8 with or without its mark, and UTF-16 with it."""
    (page,) = read_pages(data)
    assert page.number == 1
    assert page.text.startswith("# Grüße\n\nEin Satz über 파랑 부이 👩")


def test_form_feeds_part_pages() -> None:
    """As printers do; an empty one counts, and none comes behind the last."""
    assert read_text(b"One.\fTwo.\n\n\fFour.\f") == (
        Page(number=1, text="One."),
        Page(number=2, text="Two."),
        Page(number=3, text="Four."),
    )
    assert [page.text for page in read_text(b"One.\f\fThree.")] == ["One.", "", "Three."]


def test_a_text_about_pdfs_is_none() -> None:
    """Though it names their first bytes; a PDF behind some text is one all the same."""
    text = "Every PDF begins with %PDF-1.7 and ends with %%EOF."
    assert read_pages(text.encode())[0].text == text
    assert read_pages(b"Content-Type: text\r\n\r\n" + write_pdf(["Sound."]))[0].text == "Sound."


@pytest.mark.parametrize(
    "text",
    ["<div align='center'>\n\n# A project", '{"a": 1}', "a,b\n1,2", "\x1b[31mERROR\x1b[0m in the log", "⁂"],
)
def test_texts_of_every_kind(text: str) -> None:
    """Markdown with HTML in it, data, logs."""
    assert read_pages(text.encode())[0].text


@pytest.mark.parametrize("data", [b"", b" \n\t\f \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_refuses_an_empty_text(data: bytes) -> None:
    """Spaces are no text."""
    with pytest.raises(EmptyDocumentError, match=r"^a\.txt is empty: "):
        read_pages(data, name="a.txt")


@pytest.mark.parametrize(
    "data", ["Straße in Köln".encode("latin-1"), "Ça coûte 5 €".encode("cp1252"), b"x" * 9000 + b"\xe9"]
)
def test_refuses_an_unknown_encoding(data: bytes) -> None:
    """Wherever it shows; the message says what to do."""
    words = r"^a\.txt is text in an unknown encoding.*: save it as UTF-8"
    with pytest.raises(UnreadableTextError, match=words):
        read_pages(data, name="a.txt")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(20), r"is not a PDF \(it looks like a PNG image\)"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", r"is not a PDF \(it looks like a Word document\)"),
        (b"<!DOCTYPE html><p>Not found", r"is not a PDF \(it looks like a web page\)"),
        (b"\x7fELF\x02\x01" + bytes(60), "is not a PDF: "),
        ("text".encode("utf-32"), "is not a PDF: "),
    ],
)
def test_refuses_what_is_neither(data: bytes, words: str) -> None:
    """With what it looks like."""
    with pytest.raises(NotAPdfError, match=words):
        read_pages(data, name="a.txt")


def test_a_text_has_no_pages_to_choose_from() -> None:
    """A range is refused."""
    with pytest.raises(PagesNotFoundError, match=r"^a\.txt does not have these pages \(it is text, without"):
        read_pages(b"text", name="a.txt", pages=PageRanges.parse("1"))


@pytest.mark.parametrize(
    ("limits", "detail"),
    [
        (ReadingLimits(bytes=10), "13 bytes, 10 allowed"),
        (ReadingLimits(characters=10), "13 characters, 10 allowed"),
        (ReadingLimits(pages=1), "2 pages, 1 allowed"),
    ],
)
def test_limits_hold_for_texts(limits: ReadingLimits, detail: str) -> None:
    """As they do for PDFs."""
    with pytest.raises(DocumentTooLargeError, match=detail):
        read_text(b"A text.\fThere", limits=limits)


def test_what_takes_for_ever_is_ended() -> None:
    """Marks upon marks are put in order one by one."""
    data = ("e" + "\u0301\u0316" * 400_000).encode()
    with pytest.raises(DocumentTooLargeError, match="more than 1 s of processor time"):
        read_text(data, limits=ReadingLimits(cpu_seconds=1))
