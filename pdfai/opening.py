"""A document's bytes, wherever they are, and its text, read on this machine."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from pdfai.contents import open_content
from pdfai.documents.formats import require_document
from pdfai.documents.limits import DEFAULT_LIMITS, ReadingLimits
from pdfai.documents.reading import Page, read_pages
from pdfai.documents.stopping import Stop
from pdfai.sources import Document

_PIECE = 1 << 20
BEGINNING = 1 << 17
"""Bytes that are enough to tell what a file is; a ZIP's members are named near its beginning."""


def read_document(
    document: Document, *, limits: ReadingLimits = DEFAULT_LIMITS, stop: Stop | None = None
) -> tuple[Page, ...]:
    """The pages that are meant, with the numbers they have in the document; blocks the thread.

    A text is one page, or as many as form feeds part. Raises a `DocumentError` leaf; `stop` ends it early
    from another thread.
    """
    return read_pages(
        document_bytes(document, limits=limits),
        name=document.name,
        password=document.password,
        pages=document.page_ranges,
        limits=limits,
        stop=stop,
    )


def document_bytes(document: Document, *, limits: ReadingLimits = DEFAULT_LIMITS) -> bytes:
    """All bytes, and never many more than may be read; raises a `DocumentError` leaf."""
    with opened(document) as file:
        return file.read(limits.bytes + 1)


def fingerprint(document: Document) -> str:
    """The same for the same bytes and pages; raises a `DocumentError` leaf."""
    with opened(document) as file:
        digest = hashlib.sha256()
        while piece := file.read(_PIECE):
            digest.update(piece)
    digest.update((document.pages or "").encode())
    return digest.hexdigest()


@contextmanager
def opened(document: Document) -> Iterator[IO[bytes]]:
    """The bytes to read from their beginning; raises a `DocumentError` leaf unless they are PDF or text.

    What can be read only once, such as a pipe, is held in memory.
    """
    with open_content(document.source) as content:
        file = io.BytesIO(content) if isinstance(content, bytes) else content
        can_rewind = file.seekable()
        if can_rewind:
            file.seek(0)
        beginning = file.read(BEGINNING)
        require_document(beginning, name=document.name)
        if not can_rewind:
            file = io.BytesIO(beginning + file.read())
        file.seek(0)
        yield file
