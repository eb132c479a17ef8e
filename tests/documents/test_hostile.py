"""PDFs that mean harm: each is read, inspected and cut, or refused in one line; the next one is read."""

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pdf_writer import assemble, show_lines, stream, write_pdf

from pdfai import Document, DocumentError, DocumentTooLargeError, PageRanges, inspect
from pdfai.documents import ReadingLimits, copy_pages, read_pdf
from pdfai.documents.inspecting import look_at_pdf

DATA = Path(__file__).parent / "data"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
TEXT = "The pump feeds the reservoir."


def one_page(
    content: bytes, *more: bytes, catalog: bytes = CATALOG, entries: str = "", page: str = ""
) -> bytes:
    """A PDF of one page; what is more begins with object 6, which is its /X."""
    return assemble(
        [
            catalog,
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            FONT,
            (
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
                f" /Resources << /Font << /F1 3 0 R >> /XObject << /X 6 0 R >> >> {page} >>"
            ).encode(),
            stream(content, entries=entries),
            *more,
        ]
    )


def form(content: bytes, resources: str) -> bytes:
    """A form with resources of its own."""
    return stream(content, entries=f"/Subtype /Form /BBox [0 0 9 9] /Resources << {resources} >>")


JAVASCRIPT = (
    b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while\\(true\\){}) >>"
    b" /AA << /WC << /S /JavaScript /JS (app.launchURL\\('https://example.com'\\)) >> >>"
    b" /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (this.submitForm\\('x'\\)) >>] >> >> >>"
)
SHOWN = show_lines(TEXT)

HARMLESS = {
    "javascript": one_page(SHOWN, catalog=JAVASCRIPT),
    "a form in itself": one_page(b"/X Do\n" + SHOWN, form(b"/X Do", "/XObject << /X 6 0 R >>")),
    "an outline in itself": one_page(
        SHOWN,
        b"<< /First 7 0 R /Last 7 0 R /Count 1 >>",
        b"<< /Title (Round) /Parent 6 0 R /Next 7 0 R /First 7 0 R >>",
        catalog=b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>",
    ),
    "names in themselves": one_page(
        SHOWN,
        b"<< /Kids [6 0 R 6 0 R] >>",
        catalog=b"<< /Type /Catalog /Pages 2 0 R /Names << /JavaScript 6 0 R /EmbeddedFiles 6 0 R >> >>",
    ),
    "fields in themselves": one_page(
        SHOWN,
        b"<< /FT /Tx /T (a) /Kids [6 0 R] /Parent 6 0 R >>",
        catalog=b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 6 0 R] >> >>",
    ),
    "a page as large as a town": one_page(SHOWN, page="/MediaBox [0 0 3e9 3e9]"),
    "a page of no size": one_page(SHOWN, page="/MediaBox [0 0 0 0]"),
    "an image that lies about its size": one_page(
        b"q 595 0 0 842 0 0 cm /X Do Q\n" + SHOWN,
        stream(
            b"\0",
            entries="/Subtype /Image /Width 1000000 /Height 1000000 /BitsPerComponent 8"
            " /ColorSpace /DeviceRGB",
        ),
    ),
    "matrices without end": one_page(b"q 1e38 0 0 1e38 1e38 1e38 cm /X Do Q\n" + SHOWN, form(b"", "")),
    "deep arrays": one_page(SHOWN, b"[" * 5000 + b"]" * 5000),
}
REFUSED = {
    "no pages": assemble([CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"]),
    "two milliards of pages": assemble([CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>"]),
    "pages in themselves": assemble([CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
    "no catalog": assemble([b"<< >>"]),
    "truncated": write_pdf([TEXT] * 20)[:2000],
    "encrypted": (DATA / "encrypted-aes-256.pdf").read_bytes(),
    "nothing but a header": b"%PDF-1.7\n",
}
BOMB = one_page(zlib.compress(b"q " * 10**7, 9), entries="/Filter /FlateDecode")
"""Some kilobytes that keep a state for each of ten million letters."""


def extract(data: bytes, limits: ReadingLimits) -> Any:
    """The first page of it, read."""
    return read_pdf(copy_pages(data, PageRanges.parse("1"), name="a.pdf", limits=limits).data, limits=limits)


TASKS: dict[str, Callable[[bytes, ReadingLimits], Any]] = {
    "read": lambda data, limits: read_pdf(data, name="a.pdf", limits=limits),
    "inspect": lambda data, limits: look_at_pdf(data, name="a.pdf", limits=limits).pages,
    "extract": extract,
}
each_task = pytest.mark.parametrize("task", TASKS)


@each_task
@pytest.mark.parametrize("kind", HARMLESS)
def test_is_read_in_spite_of_it(kind: str, task: str) -> None:
    """No script is run, no circle followed, no size believed."""
    (page,) = TASKS[task](HARMLESS[kind], ReadingLimits(cpu_seconds=10))
    assert page.text == TEXT


@each_task
@pytest.mark.parametrize("kind", REFUSED)
def test_is_refused_in_one_line(kind: str, task: str) -> None:
    """That names the document."""
    with pytest.raises(DocumentError) as caught:
        TASKS[task](REFUSED[kind], ReadingLimits(cpu_seconds=10))
    assert str(caught.value).startswith("a.pdf ")
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("task", ["read", "inspect"])
def test_a_bomb_goes_off_elsewhere(task: str) -> None:
    """Memory and time are bounded, and the next document is read."""
    limits = ReadingLimits(memory=256 * 2**20, cpu_seconds=2)
    with pytest.raises(DocumentTooLargeError, match=r"more than (256 MiB of memory|2 s of processor time)"):
        TASKS[task](BOMB, limits)
    assert TASKS[task](write_pdf([TEXT]), limits)[0].text == TEXT


@each_task
def test_five_thousand_pages(task: str) -> None:
    """Are many, and not too many."""
    data = write_pdf([f"Page {number}." for number in range(1, 5001)])
    pages = TASKS[task](data, ReadingLimits(memory=300 * 2**20))
    last = 1 if task == "extract" else 5000
    assert (pages[-1].number, pages[-1].text) == (last, f"Page {last}.")


def test_scripts_are_told_of() -> None:
    """Whoever asks what is in it, hears of them."""
    assert inspect(Document(source=HARMLESS["javascript"], name="a.pdf")).has_javascript
