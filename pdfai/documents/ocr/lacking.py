"""What a page lacks of the words that were read on it; pure."""

from dataclasses import replace

from pdfai.documents.inspecting import PageLook
from pdfai.documents.ocr.words import SURE, RecognizedPage
from pdfai.documents.scans import FEW_CHARACTERS, is_perhaps_stamped

_MANY = 3
"""Times what is printed: recognition reads that as well, and all else was on the picture."""


def lacking(read: RecognizedPage, page: PageLook) -> RecognizedPage:
    """All words of a page without text, the sure ones of a scan with a number or a stamp, and else none.

    Engines see letters on any picture, and what is printed must not be lost among them.
    """
    is_bare = len(page.text) < FEW_CHARACTERS
    if not page.text or (is_bare and read.confidence >= SURE):
        return read
    sure = read.without_guesses()
    if (is_bare or is_perhaps_stamped(page)) and _letters(sure.text) >= _MANY * _letters(page.text):
        return sure
    return replace(read, words=())


def _letters(text: str) -> int:
    """How many there are, with numbers; specks are read as other signs."""
    return sum(map(str.isalnum, text))
