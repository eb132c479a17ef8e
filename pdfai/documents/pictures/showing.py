"""Pictures of a PDF as a reader sees them: with their masks, and with what lies above them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pdfai.documents.pictures.picture import Picture
from pdfai.documents.rendering import (
    DEFAULT_RENDERING_LIMITS,
    Format,
    Rendered,
    RenderingFailed,
    RenderingLimits,
    View,
    render,
)
from pdfai.documents.stopping import Stop

_LONGEST_SIDE = 1568
"""Pixels; vision models shrink what is larger."""
_COARSEST, _FINEST = 72.0, 300.0
"""Dots per inch: what lies above a coarse picture is to be seen too."""


def picture_bytes(
    data: bytes,
    pictures: Sequence[Picture],
    *,
    name: str = "",
    password: str | None = None,
    format: Format = "png",
    quality: int = 80,
    longest_side: int = _LONGEST_SIDE,
    limits: RenderingLimits = DEFAULT_RENDERING_LIMITS,
    stop: Stop | None = None,
) -> list[Rendered | RenderingFailed]:
    """Draw pictures that were found in this PDF, in their order; of a strip, the whole that it is part of.

    No finer than they are, and never larger than `longest_side`. JPEG needs the `images` extra.
    """
    views = [
        View(page=each.page, dpi=_dpi(each), crop=each.whole, format=format, quality=quality)
        for each in pictures
        if not each.problem
    ]
    limits = replace(limits, longest_side=min(longest_side, limits.longest_side))
    drawn = iter(render(data, views, name=name, password=password, limits=limits, stop=stop))
    return list(_with_problems(pictures, drawn))


def _with_problems(
    pictures: Sequence[Picture], drawn: Iterator[Rendered | RenderingFailed]
) -> Iterator[Rendered | RenderingFailed]:
    for each in pictures:
        yield RenderingFailed(page=each.page, problem=each.problem) if each.problem else next(drawn)


def _dpi(picture: Picture) -> float:
    """The picture's own, whichever way it is turned."""
    left, bottom, right, top = picture.rectangle
    own = 72 * math.sqrt(picture.width * picture.height / ((right - left) * (top - bottom)))
    return min(max(own, _COARSEST), _FINEST)
