"""In which language pages are begun, when they are read a second time, and how many are drawn ahead."""

from collections.abc import Sequence
from typing import Any

import pytest
from scripted_ocr import ScriptedEngine, scanned_pdf

from pdfai.documents.ocr import Glance, recognize, recognizing
from pdfai.documents.ocr.hocr import SeenWord
from pdfai.documents.rendering import Rendered, RenderingFailed, View, render


class DoubtfulEngine(ScriptedEngine):
    """Is in doubt, and says so in the language that it was asked to read in."""

    languages = frozenset({"deu", "eng", "kor"})

    def __init__(self, **confidences: float) -> None:
        """What it reads, by language."""
        super().__init__("")
        self.confidences = confidences
        self.noted: list[str] = []

    def read(self, image: bytes, *, language: str, dpi: float, **options: Any) -> list[SeenWord]:
        """The language's name."""
        self.noted.append(language)
        confidence = self.confidences.get(language, 0.9)
        return [SeenWord(text=language, left=9, top=9, right=99, bottom=40, confidence=confidence)]

    def glance(self, image: bytes, **_: object) -> Glance:
        """Hangul."""
        return Glance(script="Hangul")


@pytest.mark.parametrize(
    ("confidences", "text"), [({"eng": 0.3, "kor": 0.5}, "kor"), ({"eng": 0.5, "kor": 0.3}, "eng")]
)
def test_the_better_of_two_readings_is_taken(confidences: dict[str, float], text: str) -> None:
    """The second one may be worse, when script or direction were only guessed."""
    engine = DoubtfulEngine(**confidences)
    (page,) = recognize(scanned_pdf([""]), engine=engine, dpi=72)
    assert engine.noted == ["eng", "kor"]
    assert page.text == text


def test_the_documents_own_word_for_its_language_is_taken() -> None:
    """To begin with, where no text tells."""
    engine = DoubtfulEngine()
    list(recognize(scanned_pdf([""], entries="/Lang (de-AT)"), engine=engine, dpi=72))
    assert engine.noted == ["deu"]


def test_few_pages_are_drawn_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for one page has not all of them in memory."""
    drawn: list[int] = []

    def noted(data: bytes, views: Sequence[View], **options: Any) -> list[Rendered | RenderingFailed]:
        drawn.extend(view.page for view in views)
        return render(data, views, **options)

    monkeypatch.setattr(recognizing, "render", noted)
    monkeypatch.setattr(recognizing, "_AT_ONCE", 1)
    monkeypatch.setattr(recognizing, "_AHEAD", 2)
    pages = recognize(scanned_pdf([""] * 6), engine=ScriptedEngine("Words."), language="eng", dpi=72)
    assert next(pages).number == 1
    assert drawn == [1, 2, 3]
    assert [page.number for page in pages] == [2, 3, 4, 5, 6]
