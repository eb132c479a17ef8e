"""Refusals: one clear line for each thing that cannot be read."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pdf_writer import assemble, stream, write_pdf

from pdfai.documents import ReadingLimits, read_pdf
from pdfai.documents.process import _packages
from pdfai.errors import (
    DamagedDocumentError,
    DocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    MissingExtraError,
    NotAPdfError,
    NoTextError,
    UnsupportedEncryptionError,
)

DATA = Path(__file__).parent / "data"
ANNUAL_REPORT = Path(__file__).parents[2] / "examples" / "annual-report-2025.pdf"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
UPDATED = write_pdf(["First."]) + b"9 0 obj\n(" + b"x" * 4000 + b")\nendobj\nstartxref\n0\n%%EOF\n"


def test_refuses_an_empty_file() -> None:
    """No bytes, no document."""
    with pytest.raises(EmptyDocumentError, match=r"^report\.pdf is empty: "):
        read_pdf(b"", name="report.pdf")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", "a Word document"),
        (b"PK\x03\x04" + bytes(26) + b"notes.csv", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "a PNG image"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "a JPEG image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a WebP image"),
        (b"\n <!DOCTYPE html><html><body>Not found</body></html>", "a web page"),
        (b"{\\rtf1 hello}", "an RTF document"),
        ("Grüße aus Bremen\n".encode() * 100, "plain text"),
    ],
)
def test_says_what_a_false_pdf_is(data: bytes, kind: str) -> None:
    """The name may end in .pdf; the bytes tell."""
    with pytest.raises(NotAPdfError, match=rf"^report\.pdf is not a PDF \(it looks like {kind}\): "):
        read_pdf(data, name="report.pdf")


def test_does_not_guess() -> None:
    """Bytes like nothing known are just not a PDF."""
    with pytest.raises(NotAPdfError, match=r"^The document is not a PDF: "):
        read_pdf(bytes(range(256)) * 10)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize(
    "document",
    [
        pytest.param(write_pdf([f"Page {number}." for number in range(50)]), id="plain"),
        pytest.param(ANNUAL_REPORT.read_bytes(), id="compressed"),
        pytest.param((DATA / "linearized.pdf").read_bytes(), id="linearized"),
        pytest.param(UPDATED, id="updated"),
    ],
)
def test_refuses_a_truncated_file(document: bytes, share: float) -> None:
    """Also where pdfium would open what is left, and lose pages or the last revision without a word."""
    with pytest.raises(DamagedDocumentError, match="damaged"):
        read_pdf(document[: int(len(document) * share)])


@pytest.mark.parametrize(
    ("objects", "detail"),
    [
        ([b"<< /Type /Catalog >>"], "no pages"),
        ([CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"], "no pages"),
        ([CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"], "page 1 cannot be read"),
    ],
)
def test_refuses_a_broken_page_tree(objects: list[bytes], detail: str) -> None:
    """No pages at all, or pages that contain themselves."""
    with pytest.raises(DamagedDocumentError, match=detail):
        read_pdf(assemble(objects))


def test_refuses_pages_without_text() -> None:
    """Scans are told apart from damage, with what helps."""
    with pytest.raises(NoTextError, match=r"^scan\.pdf contains no text.*3 pages.*pdfai ocr"):
        read_pdf(write_pdf(["", "", ""]), name="scan.pdf")


def test_refuses_an_unknown_encryption() -> None:
    """Documents encrypted for certificates ask for no password, so none is asked for here."""
    objects = [b"<< /Type /Catalog >>"]
    handler = "/Encrypt << /Filter /Acme.Locker /V 4 >> /ID [<00> <00>]"
    with pytest.raises(UnsupportedEncryptionError):
        read_pdf(assemble(objects, trailer=handler))


@pytest.mark.parametrize(
    ("limits", "detail"),
    [
        (ReadingLimits(bytes=100), "bytes, 100 allowed"),
        (ReadingLimits(pages=2), "3 pages, 2 allowed"),
        (ReadingLimits(characters_per_page=10), "too many characters on page 1"),
        (ReadingLimits(characters=50), "too many characters on page 3"),
        (ReadingLimits(wall_seconds=0.001), "more than 0.001 s"),
    ],
)
def test_refuses_what_passes_a_limit(limits: ReadingLimits, detail: str) -> None:
    """Nothing is cut silently: past a limit there is an error that names it."""
    with pytest.raises(DocumentTooLargeError, match=re.escape(detail)):
        read_pdf(write_pdf(["Twenty-one characters"] * 3), limits=limits)


def test_survives_a_flate_bomb() -> None:
    """10 GB of spaces packed into a few kilobytes end in an error, and the next document is read."""
    packer = zlib.compressobj(9)
    megabyte = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    again = zlib.compressobj(9)
    packed = again.compress(megabyte) + b"".join(again.compress(megabyte[2:]) for _ in range(10_000))
    bomb = _one_page(packed + again.flush(), entries="/Filter [/FlateDecode /FlateDecode]")
    assert len(bomb) < 2**17
    with pytest.raises(DocumentTooLargeError, match="more than 256 MiB of memory"):
        read_pdf(bomb, limits=ReadingLimits(memory=256 * 2**20))
    assert read_pdf(write_pdf(["Still here."]))[0].text == "Still here."


def test_survives_forms_that_repeat_forms() -> None:
    """Ten forms of ten forms of ten forms ...: the processor's time is bounded."""
    forms = [
        stream(b"/X Do " * 10, entries=_form(f"/XObject << /X {number + 1} 0 R >>"))
        for number in range(6, 17)
    ]
    text = stream(b"BT /F1 9 Tf (ha) Tj ET", entries=_form("/Font << /F1 3 0 R >>"))
    with pytest.raises(DocumentTooLargeError, match="more than 1 s of processor time"):
        read_pdf(_one_page(b"/X Do", *forms, text), limits=ReadingLimits(cpu_seconds=1))


@pytest.mark.parametrize(
    "data",
    [b"", b"nope", write_pdf([""]), write_pdf(["cut"])[:300], (DATA / "encrypted-aes-256.pdf").read_bytes()],
)
def test_every_refusal_is_one_line_with_the_name(data: bytes) -> None:
    """Even for a name that holds line breaks and terminal escapes."""
    with pytest.raises(DocumentError) as caught:
        read_pdf(data, name="evil\n\x1b[31mname.pdf")
    assert str(caught.value).isprintable()
    assert caught.value.document == "evil\n\x1b[31mname.pdf"


@pytest.fixture
def without_pypdfium2(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installation without the `documents` extra."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    _packages.cache_clear()
    yield
    _packages.cache_clear()


@pytest.mark.usefixtures("without_pypdfium2")
def test_names_the_extra_that_is_missing() -> None:
    """Without pypdfium2 the error says what to install."""
    with pytest.raises(MissingExtraError, match=r"pdfai\[documents\]"):
        read_pdf(write_pdf(["Hello."]))


def _one_page(content: bytes, *forms: bytes, entries: str = "") -> bytes:
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 3 0 R >> /XObject << /X 6 0 R >> >> >>"
    )
    return assemble(
        [
            CATALOG,
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            page,
            stream(content, entries=entries),
            *forms,
        ]
    )


def _form(resources: str) -> str:
    return f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {resources} >>"
