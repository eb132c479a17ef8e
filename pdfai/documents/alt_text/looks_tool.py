"""Tells with pdfium what pages look like; a tool of `piecework_worker`, loaded from its path."""

import ctypes
import hashlib
from collections.abc import Callable
from typing import Any, NamedTuple

_VIEW = {"crop": None, "dpi": 48, "longest_side": 2000}


class Libraries(NamedTuple):
    """What looking needs."""

    worker: Any
    pdfium: Any
    drawing: Any


def prepare(worker: Any) -> Libraries:
    """Import them."""
    drawing = worker.load("rendering_worker")
    return Libraries(worker, drawing.prepare(worker).pdfium, drawing)


def begin(
    libraries: Libraries, task: dict[str, Any], data: "ctypes.Array[ctypes.c_char]"
) -> Callable[[dict[str, Any]], tuple[dict[str, Any], bytes]]:
    """Open the document."""
    worker, pdfium, drawing = libraries
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))
    document = worker.open_document(pdfium, data, task["password"])
    drawer = drawing.Drawer(worker, pdfium, document, data)

    def do(piece: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        with drawer.page(piece["page"]) as page:
            sheet = drawer.sheet(page, _VIEW)
            look = hashlib.sha256(drawer.draw(page, sheet, gray=False))
            return {"look": [*sheet.whole, look.hexdigest()]}, b""

    return do
