"""The text of scanned pages: recognised, and put back as a layer that can be searched."""

from pdfai.documents.ocr.engines import Engine, EngineFailedError, Glance
from pdfai.documents.ocr.recognizing import recognize
from pdfai.documents.ocr.tesseract import Tesseract, available_engine
from pdfai.documents.ocr.text_layer import Layered, add_text_layer, layered
from pdfai.documents.ocr.words import RecognizedPage, Word
from pdfai.documents.scans import needs_ocr

__all__ = [
    "Engine",
    "EngineFailedError",
    "Glance",
    "Layered",
    "RecognizedPage",
    "Tesseract",
    "Word",
    "add_text_layer",
    "available_engine",
    "layered",
    "needs_ocr",
    "recognize",
]
