"""Which pages are scanned; pure."""

from pdfai.documents.inspecting import PageLook

FEW_CHARACTERS = 20
"""Fewer are a page number or a stamp."""
LARGE = 0.5
"""A share of the page, from which on a picture is a scan, with or without text."""


def needs_ocr(page: PageLook) -> bool:
    """Whether a page is scanned: a picture of most of it, and hardly a letter."""
    return page.cover > LARGE and len(page.text) < FEW_CHARACTERS
