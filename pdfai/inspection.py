"""What is in a document, and what reading it would cost, before anything is sent anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from pdfai.documents.formats import is_pdf
from pdfai.documents.inspecting import ALL_PERMISSIONS, Encryption, PageLook, Permission, look_at_pdf
from pdfai.documents.reading import Page, read_text, refuse_pages
from pdfai.documents.scans import LARGE, needs_ocr
from pdfai.language.tokens import estimate_tokens
from pdfai.opening import document_bytes
from pdfai.sources import Document, DocumentSource, as_document
from pdfai.spending.budget import Price

PageKind = Literal["text", "scanned", "mixed", "empty"]


@dataclass(frozen=True, kw_only=True, slots=True)
class PageInspection:
    """What is on a page."""

    number: int
    """Counted from 1, in the document."""
    kind: PageKind
    """`text`; `scanned`: a picture of most of the page and hardly a letter; `mixed`: both, such as a scan
    with its text below it; `empty`: neither."""
    width: float | None
    """In points, as the reader sees it; None for a text."""
    height: float | None
    characters: int
    tokens: int
    """Estimated: every model counts its own way."""
    images: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Inspection:
    """What is in a document."""

    name: str
    format: Literal["pdf", "text"]
    bytes: int
    """Size of the file."""
    pages: tuple[PageInspection, ...]
    encryption: Encryption = "none"
    """`password`: it opened with the one given; `owner`: it is only protected against changes."""
    permissions: tuple[Permission, ...] = ALL_PERMISSIONS
    """What its reader may do with it, as its author wants it."""
    is_tagged: bool = False
    """Whether it says what is a heading, a list, a table: as screen readers want it."""
    language: str = ""
    title: str = ""
    has_javascript: bool = False
    """As far as can be seen; nothing is run."""
    has_form: bool = False
    signatures: int = 0
    attachments: int = 0
    has_outline: bool = False
    costs: Mapping[str, Decimal] = field(default_factory=dict)
    """What each model would take to read all of it once, at the prices given."""

    @property
    def characters(self) -> int:
        """Of all pages."""
        return sum(page.characters for page in self.pages)

    @property
    def tokens(self) -> int:
        """Of all pages, estimated."""
        return sum(page.tokens for page in self.pages)

    @property
    def images(self) -> int:
        """Of all pages; one that stands on several counts as often."""
        return sum(page.images for page in self.pages)


def inspect(
    source: DocumentSource,
    *,
    name: str = "",
    password: str | None = None,
    prices: Mapping[str, Price] | None = None,
) -> Inspection:
    """Look into a PDF or a text; nothing leaves this machine, and scans are looked at too.

    `prices` are by model. Raises a `DocumentError` leaf for what cannot be read.
    """
    document = as_document(source, name=name, password=password)
    data = document_bytes(document)
    inspection = _of_pdf(document, data) if is_pdf(data) else _of_text(document, data)
    return inspection if prices is None else _with_costs(inspection, prices)


def _with_costs(inspection: Inspection, prices: Mapping[str, Price]) -> Inspection:
    tokens = inspection.tokens
    costs = {model: price.of(prompt_tokens=tokens, completion_tokens=0) for model, price in prices.items()}
    return replace(inspection, costs=costs)


def _of_pdf(document: Document, data: bytes) -> Inspection:
    look = look_at_pdf(data, name=document.name, password=document.password, pages=document.page_ranges)
    return Inspection(
        name=document.name,
        format="pdf",
        bytes=len(data),
        pages=tuple(map(_page, look.pages)),
        encryption=look.encryption,
        permissions=look.permissions,
        is_tagged=look.is_tagged,
        language=look.language,
        title=look.title,
        has_javascript=look.has_javascript,
        has_form=look.has_form,
        signatures=look.signatures,
        attachments=look.attachments,
        has_outline=look.has_outline,
    )


def _page(look: PageLook) -> PageInspection:
    return PageInspection(
        number=look.number,
        kind=_kind_of(look),
        width=look.width,
        height=look.height,
        characters=len(look.text),
        tokens=estimate_tokens(look.text),
        images=look.images,
    )


def _kind_of(look: PageLook) -> PageKind:
    """Whether a page is text, a scan, both or nothing."""
    if needs_ocr(look):
        return "scanned"
    if look.cover > LARGE:
        return "mixed"
    return "text" if look.text else "empty"


def _of_text(document: Document, data: bytes) -> Inspection:
    refuse_pages(document.page_ranges, name=document.name)
    pages = tuple(map(_text_page, read_text(data, name=document.name)))
    return Inspection(name=document.name, format="text", bytes=len(data), pages=pages)


def _text_page(page: Page) -> PageInspection:
    return PageInspection(
        number=page.number,
        kind="text" if page.text else "empty",
        width=None,
        height=None,
        characters=len(page.text),
        tokens=estimate_tokens(page.text),
        images=0,
    )
