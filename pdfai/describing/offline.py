"""What is said of images where no model is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pdfai.documents.ocr import EngineFailedError, available_engine
from pdfai.documents.ocr.languages import first_guess
from pdfai.documents.ocr.words import SURE
from pdfai.documents.pictures.gray_png import as_gray_png
from pdfai.documents.pictures.offline import describe_offline
from pdfai.errors import DocumentError, OcrUnavailableError
from pdfai.options import OFFLINE_MODEL

if TYPE_CHECKING:
    from pdfai.describing.descriptions import ImageDescription
    from pdfai.describing.looking import Subject
    from pdfai.documents.stopping import Stop

_DPI = 150
"""About what pictures are drawn at."""


def described_here(subject: Subject, language: str, *, stop: Stop | None = None) -> ImageDescription:
    """What can be said of it without a model, with the text that an engine of this machine reads; blocks."""
    text = describe_offline(
        subject.look,
        width=subject.width,
        height=subject.height,
        caption=subject.image.caption,
        text=_text_in(subject, language, stop),
        language=language,
    )
    return replace(subject.image, description=text, model=OFFLINE_MODEL)


def _text_in(subject: Subject, language: str, stop: Stop | None) -> str:
    """As far as it is sure of it; "" without an engine, and for photographs, where it would see ghosts."""
    if subject.look.kind == "photo":
        return ""
    try:
        engine = available_engine()
        code = first_guess(language, installed=engine.languages)
        picture = subject.image.data
        if subject.image.media_type != "image/png":  # engines take no other
            picture = as_gray_png(picture, stop=stop)
        words = engine.read(picture, language=code, dpi=_DPI, stop=stop)
    except (OcrUnavailableError, EngineFailedError, DocumentError):
        return ""
    return " ".join(word.text for word in words if word.confidence >= SURE)
