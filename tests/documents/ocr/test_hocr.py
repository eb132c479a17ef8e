"""What tesseract says becomes words in reading order."""

import pytest

from pdfai.documents.ocr.hocr import SeenWord, read_hocr

HEAD = (
    "<?xml version='1.0'?>\n<html>\n <body>\n  <div class='ocr_page' title='image \"stdin\"; bbox 0 0 9 9'>\n"
)


def told(*lines: str, text: str = "") -> str:
    """As tesseract says it: its hOCR, and before that ends the text."""
    return f"{HEAD}{''.join(lines)}\n  </div>\n{text}\n\f </body>\n</html>\n"


def line(*words: str, title: str = "bbox 10 100 210 140; baseline 0 -10; x_size 50; x_descenders 10") -> str:
    """A line of words."""
    return f'<span class=\'ocr_line\' id="line_1" title="{title}">\n{"".join(words)}</span>\n'


def word(text: str, left: int = 10, right: int = 60, top: int = 105, confidence: int = 90) -> str:
    """A word."""
    title = f"bbox {left} {top} {right} 135; x_wconf {confidence}"
    return f"<span class='ocrx_word' id='word_1' title='{title}'>{text}</span>\n"


def text_of(words: list[SeenWord]) -> str:
    """With what stands between them."""
    return "".join(each.text + each.after for each in words)


@pytest.mark.parametrize(
    "text",
    ["one two\n", "one\ntwo\n", "one\n\ntwo\n"],
)
def test_the_text_tells_what_is_between_words(text: str) -> None:
    """Spaces, line breaks and empty lines."""
    assert text_of(read_hocr(told(line(word("one"), word("two")), text=text))) == text


def test_syllables_without_a_space_are_one_word() -> None:
    """With one box and the confidence of all its letters; boxes of syllables lie above each other."""
    syllables = (
        word("물", 10, 100, confidence=60),
        word("통을", 50, 90, confidence=90),
        word("분리", 120, 160),
    )
    first, second = read_hocr(told(line(*syllables), text="물통을 분리"))
    assert (first.text, first.left, first.right, first.after) == ("물통을", 10, 100, " ")
    assert first.confidence == pytest.approx(0.8)
    assert second.text == "분리"


def test_words_of_a_line_are_of_one_height() -> None:
    """They stand on its baseline, however low their letters are."""
    words = read_hocr(told(line(word("on", top=120), word("Gap")), text="on Gap"))
    assert {(each.top, each.bottom) for each in words} == {(90, 140)}


def test_a_skewed_line_climbs() -> None:
    """Its words stand where the baseline is at their middle."""
    skewed = "bbox 10 100 210 140; baseline -0.1 0; x_size 20; x_descenders 4"
    words = read_hocr(told(line(word("left", 10, 30), word("right", 190, 210), title=skewed)))
    assert [(each.top, each.bottom) for each in words] == [(123, 143), (105, 125)]


def test_a_long_word_on_a_skewed_line_is_no_higher() -> None:
    """It stands where the line is on the whole."""
    skewed = "bbox 10 100 210 140; baseline -0.1 0; x_size 20; x_descenders 4"
    (found,) = read_hocr(told(line(word("图书", 10, 110), word("馆", 110, 210), title=skewed), text="图书馆"))
    assert (found.top, found.bottom) == (114, 134)


def test_a_height_that_cannot_be_is_not_believed() -> None:
    """Then a line is as high as its letters are."""
    tall = "bbox 10 100 210 140; baseline 0 0; x_size 120; x_descenders 10"
    (found,) = read_hocr(told(line(word("가"), title=tall)))
    assert (found.top, found.bottom) == (100, 140)


@pytest.mark.parametrize(("angle", "turn"), [("90", 90), ("180", 180), ("270", 270)])
def test_a_turned_line_is_known_as_one(angle: str, turn: int) -> None:
    """Its words are as wide as it is."""
    (found,) = read_hocr(
        told(line(word("on", 20, 40), title=f"bbox 10 100 50 300; textangle {angle}; x_size 40"))
    )
    assert found.turn == turn
    assert (found.left, found.right) == ((10, 50) if turn != 180 else (20, 40))


DOWNWARD = """<span class='ocr_line' id='line_1_1' title="bbox 3192 200 3252 1683; x_size 69.60611; x_descenders 9.6061125; x_ascenders 14">
<span class='ocrx_word' id='word_1_1' title='bbox 3192 200 3252 345; x_wconf 96'>The</span>
<span class='ocrx_word' id='word_1_4' title='bbox 3192 817 3250 1101; x_wconf 96'>Trantor</span>
<span class='ocrx_word' id='word_1_7' title='bbox 3192 1424 3238 1683; x_wconf 96'>cranes</span>
</span>
<span class='ocr_line' id='line_1_2' title="bbox 1528 208 1588 293; x_size 77.5; x_descenders 16.5; x_ascenders 14.5">
<span class='ocrx_word' id='word_1_8' title='bbox 1528 208 1588 293; x_wconf 96'>12</span>
</span>
<span class='ocr_line' id='line_1_3' title="bbox 1664 0 1740 2273; baseline -2273 31822; x_size 77; x_descenders 15; x_ascenders 16">
<span class='ocrx_word' id='word_1_9' title='bbox 1664 285 1724 496; x_wconf 68'>anjeA</span>
<span class='ocrx_word' id='word_1_10' title='bbox 1664 532 1724 722; x_wconf 89'>MOPUIM</span>
</span>
"""  # noqa: E501  # its own lines
"""What tesseract 5.3 says of a page that lay a quarter turn clockwise on the glass, where nobody asked it."""


def test_a_line_that_runs_down_the_page_is_known_as_one() -> None:
    """Also where it is not told: it has no baseline then, or a steep one, and its words stand apart."""
    words = read_hocr(told(DOWNWARD, text="The Trantor cranes\n\n12\n\nanjeA MOPUIM"))
    assert {each.turn for each in words} == {270}
    assert [(each.text, each.left, each.top, each.right, each.bottom) for each in words] == [
        ("The", 3192, 200, 3252, 345),
        ("Trantor", 3192, 817, 3252, 1101),
        ("cranes", 3192, 1424, 3252, 1683),
        ("12", 1528, 208, 1588, 293),
        ("anjeA", 1664, 285, 1740, 496),
        ("MOPUIM", 1664, 532, 1740, 722),
    ]


def test_words_beside_each_other_are_on_a_level_line() -> None:
    """Whatever the line lacks."""
    title = "bbox 10 100 210 140; x_size 40; x_descenders 8"
    words = read_hocr(told(line(word("one"), word("two", 70, 120), title=title)))
    assert [(each.turn, each.top, each.bottom) for each in words] == [(0, 100, 140)] * 2


@pytest.mark.parametrize(("box", "turn"), [("10 100 210 140", 0), ("10 100 50 300", 270)])
def test_a_word_alone_runs_the_way_it_is_long(box: str, turn: int) -> None:
    """Where its line tells nothing else."""
    title = f"bbox {box}; x_size 40; x_descenders 8"
    alone = f"<span class='ocrx_word' id='word_1' title='bbox {box}; x_wconf 90'>reservoir</span>"
    (found,) = read_hocr(told(line(alone, title=title)))
    assert found.turn == turn


def test_markup_on_paper_is_text() -> None:
    """A page may show what hOCR is made of; letters may be bold."""
    tags = word("&lt;/div&gt;"), word("<strong>bold</strong>"), word("&#39;a&amp;b&#39;")
    text = "</div> bold 'a&b'\n  </div>\n </body>"
    assert text_of(read_hocr(told(line(*tags), text=text))) == "</div> bold 'a&b'\n"


def test_directions_are_no_letters() -> None:
    """The text is full of them where it runs from the right."""
    words = read_hocr(told(line(word("\u200fשלום"), word("עולם")), text="\u200fשלום\u200f\u202c עולם\u200f"))
    assert text_of(words) == "שלום עולם\n"


def test_a_text_of_another_order_does_no_harm() -> None:
    """Words are parted by spaces then, and lines by line breaks."""
    words = read_hocr(told(line(word("one"), word("two")), line(word("three")), text="three one two"))
    assert text_of(words) == "one two\nthree\n"


def test_an_empty_page_has_no_words() -> None:
    """Nor has a word that is only a space."""
    assert read_hocr(told()) == read_hocr(told(line(word(" ")), text=" ")) == read_hocr("") == []
