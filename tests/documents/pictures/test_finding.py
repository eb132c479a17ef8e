"""Every picture of a PDF is found, and what can be wrong with one is said of that one."""

from pathlib import Path

import pytest
from pdf_writer import stream, write_pdf
from picture_pdf import SIDE, form, image, noise, packed, pdf_of, place

from pdfai.documents.pictures.finding import find_pictures
from pdfai.documents.pictures.picture import Picture
from pdfai.documents.rendering import RenderingLimits
from pdfai.errors import EncryptedDocumentError, NotAPdfError, PagesNotFoundError
from pdfai.page_ranges import PageRanges

DATA = Path(__file__).parents[1] / "data"
PHOTO, OTHER = image(noise(1)), image(noise(2))
INLINE = b"q 50 0 0 50 300 300 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x00\x80\x90\xf0 EI Q\n"


def found(data: bytes) -> tuple[Picture, ...]:
    """The pictures of a document that has no other problems."""
    result = find_pictures(data)
    assert not result.problems
    return result.pictures


def test_pictures_come_in_the_order_they_are_drawn_in() -> None:
    """Inline ones, and those inside a form where the form is drawn; with names that people understand."""
    content = place("A", 10, 20) + b"q 2 0 0 2 100 100 cm /F Do Q\n" + INLINE + place("A", 250, 20)
    data = pdf_of(
        content,
        {
            "A": PHOTO,
            "F": form(place("B", 5, 5, 20, 10), matrix="1 0 0 1 10 10", objects="/B 7 0 R"),
            "B": OTHER,
        },
    )
    pictures = found(data)
    assert [(each.name, each.is_in_form) for each in pictures] == [
        ("image 1 on page 1", False),
        ("image 2 on page 1", True),
        ("image 3 on page 1", False),
        ("image 4 on page 1", False),
    ]
    assert [each.rectangle for each in pictures] == [
        pytest.approx((10, 20, 110, 120)),
        pytest.approx((130, 130, 170, 150)),
        pytest.approx((300, 300, 350, 350)),
        pytest.approx((250, 20, 350, 120)),
    ]
    assert (pictures[0].width, pictures[0].height) == (SIDE, SIDE)


def test_one_picture_in_two_places_is_one() -> None:
    """Also when one is larger; another one is another."""
    drawn = place("A", 0, 0) + place("A", 200, 0, 55, 33) + place("B", 0, 200)
    data = pdf_of(drawn, {"A": PHOTO, "B": OTHER})
    first, second, other = found(data)
    assert first.key == second.key != other.key


def test_the_same_colour_through_two_masks_is_two_pictures() -> None:
    """A black square may be any icon."""
    black = "/ColorSpace /DeviceGray /SMask {} 0 R"
    shape = "/ColorSpace /DeviceGray"
    data = pdf_of(
        place("A", 0, 0) + place("B", 200, 0),
        {
            "A": image(bytes(SIDE * SIDE), black.format(7)),
            "B": image(bytes(SIDE * SIDE), black.format(8)),
            "M": image(noise(3, SIDE * SIDE), shape),
            "N": image(noise(4, SIDE * SIDE), shape),
        },
    )
    one, other = found(data)
    assert one.key != other.key


def test_a_stencil_is_one() -> None:
    data = pdf_of(place("A", 0, 0), {"A": image(noise(5, SIDE * 2), "/ImageMask true /BitsPerComponent 1")})
    assert found(data)[0].is_mask


BROKEN = {
    "compressed badly": image(b"no deflated data at all", "/Filter /FlateDecode"),
    "cut off": image(noise(6)[:20]),
    "no JPEG": image(b"\xff\xd8\xff\xe0 and no more", "/Filter /DCTDecode"),
}
UNSEEN = {
    "no JBIG2": image(b"nothing of it", "/Filter /JBIG2Decode /BitsPerComponent 1 /ColorSpace /DeviceGray"),
    "no JPEG 2000": image(b"nothing of it", "/Filter /JPXDecode"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_picture_is_told_of(kind: str) -> None:
    """The one beside it is as ever."""
    broken, fine = found(pdf_of(place("A", 0, 0) + place("B", 200, 0), {"A": BROKEN[kind], "B": PHOTO}))
    assert broken.problem == "its data is damaged, or in a format nobody here can read"
    assert not broken.is_worth_describing
    assert fine.is_worth_describing


@pytest.mark.parametrize("kind", UNSEEN)
def test_a_picture_of_which_nothing_is_seen_is_not_described(kind: str) -> None:
    nothing, fine = found(pdf_of(place("A", 0, 0) + place("B", 200, 0), {"A": UNSEEN[kind], "B": PHOTO}))
    assert nothing.problem or nothing.decoration == "invisible"
    assert fine.is_worth_describing


WHOLE = {
    "CMYK": image(noise(7, SIDE * SIDE * 4), "/ColorSpace /DeviceCMYK"),
    "indexed": image(noise(8, SIDE * SIDE), f"/ColorSpace [/Indexed /DeviceRGB 255 <{noise(9, 768).hex()}>]"),
    "one bit": image(noise(10, SIDE * 2), "/ColorSpace /DeviceGray /BitsPerComponent 1"),
    "decoded the other way": image(noise(11, SIDE * SIDE), "/ColorSpace /DeviceGray /Decode [1 0]"),
    "compressed": packed(noise(12)),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_every_colour_space_is_a_picture(kind: str) -> None:
    (picture,) = found(pdf_of(place("A", 0, 0), {"A": WHOLE[kind]}))
    assert picture.is_worth_describing


def test_sizes_are_not_believed() -> None:
    """A page of lies is read in no time and no memory."""
    lie = image(b"\0", "/Width 1000000 /Height 1000000")
    (picture,) = found(pdf_of(place("A", 0, 0), {"A": lie}))
    assert picture.problem == "it claims to have 1,000,000 x 1,000,000 pixels"


def test_a_huge_picture_is_looked_at_in_bounds() -> None:
    """30,000 x 30,000 pixels."""
    bits = "/Width 30000 /Height 30000 /ColorSpace /DeviceGray /BitsPerComponent 1"
    huge = packed(bytes(30_000 // 8 * 30_000), bits)
    big, fine = found(pdf_of(place("A", 0, 0) + place("B", 200, 0), {"A": huge, "B": PHOTO}))
    assert (big.width, big.problem, big.decoration) == (30_000, "", "background")
    assert fine.is_worth_describing


@pytest.mark.parametrize(
    ("drawn", "problem"),
    [
        (place("A", 10, 10, 100, 0), "it has no area"),
        (place("A", 10, 10, 0, 0), "it has no area"),
        (place("A", 900, 10), "it lies outside the page"),
        (b"q 1e38 0 0 1e38 1e38 1e38 cm /A Do Q\n", "it has no area"),
    ],
)
def test_a_placement_that_shows_nothing_is_told_of(drawn: bytes, problem: str) -> None:
    wrong, fine = found(pdf_of(drawn + place("A", 200, 200), {"A": PHOTO}))
    assert wrong.problem == problem
    assert fine.is_worth_describing


@pytest.mark.parametrize(
    ("drawn", "decoration"),
    [
        (place("A", 10, 10, 9, 9), "tiny"),
        (place("A", 10, 10, 300, 1), "hairline"),
        (place("W", 10, 10), "invisible"),
        (place("G", 10, 10), "background"),
        (place("P", 10, 10) + b"1 0 0 rg 20 20 30 30 re f\n", "background"),
        (place("A", 10, 10), ""),
    ],
)
def test_decoration_is_known_by_its_look(drawn: bytes, decoration: str) -> None:
    one = {"A": PHOTO, "W": image(b"\xff" * SIDE * SIDE * 3), "G": image(b"\x40" * SIDE * SIDE * 3)}
    one["P"] = image(noise(3, 3), side=1)
    (picture,) = found(pdf_of(drawn, one))
    assert picture.decoration == decoration


def test_what_is_on_most_pages_is_decoration() -> None:
    """A logo in the head of each page; what is on two pages only may mean something on both."""
    pages = [
        place("A", 0, 350, 40, 40) + (place("B", 100, 100) if number < 2 else b"") for number in range(4)
    ]
    pictures = found(pdf_of(pages, {"A": PHOTO, "B": OTHER}))
    assert [each.decoration for each in pictures] == ["repeated", "", "repeated", "", "repeated", "repeated"]


def test_strips_are_one_picture() -> None:
    """The first of them stands for all."""
    strips = b"".join(place("A", 50, 100 + 10 * number, 200, 10) for number in reversed(range(8)))
    pictures = found(pdf_of(place("A", 50, 300, 60, 60) + strips, {"A": PHOTO}))
    assert [each.part_of for each in pictures] == [None, *[1] * 8]
    assert [each.is_worth_describing for each in pictures] == [True, True, *[False] * 7]
    assert pictures[1].whole == pytest.approx((50, 100, 250, 180))
    assert pictures[1].key != pictures[0].key


def test_a_caption_goes_with_its_picture() -> None:
    """And no other text does."""
    drawn = place("A", 50, 250) + place("B", 50, 20)
    data = pdf_of(drawn, {"A": PHOTO, "B": OTHER}, text="Figure 3: The pump feeds the reservoir.\n")
    near, far = found(data)
    assert near.caption == "Figure 3: The pump feeds the reservoir."
    assert far.caption == ""
    assert found(pdf_of(drawn, {"A": PHOTO, "B": OTHER}, text="The pump."))[0].caption == ""


def test_only_the_pages_that_are_meant_are_looked_at() -> None:
    data = pdf_of([place("A", 0, 0)] * 5, {"A": PHOTO})
    result = find_pictures(data, pages=PageRanges.parse("2-3"))
    assert ([each.page for each in result.pictures], result.page_count) == ([2, 3], 5)
    with pytest.raises(PagesNotFoundError, match=r"a\.pdf"):
        find_pictures(data, name="a.pdf", pages=PageRanges.parse("9"))


def test_a_document_without_pictures_has_none() -> None:
    assert found(write_pdf(["Hello.", "World."])) == ()


def test_a_page_that_cannot_be_drawn_still_tells_where_its_pictures_are() -> None:
    """They cannot be shown; those of other pages can."""
    hangs = b"/Pattern cs /P scn 0 0 400 400 re f\n"
    tiles = stream(
        b"0 0 1 1 re f",
        entries="/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.01 /YStep 0.01"
        " /Resources << >>",
    )
    resources = "/Resources << /XObject << /A 5 0 R >> /Pattern << /P 6 0 R >> >>"
    data = pdf_of([hangs + place("A", 0, 0), place("A", 0, 0)], {"A": PHOTO, "P": tiles}, page=resources)
    wrong, fine = find_pictures(data, limits=RenderingLimits(cpu_seconds=1)).pictures
    assert wrong.problem == "its page cannot be drawn"
    assert wrong.key == fine.key
    assert fine.is_worth_describing


def test_a_locked_document_needs_its_password() -> None:
    data = (DATA / "encrypted-aes-256.pdf").read_bytes()
    with pytest.raises(EncryptedDocumentError):
        find_pictures(data)
    assert find_pictures(data, password="open sesame").page_count == 2
    with pytest.raises(NotAPdfError):
        find_pictures(b"hello")
