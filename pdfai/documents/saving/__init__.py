"""Texts saved as PDF, DOCX, HTML, Markdown or plain text. All but Markdown need the `saving` extra."""

from pdfai.documents.saving.formats import FORMATS, Format, PageSize
from pdfai.documents.saving.saving import SavedFile, check_target, render_text, save_text

__all__ = ["FORMATS", "Format", "PageSize", "SavedFile", "check_target", "render_text", "save_text"]
