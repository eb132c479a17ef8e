"""Writes documents anew with pdfium; loaded by the worker from its path.

The same pages of the same bytes give the same copy, so that a server can tell that it knows them.
"""

import ctypes
import hashlib
import re
from collections.abc import Sequence
from typing import Any

# pdfium draws half of it at random.
_ID = re.compile(rb"/ID\s?\[\s?<([0-9A-F]{32})>\s?<([0-9A-F]{32})>")
_TRAILER = 4096
"""Bytes at the end, in which the ID stands."""


def copy_pages(pdfium: Any, document: Any, indexes: Sequence[int]) -> bytes | None:
    """A document of these pages, without encryption; None where they cannot be copied."""
    no_time = pdfium.FSDK_SetTimeFunction.argtypes[0](lambda: 0)
    pdfium.FSDK_SetTimeFunction(no_time)  # the copy says when it was made
    copy = pdfium.FPDF_CreateNewDocument()
    wanted = (ctypes.c_int * len(indexes))(*indexes)
    if not pdfium.FPDF_ImportPagesByIndex(copy, document, wanted, len(indexes), 0):
        return None
    return _saved(pdfium, copy, pdfium.FPDF_NO_INCREMENTAL)


def copy_unlocked(pdfium: Any, document: Any) -> bytes | None:
    """The document without its encryption; None where it cannot be written."""
    return _saved(pdfium, document, pdfium.FPDF_REMOVE_SECURITY)


def _saved(pdfium: Any, document: Any, flags: int) -> bytes | None:
    written = bytearray()

    def write(_: Any, block: int, size: int) -> int:
        written.extend(ctypes.string_at(block, size))
        return 1

    callback = pdfium.FPDF_FILEWRITE._fields_[1][1](write)
    writer = pdfium.FPDF_FILEWRITE(version=1, WriteBlock=callback)
    if not pdfium.FPDF_SaveAsCopy(document, writer, flags):
        return None
    _name_by_content(written)
    return bytes(written)


def _name_by_content(written: bytearray) -> None:
    """Put a digest of the copy where the random ID stands."""
    found = list(_ID.finditer(written, max(0, len(written) - _TRAILER)))
    if not found:
        return
    spans = [found[-1].span(1), found[-1].span(2)]
    for start, end in spans:
        written[start:end] = b"0" * (end - start)
    digest = hashlib.sha256(written).hexdigest()[:32].upper().encode()
    for start, end in spans:
        written[start:end] = digest
