"""Pictures that a program cut into strips, put together again; pure."""

from collections.abc import Iterator, Sequence

from pdfai.documents.places import Rectangle

_FEWEST = 3
"""Two that touch are two pictures."""
_TOUCHING = 1.0
"""Points between strips."""
_SLIM = 3.0
"""How much longer a strip is than wide."""


def strips(rectangles: Sequence[Rectangle]) -> Iterator[range]:
    """Which neighbours in drawing order are strips of one picture: of one width (or height), and touching."""
    start = 0
    while start < len(rectangles):
        end = max(_end(rectangles, start, is_stacked=stacked) for stacked in (True, False))
        if end - start >= _FEWEST:
            yield range(start, end)
        start = max(end, start + 1)


def union(rectangles: Sequence[Rectangle]) -> Rectangle:
    """What holds all of them."""
    lefts, bottoms, rights, tops = zip(*rectangles, strict=True)
    return Rectangle(min(lefts), min(bottoms), max(rights), max(tops))


def _end(rectangles: Sequence[Rectangle], start: int, *, is_stacked: bool) -> int:
    """Behind the last of the strips that begin here."""
    end = start
    while end < len(rectangles) and _is_slim(rectangles[end], is_stacked=is_stacked):
        if end > start and not _continues(rectangles[end - 1], rectangles[end], is_stacked=is_stacked):
            break
        end += 1
    return end


def _is_slim(strip: Rectangle, *, is_stacked: bool) -> bool:
    width, height = strip.right - strip.left, strip.top - strip.bottom
    return 0 < _SLIM * height <= width if is_stacked else 0 < _SLIM * width <= height


def _continues(one: Rectangle, other: Rectangle, *, is_stacked: bool) -> bool:
    if not is_stacked:
        one, other = (Rectangle(each.bottom, each.left, each.top, each.right) for each in (one, other))
    is_aligned = abs(one.left - other.left) < _TOUCHING and abs(one.right - other.right) < _TOUCHING
    gap = min(abs(one.bottom - other.top), abs(other.bottom - one.top))
    return is_aligned and gap < _TOUCHING
