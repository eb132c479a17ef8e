"""Which caption belongs to which picture; pure."""

import math
from collections.abc import Sequence

from pdfai.documents.places import Rectangle

_FARTHEST = 40.0
"""Points between a picture and its caption."""


def captions_of(pictures: Sequence[Rectangle], captions: Sequence[tuple[str, Rectangle]]) -> list[str]:
    """For each picture its caption, "" where it has none: each goes to the picture nearest to it."""
    pairs = sorted(
        (distance, picture, caption)
        for caption, (_, said) in enumerate(captions)
        for picture, rectangle in enumerate(pictures)
        if (distance := _distance(rectangle, said)) <= _FARTHEST
    )
    given, taken = dict[int, str](), set[int]()
    for _, picture, caption in pairs:
        if picture not in given and caption not in taken:
            given[picture] = captions[caption][0]
            taken.add(caption)
    return [given.get(picture, "") for picture in range(len(pictures))]


def _distance(picture: Rectangle, caption: Rectangle) -> float:
    """Between their edges; nothing across corners, where the caption would stand beside another picture."""
    across = max(picture.left - caption.right, caption.left - picture.right, 0.0)
    along = max(picture.bottom - caption.top, caption.bottom - picture.top, 0.0)
    return math.inf if across and along else across + along
