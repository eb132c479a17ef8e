"""What the recognition of text gives: page by page, document by document."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, field
from typing import TYPE_CHECKING

from pdfai.sources import PdfDocument
from pdfai.token_count import TokenCount

if TYPE_CHECKING:
    from pdfai.documents.ocr import Word


_NOTHING = TokenCount()


@dataclass(frozen=True, kw_only=True, slots=True)
class PageTextRecognition:
    """A page as it was read."""

    number: int
    """Counted from 1, in the document."""
    text: str = ""
    error: str = ""
    """Why it was not read, for people; the other pages are unaffected."""
    usage: TokenCount = _NOTHING
    """What a model spent on it; nothing where this machine read it."""
    words: tuple[Word, ...] = field(default=(), repr=False)
    """Where its words stand, in points of the page; empty where a model read it."""

    @property
    def success(self) -> bool:
        """Whether it was read; there may be nothing on it."""
        return not self.error


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentTextRecognition:
    """A document as it was read."""

    document: str
    """Its name."""
    pages: tuple[PageTextRecognition, ...]
    model: str
    """Who read it: a model, or the engine of this machine."""

    @property
    def text(self) -> str:
        """Of all pages, an empty line between them."""
        return "\n\n".join(page.text for page in self.pages if page.text)

    @property
    def success(self) -> bool:
        """Whether every page was read."""
        return all(page.success for page in self.pages)

    @property
    def usage(self) -> TokenCount:
        """What all pages cost."""
        return sum((page.usage for page in self.pages), _NOTHING)


@dataclass(frozen=True, kw_only=True, slots=True)
class TextRecognitionResult:
    """Documents as they were read."""

    documents: tuple[DocumentTextRecognition, ...]

    @property
    def text(self) -> str:
        """Of all documents."""
        return "\n\n".join(document.text for document in self.documents if document.text)

    @property
    def success(self) -> bool:
        """Whether every page was read."""
        return all(document.success for document in self.documents)

    @property
    def usage(self) -> TokenCount:
        """What all of it cost."""
        return sum((document.usage for document in self.documents), _NOTHING)


@dataclass(frozen=True, slots=True)
class SearchablePdf(PdfDocument):
    """A copy of a scan that can be searched."""

    _: KW_ONLY
    layered_pages: tuple[int, ...] = ()
    """Those with a layer of words that they did not have; the others have text, or none was read on them."""
