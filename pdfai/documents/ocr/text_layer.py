"""Scanned pages made searchable: a layer of invisible words that lie on their picture."""

import base64
import itertools
from collections.abc import Iterable
from pathlib import Path

from pdfai.documents.inspecting import look_at_pdf
from pdfai.documents.limits import DEFAULT_LIMITS, ReadingLimits
from pdfai.documents.ocr.invisible_font import DESCENT, UNITS, font_file, numbered, to_unicode
from pdfai.documents.ocr.layer import layer
from pdfai.documents.ocr.words import RecognizedPage
from pdfai.documents.piecework import Failed, Job, do_pieces
from pdfai.documents.sandbox import SandboxLimits
from pdfai.documents.scans import FEW_CHARACTERS
from pdfai.documents.stopping import Stop
from pdfai.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    ProtectedDocumentError,
    SignedDocumentError,
)

_TOOL = Path(__file__).with_name("layer_tool.py")
_FONT = "PdfaiInvisible"


def add_text_layer(
    data: bytes,
    pages: Iterable[RecognizedPage],
    *,
    name: str = "",
    password: str | None = None,
    limits: ReadingLimits = DEFAULT_LIMITS,
    stop: Stop | None = None,
) -> bytes:
    """A copy of the PDF in which the words of these pages can be selected and found; it looks the same.

    Pages that have text of their own are left as they are. What opens the document opens the copy; without
    encryption, the copy has the same bytes each time. Raises a `DocumentError` leaf, `SignedDocumentError`
    among them: no signature outlives a change. Needs the `images` extra.
    """
    look = look_at_pdf(data, name=name, password=password, limits=limits, stop=stop)
    if look.signatures:
        raise SignedDocumentError(name)
    bare = {page.number for page in look.pages if len(page.text) < FEW_CHARACTERS}
    wanted = [page for page in pages if page.words and page.number in bare]
    if not wanted:
        return data
    codes = numbered(itertools.chain(" ", *(word.text for page in wanted for word in page.words)))
    piece = {
        "name": _FONT,
        "layers": [(page.number, layer(page.words, font=_FONT, codes=codes)) for page in wanted],
        "font_file": base64.b64encode(font_file()).decode(),
        "to_unicode": to_unicode(codes).decode(),
        "count": len(codes),
        "units": UNITS,
        "descent": DESCENT,
    }
    job = Job(
        tool=_TOOL,
        limits=SandboxLimits(
            memory=limits.memory, cpu_seconds=limits.cpu_seconds, wall_seconds=limits.wall_seconds
        ),
        packages={"pikepdf": "images"},
        password=password,
        name=name,
    )
    (written,) = do_pieces(job, [piece], data, stop=stop)
    if isinstance(written, Failed):
        raise (DocumentTooLargeError if written.is_limit else DamagedDocumentError)(name, written.problem)
    if written.answer["is_protected"]:
        raise ProtectedDocumentError(name)
    return written.data
