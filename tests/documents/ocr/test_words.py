"""What is made of recognised words."""

from dataclasses import replace

import pytest

from pdfai.documents.ocr import RecognizedPage, Word
from pdfai.documents.places import Rectangle, rectangles_of


def words(text: str) -> tuple[Word, ...]:
    """Each ten points per letter, lines 20 points below each other."""
    found = []
    for row, line in enumerate(text.split("\n")):
        left, parts = 50.0, line.split(" ") if line else []
        for at, part in enumerate(parts, start=1):
            box = Rectangle(left, 700 - 20 * row, left + 10 * len(part), 712 - 20 * row)
            after = " " if at < len(parts) else "\n"
            found.append(Word(text=part, rectangle=box, confidence=0.9, after=after))
            left = box.right + 10
    return tuple(found)


def page(text: str) -> RecognizedPage:
    """A page of such words."""
    return RecognizedPage(number=3, words=words(text))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("one two\nthree", "one two\nthree"),
        ("the distri-\nbution of", "the distribution of"),
        ("GNU/Linux-\nSystem", "GNU/Linux-System"),
        ("well-known, well-\nknown", "well-known, well-known"),
        ("- one\n- two", "- one\n- two"),
        ("it is o\ufb03ce", "it is office"),
    ],
)
def test_text_reads_as_that_of_other_pages(lines: str, text: str) -> None:
    """Words that line ends broke are whole, as pages with text have them."""
    assert page(lines).text == text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("one ii7\nthree", "one\nthree"),
        ("ii7 one\nii7\nthree ii7 four", "one\nthree four"),
        ("ii7\nii7", ""),
    ],
)
def test_words_it_is_not_sure_of_are_left_out(lines: str, text: str) -> None:
    """The others stay in their lines."""
    guessed = (replace(word, confidence=0.2 if word.text == "ii7" else 0.6) for word in words(lines))
    assert RecognizedPage(number=3, words=tuple(guessed)).without_guesses().text == text


@pytest.mark.parametrize("quote", ["brown fox jumps", "distribution of water", "주의 사항", "图书馆"])
def test_quotes_are_found_on_the_page(quote: str) -> None:
    """As on one that has text: the places are packed in the same way."""
    read = page(
        "the quick brown\nfox jumps the distri-\nbution of water\n안전 주의 사항\n青石图书馆借阅"
    ).as_page()
    assert read.number == 3
    assert rectangles_of(quote, text=read.text, places=read.places)


def test_letters_without_spaces_between_have_places_of_their_own() -> None:
    """Each a part of the line."""
    read = page("青石图书馆借阅").as_page()
    (found,) = rectangles_of("图书馆", text=read.text, places=read.places)
    assert found == Rectangle(70, 700, 100, 712)


@pytest.mark.parametrize(
    ("turn", "box"),
    [(90, (0, 20, 10, 40)), (180, (60, 0, 80, 10)), (270, (0, 60, 10, 80))],
)
def test_parts_of_turned_lines_are_where_they_are(turn: int, box: tuple[int, ...]) -> None:
    """The second and third of ten letters."""
    rectangle = Rectangle(0, 0, 10, 100) if turn != 180 else Rectangle(0, 0, 100, 10)
    word = Word(text="一二三四五六七八九十", rectangle=rectangle, confidence=1.0, turn=turn)
    read = RecognizedPage(number=1, words=(word,)).as_page()
    found = rectangles_of("三四", text=read.text, places=read.places)
    lefts, bottoms, rights, tops = zip(*found, strict=True)
    assert (min(lefts), min(bottoms), max(rights), max(tops)) == box


def test_confidence_is_that_of_letters() -> None:
    """A speck on the paper counts for little."""
    speck = Word(text=".", rectangle=Rectangle(0, 0, 1, 1), confidence=0.0)
    sure = Word(text="certainly", rectangle=Rectangle(0, 0, 1, 1), confidence=1.0)
    assert RecognizedPage(number=1, words=(speck, sure)).confidence == pytest.approx(0.9)


def test_a_page_without_words_has_nothing() -> None:
    """And can be kept like any other."""
    empty = RecognizedPage(number=1, problem="it cannot be read")
    assert (empty.text, empty.confidence, empty.as_page().places) == ("", 0.0, b"")
