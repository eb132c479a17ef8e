"""Pages cut out of a PDF, and a document on its way up."""

import io
from pathlib import Path

import pytest
from pdf_writer import write_pdf

from pdfai import Document
from pdfai.documents import ReadingLimits, copy_pages, read_pdf
from pdfai.documents.stopping import Stop
from pdfai.errors import (
    DocumentTooLargeError,
    EncryptedDocumentError,
    NotAPdfError,
    PagesNotFoundError,
    WrongPasswordError,
)
from pdfai.opening import read_document
from pdfai.page_ranges import PageRanges
from pdfai.uploads import check_document, open_document

DATA = Path(__file__).parent / "data"
ENCRYPTED = DATA / "encrypted-aes-256.pdf"
NINE = write_pdf([f"This is page {number}." for number in range(1, 10)])


def uploaded(document: Document) -> tuple[bytes, bool, tuple[int, ...]]:
    """What is sent of a document."""
    with open_document(document, stop=Stop()) as upload:
        return upload.content.read(), upload.was_unlocked, upload.page_numbers


def test_copies_the_pages_that_are_meant() -> None:
    """With the numbers they have in the document."""
    copied = copy_pages(NINE, PageRanges.parse("8-,2"))
    assert [page.text for page in read_pdf(copied.data)] == [f"This is page {n}." for n in (2, 8, 9)]
    assert (copied.numbers, copied.was_encrypted) == ((2, 8, 9), False)


@pytest.mark.parametrize("name", ["manual-ko.pdf", "manual-en.pdf", "minutes-es.pdf", "encrypted-rc4-40.pdf"])
def test_the_same_pages_are_the_same_bytes(name: str) -> None:
    """So that a server that knows them need not read them again; other pages are others."""
    data = (DATA / name).read_bytes()
    first, second = (copy_pages(data, PageRanges.parse("1"), password="open sesame").data for _ in "12")
    assert first == second
    assert first != copy_pages(data, PageRanges.parse("1-"), password="open sesame").data


def test_reads_only_the_pages_that_are_meant() -> None:
    """From a path, with the numbers they have."""
    pages = read_document(Document(source=NINE, name="nine.pdf", pages="2,8-"))
    assert [(page.number, page.text) for page in pages] == [(n, f"This is page {n}.") for n in (2, 8, 9)]


def test_reads_pages_of_an_encrypted_document() -> None:
    """A password goes with them."""
    (page,) = read_document(Document(source=f"{ENCRYPTED}[2]", password="open sesame"))
    assert (page.number, page.text) == (2, "Secret of page 2: velvet otter 2.")


@pytest.mark.parametrize("task", ["copy", "read"])
def test_refuses_pages_that_are_not_there(task: str) -> None:
    """The document is named, and how many it has."""
    document = Document(source=NINE, name="nine.pdf", pages="8-12")
    words = r"^nine\.pdf does not have these pages \(page 12 was asked for, it has 9 pages\): ask for others"
    with pytest.raises(PagesNotFoundError, match=words):
        uploaded(document) if task == "copy" else read_document(document)


def test_a_whole_document_is_sent_as_it_is() -> None:
    """Byte for byte."""
    assert uploaded(Document(source=NINE, name="nine.pdf")) == (NINE, False, ())


def test_some_pages_are_sent_as_a_copy() -> None:
    """Which knows where they come from."""
    content, was_unlocked, numbers = uploaded(Document(source=NINE, name="nine.pdf", pages="4"))
    assert read_pdf(content)[0].text == "This is page 4."
    assert (was_unlocked, numbers) == (False, (4,))


def test_some_pages_of_an_encrypted_document_are_sent_unlocked() -> None:
    """Whether a password opens it or it opens without."""
    for path, password in ((ENCRYPTED, "open sesame"), (DATA / "encrypted-aes-256-owner-only.pdf", None)):
        content, was_unlocked, numbers = uploaded(Document(source=path, password=password, pages="2"))
        assert read_pdf(content)[0].text == "Secret of page 2: velvet otter 2."
        assert (was_unlocked, numbers) == (True, (2,))


@pytest.mark.parametrize(
    ("password", "error"), [(None, EncryptedDocumentError), ("wrong", WrongPasswordError)]
)
def test_pages_of_an_encrypted_document_need_its_password(
    password: str | None, error: type[Exception]
) -> None:
    """The same errors as for all of it."""
    with pytest.raises(error, match=r"^encrypted-aes-256\.pdf"):
        uploaded(Document(source=ENCRYPTED, password=password, pages="2"))


@pytest.mark.parametrize("password", [None, "needless"])
def test_a_text_is_sent_as_it_is(password: str | None) -> None:
    """One password may be given for many files."""
    text = "Grüße".encode("utf-16")
    assert uploaded(Document(source=text, name="a.txt", password=password)) == (text, False, ())


def test_of_a_text_no_pages_are_sent() -> None:
    """It has none to choose from."""
    with pytest.raises(PagesNotFoundError, match=r"^a\.txt"):
        uploaded(Document(source=b"text", name="a.txt", pages="1"))


def test_what_is_neither_is_not_sent() -> None:
    """It is refused at its first bytes."""
    with pytest.raises(NotAPdfError, match="a GIF image"):
        check_document(Document(source=b"GIF89a\0\0", name="a.txt"))


def test_an_open_file_is_read_from_its_beginning() -> None:
    """Wherever it stands, as often as need be, and it stays open."""
    file = io.BytesIO(NINE)
    file.seek(100)
    document = check_document(Document(source=file, name="nine.pdf"))
    assert uploaded(document)[0] == uploaded(document)[0] == NINE
    assert not file.closed


def test_a_pipe_is_read_once() -> None:
    """And held in memory from then on."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    document = check_document(Document(source=Pipe(NINE), name="nine.pdf"))
    assert uploaded(document)[0] == uploaded(document)[0] == NINE


def test_no_more_is_read_than_may_be() -> None:
    """A file may be larger than memory."""
    with pytest.raises(DocumentTooLargeError, match="1,000 allowed"):
        read_document(Document(source=NINE, name="nine.pdf"), limits=ReadingLimits(bytes=1000))
