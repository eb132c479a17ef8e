"""From Markdown to each format that needs the blocks."""

from collections.abc import Sequence

from pdfai.documents.saving.blocks import Block, Content, Heading, first_letters, letters
from pdfai.documents.saving.docx import docx_file
from pdfai.documents.saving.formats import Format
from pdfai.documents.saving.html import html_page
from pdfai.documents.saving.letters import one_line
from pdfai.documents.saving.parsing import blocks_of
from pdfai.documents.saving.pdf import pdf_file
from pdfai.documents.saving.plain_text import plain_text

_LONGEST_NAME = 80
_NAMELESS = "Document"


def rendered(
    text: str,
    format: Format,
    *,
    title: str,
    language: str,
    page_size: tuple[float, float],
    sources: tuple[str, ...],
    sources_heading: str,
) -> tuple[bytes, tuple[str, ...]]:
    """The file, and what its readers will miss."""
    blocks = blocks_of(text, sources=len(sources))
    content = Content(
        blocks=blocks,
        title="" if title == _first_heading(blocks) else title,
        name=title or _name(blocks),
        language=language,
        sources=sources,
        sources_heading=sources_heading,
    )
    match format:
        case "pdf":
            return pdf_file(content, page_size)
        case "docx":
            return docx_file(content, page_size), ()
        case "html":
            return html_page(content), ()
        case _:
            return plain_text(content), ()


def _first_heading(blocks: Sequence[Block]) -> str:
    """Of a text that begins with one."""
    match blocks[:1]:
        case [Heading(spans=spans)]:
            return one_line(letters(spans))
    return ""


def _name(blocks: Sequence[Block]) -> str:
    """Its first heading, or else its first words."""
    headings = [one_line(letters(block.spans)) for block in blocks if isinstance(block, Heading)]
    name = next(filter(None, headings), "") or one_line(first_letters(blocks)) or _NAMELESS
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME].rsplit(" ", 1)[0] + "\u2026"
