"""What a picture is taken for: whole or broken, of one colour or not, a rule in strips, or a bullet."""

import pytest
from picture_pdf import SIDE, image, noise, packed, pdf_of, place

from pdfai.documents.limits import ReadingLimits
from pdfai.documents.pictures import finding
from pdfai.documents.pictures.finding import find_pictures
from pdfai.errors import DocumentTooLargeError

PHOTO = image(noise(1))
ALL = SIDE * SIDE * 3


@pytest.mark.parametrize(("share", "is_broken"), [(0.4, True), (0.6, False)])
def test_half_a_picture_is_one(share: float, is_broken: bool) -> None:
    """Less is not."""
    data = pdf_of(place("A", 0, 0), {"A": packed(noise(2, int(ALL * share)))})
    (picture,) = find_pictures(data).pictures
    assert bool(picture.problem) is is_broken


@pytest.mark.parametrize(("step", "decoration"), [(3, "background"), (4, "")])
def test_nearly_one_colour_is_one(step: int, decoration: str) -> None:
    """JPEG makes steps out of one."""
    row = bytes([100] * 3 * (SIDE // 2) + [100 + step] * 3 * (SIDE // 2))
    (picture,) = find_pictures(pdf_of(place("A", 0, 0), {"A": image(row * SIDE)})).pictures
    assert picture.decoration == decoration


def test_a_rule_in_strips_is_a_rule() -> None:
    strips = b"".join(place("A", 50, 100 - 0.5 * number, 200, 0.5) for number in range(4))
    pictures = find_pictures(pdf_of(strips, {"A": PHOTO})).pictures
    assert [(each.part_of, each.decoration) for each in pictures] == [(0, "hairline")] * 4


def test_a_bullet_takes_no_caption() -> None:
    """Even where it is nearer than the picture that the caption means."""
    drawn = place("A", 50, 240) + place("B", 50, 365, 8, 8)
    text = "Figure 3: The pump feeds the reservoir.\n"
    picture, bullet = find_pictures(pdf_of(drawn, {"A": PHOTO, "B": image(noise(3))}, text=text)).pictures
    assert (bullet.decoration, bullet.caption) == ("tiny", "")
    assert picture.caption.startswith("Figure 3")


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """And as many as may be are not."""
    data = pdf_of([place("A", 0, 0)] * 2, {"A": PHOTO})
    monkeypatch.setattr(finding, "DEFAULT_LIMITS", ReadingLimits(pages=2))
    assert find_pictures(data).page_count == 2
    monkeypatch.setattr(finding, "DEFAULT_LIMITS", ReadingLimits(pages=1))
    with pytest.raises(DocumentTooLargeError, match="2 pages, 1 allowed"):
        find_pictures(data, name="a.pdf")


def test_a_page_of_too_many_pictures_is_told_of() -> None:
    """The next one is looked at."""
    data = pdf_of([b"q 1 0 0 1 0 0 cm /A Do Q\n" * 5_001, place("A", 0, 0)], {"A": PHOTO})
    result = find_pictures(data)
    assert result.problems == {1: "it has more than 5,000 pictures, or too much else"}
    assert [each.page for each in result.pictures] == [2]
