"""A document on its way up: looked at before it is sent."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from pdfai.contents import open_content
from pdfai.documents.formats import require_pdf
from pdfai.documents.reading import unlock_pdf

# Enough to tell what a file is; a ZIP's members are named near its beginning.
_BEGINNING = 1 << 17


@contextmanager
def open_document(
    source: str | os.PathLike[str] | bytes, *, name: str, password: str | None = None
) -> Iterator[IO[bytes]]:
    """A PDF's bytes to read from their beginning, without encryption when a password is given.

    Refuses at once what no server could read: raises the `DocumentError` leaf for what is missing, empty,
    not a PDF, or not opened by the password.
    """
    with open_content(source) as content:
        file = io.BytesIO(content) if isinstance(content, bytes) else content
        require_pdf(file.read(_BEGINNING), name=name)
        file.seek(0)
        yield file if password is None else _unlocked(file, name, password)


def _unlocked(file: IO[bytes], name: str, password: str) -> IO[bytes]:
    return io.BytesIO(unlock_pdf(file.read(), name=name, password=password))
