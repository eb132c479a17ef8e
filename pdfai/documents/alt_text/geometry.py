"""Where things are on a page; pure."""

import math

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""

NO_MATRIX: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: tuple[float, ...], then: Matrix) -> Matrix:
    """What two matrices do, one after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def bounds(matrix: Matrix, box: tuple[float, ...] = (0.0, 0.0, 1.0, 1.0)) -> Box:
    """What holds a box, e.g. the unit square that an image fills, once the matrix has moved it."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in box[::2] for y in box[1::2]]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    sides = (min(xs), min(ys), max(xs), max(ys))
    return sides if all(map(math.isfinite, sides)) else (0.0, 0.0, 0.0, 0.0)


def area(box: Box) -> float:
    """Square points."""
    return (box[2] - box[0]) * (box[3] - box[1])
