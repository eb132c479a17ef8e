"""Read a document's text page by page, in a process of its own that may fail without harm."""

import itertools
from dataclasses import dataclass, field

from pdfai.documents.formats import is_pdf, require_document, text_encoding
from pdfai.documents.limits import DEFAULT_LIMITS, ReadingLimits
from pdfai.documents.process import Order
from pdfai.documents.serving import serve_pdf, serve_text
from pdfai.documents.stopping import Stop
from pdfai.errors import DamagedDocumentError, EmptyDocumentError, NoTextError, PagesNotFoundError
from pdfai.page_ranges import PageRanges


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page and its text: lines as on paper, words whole, "" where there is only a picture."""

    number: int
    """Counted from 1."""
    text: str
    places: bytes = field(default=b"", compare=False, repr=False)
    """Where its words stand, for `places.rectangles_of`; empty unless asked for."""


def read_pages(
    data: bytes,
    *,
    name: str = "",
    password: str | None = None,
    pages: PageRanges | None = None,
    limits: ReadingLimits = DEFAULT_LIMITS,
    with_places: bool = False,
    stop: Stop | None = None,
) -> tuple[Page, ...]:
    """Read a PDF or a text, whichever the bytes are; may be called from any thread, and blocks it.

    `name` is for the messages of errors, and `stop` ends it early from another thread. Raises a
    `DocumentError` leaf.
    """
    if not is_pdf(data):
        refuse_pages(pages, name=name)
        return read_text(data, name=name, limits=limits, stop=stop)
    return read_pdf(
        data,
        name=name,
        password=password,
        pages=pages,
        limits=limits,
        with_places=with_places,
        stop=stop,
    )


def read_pdf(
    data: bytes,
    *,
    name: str = "",
    password: str | None = None,
    pages: PageRanges | None = None,
    limits: ReadingLimits = DEFAULT_LIMITS,
    with_places: bool = False,
    stop: Stop | None = None,
) -> tuple[Page, ...]:
    """Read all pages, or those that are meant; else as `read_pages`.

    Raises a `DocumentError` leaf; also when a single page cannot be read, for a gap nobody sees is worse.
    """
    order = Order(task="read", password=password, ranges=pages, with_places=with_places)
    answer = serve_pdf(order, data, name=name, limits=limits, stop=stop)
    if not answer.pages:
        raise DamagedDocumentError(name, "it has no pages")
    numbers = itertools.count(1) if pages is None else iter(pages.numbers(answer.count))
    read = tuple(
        Page(number=next(numbers), text=str(text), places=bytes(places))
        for text, places in itertools.zip_longest(answer.pages, answer.places, fillvalue=b"")
    )
    if not any(page.text for page in read):
        raise NoTextError(name, f"{len(read)} page{'s' if len(read) > 1 else ''}, probably scanned")
    return read


def read_text(
    data: bytes, *, name: str = "", limits: ReadingLimits = DEFAULT_LIMITS, stop: Stop | None = None
) -> tuple[Page, ...]:
    """Read a text in UTF-8, or UTF-16 with its mark: one page, or as many as form feeds part."""
    require_document(data, name=name)
    order = Order(task="text", encoding=text_encoding(data))
    answer = serve_text(order, data, name=name, limits=limits, stop=stop)
    if not any(page.strip() for page in answer.pages):
        raise EmptyDocumentError(name)
    return tuple(Page(number=number, text=text) for number, text in enumerate(answer.pages, start=1))


def refuse_pages(pages: PageRanges | None, *, name: str) -> None:
    """Raise `PagesNotFoundError` when pages of a text are meant."""
    if pages is not None:
        raise PagesNotFoundError(name, "it is text, without pages")
