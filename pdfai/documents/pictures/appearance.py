"""What can be seen of a picture without understanding it: its colours, and what kind it probably is; pure."""

import colorsys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

PictureKind = Literal["photo", "drawing", "line_art", "logo", "scan", "image"]
"""`image`: it can be anything."""
Colour = Literal[
    "black", "gray", "white", "red", "orange", "brown", "yellow", "green", "blue", "purple", "pink"
]

_ICON = 120.0
"""Points: a picture of few colours that is smaller is a logo."""
_SCAN_COVER = 0.5
"""Of a page, from which on a picture without colours is a scan of one."""
_GRAY_BELOW, _DARK, _BRIGHT = 0.16, 0.22, 0.85
_HUES: tuple[tuple[float, Colour], ...] = (
    (15, "red"),
    (42, "orange"),
    (68, "yellow"),
    (165, "green"),
    (258, "blue"),
    (300, "purple"),
    (340, "pink"),
    (360, "red"),
)
"""Degrees up to which a hue has this name."""
_NOTICED = 0.08
"""The share of a picture from which on a colour is worth naming."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Appearance:
    """What a picture looks like."""

    kind: PictureKind
    colours: tuple[Colour, ...]
    """Those that fill most of it, at most three, the most frequent first."""
    is_colourless: bool
    """Whether there are only black, gray and white in it."""


def appearance(pixels: bytes, *, longest_side: float = 0.0, cover: float = 0.0) -> Appearance:
    """Judge by pixels, three bytes each, of a thumbnail.

    `longest_side` is how long it is on paper, in points, and `cover` the share of its page that it covers; 0
    where nobody knows.
    """
    points = list(zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True))
    names = Counter(map(_name, points))
    shades = Counter((red >> 4, green >> 4, blue >> 4) for red, green, blue in points)
    total = max(1, len(points))
    is_colourless = sum(names[name] for name in ("black", "gray", "white")) > 0.98 * total
    plain = shades.most_common(1)[0][1] / total if shades else 1.0
    return Appearance(
        kind=_kind(
            plain,
            variety=sum(count > 0 for count in shades.values()) / total,
            is_colourless=is_colourless,
            is_small=0 < longest_side < _ICON,
            is_page=cover > _SCAN_COVER,
            paper=names["white"] / total,
        ),
        colours=tuple(_noticed(names, total)),
        is_colourless=is_colourless,
    )


def _kind(
    plain: float, *, variety: float, is_colourless: bool, is_small: bool, is_page: bool, paper: float
) -> PictureKind:
    """`plain`: the share of the commonest shade; `variety`: shades for each pixel."""
    if is_colourless and paper > 0.5:
        return "scan" if is_page else "line_art"
    if plain < 0.2 and (variety > 0.03 or is_colourless):
        return "photo"
    if plain > 0.3 or paper > 0.35 or variety < 0.01:
        return "logo" if is_small else "drawing"
    return "image"


def _noticed(names: Counter[Colour], total: int) -> Iterator[Colour]:
    for name, count in names.most_common(3):
        if count >= _NOTICED * total:
            yield name


def _name(point: tuple[int, int, int]) -> Colour:
    hue, saturation, value = colorsys.rgb_to_hsv(*(channel / 255 for channel in point))
    if value < _DARK:
        return "black"
    if saturation < _GRAY_BELOW:
        return "white" if value > _BRIGHT else "gray"
    name = next(name for limit, name in _HUES if hue * 360 <= limit)
    return "brown" if name == "orange" and value < 0.65 else name
