"""Scanned pages made searchable: a layer of invisible words that lie on their picture."""

import base64
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pdfai.documents.inspecting import look_at_pdf
from pdfai.documents.limits import DEFAULT_LIMITS, ReadingLimits
from pdfai.documents.ocr.invisible_font import DESCENT, UNITS, font_file, numbered, to_unicode
from pdfai.documents.ocr.lacking import lacking
from pdfai.documents.ocr.layer import layer
from pdfai.documents.ocr.words import RecognizedPage
from pdfai.documents.piecework import Failed, Job, do_pieces
from pdfai.documents.stopping import Stop
from pdfai.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    ProtectedDocumentError,
    SignedDocumentError,
)

_TOOL = Path(__file__).with_name("layer_tool.py")
_FONT = "PdfaiInvisible"


@dataclass(frozen=True, kw_only=True, slots=True)
class Layered:
    """A copy with layers of words."""

    data: bytes = field(repr=False)
    pages: tuple[int, ...] = ()
    """Those that have a layer now; on the others was nothing to be read, or they have text of their own."""


def layered(
    data: bytes,
    pages: Iterable[RecognizedPage],
    *,
    name: str = "",
    password: str | None = None,
    limits: ReadingLimits = DEFAULT_LIMITS,
    stop: Stop | None = None,
) -> Layered:
    """A copy of the PDF in which the words of these pages can be selected and found; it looks the same.

    Pages that have text of their own are left as they are, unless that is only a stamp: these get the words
    that the engine is sure of. What opens the document opens the copy; without encryption, it has the same
    bytes each time. Raises a `DocumentError` leaf, `SignedDocumentError` among them: no signature outlives a
    change. Needs the `images` extra.
    """
    look = look_at_pdf(data, name=name, password=password, limits=limits, stop=stop)
    if look.signatures:
        raise SignedDocumentError(name)
    looks = {page.number: page for page in look.pages}
    lacked = (lacking(page, looks[page.number]) for page in pages if page.number in looks)
    wanted = [page for page in lacked if page.text]
    if not wanted:
        return Layered(data=data)
    job = Job(
        tool=_TOOL,
        limits=limits.sandbox,
        packages={"pikepdf": "images"},
        password=password,
        name=name,
    )
    (written,) = do_pieces(job, [_piece(wanted)], data, stop=stop)
    if isinstance(written, Failed):
        raise (DocumentTooLargeError if written.is_limit else DamagedDocumentError)(name, written.problem)
    if written.answer["is_protected"]:
        raise ProtectedDocumentError(name)
    return Layered(data=written.data, pages=tuple(written.answer["pages"]))


def _piece(pages: Sequence[RecognizedPage]) -> dict[str, Any]:
    codes = numbered(itertools.chain(" ", *(word.text for page in pages for word in page.words)))
    return {
        "name": _FONT,
        "layers": [(page.number, layer(page.words, font=_FONT, codes=codes)) for page in pages],
        "font_file": base64.b64encode(font_file()).decode(),
        "to_unicode": to_unicode(codes).decode(),
        "count": len(codes),
        "units": UNITS,
        "descent": DESCENT,
    }
