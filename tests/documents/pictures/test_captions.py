"""A caption belongs to the picture nearest to it."""

from pdfai.documents.pictures.captions import captions_of
from pdfai.documents.places import Rectangle

PICTURE, LOWER = Rectangle(100, 300, 300, 400), Rectangle(100, 100, 300, 200)


def test_it_stands_below_or_above() -> None:
    below, above = Rectangle(120, 280, 280, 292), Rectangle(120, 405, 280, 417)
    assert captions_of([PICTURE], [("Figure 1", below)]) == ["Figure 1"]
    assert captions_of([PICTURE], [("Figure 1", above)]) == ["Figure 1"]


def test_of_two_pictures_the_nearer_one_has_it() -> None:
    between = Rectangle(100, 280, 200, 295)
    assert captions_of([LOWER, PICTURE], [("Figure 1", between)]) == ["", "Figure 1"]


def test_each_picture_has_its_own() -> None:
    said = [("Figure 2", Rectangle(100, 85, 200, 95)), ("Figure 1", Rectangle(100, 285, 200, 295))]
    assert captions_of([PICTURE, LOWER], said) == ["Figure 1", "Figure 2"]


def test_what_is_far_away_or_across_a_corner_is_none() -> None:
    far, across = Rectangle(100, 220, 200, 230), Rectangle(310, 285, 400, 295)
    assert captions_of([PICTURE], [("Figure 1", far), ("Figure 2", across)]) == [""]
