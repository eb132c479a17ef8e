"""Scans read by rapidocr where the `ocr` extra is installed; and all that can be known of it where not."""

import importlib.util
import shutil
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from scripted_ocr import ScriptedEngine, scanned_pdf

from pdfai.documents import read_pdf
from pdfai.documents.ocr import (
    EngineFailedError,
    RapidOcr,
    RecognizedPage,
    Tesseract,
    available_engine,
    rapid,
    recognize,
)
from pdfai.documents.ocr.languages import require_language
from pdfai.documents.ocr.rapid_lines import words_of
from pdfai.documents.places import rectangles_of
from pdfai.errors import ConfigurationError, OcrUnavailableError

DATA = Path(__file__).parents[1] / "data"
SOURCES = {
    "en": "manual-en.pdf",
    "de": "invoice-de.pdf",
    "fr": "letter-fr.pdf",
    "zh": "notice-zh.pdf",
}
# What the worker says of two lines on scans at 300 dots per inch.
ENGLISH: dict[str, Any] = {
    "corners": [[305.0, 456.0], [934.0, 451.0], [935.0, 546.0], [306.0, 551.0]],
    "columns": 39.726,
    "words": [["Before", 2, 14, 1.0], ["you", 18, 23, 1.0], ["begin", 28, 37, 1.0]],
}
CHINESE: dict[str, Any] = {
    "corners": [[219.0, 198.0], [1326.0, 186.0], [1327.0, 296.0], [220.0, 307.0]],
    "columns": 60.0,
    "words": [["青石社区图书馆借阅须知", 3, 57, 0.9998]],
}


def line(text: str, left: float, top: float, width: float = 900, *, sure: float = 0.9) -> dict[str, Any]:
    """A line of words as the worker says it, each letter in a column."""
    corners = [[left, top], [left + width, top], [left + width, top + 50], [left, top + 50]]
    words, at = [], 0
    for word in text.split():
        words.append([word, at, at + len(word) - 1, sure])
        at += len(word) + 1
    return {"corners": corners, "columns": len(text), "words": words}


def text_of(*lines: dict[str, Any]) -> str:
    """What a page of these lines says."""
    return "".join(word.text + word.after for word in words_of(lines))


def test_words_stand_where_their_letters_are() -> None:
    """As high as their line, a little above where it begins, for it climbs."""
    (*_, last) = words = words_of([ENGLISH])
    assert [(word.text, word.after) for word in words] == [("Before", " "), ("you", " "), ("begin", "\n\n")]
    assert [last.left, last.right] == pytest.approx([735, 913], abs=12)
    assert [last.top, last.bottom] == pytest.approx([452, 547], abs=2)
    assert {word.turn for word in words} == {0}


def test_chinese_is_not_cut_into_words() -> None:
    """No more than on paper."""
    assert text_of(CHINESE) == "青石社区图书馆借阅须知\n\n"


@pytest.mark.parametrize(("first", "turn"), [(0, 0), (1, 270), (2, 180), (3, 90)])
def test_lines_are_turned_as_they_stand(first: int, turn: int) -> None:
    """The first corner is where a line begins; words lie within its corners."""
    corners = ENGLISH["corners"]
    if turn in {90, 270}:
        corners = [[x / 8, y * 8] for x, y in corners]
    words = words_of([{**ENGLISH, "corners": corners[first:] + corners[:first]}])
    assert [word.text for word in words] == ["Before", "you", "begin"]
    assert {word.turn for word in words} == {turn}
    ends = {0: "left", 90: "bottom", 180: "right", 270: "top"}
    starts = [getattr(word, ends[turn]) for word in words]
    assert starts == sorted(starts, reverse=turn in {90, 180})


def test_lines_are_read_from_the_top() -> None:
    """Rows of a table from the left, and paragraphs apart, in whichever order they were found."""
    table = [line("Hose", 100, 200, 200), line("12 euros", 900, 204, 200)]
    found = [line("The end", 100, 400), *reversed(table), line("Price list", 100, 148)]
    assert text_of(*found) == "Price list\nHose 12 euros\n\nThe end\n\n"


def test_columns_are_read_one_after_the_other() -> None:
    """Between a title and a foot that reach across both."""
    left = [line(f"left {number}", 100, 200 + 52 * number) for number in range(4)]
    right = [line(f"right {number}", 1030, 210 + 52 * number) for number in range(4)]
    both = [each for pair in zip(left, right, strict=True) for each in pair]
    text = text_of(line("Title", 100, 50, 1800), *both, line("Foot", 100, 600, 1800))
    expected = ["Title", *(f"{side} {number}" for side in ("left", "right") for number in range(4)), "Foot"]
    assert [each for each in text.split("\n") if each] == expected


def test_what_it_is_in_doubt_about_is_left_out() -> None:
    """Drawings are no words, nor is a script that it does not know."""
    assert text_of(line("Words", 100, 100), line("w/|", 100, 200, sure=0.4)) == "Words\n\n"
    assert text_of() == ""


def test_a_page_is_read_once_where_one_model_reads_all_languages() -> None:
    """What it says tells the language."""

    class OneModel(ScriptedEngine):
        is_one_model = True
        languages = frozenset({"deu", "eng"})

    engine = OneModel("Die Pumpe ist nicht in der Halle und wird von dem Werk auch nicht geliefert")
    (page,) = recognize(scanned_pdf([""]), engine=engine, dpi=72)
    assert (page.language, engine.asked) == ("de", 1)


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let packages be installed, or none; and no command."""

    def find(*packages: str) -> None:
        monkeypatch.setenv("PATH", "")
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: name if name in packages else None)

    return find


def test_rapidocr_reads_where_no_tesseract_is(found: Callable[..., None]) -> None:
    """With what runs its models."""
    found("rapidocr", "onnxruntime", "cv2", "numpy")
    assert available_engine().name == "rapidocr"
    found("rapidocr", "cv2", "numpy")
    with pytest.raises(OcrUnavailableError, match=r"install Tesseract.* pip install 'pdfai\[ocr\]'"):
        available_engine()


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_tesseract_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """It knows more languages, and takes less."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name)
    assert isinstance(available_engine(), Tesseract)


def test_a_language_that_it_has_not_is_what_tesseract_is_for() -> None:
    """No data for it can be installed."""
    with pytest.raises(
        OcrUnavailableError, match=r"^rapidocr cannot read 'kor' here: install Tesseract with"
    ):
        require_language("ko", RapidOcr().languages, engine="rapidocr")


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], RapidOcr]:
    """Let a script play the worker."""

    def play(source: str) -> RapidOcr:
        worker = tmp_path / "worker.py"
        worker.write_text(f"import json, sys\ntask = json.loads(sys.stdin.buffer.readline())\n{source}\n")
        monkeypatch.setattr(rapid, "_WORKER", worker)
        monkeypatch.setattr(rapid, "_task", dict)
        return RapidOcr()

    return play


@pytest.mark.parametrize(
    ("source", "error", "words"),
    [
        ("sys.exit(1)", EngineFailedError, "rapidocr fails on it"),
        ("import os; os.abort()", EngineFailedError, "recognising it takes more than 3,072 MiB of memory"),
        ("print(json.dumps({'error': 'picture', 'detail': ''}))", EngineFailedError, "not a PNG"),
        (
            "print(json.dumps({'error': 'setup', 'detail': 'No x.onnx'}))",
            ConfigurationError,
            "No x.onnx.*ocr",
        ),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="signals end no process there")
def test_what_it_fails_of_is_told(
    played: Callable[[str], RapidOcr], source: str, error: type[Exception], words: str
) -> None:
    """A page's own fault follows its name; what is installed wrongly ends all."""
    with pytest.raises(error, match=words):
        played(source).read(b"", language="eng", dpi=300)


def test_what_it_says_becomes_words(played: Callable[[str], RapidOcr]) -> None:
    """A line of JSON for each line of text."""
    engine = played(f"print(json.dumps({ENGLISH!r}))")
    assert [word.text for word in engine.read(b"", language="eng", dpi=300)] == ["Before", "you", "begin"]
    assert not engine.glance(b"", dpi=300).is_turned


needs_rapidocr = pytest.mark.skipif(
    rapid.installed_rapidocr() is None, reason="needs the extra `ocr`: run `nox -s rapidocr`"
)


@pytest.fixture(scope="module")
def scanning() -> Any:
    """What makes scans."""
    return pytest.importorskip("scanning", reason="needs Pillow")


@pytest.fixture(scope="module")
def pages(scanning: Any) -> dict[str, RecognizedPage]:
    """What is recognised of a page of each language; the paper lies straight."""
    scanned = scanning.scan([(DATA / name).read_bytes() for name in SOURCES.values()], askew=0)
    return dict(zip(SOURCES, recognize(scanned, engine=RapidOcr()), strict=True))


def of_source(language: str) -> str:
    """What stands on the page that was scanned."""
    return read_pdf((DATA / SOURCES[language]).read_bytes())[0].text


def recall(wanted: str, found: str) -> float:
    """The share of pairs of letters that are found; words of some languages have no spaces between them."""
    pairs, there = (
        {one + other for one, other in pairwise(letters)}
        for letters in ("".join(filter(str.isalnum, text.lower())) for text in (wanted, found))
    )
    return len(pairs & there) / len(pairs)


@needs_rapidocr
@pytest.mark.parametrize(("language", "least"), [("en", 0.98), ("de", 0.95), ("fr", 0.97), ("zh", 0.9)])
def test_reads_scans(pages: dict[str, RecognizedPage], language: str, least: float) -> None:
    """In whatever language they are, nobody having said which."""
    page = pages[language]
    assert (page.language, page.problem) == (language, "")
    assert recall(of_source(language), page.text) > least


@needs_rapidocr
def test_words_are_where_they_are_in_the_original(pages: dict[str, RecognizedPage]) -> None:
    """Within three points."""
    (original, *_) = read_pdf((DATA / SOURCES["en"]).read_bytes(), with_places=True)
    read = pages["en"].as_page()
    for quote in ("Kestrel 40 Bench Grinder", "screwdriver", "thrown away"):
        (wanted,) = rectangles_of(quote, text=original.text, places=original.places)
        (seen,) = rectangles_of(quote, text=read.text, places=read.places)
        assert tuple(seen) == pytest.approx(tuple(wanted), abs=3)


@needs_rapidocr
@pytest.mark.parametrize("turned", [90, 180])
def test_reads_paper_however_it_lay(scanning: Any, turned: int) -> None:
    """Its words stand where they are, turned."""
    data = scanning.scan([(DATA / SOURCES["en"]).read_bytes()], turned=turned)
    (page,) = recognize(data, engine=RapidOcr(), language="en", dpi=200)
    assert recall(of_source("en"), page.text) > 0.95
    assert {word.turn for word in page.words} == {turned}


@needs_rapidocr
def test_a_model_that_is_missing_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor are others taken."""
    task = rapid._task()
    monkeypatch.setattr(
        rapid, "_task", lambda: {**task, "models": {**task["models"], "Rec": "/missing.onnx"}}
    )
    with pytest.raises(ConfigurationError, match=r"FileNotFoundError: /missing\.onnx"):
        RapidOcr().read(b"", language="eng", dpi=300)


@needs_rapidocr
def test_only_pictures_are_read() -> None:
    """Whatever else there is."""
    with pytest.raises(EngineFailedError, match="not a PNG"):
        RapidOcr().read(b"%PDF-1.7", language="eng", dpi=300)
