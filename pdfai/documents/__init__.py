"""Documents in: their text, page by page. Knows no HTTP, and needs the `documents` extra."""

from pdfai.documents.limits import ReadingLimits
from pdfai.documents.reading import Page, read_pdf, unlock_pdf

__all__ = ["Page", "ReadingLimits", "read_pdf", "unlock_pdf"]
