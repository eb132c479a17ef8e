"""In which order the lines of a page are read; pure."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

_COLUMN_LINES = 3
"""Fewer are no column."""
_COLUMN_WIDTH = 8
"""Times the height of its lines; the columns of tables are narrower, and tables are read row by row."""
_GUTTER = 0.25
"""Times the height of a line, at least; boxes of lines are a little longer than these."""


class Box(NamedTuple):
    """Where a line lies, flat, from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Between top and bottom."""
        return (self.top + self.bottom) / 2


def rows_in_order(boxes: Sequence[Box]) -> list[list[Box]]:
    """Row by row, each from the left; of text in columns, one column after the other."""
    return [row for part in _parts(boxes) for row in _rows(part)]


def _parts(boxes: Sequence[Box]) -> Iterator[Sequence[Box]]:
    """What is read row by row down to its end, before the next is."""
    bands, start = _bands(boxes), 0
    while start < len(bands):
        # Titles and feet reach across columns, which are found between them.
        for end in range(len(bands), start, -1):
            part = [box for band in bands[start:end] for box in band]
            if columns := _columns(part):
                yield from columns
                break
        else:
            end = start + 1
            yield bands[start]
        start = end


def _bands(boxes: Sequence[Box]) -> list[list[Box]]:
    """What nothing beside it reaches out of, up or down."""
    bands = list[list[Box]]()
    bottom = float("-inf")
    for box in sorted(boxes, key=lambda each: each.middle):
        # Boxes of lines are a little higher than what stands between those above and below.
        if box.middle - box.height / 4 >= bottom:
            bands.append([])
        bands[-1].append(box)
        bottom = max(bottom, box.middle + box.height / 4)
    return bands


def _columns(boxes: Sequence[Box]) -> list[list[Box]]:
    """The columns from left to right; none where it is a single one, or a table."""
    columns = list[list[Box]]()
    right = float("-inf")
    for box in sorted(boxes):
        if box.left - right >= _GUTTER * box.height:
            columns.append([])
        columns[-1].append(box)
        right = max(right, box.right)
    return columns if len(columns) > 1 and all(map(_is_column, columns)) else []


def _is_column(boxes: Sequence[Box]) -> bool:
    width = median(box.right - box.left for box in boxes)
    return len(boxes) >= _COLUMN_LINES and width >= _COLUMN_WIDTH * median(box.height for box in boxes)


def _rows(boxes: Sequence[Box]) -> list[list[Box]]:
    rows = list[list[Box]]()
    for box in sorted(boxes, key=lambda each: each.middle):
        if rows and box.middle - rows[-1][0].middle < min(box.height, rows[-1][0].height) / 2:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row) for row in rows]
