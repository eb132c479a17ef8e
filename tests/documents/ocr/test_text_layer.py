"""Words laid invisibly on their picture, and read back by others."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it has no types
import pytest
from recognized import a_drawing, page, row

from pdfai.documents import read_pdf
from pdfai.documents.ocr import RecognizedPage, Word, layered
from pdfai.documents.ocr.layer import as_shown
from pdfai.documents.places import Rectangle

pytest.importorskip("pikepdf")

WORD = r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.+?)<'
"""As pdftotext tells of it."""
BOXES = {
    0: Rectangle(100, 300, 160, 312),
    90: Rectangle(200, 300, 212, 360),
    180: Rectangle(300, 300, 360, 312),
    270: Rectangle(400, 300, 412, 360),
}
"""Of a word of sixty points, by how its line is turned."""


def pixels(data: bytes) -> list[bytes]:
    """Each page as it looks."""
    return [bytes(each.render().buffer) for each in pypdfium2.PdfDocument(data)]


def found(data: bytes, word: str) -> Rectangle:
    """Where pdfium finds a word."""
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    text.count_rects(*text.search(word).get_next())
    return Rectangle(*text.get_rect(0))


def test_words_are_found_and_nothing_is_seen() -> None:
    """The page looks as before."""
    data = a_drawing()
    searchable = layered(data, [page("The pump Halvorsen", "feeds the reservoir.")]).data
    assert read_pdf(searchable)[0].text == "The pump Halvorsen\nfeeds the reservoir."
    assert pixels(searchable) == pixels(data)


def test_every_script_is_found() -> None:
    """In the order in which it is read."""
    lines = [
        "물통을 분리하기 전에",
        "青石社区图书馆借阅须知",
        "日本語の文書です。 カタカナ",
        "אבגד שלום עולם",
        "العربية لغة",
        "Größe œuvre Łódź",
        "emoji 😀 𠮷野家",
    ]
    searchable = layered(a_drawing(), [page(*lines)]).data
    assert read_pdf(searchable)[0].text.split("\n") == lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2025م", "م2025"),
        ("עם123", "123םע"),
        ("١٢٫٥كغ", "غك١٢٫٥"),
        ("ב-3.5%", "-3.5%ב"),
        ("ص.12", ".12ص"),
        ("م/12/5", "/12/5م"),
        ("+972עם", "םע+972"),
        ("(נו2a)", ")2aונ("),
        ("שלום", "םולש"),
        ("pump", "pump "),
    ],
)
def test_numbers_in_words_from_the_right_run_from_the_left(text: str, shown: str) -> None:
    """As they stand on paper."""
    word = Word(text=text, rectangle=Rectangle(50, 50, 90, 60), confidence=1.0)
    assert as_shown(word) == shown


def test_words_with_numbers_are_found() -> None:
    """As they are written, also with a sign before them."""
    lines = ["שנת עם123 2025", "2025م العربية", "ב-3.5%", "ص.12", "م/12/5", "+972עם"]
    searchable = layered(a_drawing(), [page(*lines)]).data
    assert sorted(read_pdf(searchable)[0].text.split()) == sorted(" ".join(lines).split())


@pytest.mark.parametrize("rotation", BOXES)
def test_words_fill_their_rectangles(rotation: int) -> None:
    """Whichever way their line goes, and however the page is turned for the reader."""
    words = [
        Word(text=f"reservoir{turn}", rectangle=box, confidence=0.9, after="\n", turn=turn)
        for turn, box in BOXES.items()
    ]
    data = a_drawing(entries=f"/Rotate {rotation}")
    searchable = layered(data, [RecognizedPage(number=1, words=tuple(words))]).data
    for word in words:
        assert tuple(found(searchable, word.text)) == pytest.approx(tuple(word.rectangle), abs=0.5)
    assert pixels(searchable) == pixels(data)


@pytest.mark.parametrize(("rotation", "turn"), [(0, 180), (180, 0), (90, 90), (270, 270)])
def test_a_page_that_stands_on_its_head_is_read_from_the_first_word(rotation: int, turn: int) -> None:
    """Each line is, and its words are where they stand."""
    line = "reservoir feeds 12 cranes"
    words, at = [], 50.0
    for part in line.split():
        # Some are wide and some are narrow for their letters.
        length = 8.0 * len(part) + at / 30
        words.append(Word(text=part, rectangle=placed(turn, at, length), confidence=0.9, turn=turn))
        at += length + 5
    lines = [
        replace(word, is_upside_down=True, rectangle=moved(word.rectangle, turn, 20.0 * number))
        for number in (0, 1)
        for word in [*words[:-1], replace(words[-1], after="\n")]
    ]
    data = a_drawing(entries=f"/Rotate {rotation}")
    searchable = layered(data, [RecognizedPage(number=1, words=tuple(lines))]).data
    assert read_pdf(searchable)[0].text.split("\n") == [line, line]
    assert pixels(searchable) == pixels(data)
    for word in lines[:4]:
        assert tuple(found(searchable, word.text)) == pytest.approx(tuple(word.rectangle), abs=4)


def placed(turn: int, start: float, length: float) -> Rectangle:
    """A word at so many points from the beginning of its line."""
    end = start + length
    return {
        0: Rectangle(start, 300, end, 312),
        90: Rectangle(300, start, 312, end),
        180: Rectangle(545 - end, 300, 545 - start, 312),
        270: Rectangle(300, 742 - end, 312, 742 - start),
    }[turn]


def moved(box: Rectangle, turn: int, by: float) -> Rectangle:
    """To the next line."""
    across, up = {0: (0.0, -by), 90: (by, 0.0), 180: (0.0, by), 270: (-by, 0.0)}[turn]
    return Rectangle(box.left + across, box.bottom + up, box.right + across, box.top + up)


@pytest.mark.parametrize(
    "content",
    ["2 0 0 2 30 30 cm 0 g 9 9 9 9 re f", "q q 0 g 50 50 9 9 re f", "Q 7 Tr 0 g 50 50 9 9 re f", ""],
)
def test_what_the_page_does_moves_no_words(content: str) -> None:
    """Nor do unbalanced states of it."""
    searchable = layered(a_drawing(content=content), [page("The pump")]).data
    assert tuple(found(searchable, "The")) == pytest.approx((50, 700, 74, 712), abs=0.5)


def test_odd_words_do_no_harm() -> None:
    """Without letters or extent, or with letters there are none of."""
    odd = [
        Word(text="", rectangle=Rectangle(0, 0, 9, 9), confidence=1.0),
        Word(text="flat", rectangle=Rectangle(0, 0, 9, 0), confidence=1.0),
        Word(text="\ud800(\\", rectangle=Rectangle(50, 50, 90, 60), confidence=1.0, after="\n"),
    ]
    searchable = layered(a_drawing(), [RecognizedPage(number=1, words=(*row("pump"), *odd))]).data
    assert read_pdf(searchable)[0].text.startswith("pump")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler's pdftotext")
def test_poppler_finds_the_words_where_they_are(tmp_path: Path) -> None:
    """A reader that knows nothing of pdfium."""
    path = tmp_path / "searchable.pdf"
    path.write_bytes(layered(a_drawing(), [page("The pump Halvorsen", "feeds 물통을 분리하기")]).data)
    done = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True)
    places = {text: tuple(map(float, box)) for *box, text in re.findall(WORD, done.stdout)}
    assert places["Halvorsen"] == pytest.approx((116, 130, 188, 142), abs=0.5)
    assert places["물통을"] == pytest.approx((95, 150, 119, 162), abs=0.5)
    assert done.stderr == ""
