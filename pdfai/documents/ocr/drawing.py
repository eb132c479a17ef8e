"""How pages are drawn to be read."""

import math
from typing import Literal

from pdfai.documents.inspecting import PageLook
from pdfai.documents.rendering import RenderingLimits, View

_MOST_PIXELS = 48_000_000
"""Of one page, which is more than A4 has at 600 dots per inch."""
READING_SIZE = RenderingLimits(longest_side=30_000)
"""Engines take no more."""


def view_to_read(page: PageLook, *, dpi: float, format: Literal["png", "jpeg"] = "png") -> View:
    """The whole page at so many dots per inch, or at fewer where it is so large that it has too many."""
    most = 72 * math.sqrt(_MOST_PIXELS / max(1.0, page.width * page.height))
    return View(page=page.number, dpi=min(dpi, most), gray=format == "png", format=format)
