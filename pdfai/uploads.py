"""A document on its way up: looked at before it is sent."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import IO

from pdfai.documents.copying import copy_pages, unlock_pdf
from pdfai.documents.formats import is_pdf
from pdfai.documents.reading import refuse_pages
from pdfai.documents.stopping import Stop
from pdfai.opening import BEGINNING, opened
from pdfai.reading_scans import with_scans_read
from pdfai.sources import Document


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """What is sent of a document."""

    content: IO[bytes]
    was_unlocked: bool
    """Whether this is a copy without the encryption that the document has."""
    page_numbers: tuple[int, ...] = ()
    """The numbers that its pages have in the document; empty where they are the same."""


@contextmanager
def open_document(document: Document, *, stop: Stop, reads_scans: bool = False) -> Iterator[Upload]:
    """A document's bytes to read from their beginning: without encryption when a password is given, and
    only the pages that are meant. With `reads_scans` the text of scanned pages is recognised and put in.

    Refuses at once what no server could read: raises the `DocumentError` leaf for what is missing, empty,
    neither PDF nor text, or not opened by the password. `stop` ends that early from another thread.
    """
    with opened(document) as file:
        is_text = not is_pdf(file.read(BEGINNING))
        file.seek(0)
        if is_text or (document.password is None and document.pages is None):
            refuse_pages(document.page_ranges if is_text else None, name=document.name)
            upload = Upload(content=file, was_unlocked=False)
        else:
            upload = _copied(file.read(), document, stop)
        yield _searchable(upload, document.name, stop) if reads_scans and not is_text else upload


def check_document(document: Document) -> Document:
    """Refuse what can be seen at its first bytes to be neither PDF nor text; costs next to nothing.

    Returns the document to go on with: what can be read only once, such as a pipe, is held in memory.
    """
    with opened(document) as file:
        return replace(document, source=file.getvalue()) if isinstance(file, io.BytesIO) else document


def _copied(content: bytes, document: Document, stop: Stop) -> Upload:
    name, password = document.name, document.password
    if document.page_ranges is not None:
        copied = copy_pages(content, document.page_ranges, name=name, password=password, stop=stop)
        return Upload(
            content=io.BytesIO(copied.data), was_unlocked=copied.was_encrypted, page_numbers=copied.numbers
        )
    unlocked = unlock_pdf(content, name=name, password=password or "", stop=stop)
    return Upload(content=io.BytesIO(unlocked), was_unlocked=unlocked is not content)


def _searchable(upload: Upload, name: str, stop: Stop) -> Upload:
    """With the text of scanned pages; one without any is sent as it is."""
    data = upload.content.read()
    read = with_scans_read(data, name=name, numbers=upload.page_numbers, stop=stop)
    return replace(upload, content=io.BytesIO(read))
