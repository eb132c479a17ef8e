"""Strips of a picture are put together, and pictures that only stand together are not."""

from pdfai.documents.pictures.strips import strips, union
from pdfai.documents.places import Rectangle

WIDE = [Rectangle(10, 100 - 10 * row, 110, 110 - 10 * row) for row in range(5)]
TALL = [Rectangle(10 * column, 0, 10 * column + 10, 90) for column in range(4)]
SQUARE = Rectangle(0, 200, 50, 250)


def test_strips_above_and_beside_each_other_are_found() -> None:
    assert list(strips([SQUARE, *WIDE, SQUARE, *TALL])) == [range(1, 6), range(7, 11)]


def test_they_may_go_upwards_and_overlap_a_little() -> None:
    rows = [Rectangle(10, 10 * row - 0.4, 110, 10 * row + 10) for row in range(5)]
    assert list(strips(rows)) == [range(5)]


def test_pictures_in_a_row_are_not_strips() -> None:
    """Nor are two that touch, and strips apart from each other, be it by a little."""
    row = [Rectangle(50 * column, 0, 50 * column + 50, 50) for column in range(5)]
    apart = [Rectangle(10, 20 * row, 110, 20 * row + 10) for row in range(5)]
    near = [Rectangle(10, 12 * row, 110, 12 * row + 10) for row in range(5)]
    flat = [Rectangle(0, 10, 0, 10)] * 5
    for pictures in (row, WIDE[:2], apart, near, flat, []):
        assert not list(strips(pictures))


def test_what_strips_cover_holds_them_all() -> None:
    assert union(WIDE) == Rectangle(10, 60, 110, 110)
