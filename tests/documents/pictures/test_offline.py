"""What can be said of a picture without a model."""

import random
import string

import pytest

from pdfai.documents.pictures.appearance import Appearance, appearance
from pdfai.documents.pictures.offline import describe_offline
from pdfai.documents.pictures.words import WORDS

SIDE = 60
chance = random.Random(1)  # noqa: S311
WHITE, BLACK, BLUE, RED = b"\xff\xff\xff", b"\0\0\0", b"\x10\x20\xd0", b"\xe0\x10\x10"


def photo() -> bytes:
    """Colours that run into each other, and grain."""
    return bytes(
        min(255, max(0, round(value + chance.gauss(0, 12))))
        for y in range(SIDE)
        for x in range(SIDE)
        for value in (x * 4, 120 + y, 255 - x * 3)
    )


DIAGRAM = (WHITE * 40 + BLUE * 10 + RED * 10) * SIDE
LINES = (WHITE * 50 + BLACK * 4 + WHITE * 6) * SIDE
LOOK = Appearance(kind="drawing", colours=("white", "blue"), is_colourless=False)


def test_a_photo_is_known_by_its_many_shades() -> None:
    assert appearance(photo()).kind == "photo"


def test_a_diagram_is_known_by_its_few() -> None:
    look = appearance(DIAGRAM)
    assert look == Appearance(kind="drawing", colours=("white", "blue", "red"), is_colourless=False)


def test_a_small_one_is_a_logo() -> None:
    assert appearance(DIAGRAM, longest_side=60).kind == "logo"


def test_lines_on_paper_are_a_drawing_or_a_scan() -> None:
    """A scan covers its page."""
    assert appearance(LINES) == Appearance(kind="line_art", colours=("white",), is_colourless=True)
    assert appearance(LINES, cover=0.9).kind == "scan"


@pytest.mark.parametrize(
    ("pixel", "name"),
    [
        ((250, 250, 250), "white"),
        ((128, 128, 128), "gray"),
        ((10, 10, 12), "black"),
        ((230, 20, 20), "red"),
        ((250, 150, 20), "orange"),
        ((110, 70, 30), "brown"),
        ((240, 230, 30), "yellow"),
        ((30, 160, 60), "green"),
        ((30, 60, 200), "blue"),
        ((130, 40, 180), "purple"),
        ((250, 100, 190), "pink"),
    ],
)
def test_colours_have_the_names_people_give_them(pixel: tuple[int, int, int], name: str) -> None:
    assert appearance(bytes(pixel) * 9).colours == (name,)


def test_no_pixels_are_no_reason_to_fail() -> None:
    assert appearance(b"").colours == ()


def test_a_description_says_what_is_known_and_that_it_is_no_more() -> None:
    said = describe_offline(
        LOOK, width=300, height=100, caption="Figure 1. The\npump.", text=" Inlet \n Outlet "
    )
    assert said == (
        "Figure 1. The pump. Probably a drawing, diagram or screenshot, landscape, 300 x 100 pixels,"
        ' mostly white, blue. Text in it: "Inlet Outlet". (Described without a model.)'
    )


@pytest.mark.parametrize(
    ("size", "shape"), [((10, 30), "portrait"), ((10, 11), "square"), ((9, 0), "landscape")]
)
def test_its_shape_is_told(size: tuple[int, int], shape: str) -> None:
    assert f", {shape}, " in describe_offline(LOOK, width=size[0], height=size[1])


def test_a_long_text_is_cut_between_words() -> None:
    said = describe_offline(LOOK, width=1, height=1, text="word " * 200)
    assert "word …" in said
    assert len(said) < 500


def test_it_is_in_the_documents_language_where_that_is_known() -> None:
    german = describe_offline(LOOK, width=1, height=1, language="de-AT")
    assert german.endswith("vor allem Weiß, Blau. (Ohne Modell beschrieben.)")
    assert describe_offline(LOOK, width=1, height=1, language="xx") == describe_offline(
        LOOK, width=1, height=1
    )


@pytest.mark.parametrize("language", WORDS)
def test_every_language_has_every_word(language: str) -> None:
    """And its sentences take what belongs into them."""
    words = WORDS[language]
    assert (len(words.kinds), len(words.colours), len(words.shapes)) == (6, 11, 3)
    said = describe_offline(LOOK, width=12, height=34, caption="CAPTION", text="TEXT", language=language)
    assert all(part in said for part in ("12 x 34", "CAPTION", "TEXT", words.without_model))
    fields = {name for _, name, _, _ in string.Formatter().parse(words.what) if name}
    assert fields == {"kind", "shape", "width", "height", "colours"}
