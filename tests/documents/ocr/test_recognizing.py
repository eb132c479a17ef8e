"""Pages on their way through an engine, which is scripted here."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pdf_writer import assemble, stream, write_pdf

from pdfai.documents.inspecting import PageLook, look_at_pdf
from pdfai.documents.ocr import EngineFailedError, Glance, RecognizedPage, needs_ocr, recognize
from pdfai.documents.ocr.drawing import view_to_read
from pdfai.documents.ocr.hocr import SeenWord
from pdfai.documents.stopping import ReadingStoppedError, Stop
from pdfai.errors import DamagedDocumentError, OcrUnavailableError, PagesNotFoundError
from pdfai.page_ranges import PageRanges

GERMAN = "Die Pumpe ist nicht in der Halle und wird von dem Werk auch nicht geliefert"
ENGLISH = "The pump is not in the hall and it will be sent to you from the works"


class ScriptedEngine:
    """Reads the same on each page."""

    name = "scripted"
    languages = frozenset({"eng", "deu", "kor"})
    is_one_model = False

    def __init__(
        self,
        texts: dict[str, str],
        glance: Glance | None = None,
        first: Callable[[int, Stop], None] = lambda _page, _stop: None,
    ) -> None:
        """What it reads, by the language it is asked to read in, in doubt where there is none."""
        self.texts, self.glanced, self.first = texts, glance or Glance(), first
        self.asked: list[tuple[str, bool]] = []
        self.dpi: list[float] = []

    def read(
        self, image: bytes, *, language: str, dpi: float, is_turned: bool = False, stop: Stop | None = None
    ) -> list[SeenWord]:
        """After what it does first."""
        assert image.startswith(b"\x89PNG")
        assert stop is not None
        self.asked.append((language, is_turned))
        self.dpi.append(dpi)
        self.first(len(self.asked), stop)
        return seen(self.texts.get(language, ""), confidence=0.9 if language in self.texts else 0.2)

    def glance(self, image: bytes, *, dpi: float, stop: Stop | None = None) -> Glance:
        """Also the same."""
        return self.glanced


def seen(text: str, *, confidence: float) -> list[SeenWord]:
    """Words in a row."""
    return [
        SeenWord(text=word, left=at, top=100, right=at + 90, bottom=140, confidence=confidence)
        for at, word in zip(range(100, 10_000, 100), text.split() or ["?"], strict=False)
    ]


def drawn_pages(*grays: float, entries: str = "") -> bytes:
    """Pages of 300 by 200 points, with a square in this gray on each; 1 is white."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    for gray in grays:
        at = len(objects) + 1
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents {at + 1} 0 R {entries} >>"
        objects += [page.encode(), stream(f"{gray} g 20 20 50 50 re f".encode())]
    kids = " ".join(f"{number} 0 R" for number in range(3, len(objects) + 1, 2))
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(grays)} >>".encode()
    return assemble(objects)


def read(data: bytes, engine: ScriptedEngine, language: str = "") -> list[RecognizedPage]:
    """All pages."""
    return list(recognize(data, engine=engine, dpi=72, language=language))


def test_pages_come_in_their_order_with_their_numbers() -> None:
    """Those that are meant; and progress is told."""
    told: list[tuple[int, int]] = []
    pages = recognize(
        drawn_pages(0, 0.2, 0.4, 0.6, 0.8),
        pages=PageRanges.parse("2-"),
        engine=ScriptedEngine({"eng": ENGLISH}),
        dpi=72,
        progress=lambda done, of: told.append((done, of)),
    )
    assert [(page.number, page.language, page.problem) for page in pages] == [
        (number, "en", "") for number in (2, 3, 4, 5)
    ]
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize(
    ("entries", "corner", "turn"),
    [
        ("", (100, 60, 190, 100), 0),
        ("/Rotate 90", (100, 100, 140, 190), 90),
        ("/Rotate 180", (110, 100, 200, 140), 180),
        ("/Rotate 270", (160, 10, 200, 100), 270),
        ("/CropBox [10 20 300 200]", (110, 60, 200, 100), 0),
    ],
)
def test_words_stand_on_the_page(entries: str, corner: tuple[int, ...], turn: int) -> None:
    """In its own coordinates, however it is turned and cropped for the reader."""
    (page,) = read(drawn_pages(0, entries=entries), ScriptedEngine({"eng": "Pump"}))
    assert tuple(page.words[0].rectangle) == pytest.approx(corner, abs=0.01)
    assert page.words[0].turn == turn


@pytest.mark.parametrize("entries", ["", "/Rotate 180"])
def test_words_that_stand_on_their_head_are_known(entries: str) -> None:
    """For whoever looks at the page, which may be turned itself."""

    class TurnedEngine(ScriptedEngine):
        def read(self, image: bytes, **options: Any) -> list[SeenWord]:
            first, *others = super().read(image, **options)
            return [replace(first, turn=180), *others]

    (page,) = read(drawn_pages(0, entries=entries), TurnedEngine({"eng": "Pump hall"}))
    assert [word.is_upside_down for word in page.words] == [True, False]


def test_a_huge_page_is_drawn_smaller() -> None:
    """Its words stand where they would."""
    data = drawn_pages(0).replace(b"[0 0 300 200]", b"[0 0 6000 1000]")
    (page,) = recognize(data, engine=(engine := ScriptedEngine({"eng": "Pump"})), dpi=600)
    assert engine.dpi == [pytest.approx(203.6, abs=0.1)]
    assert tuple(page.words[0].rectangle) == pytest.approx((35.4, 950.5, 67.2, 964.6), abs=0.1)


@pytest.mark.parametrize(
    ("width", "height", "dpi"),
    [(595, 842, 600), (842, 1191, 498), (842, 1191, 300), (14_400, 14_400, 34), (0, 842, 600)],
)
def test_paper_is_drawn_as_finely_as_is_asked(width: float, height: float, dpi: int) -> None:
    """A4 at all resolutions there are; only what is larger is bounded, by its pixels."""
    page = PageLook(number=1, text="", width=width, height=height, images=1, cover=1.0)
    assert int(view_to_read(page, dpi=600 if dpi != 300 else 300).dpi) == dpi


def test_a_page_in_another_language_is_read_in_that() -> None:
    """Its words tell, and the pages behind it begin with it."""
    engine = ScriptedEngine({"eng": GERMAN.lower(), "deu": GERMAN})
    assert [(page.language, page.text) for page in read(drawn_pages(0, 0.5), engine)] == [("de", GERMAN)] * 2
    assert [language for language, _ in engine.asked] == ["eng", "deu", "deu"]


def test_a_page_in_another_script_is_read_in_that() -> None:
    """Whoever reads it in the wrong one is in doubt."""
    engine = ScriptedEngine({"kor": "물통을 분리하기"}, Glance(script="Korean"))
    (page,) = read(drawn_pages(0), engine)
    assert (page.language, page.text) == ("ko", "물통을 분리하기")
    assert engine.asked == [("eng", False), ("kor", False)]


def test_what_cannot_be_read_tells_no_language() -> None:
    """It is kept as it is, with little confidence."""

    class BlindEngine(ScriptedEngine):
        def read(self, image: bytes, **options: Any) -> list[SeenWord]:
            super().read(image, **options)
            return seen(GERMAN, confidence=0.3)

    engine = BlindEngine({})
    (page,) = read(drawn_pages(0), engine)
    assert page.language == "en"
    assert page.confidence == pytest.approx(0.3)
    assert engine.asked == [("eng", False)]


def test_a_turned_page_is_read_from_its_side() -> None:
    """Also where its language is given."""
    engine = ScriptedEngine({}, Glance(script="Latin", is_turned=True))
    read(drawn_pages(0), engine, language="de")
    assert engine.asked == [("deu", False), ("deu", True)]


def test_a_language_that_is_given_is_kept() -> None:
    """Whatever the words look like."""
    engine = ScriptedEngine({"eng": GERMAN})
    assert [page.language for page in read(drawn_pages(0, 0.5), engine, language="eng")] == ["en", "en"]


def test_the_text_that_is_there_tells_the_language() -> None:
    """Some pages of a document may be scanned, and others not."""
    engine = ScriptedEngine({"deu": GERMAN})
    read(write_pdf([GERMAN]), engine)
    assert engine.asked == [("deu", False)]


def test_an_empty_page_is_not_read() -> None:
    """And says nothing about the language of the others."""
    engine = ScriptedEngine({"eng": GERMAN, "deu": GERMAN})
    empty, page = read(drawn_pages(1, 0), engine)
    assert (empty.text, empty.problem, page.text) == ("", "", GERMAN)


def test_a_page_that_fails_leaves_the_others_be() -> None:
    """It says what is wrong with it."""

    def fail_once(page: int, _: Stop) -> None:
        if page == 1:
            raise EngineFailedError("it fails on it")

    first, second = read(drawn_pages(0, 0.5), ScriptedEngine({"eng": ENGLISH}, first=fail_once))
    assert (first.problem, first.text) == ("it fails on it", "")
    assert (second.problem, second.text) == ("", ENGLISH)


def test_refuses_what_cannot_be_done_before_the_first_page() -> None:
    """Without looking at the document, or after looking at it."""
    engine = ScriptedEngine({})
    with pytest.raises(OcrUnavailableError, match="'jpn'"):
        recognize(drawn_pages(0), engine=engine, language="ja")
    with pytest.raises(DamagedDocumentError, match=r"^scan\.pdf"):
        recognize(drawn_pages(0)[:-40], name="scan.pdf", engine=engine)
    with pytest.raises(PagesNotFoundError, match=r"^scan\.pdf"):
        recognize(drawn_pages(0), name="scan.pdf", pages=PageRanges.parse("2"), engine=engine)


def test_stops() -> None:
    """As reading does."""
    stop = Stop()

    def stopped(_: int, told: Stop) -> None:
        stop.set()
        assert told.is_set
        raise ReadingStoppedError

    with pytest.raises(ReadingStoppedError):
        list(recognize(drawn_pages(0, 0.5), engine=ScriptedEngine({}, first=stopped), dpi=72, stop=stop))


def test_leaving_early_ends_what_is_under_way() -> None:
    """Nobody waits for pages that nobody wants."""

    def wait(page: int, stop: Stop) -> None:
        while page > 1 and not stop.is_set:
            threading.Event().wait(0.001)

    engine = ScriptedEngine({"eng": ENGLISH}, first=wait)
    pages = recognize(drawn_pages(0, 0.2, 0.4, 0.6, 0.8), engine=engine, dpi=72)
    assert next(pages).text == ENGLISH
    del pages
    assert not any(thread.name.startswith("pdfai-ocr") for thread in threading.enumerate())


@pytest.mark.parametrize("stop", [None, Stop()])
def test_an_interruption_ends_what_is_under_way(stop: Stop | None) -> None:
    """Also where whoever asks has a stop of their own, which is left to them."""
    were_ended: list[bool] = []

    def wait(page: int, told: Stop) -> None:
        if page > 1:
            enough = time.monotonic() + 1
            while not told.is_set and time.monotonic() < enough:
                threading.Event().wait(0.001)
            were_ended.append(told.is_set)

    def interrupt(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    engine = ScriptedEngine({"eng": ENGLISH}, first=wait)
    data = drawn_pages(0, 0.2, 0.4, 0.6, 0.8)
    with pytest.raises(KeyboardInterrupt):
        list(recognize(data, language="eng", engine=engine, dpi=72, progress=interrupt, stop=stop))
    assert were_ended
    assert all(were_ended)
    assert stop is None or not stop.is_set


def test_a_stop_that_is_set_before_the_first_page() -> None:
    """Lets none begin."""
    stop = Stop()
    pages = recognize(drawn_pages(0), engine=(engine := ScriptedEngine({})), dpi=72, stop=stop)
    stop.set()
    with pytest.raises(ReadingStoppedError):
        next(pages)
    assert engine.asked == []


@pytest.mark.parametrize(
    ("cover", "text", "is_scanned"),
    [(0.9, "", True), (0.9, "page 7", True), (0.9, "Text below the picture", False), (0.3, "", False)],
)
def test_scanned_pages_are_known(cover: float, text: str, is_scanned: bool) -> None:
    """By a picture of most of the page, and hardly a letter."""
    page = PageLook(number=1, text=text, width=595, height=842, images=1, cover=cover)
    assert needs_ocr(page) is is_scanned


def test_a_page_of_text_is_no_scan() -> None:
    """As it is looked at."""
    (page,) = look_at_pdf(write_pdf(["Text."])).pages
    assert not needs_ocr(page)
