"""Alternative text for the images of PDFs: what readers say of them to people who do not see them."""

from pdfai.documents.alt_text.writing import existing_alt_text, write_alt_text
from pdfai.documents.alt_text.written import AltText, Outcome, WrittenAltText

__all__ = ["AltText", "Outcome", "WrittenAltText", "existing_alt_text", "write_alt_text"]
