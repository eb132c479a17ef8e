"""What is in a PDF, seen by the same process that reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pdfai.documents.limits import DEFAULT_LIMITS, ReadingLimits
from pdfai.documents.process import Order
from pdfai.documents.serving import serve_pdf
from pdfai.documents.stopping import Stop
from pdfai.errors import DamagedDocumentError
from pdfai.page_ranges import PageRanges

Encryption = Literal["none", "owner", "password"]
"""`owner`: anybody may read it, and a password protects it against changes."""
Permission = Literal[
    "print", "modify", "copy", "annotate", "fill_forms", "read_aloud", "assemble", "print_in_high_quality"
]
_BITS: dict[Permission, int] = {
    "print": 3,
    "modify": 4,
    "copy": 5,
    "annotate": 6,
    "fill_forms": 9,
    "read_aloud": 10,
    "assemble": 11,
    "print_in_high_quality": 12,
}
"""As the PDF standard counts them, from 1."""
ALL_PERMISSIONS = tuple(_BITS)


@dataclass(frozen=True, kw_only=True, slots=True)
class PageLook:
    """A page as it looks, and its text."""

    number: int
    text: str
    width: float
    height: float
    images: int
    cover: float
    """The share of the page that images cover, 0 to 1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PdfLook:
    """A PDF as it looks."""

    pages: tuple[PageLook, ...]
    permissions: tuple[Permission, ...]
    encryption: Encryption
    is_tagged: bool
    language: str
    title: str
    has_javascript: bool
    has_form: bool
    signatures: int
    attachments: int
    has_outline: bool


def look_at_pdf(
    data: bytes,
    *,
    name: str = "",
    password: str | None = None,
    pages: PageRanges | None = None,
    limits: ReadingLimits = DEFAULT_LIMITS,
    stop: Stop | None = None,
) -> PdfLook:
    """Look at all pages, or those that are meant; scans too. Raises a `DocumentError` leaf."""
    order = Order(task="inspect", password=password, ranges=pages)
    answer = serve_pdf(order, data, name=name, limits=limits, stop=stop)
    if not answer.pages:
        raise DamagedDocumentError(name, "it has no pages")
    numbers = range(1, answer.count + 1) if pages is None else pages.numbers(answer.count)
    looks = zip(numbers, answer.pages, answer.looks, strict=True)
    facts = dict[str, Any](answer.facts)
    return PdfLook(
        pages=tuple(PageLook(number=number, text=text, **look) for number, text, look in looks),
        permissions=tuple(_allowed(facts.pop("permissions"))),
        **facts,
    )


def _allowed(flags: int) -> Iterator[Permission]:
    return (permission for permission, bit in _BITS.items() if flags >> (bit - 1) & 1)
