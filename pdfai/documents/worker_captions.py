"""Finds the captions of pictures in a page's text; loaded by the worker from its path."""

import ctypes
import re
from collections.abc import Iterator
from typing import Any

CAPTION = re.compile(
    r"\s*(?:(?:fig(?:ure|ura|\.)|illustration|image|photo|picture|diagram|chart|plate|abb(?:ildung|\.)|bild|foto"
    r"|ilustra\w+|imagen|imagem|gr[aá]fico|schéma|graphique)\s*(?:[\dIVX]+|[A-Z]\.?\d|[:：])"
    r"|(?:그림|사진|도표|图|圖|図|插图)\s*[\d:：一二三四五六七八九十])",
    re.IGNORECASE,
)
_MOST_LINES, _MOST_CHARACTERS = 3, 300
"""Of a caption."""
_ENDS = (".", "!", "?", "。", "！", "？")


def captions(pdfium: Any, page: Any) -> Iterator[dict[str, Any]]:
    """The lines of a page that say of themselves that they belong to a picture, with those that go on."""
    text = page.read()
    if len(text) != page.characters:
        text = page.read_by_index()
    lines = list(re.finditer("[^\r\n\ufffe]+", text))
    for index, line in enumerate(lines):
        if not CAPTION.match(line[0]):
            continue
        said, box = line[0].strip(), line_box(pdfium, page.text, line)
        for more in lines[index + 1 : index + _MOST_LINES]:
            next_box = line_box(pdfium, page.text, more)
            if said.endswith(_ENDS) or CAPTION.match(more[0]) or not goes_on(box, next_box):
                break
            said, box = f"{said} {more[0].strip()}", union(box, next_box)
        yield {"text": said[:_MOST_CHARACTERS], "rectangle": box}


def goes_on(box: list[float], below: list[float]) -> bool:
    """Whether a line stands directly below others, set as they are."""
    height = below[3] - below[1]
    is_near = -height / 2 < box[1] - below[3] < height / 2
    return is_near and below[0] < box[2] and below[2] > box[0]


def line_box(pdfium: Any, text: Any, line: "re.Match[str]") -> list[float]:
    """Where a line stands: left, bottom, right, top."""
    sides = [ctypes.c_double() for _ in range(4)]
    boxes = []
    for index in range(pdfium.FPDFText_CountRects(text, line.start(), line.end() - line.start())):
        if pdfium.FPDFText_GetRect(text, index, *sides):
            left, top, right, bottom = (side.value for side in sides)
            boxes.append([left, bottom, right, top])
    whole = [0.0, 0.0, 0.0, 0.0]
    for number, box in enumerate(boxes):
        whole = union(whole, box) if number else box
    return whole


def union(one: list[float], other: list[float]) -> list[float]:
    """What holds both."""
    return [*map(min, one[:2], other[:2]), *map(max, one[2:], other[2:])]
