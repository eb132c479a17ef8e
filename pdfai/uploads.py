"""A document on its way up: looked at before it is sent."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import IO

from pdfai.contents import open_content
from pdfai.documents.formats import require_pdf
from pdfai.documents.process import Stop
from pdfai.documents.reading import unlock_pdf
from pdfai.options import Document

# Enough to tell what a file is; a ZIP's members are named near its beginning.
_BEGINNING = 1 << 17


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """What is sent of a document."""

    content: IO[bytes]
    was_unlocked: bool
    """Whether this is a copy without the encryption that the document has."""


@contextmanager
def open_document(document: Document, *, stop: Stop) -> Iterator[Upload]:
    """A PDF's bytes to read from their beginning, without encryption when a password is given.

    Refuses at once what no server could read: raises the `DocumentError` leaf for what is missing, empty,
    not a PDF, or not opened by the password. `stop` ends that early from another thread.
    """
    with _open(document) as file:
        if document.password is None:
            yield Upload(content=file, was_unlocked=False)
            return
        locked = file.read()
        content = unlock_pdf(locked, name=document.name, password=document.password, stop=stop)
        yield Upload(content=io.BytesIO(content), was_unlocked=content is not locked)


def check_document(document: Document) -> Document:
    """Refuse what can be seen to be no PDF at its first bytes; costs next to nothing.

    Returns the document to go on with: what can be read only once, such as a pipe, is held in memory.
    """
    with _open(document) as file:
        return replace(document, source=file.getvalue()) if isinstance(file, io.BytesIO) else document


@contextmanager
def _open(document: Document) -> Iterator[IO[bytes]]:
    with open_content(document.source) as content:
        file = io.BytesIO(content) if isinstance(content, bytes) else content
        beginning = file.read(_BEGINNING)
        require_pdf(beginning, name=document.name)
        if not file.seekable():
            file = io.BytesIO(beginning + file.read())
        file.seek(0)
        yield file
