"""Which engine reads where several are installed."""

from pdfai.documents.ocr.engines import Engine
from pdfai.documents.ocr.rapid import installed_rapidocr
from pdfai.documents.ocr.tesseract import installed_tesseract
from pdfai.errors import OcrUnavailableError


def available_engine() -> Engine:
    """Tesseract, which takes less and knows more languages, or else rapidocr.

    Raises `OcrUnavailableError` where neither is installed.
    """
    try:
        return installed_tesseract()
    except OcrUnavailableError:
        if engine := installed_rapidocr():
            return engine
        raise
