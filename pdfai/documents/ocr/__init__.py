"""The text of scanned pages: recognised, and put back as a layer that can be searched."""

from pdfai.documents.ocr.available import available_engine
from pdfai.documents.ocr.engines import Engine, EngineFailedError, Glance
from pdfai.documents.ocr.rapid import RapidOcr
from pdfai.documents.ocr.recognizing import recognize
from pdfai.documents.ocr.tesseract import Tesseract
from pdfai.documents.ocr.text_layer import Layered, layered
from pdfai.documents.ocr.words import RecognizedPage, Word
from pdfai.documents.scans import needs_ocr

__all__ = [
    "Engine",
    "EngineFailedError",
    "Glance",
    "Layered",
    "RapidOcr",
    "RecognizedPage",
    "Tesseract",
    "Word",
    "available_engine",
    "layered",
    "needs_ocr",
    "recognize",
]
