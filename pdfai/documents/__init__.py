"""Documents in: their text, page by page. Knows no HTTP, and needs the `documents` extra."""

from pdfai.documents.copying import copy_pages, unlock_pdf
from pdfai.documents.limits import ReadingLimits
from pdfai.documents.reading import Page, read_pages, read_pdf, read_text

__all__ = ["Page", "ReadingLimits", "copy_pages", "read_pages", "read_pdf", "read_text", "unlock_pdf"]
