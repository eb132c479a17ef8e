"""Finds the pictures of pages with pdfium; a tool of `piecework_worker`, loaded from its path."""

import contextlib
import ctypes
import hashlib
import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

_IMAGE, _FORM = 3, 5
"""Kinds of pdfium's page objects."""
_MOST_OBJECTS, _MOST_PICTURES = 200_000, 5_000
"""Of one page."""
_DEEPEST = 12
_DPI = 36
"""Enough to see whether there is anything to see."""
_FINGERPRINT = 16
_MOST_DECODED = 16_000_000
"""Pixels of a picture that is drawn for its fingerprint alone."""
_PLAIN = 2
"""Values of bytes in one colour: one of them is that of its opacity."""
_OWN_SIZE = {b"DCTDecode", b"JPXDecode", b"JBIG2Decode", b"CCITTFaxDecode"}
"""Filters whose output has not the size of the image's pixels."""
_NEARLY = 3
"""Steps of brightness, of 255, that JPEG makes out of one colour."""
Matrix = tuple[float, float, float, float, float, float]
_NO_MATRIX = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Libraries(NamedTuple):
    """What finding needs."""

    worker: Any
    pdfium: Any
    drawing: Any
    walking: Any
    captions: Any


def prepare(worker: Any) -> Libraries:
    """Import them."""
    # Found through the path the task brings.
    import pypdfium2_raw as pdfium  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415  # see above

    tools = map(worker.load, ("rendering_worker", "worker_inspecting", "worker_captions"))
    return Libraries(worker, pdfium, *tools)


def begin(
    libraries: Libraries, task: dict[str, Any], data: "ctypes.Array[ctypes.c_char]"
) -> Callable[[dict[str, Any]], tuple[dict[str, Any], bytes]]:
    """Open the document."""
    worker, pdfium, drawing, *_ = libraries
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))
    document = worker.open_document(pdfium, data, task["password"])
    drawer = drawing.Drawer(worker, pdfium, document, data)

    def do(piece: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        if "page" not in piece:
            return {"count": worker.count(pdfium, document)}, b""
        return found(libraries, drawer, piece), b""

    return do


def found(libraries: Libraries, drawer: Any, piece: dict[str, Any]) -> dict[str, Any]:
    """The pictures of a page, in the order they are drawn in, and the captions on it."""
    worker, pdfium, *_ = libraries
    with drawer.page(piece["page"]) as page:
        placed = list(placements(libraries, page))
        if not placed:
            return {"pictures": [], "captions": []}
        sheet = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, sheet)
        look = Look(drawer, page) if piece["is_drawn"] else None
        pictures = [described(pdfium, drawer.document, page, each, look) for each in placed]
    said: list[dict[str, Any]] = []
    with (
        contextlib.suppress(worker.RefusedError),  # pictures without captions are better than none
        contextlib.closing(worker.PageText(pdfium, drawer.document, piece["page"] - 1)) as text,
    ):
        said = list(libraries.captions.captions(pdfium, text))
    sides = (sheet.left, sheet.bottom, sheet.right, sheet.top)
    return {"pictures": pictures, "captions": said, "sheet": sides}


class Placement(NamedTuple):
    """An image of a page, and its matrix there."""

    image: Any
    matrix: Matrix
    is_in_form: bool


def placements(libraries: Libraries, page: Any) -> Iterator[Placement]:
    """All images, as an interpreter of the page's content meets them; those inside forms too."""
    worker, pdfium, _, walking, _ = libraries
    seen = pictures = 0
    waiting = [(_objects(pdfium, page, is_form=False), _NO_MATRIX)]
    while waiting:
        objects, outer = waiting[-1]
        each = next(objects, None)
        if each is None:
            waiting.pop()
            continue
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(each)
        if kind == _IMAGE:
            pictures += 1
            yield Placement(each, walking.times(walking.matrix_of(pdfium, each), outer), len(waiting) > 1)
        elif kind == _FORM and len(waiting) <= _DEEPEST:
            inner = walking.times(walking.matrix_of(pdfium, each), outer)
            waiting.append((_objects(pdfium, each, is_form=True), inner))
        if seen > _MOST_OBJECTS or pictures > _MOST_PICTURES:
            raise worker.RefusedError(
                "limit", f"it has more than {_MOST_PICTURES:,} pictures, or too much else"
            )


def _objects(pdfium: Any, holder: Any, *, is_form: bool) -> Iterator[Any]:
    count, get = (
        (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
        if is_form
        else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
    )
    return (get(holder, index) for index in range(count(holder)))


def described(
    pdfium: Any, document: Any, page: Any, placement: Placement, look: "Look | None"
) -> dict[str, Any]:
    """What is known of an image without understanding it."""
    image, matrix, is_in_form = placement
    rectangle = bounds(matrix)
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(image, width, height)
    facts = pdfium.FPDF_IMAGEOBJ_METADATA()
    pdfium.FPDFImageObj_GetImageMetadata(image, page, facts)
    size = (width.value, height.value)
    # Before the fingerprint, which moves the image.
    colour = look.colour(rectangle) if look is not None else None
    mark = fingerprint(pdfium, document, page, image, size)
    digest = hashlib.sha256(repr((size, facts.colorspace, mark)).encode() + raw_data(pdfium, image))
    return {
        "rectangle": rectangle,
        "pixels": size,
        "key": digest.hexdigest()[:24],
        "is_in_form": is_in_form,
        "is_mask": facts.bits_per_pixel == 1 and facts.colorspace == pdfium.FPDF_COLORSPACE_UNKNOWN,
        "colour": colour,
        "is_readable": not mark or is_whole(pdfium, image, size, mark, depth=facts.bits_per_pixel),
    }


def bounds(matrix: Matrix) -> tuple[float, float, float, float]:
    """An image fills the unit square of its own coordinates; what a file says need be no numbers."""
    a, b, c, d, e, f = matrix
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    sides = (min(xs), min(ys), max(xs), max(ys))
    return sides if all(map(math.isfinite, sides)) else (0.0, 0.0, 0.0, 0.0)


def raw_data(pdfium: Any, image: Any) -> bytes:
    """The image's bytes as they stand in the file."""
    size = pdfium.FPDFImageObj_GetImageDataRaw(image, None, 0)
    buffer = (ctypes.c_char * size)()
    pdfium.FPDFImageObj_GetImageDataRaw(image, buffer, size)
    return bytes(buffer)


def fingerprint(pdfium: Any, document: Any, page: Any, image: Any, size: tuple[int, int]) -> bytes:
    """The image drawn very small, with its mask; b"" when it is too large for that, or broken.

    The same bytes with different masks are different pictures, wherever they are placed.
    """
    if size[0] * size[1] > _MOST_DECODED:
        return b""
    pdfium.FPDFPageObj_SetMatrix(image, pdfium.FS_MATRIX(_FINGERPRINT, 0, 0, _FINGERPRINT, 0, 0))
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(document, page, image)
    if not bitmap:
        return b""
    try:
        length = pdfium.FPDFBitmap_GetStride(bitmap) * pdfium.FPDFBitmap_GetHeight(bitmap)
        return ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), length)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def is_whole(pdfium: Any, image: Any, size: tuple[int, int], mark: bytes, *, depth: int) -> bool:
    """Whether it can be unpacked, to at least half of what it says it holds."""
    if len(set(mark)) <= _PLAIN:  # as broken ones are drawn
        bitmap = pdfium.FPDFImageObj_GetBitmap(image)
        if not bitmap:
            return False
        pdfium.FPDFBitmap_Destroy(bitmap)
    name = ctypes.create_string_buffer(32)
    for index in range(pdfium.FPDFImageObj_GetImageFilterCount(image)):
        pdfium.FPDFImageObj_GetImageFilter(image, index, name, len(name))
        if name.value in _OWN_SIZE:
            return True
    there = pdfium.FPDFImageObj_GetImageDataDecoded(image, None, 0)
    return bool(2 * there >= -(-size[0] * depth // 8) * size[1])


class Look:
    """A page drawn coarsely."""

    def __init__(self, drawer: Any, page: Any) -> None:
        """Draw it."""
        view = {"crop": None, "dpi": _DPI, "longest_side": 1000}
        self.sheet = drawer.sheet(page, view)
        self.pixels = drawer.draw(page, self.sheet, gray=False)
        self.matrix = drawer.matrix(page, self.sheet)

    def colour(self, rectangle: tuple[float, float, float, float]) -> list[int] | None:
        """The one colour of a part of the page; None where there are more, or too little to tell."""
        a, b, c, d, e, f = self.matrix
        determinant = a * d - b * c
        if not determinant:
            return None
        xs, ys = [], []
        for x, y in (rectangle[:2], rectangle[2:]):
            xs.append((d * (x - e) - c * (y - f)) / determinant)
            ys.append((a * (y - f) - b * (x - e)) / determinant)
        left, right = max(0, math.ceil(min(xs))), min(self.sheet.width, math.floor(max(xs)))
        top, bottom = max(0, math.ceil(min(ys))), min(self.sheet.height, math.floor(max(ys)))
        if right - left < 2 or bottom - top < 2:
            return None
        row = 3 * self.sheet.width
        part = b"".join(self.pixels[y * row + 3 * left : y * row + 3 * right] for y in range(top, bottom))
        channels = [part[channel::3] for channel in range(3)]
        if any(max(each) - min(each) > _NEARLY for each in channels):
            return None
        return [each[0] for each in channels]
