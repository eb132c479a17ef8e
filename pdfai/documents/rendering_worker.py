"""Draws pages with pdfium; a tool of `piecework_worker`, loaded from its path."""

import contextlib
import ctypes
import io
import math
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

_WHITE = 0xFFFFFFFF
_PNG = b"\x89PNG\r\n\x1a\n"
_GRAY, _RGB = 0, 2
"""PNG's kinds of pixels."""
_FINE = 1 << 20
"""A sheet so fine that its whole pixels are exact enough to measure with."""


class Libraries(NamedTuple):
    """What drawing needs."""

    worker: Any
    pdfium: Any


def prepare(worker: Any) -> Libraries:
    """Import them."""
    # Found through the path the task brings.
    import pypdfium2_raw as pdfium  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415  # see above

    return Libraries(worker, pdfium)


def begin(
    libraries: Libraries, task: dict[str, Any], data: "ctypes.Array[ctypes.c_char]"
) -> Callable[[dict[str, Any]], tuple[dict[str, Any], bytes]]:
    """Open the document."""
    worker, pdfium = libraries
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))
    document = worker.open_document(pdfium, data, task["password"])
    drawer = Drawer(worker, pdfium, document, data)

    def do(view: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        with drawer.page(view["page"]) as page:
            return drawn(drawer, page, view)

    return do


def drawn(drawer: "Drawer", page: Any, view: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """One view, in its format."""
    sheet = drawer.sheet(page, view)
    pixels = drawer.draw(page, sheet, gray=view["gray"])
    answer = {
        "width": sheet.width,
        "height": sheet.height,
        "dpi": sheet.scale * 72,
        "matrix": drawer.matrix(page, sheet),
        "is_one_colour": pixels == pixels[: 1 if view["gray"] else 3] * (sheet.width * sheet.height),
    }
    kind = "L" if view["gray"] else "RGB"
    match view["format"]:
        case "png":
            return answer, png(pixels, sheet.width, sheet.height, kind)
        case "jpeg":
            return answer, jpeg(pixels, (sheet.width, sheet.height), kind, view["quality"])
    return answer, pixels


class Sheet(NamedTuple):
    """The whole page in pixels, and the part of it that is drawn."""

    whole: tuple[int, int]
    left: int
    top: int
    width: int
    height: int
    scale: float


class Drawer:
    """Draws the pages of a document."""

    def __init__(self, worker: Any, pdfium: Any, document: Any, data: Any) -> None:
        """Make what forms need to be drawn."""
        self.worker, self.pdfium, self.document = worker, pdfium, document
        self.data = data  # pdfium goes on reading from it
        self.form_info = pdfium.FPDF_FORMFILLINFO(version=2)  # pdfium keeps its address
        self.form = pdfium.FPDFDOC_InitFormFillEnvironment(document, self.form_info)

    @contextlib.contextmanager
    def page(self, number: int) -> Iterator[Any]:
        """Open a page, counted from 1."""
        if number > self.pdfium.FPDF_GetPageCount(self.document):
            raise self.worker.RefusedError("no_such_page", "there is no such page")
        page = self.pdfium.FPDF_LoadPage(self.document, number - 1)
        if not page:
            raise self.worker.RefusedError("damaged", "it cannot be read")
        try:
            yield page
        finally:
            self.pdfium.FPDF_ClosePage(page)

    def sheet(self, page: Any, view: dict[str, Any]) -> Sheet:
        """How large the view becomes; the longest side of what is drawn is bounded."""
        size = (self.pdfium.FPDF_GetPageWidthF(page), self.pdfium.FPDF_GetPageHeightF(page))
        if not all(math.isfinite(side) and side > 0 for side in size):
            raise self.worker.RefusedError("damaged", "it has no size")
        left, top, right, bottom = 0.0, 0.0, *size
        if view["crop"] is not None:
            left, top, right, bottom = self._seen(page, view["crop"], size)
        longest = max(right - left, bottom - top)
        if min(right - left, bottom - top) <= 0:
            raise self.worker.RefusedError("outside", "it lies outside the page, or has no area")
        scale = min(view["dpi"] / 72, view["longest_side"] / longest)
        whole = tuple(max(1, round(side * scale)) for side in size)
        edge = [math.floor(left * scale + 0.01), math.floor(top * scale + 0.01)]
        far = [math.ceil(right * scale - 0.01), math.ceil(bottom * scale - 0.01)]
        start = [min(low, side - 1) for low, side in zip(edge, whole, strict=True)]
        width, height = (
            max(1, min(high, side) - low) for low, high, side in zip(start, far, whole, strict=True)
        )
        return Sheet((whole[0], whole[1]), start[0], start[1], width, height, scale)

    def draw(self, page: Any, sheet: Sheet, *, gray: bool) -> bytes:
        """The pixels row by row, without gaps; forms and annotations as a reader sees them."""
        pdfium, depth = self.pdfium, 1 if gray else 3
        stride = -(-sheet.width * depth // 4) * 4
        buffer = (ctypes.c_char * (stride * sheet.height))()
        kind = pdfium.FPDFBitmap_Gray if gray else pdfium.FPDFBitmap_BGR
        bitmap = pdfium.FPDFBitmap_CreateEx(sheet.width, sheet.height, kind, buffer, stride)
        if not bitmap:
            raise MemoryError
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, sheet.width, sheet.height, _WHITE)
            flags = pdfium.FPDF_ANNOT | (pdfium.FPDF_GRAYSCALE if gray else pdfium.FPDF_REVERSE_BYTE_ORDER)
            place = (-sheet.left, -sheet.top, *sheet.whole, 0, flags)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, *place)
            if self.form:
                pdfium.FPDF_FFLDraw(self.form, bitmap, page, *place)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        if stride == sheet.width * depth:
            return bytes(buffer)
        rows = memoryview(buffer).cast("B")
        starts = range(0, stride * sheet.height, stride)
        return b"".join(rows[start : start + sheet.width * depth] for start in starts)

    def matrix(self, page: Any, sheet: Sheet) -> list[float]:
        """What turns a point of the picture, in pixels from its upper left, into one of the page."""
        left, top = sheet.left, sheet.top
        fine = (0, 0, *(_FINE,) * 2, 0)
        (x, y), (right_x, right_y), (low_x, low_y) = (
            self._on_page(page, fine, corner) for corner in ((0, 0), (_FINE, 0), (0, _FINE))
        )
        width, height = sheet.whole
        a, b = (right_x - x) / width, (right_y - y) / width
        c, d = (low_x - x) / height, (low_y - y) / height
        return [a, b, c, d, x + a * left + c * top, y + b * left + d * top]

    def _on_page(self, page: Any, sheet: tuple[int, ...], corner: tuple[int, int]) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        self.pdfium.FPDF_DeviceToPage(page, *sheet, *corner, x, y)
        return x.value, y.value

    def _seen(
        self, page: Any, crop: list[float], size: tuple[float, float]
    ) -> tuple[float, float, float, float]:
        """Where a part of the unrotated page is seen: left, top, right, bottom, in points."""
        x, y = ctypes.c_int(), ctypes.c_int()
        seen = []
        for corner in ((crop[0], crop[1]), (crop[2], crop[3])):
            self.pdfium.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, *corner, x, y)
            seen.append((x.value / _FINE * size[0], y.value / _FINE * size[1]))
        (x1, y1), (x2, y2) = seen
        width, height = size
        return max(0.0, min(x1, x2)), max(0.0, min(y1, y2)), min(width, max(x1, x2)), min(height, max(y1, y2))


def png(pixels: bytes, width: int, height: int, kind: str) -> bytes:
    """A PNG; packed quickly rather than tightly."""
    depth = len(kind)
    rows = memoryview(pixels)
    lines = b"".join(
        piece
        for start in range(0, len(pixels), width * depth)
        for piece in (b"\0", rows[start : start + width * depth])
    )
    # Runs of one colour are what a page is made of; looking for more takes five times as long.
    packer = zlib.compressobj(1, strategy=zlib.Z_RLE)
    header = struct.pack(">IIBBBBB", width, height, 8, _GRAY if depth == 1 else _RGB, 0, 0, 0)
    return (
        _PNG
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", packer.compress(lines) + packer.flush())
        + chunk(b"IEND", b"")
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def jpeg(pixels: bytes, size: tuple[int, int], kind: str, quality: int) -> bytes:
    """A JPEG."""
    from PIL import Image  # noqa: PLC0415  # it takes longer to load than a page to draw

    written = io.BytesIO()
    Image.frombytes(kind, size, pixels).save(written, "JPEG", quality=quality)
    return written.getvalue()
