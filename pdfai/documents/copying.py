"""Copies of PDFs without their encryption, or with some of their pages."""

from dataclasses import dataclass, field

from pdfai.documents.limits import DEFAULT_LIMITS, ReadingLimits
from pdfai.documents.process import Order
from pdfai.documents.serving import serve_pdf
from pdfai.documents.stopping import Stop
from pdfai.page_ranges import PageRanges


@dataclass(frozen=True, kw_only=True, slots=True)
class PagesCopy:
    """A PDF of some pages of another."""

    data: bytes = field(repr=False)
    """The same for the same pages of the same bytes; never encrypted."""
    numbers: tuple[int, ...]
    """Which pages of the other its own are, in their order."""
    was_encrypted: bool


def copy_pages(
    data: bytes,
    pages: PageRanges,
    *,
    name: str = "",
    password: str | None = None,
    limits: ReadingLimits = DEFAULT_LIMITS,
    stop: Stop | None = None,
) -> PagesCopy:
    """Copy some pages; raises `PagesNotFoundError` where the document does not have them."""
    order = Order(task="copy", password=password, ranges=pages)
    answer = serve_pdf(order, data, name=name, limits=limits, stop=stop)
    return PagesCopy(
        data=answer.copied, numbers=pages.numbers(answer.count), was_encrypted=answer.is_encrypted
    )


def unlock_pdf(
    data: bytes,
    *,
    name: str = "",
    password: str,
    limits: ReadingLimits = DEFAULT_LIMITS,
    stop: Stop | None = None,
) -> bytes:
    """Return the same document without encryption; one that has none comes back as it is."""
    order = Order(task="copy", password=password)
    return serve_pdf(order, data, name=name, limits=limits, stop=stop).copied or data
