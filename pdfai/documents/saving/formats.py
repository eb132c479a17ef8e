"""What a text can be saved as, and on which paper."""

import os
from pathlib import Path
from typing import Literal, get_args

from pdfai.errors import InvalidArgumentError, UnknownFormatError

Format = Literal["pdf", "docx", "html", "md", "txt"]
FORMATS: tuple[Format, ...] = get_args(Format)

PageSize = str | tuple[float, float]
"""A name such as "A4", or width and height in points (1/72 inch)."""

_OTHER_ENDINGS: dict[str, Format] = {"htm": "html", "markdown": "md", "text": "txt"}
_PAGE_SIZES = {
    "A3": (841.89, 1190.55),
    "A4": (595.28, 841.89),
    "A5": (419.53, 595.28),
    "Letter": (612.0, 792.0),
    "Legal": (612.0, 1008.0),
}
_SMALLEST, _LARGEST = 144, 1584
"""In points; more than 22 inches no word processor takes."""


def format_of(format: str | None, path: str | os.PathLike[str] = "") -> Format:
    """The format by that name, or the one that the path's ending names. UnknownFormatError for others."""
    name = format if format is not None else Path(path).suffix
    known = name.lower().removeprefix(".")
    known = _OTHER_ENDINGS.get(known, known)
    if known not in FORMATS:
        raise UnknownFormatError(name, FORMATS)
    return known


def points_of(page_size: PageSize) -> tuple[float, float]:
    """Width and height in points. InvalidArgumentError for what is no paper."""
    if isinstance(page_size, str):
        for name, points in _PAGE_SIZES.items():
            if name.lower() == page_size.lower():
                return points
    elif len(page_size) == 2 and all(_SMALLEST <= side <= _LARGEST for side in page_size):
        width, height = page_size
        return float(width), float(height)
    raise InvalidArgumentError(
        f"{page_size!r} is no page size: choose one of {', '.join(_PAGE_SIZES)}, or give width and height in "
        f"points, {_SMALLEST} to {_LARGEST} each"
    )
