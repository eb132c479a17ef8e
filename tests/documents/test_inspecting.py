"""What can be seen of a document before anything is paid for."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pdf_writer import assemble, show_lines, stream, write_pdf

from pdfai import Document, EncryptedDocumentError, PagesNotFoundError, WrongPasswordError, inspect
from pdfai.sources import TextDocument
from pdfai.spending.budget import Price

DATA = Path(__file__).parent / "data"
SENTENCE = "The pump feeds the reservoir in the north of the town."
FULL = "q 595 0 0 842 0 0 cm /I Do Q"
LOGO = "q 100 0 0 100 50 50 cm /I Do Q"
STRIPS = " ".join(f"q 595 0 0 85 0 {85 * number} cm /I Do Q" for number in range(10))
IN_A_FORM = "q 5.95 0 0 8.42 0 0 cm /X Do Q"
OFF_THE_PAGE = "q 595 0 0 842 600 0 cm /I Do Q"


def a_page(
    text: str, drawn: str, *, entries: str = "", catalog: str = "", more: tuple[bytes, ...] = ()
) -> bytes:
    """A PDF of one page with text and images; `/X` is a form of 100 x 100 points that an image fills."""
    page = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {entries} /Contents 5 0 R /Resources <<"
        " /Font << /F1 3 0 R >> /XObject << /I 6 0 R /X 7 0 R >> >> >>"
    )
    image = "/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    form = "/Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /I 6 0 R >> >>"
    return assemble(
        [
            f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            page.encode(),
            stream(drawn.encode() + b"\n" + (show_lines(text) if text else b"")),
            stream(b"\x80", entries=image),
            stream(b"q 100 0 0 100 0 0 cm /I Do Q", entries=form),
            *more,
        ]
    )


@pytest.mark.parametrize(
    ("text", "drawn", "kind", "images"),
    [
        (SENTENCE, "", "text", 0),
        (SENTENCE, LOGO, "text", 1),
        ("Short.", "", "text", 0),
        ("", FULL, "scanned", 1),
        ("17", FULL, "scanned", 1),
        ("", STRIPS, "scanned", 10),
        ("", IN_A_FORM, "scanned", 1),
        (SENTENCE, FULL, "mixed", 1),
        ("", "", "empty", 0),
        ("", LOGO, "empty", 1),
        ("", OFF_THE_PAGE, "empty", 1),
    ],
)
def test_kinds_of_pages(text: str, drawn: str, kind: str, images: int) -> None:
    """A scan is a picture of most of the page, whole, in strips or inside a form, with hardly a letter."""
    (page,) = inspect(a_page(text, drawn), name="a.pdf").pages
    assert (page.kind, page.images, page.characters) == (kind, images, len(text))


def test_pages() -> None:
    """Their numbers, sizes as the reader sees them, and what they are worth."""
    (page,) = inspect(a_page(SENTENCE, "", entries="/Rotate 90"), name="a.pdf").pages
    assert (page.number, page.width, page.height) == (1, 842, 595)
    assert (page.characters, page.tokens) == (len(SENTENCE), 14)


def test_sums() -> None:
    """Of all pages, and what a model would take to read them."""
    prices = {"small": Price(prompt=2.5, completion=10), "large": Price(prompt=Decimal(30))}
    inspection = inspect(write_pdf([SENTENCE * 10] * 100), name="a.pdf", prices=prices)
    assert (len(inspection.pages), inspection.tokens, inspection.characters) == (100, 13_500, 54_000)
    assert inspection.costs == {"small": Decimal("0.03375"), "large": Decimal("0.405")}
    assert inspect(write_pdf([SENTENCE]), name="a.pdf").costs == {}


def test_only_the_pages_that_are_meant() -> None:
    """With their own numbers."""
    document = Document(source=write_pdf(["One.", "Two.", "Three."]), name="a.pdf", pages="2-")
    assert [page.number for page in inspect(document).pages] == [2, 3]
    with pytest.raises(PagesNotFoundError, match="it has 3 pages"):
        inspect(Document(source=write_pdf(["One.", "Two.", "Three."]), name="a.pdf", pages="4"))


@pytest.mark.parametrize(
    ("name", "password", "encryption"),
    [
        ("linearized", None, "none"),
        ("linearized", "needless", "none"),
        ("encrypted-aes-256", "open sesame", "password"),
        ("encrypted-aes-256", "boss", "password"),
        ("encrypted-aes-256-owner-only", None, "owner"),
        ("encrypted-aes-256-owner-only", "boss", "owner"),
    ],
)
def test_encryption(name: str, password: str | None, encryption: str) -> None:
    """And what the author allows a reader, whoever opens it."""
    inspection = inspect(DATA / f"{name}.pdf", password=password)
    assert inspection.encryption == encryption
    assert ("assemble" in inspection.permissions) == (encryption == "none")
    assert "copy" in inspection.permissions


def test_passwords_are_asked_for() -> None:
    """As for reading."""
    with pytest.raises(EncryptedDocumentError):
        inspect(DATA / "encrypted-aes-256.pdf")
    with pytest.raises(WrongPasswordError):
        inspect(DATA / "encrypted-aes-256.pdf", password="wrong")


SCRIPT = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
FIELD = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /Rect [0 0 9 9] >>"
FILE = "<< /Type /Filespec /F (a.txt) /EF << /F 8 0 R >> >>"
SIGNATURE = b"<< /Type /Sig /Filter /Adobe.PPKLite /Contents <00> /ByteRange [0 0 0 0] >>"
OUTLINE = (
    b"<< /First 9 0 R /Last 9 0 R /Count 1 >>",
    b"<< /Title (One) /Parent 8 0 R /Dest [4 0 R /Fit] >>",
)


@pytest.mark.parametrize(
    ("catalog", "more", "told"),
    [
        ("/MarkInfo << /Marked true >>", (), {"is_tagged": True}),
        ("/Lang (ko-KR)", (), {"language": "ko-KR"}),
        (f"/Names << /JavaScript << /Names [(go) {SCRIPT}] >> >>", (), {"has_javascript": True}),
        (f"/OpenAction {SCRIPT}", (), {"has_javascript": True}),
        ("/AcroForm << /Fields [8 0 R] >>", (FIELD,), {"has_form": True}),
        (
            f"/Names << /EmbeddedFiles << /Names [(a) {FILE}] >> >>",
            (stream(b"attached"),),
            {"attachments": 1},
        ),
        ("/Outlines 8 0 R", OUTLINE, {"has_outline": True}),
        (
            "/AcroForm << /Fields [8 0 R] /SigFlags 3 >>",
            (b"<< /FT /Sig /T (s) /V " + SIGNATURE + b" >>",),
            {"has_form": True, "signatures": 1},
        ),
    ],
)
def test_what_a_document_holds(catalog: str, more: tuple[bytes, ...], told: dict[str, Any]) -> None:
    """Only what is in it."""
    nothing = {"is_tagged": False, "language": "", "has_javascript": False, "has_form": False}
    nothing |= {"attachments": 0, "signatures": 0, "has_outline": False}
    inspection = inspect(a_page(SENTENCE, "", catalog=catalog, more=more), name="a.pdf")
    assert {name: getattr(inspection, name) for name in nothing} == nothing | told


def test_a_packed_script() -> None:
    """That shows nowhere in the file as it is."""
    assert b"/JavaScript" not in (DATA / "packed-script.pdf").read_bytes()
    assert inspect(DATA / "packed-script.pdf").has_javascript
    assert not inspect(DATA / "minutes-es.pdf").has_javascript


def test_a_text() -> None:
    """Has no paper, no pictures and no secrets."""
    inspection = inspect(TextDocument("a.md", "# Eins\fZwei"))
    assert (inspection.name, inspection.format, inspection.bytes) == ("a.md", "text", 11)
    assert [(page.number, page.kind, page.width) for page in inspection.pages] == [
        (1, "text", None),
        (2, "text", None),
    ]
    assert inspection.encryption == "none"
