"""A document on its way up: looked at before it is sent."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from pdfai.contents import open_content
from pdfai.documents.formats import require_pdf
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
def open_document(document: Document) -> Iterator[Upload]:
    """A PDF's bytes to read from their beginning, without encryption when a password is given.

    Refuses at once what no server could read: raises the `DocumentError` leaf for what is missing, empty,
    not a PDF, or not opened by the password.
    """
    with _open(document.source, document.name) as file:
        if document.password is None:
            yield Upload(content=file, was_unlocked=False)
            return
        locked = file.read()
        content = unlock_pdf(locked, name=document.name, password=document.password)
        yield Upload(content=io.BytesIO(content), was_unlocked=content is not locked)


def check_document(document: Document) -> None:
    """Refuse what can be seen to be no PDF at its first bytes; costs next to nothing."""
    with _open(document.source, document.name):
        pass


@contextmanager
def _open(source: str | os.PathLike[str] | bytes, name: str) -> Iterator[IO[bytes]]:
    with open_content(source) as content:
        file = io.BytesIO(content) if isinstance(content, bytes) else content
        require_pdf(file.read(_BEGINNING), name=name)
        file.seek(0)
        yield file
