"""Which pages are scanned; pure."""

from pdfai.documents.inspecting import PageLook

FEW_CHARACTERS = 20
"""Fewer are a page number or a stamp."""
STAMP_CHARACTERS = 200
"""Fewer may be what was printed on a scan later: a number, a seal, where it was fetched from."""
LARGE = 0.5
"""A share of the page, from which on a picture is a scan, with or without text."""


def needs_ocr(page: PageLook) -> bool:
    """Whether a page is scanned: a picture of most of it, and hardly a letter."""
    return page.cover > LARGE and len(page.text) < FEW_CHARACTERS


def is_perhaps_stamped(page: PageLook) -> bool:
    """Whether a page may be a scan with something printed on it; what is read on it tells."""
    return page.cover > LARGE and FEW_CHARACTERS <= len(page.text) < STAMP_CHARACTERS
