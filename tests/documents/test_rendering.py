"""Pages become pictures, each view for itself."""

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from pdf_writer import assemble, stream, write_pdf

from pdfai.documents.places import Rectangle
from pdfai.documents.rendering import Rendered, RenderingFailed, RenderingLimits, View, render
from pdfai.documents.stopping import ReadingStoppedError, Stop
from pdfai.errors import DamagedDocumentError, DocumentTooLargeError, EncryptedDocumentError, NotAPdfError

RED_CORNER = b"1 0 0 rg 0 0 100 50 re f"
"""At the lower left."""
RED, WHITE = (255, 0, 0), (255, 255, 255)
HANGS = b"/Pattern cs /P scn 0 0 595 842 re f"
TILES = stream(
    b"0 0 1 1 re f",
    entries="/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.01 /YStep 0.01"
    " /Resources << >>",
)


def page_of(content: bytes, *more: bytes, page: str = "", pages: int = 1) -> bytes:
    """A PDF whose first page shows this; what is more begins with object 5, its pattern /P and annotation."""
    kids = " ".join(["3 0 R"] * pages)
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
            (
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 400] /Contents 4 0 R"
                f" /Resources << /Pattern << /P 5 0 R >> >> {page} >>"
            ).encode(),
            stream(content),
            *more,
        ]
    )


def one(data: bytes, view: View, **options: object) -> Rendered:
    """The picture of a view that must succeed."""
    (picture,) = render(data, [view], **options)  # type: ignore[arg-type]  # the options of render
    assert isinstance(picture, Rendered), picture
    return picture


def pixel(picture: Rendered, x: int, y: int) -> tuple[int, ...]:
    """A pixel of a picture that was asked for as pixels."""
    depth = len(picture.data) // (picture.width * picture.height)
    start = (y * picture.width + x) * depth
    return tuple(picture.data[start : start + depth])


def unpacked(png: bytes) -> tuple[int, int, int, bytes]:
    """Width, height, kind and lines of a PNG of ours, its check sums compared."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    parts, start = dict[bytes, bytes](), 8
    while start < len(png):
        (size,) = struct.unpack_from(">I", png, start)
        kind, body = png[start + 4 : start + 8], png[start + 8 : start + 8 + size]
        assert struct.unpack_from(">I", png, start + 8 + size) == (zlib.crc32(kind + body),)
        parts[kind], start = body, start + 12 + size
    width, height, _, kind_of_pixels, *_ = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    return width, height, kind_of_pixels, zlib.decompress(parts[b"IDAT"])


def test_a_page_is_drawn_at_the_resolution_asked_for() -> None:
    picture = one(page_of(RED_CORNER), View(page=1, dpi=144, format="pixels"))
    assert (picture.width, picture.height, picture.dpi) == (400, 800, 144)
    assert pixel(picture, 10, 790) == RED
    assert pixel(picture, 10, 10) == WHITE
    assert not picture.is_one_colour


@pytest.mark.parametrize("gray", [False, True])
def test_a_png_holds_the_same_pixels(gray: bool) -> None:
    """Also where a row is no multiple of four bytes."""
    data = page_of(RED_CORNER)
    pixels = one(data, View(page=1, dpi=71, gray=gray, format="pixels"))
    width, height, kind, lines = unpacked(one(data, View(page=1, dpi=71, gray=gray)).data)
    row = width * (1 if gray else 3)
    assert (width, height, kind) == (pixels.width, pixels.height, 0 if gray else 2)
    assert b"".join(lines[at + 1 : at + 1 + row] for at in range(0, len(lines), row + 1)) == pixels.data


def test_a_jpeg_is_one() -> None:
    pytest.importorskip("PIL", reason="JPEG needs Pillow")
    picture = one(page_of(RED_CORNER), View(page=1, format="jpeg"))
    assert picture.data.startswith(b"\xff\xd8\xff")
    assert picture.data.endswith(b"\xff\xd9")


@pytest.mark.parametrize(
    ("rotation", "size"), [(0, (100, 50)), (90, (50, 100)), (180, (100, 50)), (270, (50, 100))]
)
def test_a_crop_is_meant_before_the_page_is_turned(rotation: int, size: tuple[int, int]) -> None:
    """And it comes as the reader sees it; a point of it leads back to the page."""
    data = page_of(RED_CORNER, page=f"/Rotate {rotation} /CropBox [0 0 190 390]")
    corner = Rectangle(0, 0, 100, 50)
    picture = one(data, View(page=1, dpi=72, crop=corner, format="pixels"))
    assert (picture.width, picture.height) == size
    assert picture.is_one_colour
    assert pixel(picture, 0, 0) == RED
    assert picture.on_page(0, 0, *size) == pytest.approx(corner, abs=0.01)


def test_a_crop_ends_where_the_page_does() -> None:
    picture = one(page_of(RED_CORNER), View(page=1, dpi=72, crop=Rectangle(-50, -50, 100, 50)))
    assert (picture.width, picture.height) == (100, 50)


def test_what_would_be_too_large_is_drawn_coarser() -> None:
    """And says how coarse."""
    picture = one(page_of(RED_CORNER), View(page=1, dpi=7200), limits=RenderingLimits(longest_side=800))
    assert (picture.width, picture.height, picture.dpi) == (400, 800, 144)


@pytest.mark.parametrize("size", ["0 0 3e9 3e9", "0 0 8400 8400", "0 0 0 0", "0 0 14400 1"])
def test_no_page_is_too_large_or_too_small(size: str) -> None:
    picture = one(page_of(RED_CORNER, page=f"/MediaBox [{size}]"), View(page=1, dpi=300))
    assert max(picture.width, picture.height) <= 4000


def test_a_filled_in_form_is_seen() -> None:
    """As are annotations."""
    look = stream(b"1 0 0 rg 0 0 50 50 re f", entries="/Subtype /Form /BBox [0 0 50 50]")
    field = (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (b) /F 4 /Rect [0 0 50 50] /AP << /N 6 0 R >> >>"
    )
    data = page_of(b"", field, look, page="/Annots [5 0 R]")
    assert pixel(one(data, View(page=1, dpi=72, format="pixels")), 25, 375) == RED


def test_many_views_come_in_their_order() -> None:
    """Whichever process is the first to be done."""
    data = write_pdf([f"Page {number}" for number in range(1, 41)])
    views = [View(page=page, dpi=10, format="pixels") for page in [*range(1, 41), 7, 7]]
    pictures = render(data, views)
    assert pictures[6] == pictures[40] == pictures[41]
    assert [isinstance(picture, Rendered) for picture in pictures] == [True] * 42


def problems(results: Sequence[Rendered | RenderingFailed]) -> list[str]:
    """What went wrong, "" where nothing did."""
    return [each.problem if isinstance(each, RenderingFailed) else "" for each in results]


def test_a_view_that_cannot_be_leaves_the_others_alone() -> None:
    views = [
        View(page=1),
        View(page=2),
        View(page=1, crop=Rectangle(10, 10, 10, 50)),
        View(page=1, crop=Rectangle(500, 500, 600, 600)),
        View(page=1),
    ]
    nothing = "it lies outside the page, or has no area"
    said = problems(render(page_of(RED_CORNER), views))
    assert said == ["", "there is no such page", nothing, nothing, ""]


def test_a_page_that_never_ends_is_given_up() -> None:
    """Its neighbours are drawn, those behind it by the next process."""
    fine = page_of(HANGS, TILES)
    views = [View(page=1, dpi=10, crop=Rectangle(0, 0, 1, 1)), View(page=1), View(page=2), View(page=3)]
    said = problems(render(fine, views, limits=RenderingLimits(cpu_seconds=1)))
    assert said[2:] == ["there is no such page"] * 2
    assert said[1] == "working on it takes more than 1 s of processor time"


def test_a_page_that_eats_memory_is_given_up() -> None:
    limits = RenderingLimits(memory=64 * 2**20)
    said = problems(render(page_of(RED_CORNER), [View(page=1, dpi=3000)], limits=limits))
    assert said[0].startswith("working on it takes more than 64 MiB of memory")


def test_a_document_that_does_not_open_is_an_error() -> None:
    view = [View(page=1)]
    with pytest.raises(NotAPdfError):
        render(b"hello", view)
    with pytest.raises(DamagedDocumentError):
        render(b"%PDF-1.7\ntrailer << >>\nstartxref\n0\n%%EOF\n", view, name="a.pdf")
    with pytest.raises(DocumentTooLargeError, match=r"a\.pdf"):
        render(page_of(b""), view, name="a.pdf", limits=RenderingLimits(bytes=10))


def test_a_stop_ends_it() -> None:
    stop = Stop()
    stop.set()
    with pytest.raises(ReadingStoppedError):
        render(page_of(b""), [View(page=1)] * 3, stop=stop)


def test_a_password_opens_it() -> None:
    data = (Path(__file__).parent / "data" / "encrypted-aes-256.pdf").read_bytes()
    with pytest.raises(EncryptedDocumentError):
        render(data, [View(page=1)])
    assert one(data, View(page=1), password="open sesame").width > 100
