"""Where a quote stands on its page."""

import zlib
from array import array
from collections.abc import Sequence
from pathlib import Path

import pytest
from pdf_writer import assemble, show_lines, stream, write_pdf

from pdfai.documents import Page, read_pdf
from pdfai.documents.places import Rectangle, rectangles_of

DATA = Path(__file__).parent / "data"
TEXT = "The pump Halvorsen feeds the reservoir. It was\nbuilt in 1999. It is blue."
HYPHENATED = "The distri-\nbution of water."


def page_of(pdf: bytes) -> Page:
    """The first page."""
    return read_pdf(pdf, with_places=True)[0]


def found(page: Page, quote: str) -> list[Rectangle]:
    """Where a quote stands."""
    return rectangles_of(quote, text=page.text, places=page.places)


def a_page(text: str, *, entries: str = "", box: str = "0 0 595 842") -> bytes:
    """A PDF of one page with entries of its own."""
    page = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] {entries} /Contents 5 0 R"
        " /Resources << /Font << /F1 3 0 R >> >> >>"
    )
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            page.encode(),
            stream(show_lines(text)),
        ]
    )


def test_a_sentence_has_a_rectangle_for_each_line() -> None:
    """The first begins where the sentence does, in the middle of a line, and the second at the margin."""
    page = page_of(write_pdf([TEXT]))
    first, second = found(page, "It was built in 1999.")
    assert first.left > found(page, "reservoir.")[0].right
    assert second.left == pytest.approx(50, abs=1)
    assert first.bottom < 790 < first.top
    assert second.bottom < 776 < second.top
    assert second.right < found(page, "It is blue.")[0].right


def test_places_are_not_looked_for_unasked() -> None:
    """It takes as long as reading the text."""
    (page,) = read_pdf(write_pdf([TEXT]))
    assert page.places == b""
    assert found(page, "It is blue.") == []


def test_what_is_not_there_is_nowhere() -> None:
    """Neither words of another document, nor no words at all."""
    page = page_of(write_pdf([TEXT]))
    assert found(page, "The moon is made of cheese.") == []
    assert found(page, " … ") == []


def test_a_quote_may_leave_lines_out() -> None:
    """As one of a list does that runs over a heading: its pieces are found one by one."""
    page = page_of(write_pdf(["Pumps of the first kind.\nPage heading\nPumps of the second kind."]))
    assert len(found(page, "Pumps of the first kind. Pumps of the second kind.")) == 2


def test_a_part_of_a_page_knows_how_much_stands_before_it() -> None:
    """The second of two sentences that are alike is meant."""
    page = page_of(write_pdf(["It is blue.\nIt is blue."]))
    (whole,) = rectangles_of("It is blue.", text="It is blue.", places=page.places)
    (part,) = rectangles_of("It is blue.", text="It is blue.", places=page.places, first_letter=8)
    assert part.top < whole.bottom + 1


@pytest.mark.parametrize("entries", ["", "/Rotate 90", "/Rotate 180", "/CropBox [40 400 500 830]"])
def test_coordinates_are_the_pages_own(entries: str) -> None:
    """However it is turned or cropped for the reader."""
    assert found(page_of(a_page(TEXT, entries=entries)), "It is blue.") == found(
        page_of(a_page(TEXT)), "It is blue."
    )


def test_the_origin_may_lie_anywhere() -> None:
    """Also below and left of zero."""
    (rectangle,) = found(page_of(a_page(TEXT, box="-100 -100 595 842")), "It is blue.")
    assert rectangle == found(page_of(a_page(TEXT)), "It is blue.")[0]


@pytest.mark.parametrize("name", ["columns.pdf", "languages.pdf", "linearized.pdf"])
def test_every_line_of_real_pages_is_found(name: str) -> None:
    """Also where words are hyphenated, and where no spaces stand between them."""
    for page in read_pdf((DATA / name).read_bytes(), with_places=True):
        for line in page.text.split("\n"):
            if any(map(str.isalnum, line)):
                assert found(page, line), (page.number, line)


def test_columns_stay_apart() -> None:
    """No rectangle covers the gap between them."""
    page = page_of((DATA / "columns.pdf").read_bytes())
    widest = max(each.right - each.left for each in found(page, page.text))
    assert widest < 300


def pack(*words: Sequence[int]) -> bytes:
    """Places as the worker packs them: letters, left, width, bottom and height of each word."""
    columns = zip(*words, strict=True)
    return zlib.compress(array("h", [number for column in columns for number in column]).tobytes())


def test_a_word_without_a_box_is_passed_over() -> None:
    """Its letters count all the same."""
    places = pack((3, 0, 0, 0, 0), (4, 100, 200, 500, 100))
    assert rectangles_of("pump", text="The pump", places=places) == [Rectangle(10, 50, 30, 60)]
    assert rectangles_of("The", text="The pump", places=places) == []


def test_places_that_are_broken_are_none() -> None:
    """What the worker sends is not trusted to fit."""
    assert rectangles_of("pump", text="The pump", places=zlib.compress(b"abc")) == []
