"""Pictures are shown as a reader sees them."""

from dataclasses import replace

import pytest
from picture_pdf import SIDE, image, noise, pdf_of, place

from pdfai.documents.pictures.finding import find_pictures
from pdfai.documents.pictures.showing import picture_bytes
from pdfai.documents.rendering import Rendered, RenderingFailed

RED = (255, 0, 0)


def shown(data: bytes, **options: object) -> list[Rendered | RenderingFailed]:
    """All pictures of a document, as pixels."""
    return picture_bytes(data, find_pictures(data).pictures, format="pixels", **options)  # type: ignore[arg-type]


def test_each_is_cut_out_of_its_page() -> None:
    """With its own resolution."""
    (picture,) = shown(pdf_of(place("A", 100, 100, 16, 16), {"A": image(bytes([255, 0, 0] * SIDE * SIDE))}))
    assert isinstance(picture, Rendered)
    assert (picture.width, picture.height, picture.is_one_colour) == (16, 16, True)
    assert tuple(picture.data[:3]) == RED


def test_masks_are_applied_and_what_lies_above_is_seen() -> None:
    """A black picture that its mask hides altogether, below a red sheet."""
    black = image(bytes(SIDE * SIDE), "/ColorSpace /DeviceGray /SMask 6 0 R")
    mask = image(bytes(SIDE * SIDE), "/ColorSpace /DeviceGray")
    hidden = place("A", 0, 0) + b"1 0 0 rg 0 0 100 50 re f\n"
    (picture,) = shown(pdf_of(hidden, {"A": black, "M": mask}))
    assert isinstance(picture, Rendered)
    assert tuple(picture.data[:3]) == (255, 255, 255)
    assert tuple(picture.data[-3:]) == RED


@pytest.mark.parametrize(("rotation", "size"), [(0, (200, 100)), (90, (100, 200))])
def test_they_are_turned_as_their_page_is(rotation: int, size: tuple[int, int]) -> None:
    data = pdf_of(place("A", 20, 20, 200, 100), {"A": image(noise(1))}, page=f"/Rotate {rotation}")
    (picture,) = shown(data)
    assert isinstance(picture, Rendered)
    assert (picture.width, picture.height) == size


def test_none_is_larger_than_asked_for() -> None:
    (picture,) = shown(pdf_of(place("A", 0, 0, 300, 150), {"A": image(noise(1))}), longest_side=64)
    assert isinstance(picture, Rendered)
    assert (picture.width, picture.height) == (64, 32)


def test_what_cannot_be_shown_says_why() -> None:
    """In its place among the others."""
    data = pdf_of(place("A", 0, 0) + place("A", 900, 0) + place("A", 200, 0), {"A": image(noise(1))})
    first, wrong, last = shown(data)
    assert wrong == RenderingFailed(page=1, problem="it lies outside the page")
    assert isinstance(first, Rendered)
    assert isinstance(last, Rendered)


def test_of_a_strip_the_whole_is_shown() -> None:
    strips = b"".join(place("A", 50, 100 + 10 * number, 200, 10) for number in range(8))
    data = pdf_of(strips, {"A": image(noise(1))})
    pictures = find_pictures(data).pictures
    (whole,) = picture_bytes(data, [replace(pictures[0], width=200, height=10)])
    assert isinstance(whole, Rendered)
    assert (whole.width, whole.height) == (200, 80)
