"""Scanned pages, read by the engine of this machine before their document is asked or summarised."""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pdfai.documents.copying import unlock_pdf
from pdfai.documents.formats import is_pdf
from pdfai.documents.inspecting import PageLook, PdfLook, look_at_pdf
from pdfai.documents.ocr import RecognizedPage, available_engine, layered, needs_ocr, recognize
from pdfai.documents.ocr.lacking import lacking
from pdfai.documents.reading import Page, read_pages
from pdfai.documents.scans import FEW_CHARACTERS, STAMP_CHARACTERS, is_perhaps_stamped
from pdfai.documents.stopping import Stop
from pdfai.errors import ConfigurationError, DocumentError, NoTextError, OcrUnavailableError
from pdfai.opening import document_bytes
from pdfai.page_ranges import PageRanges
from pdfai.sources import Document

_log = logging.getLogger("pdfai.scans")

# Images are streams, so their entries can be seen in any PDF, packed or encrypted.
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")


def read_with_scans(document: Document, *, stop: Stop | None = None) -> tuple[Page, ...]:
    """The pages as `read_document` gives them, scanned ones with the text recognised on them.

    The log says which these are, or what is missing to read them. Raises a `DocumentError` leaf.
    """
    data = document_bytes(document)
    name, password, ranges = document.name, document.password, document.page_ranges
    pages: tuple[Page, ...] = ()
    problem: NoTextError | None = None
    try:
        pages = read_pages(data, name=name, password=password, pages=ranges, stop=stop)
    except NoTextError as error:
        problem = error
    enough = STAMP_CHARACTERS if _IMAGE.search(data) else FEW_CHARACTERS
    if pages and (not is_pdf(data) or all(len(page.text) >= enough for page in pages)):
        return pages
    look = look_at_pdf(data, name=name, password=password, pages=ranges, stop=stop)
    read = _recognized(data, look, name=name, password=password, stop=stop)
    texts = {page.number: page.text for page in read if page.text}
    if problem and not texts:
        raise problem
    pages = pages or tuple(Page(number=page.number, text=page.text) for page in look.pages)
    return tuple(replace(page, text=texts.get(page.number, page.text)) for page in pages)


def with_scans_read(
    data: bytes, *, name: str, numbers: Sequence[int] = (), stop: Stop | None = None
) -> bytes:
    """A PDF that opens without a password, with the text of its scanned pages laid under them.

    `numbers` are those that people know its pages by, where they are others. One without scans, and one
    whose scans cannot be read, comes back as it is; the log says why. Raises a `DocumentError` leaf.
    """
    if not _IMAGE.search(data):
        return data
    look = look_at_pdf(data, name=name, stop=stop)
    read = _recognized(data, look, name=name, numbers=numbers, stop=stop)
    if not any(page.words for page in read):
        return data
    # Its author may forbid changes; this one is made to a copy, to find in it what stands there anyway.
    open_copy = data if look.encryption == "none" else unlock_pdf(data, name=name, password="", stop=stop)
    try:
        return layered(open_copy, read, name=name, stop=stop).data
    except (ConfigurationError, DocumentError) as error:
        _log.warning("%s: the text of its scanned pages is not used: %s", name, error)
        return data


def _recognized(
    data: bytes,
    look: PdfLook,
    *,
    name: str,
    password: str | None = None,
    numbers: Sequence[int] = (),
    stop: Stop | None = None,
) -> list[RecognizedPage]:
    """The scanned pages with the words they lack, or why these were not read; the log says so, or what is
    missing here.
    """
    looks = {page.number: page for page in look.pages if needs_ocr(page) or is_perhaps_stamped(page)}
    if not looks:
        return []
    try:
        engine = available_engine()
    except OcrUnavailableError:
        _tell_what_lacks(name, looks.values())
        return []
    ranges = _ranges(looks)
    pages = recognize(data, name=name, password=password, pages=ranges, engine=engine, stop=stop)
    lacked = [lacking(page, looks[page.number]) for page in pages]
    needed = [page for page in lacked if page.problem or page.text]
    _tell_of(needed, name=name, numbers=numbers, engine=engine.name)
    return needed


def _tell_what_lacks(name: str, pages: Iterable[PageLook]) -> None:
    # A slide with a picture behind it is as it should be.
    is_certain = any(map(needs_ocr, pages))
    level, are = (logging.WARNING, "without text") if is_certain else (logging.INFO, "that may be scans")
    _log.log(level, "%s has pages %s; install tesseract-ocr or pdfai[ocr] to have them read", name, are)


def _tell_of(pages: Iterable[RecognizedPage], *, name: str, numbers: Sequence[int], engine: str) -> None:
    read = []
    for page in pages:
        number = numbers[page.number - 1] if numbers else page.number
        if page.problem:
            _log.warning("%s: page %d was not read: %s", name, number, page.problem)
        else:
            read.append(number)
    if read:
        were = "page %s was" if len(read) == 1 else "pages %s were"
        _log.info(f"%s: {were} read by %s", name, _ranges(read), engine)


def _ranges(numbers: Iterable[int]) -> PageRanges:
    return PageRanges.parse(",".join(map(str, numbers)))
