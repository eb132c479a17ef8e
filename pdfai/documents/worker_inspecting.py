"""Looks at documents with pdfium without reading them; loaded by the worker from its path."""

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

NOT_ENCRYPTED = -1
_IMAGE, _FORM = 3, 5
"""Kinds of pdfium's page objects."""
_MOST_OBJECTS = 20_000
"""Of one page; more are not looked at."""
_DEEPEST = 12
_SCRIPT = b"/JavaScript"
_NO_MATRIX = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]


class Box(NamedTuple):
    """A part of a page, in points."""

    left: float
    bottom: float
    right: float
    top: float


def facts(pdfium: Any, document: Any, data: "ctypes.Array[ctypes.c_char]") -> dict[str, Any]:
    """What is known of the whole document."""
    encryption = "none"
    if pdfium.FPDF_GetSecurityHandlerRevision(document) != NOT_ENCRYPTED:
        opens_freely = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        encryption = "owner" if opens_freely else "password"
    return {
        "encryption": encryption,
        "permissions": pdfium.FPDF_GetDocUserPermissions(document),
        "is_tagged": bool(pdfium.FPDFCatalog_IsTagged(document)),
        "language": _text(lambda buffer, size: pdfium.FPDFCatalog_GetLanguage(document, buffer, size)),
        "title": _text(lambda buffer, size: pdfium.FPDF_GetMetaText(document, b"Title", buffer, size)),
        "has_javascript": pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0
        or re.search(_SCRIPT, data) is not None
        or (re.search(rb"/ObjStm", data) is not None and _has_packed_script(pdfium, document)),
        "has_form": pdfium.FPDF_GetFormType(document) != 0,
        "signatures": max(0, pdfium.FPDF_GetSignatureCount(document)),
        "attachments": max(0, pdfium.FPDFDoc_GetAttachmentCount(document)),
        "has_outline": bool(pdfium.FPDFBookmark_GetFirstChild(document, None)),
    }


def look(pdfium: Any, page: Any) -> dict[str, Any]:
    """A page's size as the reader sees it, its images, and how much of it they cover."""
    bounds = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, bounds)
    sheet = Box(bounds.left, bounds.bottom, bounds.right, bounds.top)
    images = list(_images(pdfium, page))
    covered = sum(_area(_shared(each, sheet)) for each in images)
    return {
        "width": _number(pdfium.FPDF_GetPageWidthF(page)),
        "height": _number(pdfium.FPDF_GetPageHeightF(page)),
        "images": len(images),
        # What lies above each other counts twice, which is still "all of it".
        "cover": _number(min(1.0, covered / (_area(sheet) or 1.0))),
    }


def _has_packed_script(pdfium: Any, document: Any) -> bool:
    """Whether one shows when all objects are unpacked, which writing them does."""
    is_found, before = False, b""

    def search(_: Any, block: int, size: int) -> int:
        nonlocal is_found, before
        piece = before + ctypes.string_at(block, size)
        is_found = is_found or _SCRIPT in piece
        before = piece[-len(_SCRIPT) :]
        return not is_found

    callback = pdfium.FPDF_FILEWRITE._fields_[1][1](search)
    writer = pdfium.FPDF_FILEWRITE(version=1, WriteBlock=callback)
    pdfium.FPDF_SaveAsCopy(document, writer, pdfium.FPDF_NO_INCREMENTAL)
    return is_found


def _images(pdfium: Any, page: Any) -> Iterator[Box]:
    """Where images are, those inside forms too; each object is looked at once."""
    seen = 0
    waiting: list[tuple[Any, Any, Any, Matrix, int]] = [
        (pdfium.FPDFPage_GetObject, pdfium.FPDFPage_CountObjects(page), page, _NO_MATRIX, 0)
    ]
    while waiting:
        get, count, holder, matrix, depth = waiting.pop()
        for index in range(count):
            seen += 1
            if seen > _MOST_OBJECTS:
                return
            each = get(holder, index)
            kind = pdfium.FPDFPageObj_GetType(each)
            if kind == _IMAGE:
                yield _box(pdfium, each, matrix)
            elif kind == _FORM and depth < _DEEPEST:
                inside = times(matrix_of(pdfium, each), matrix)
                inner_count = pdfium.FPDFFormObj_CountObjects(each)
                waiting.append((pdfium.FPDFFormObj_GetObject, inner_count, each, inside, depth + 1))


def _box(pdfium: Any, image: Any, matrix: Matrix) -> Box:
    """An image fills the unit square of its own coordinates."""
    a, b, c, d, e, f = times(matrix_of(pdfium, image), matrix)
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    return Box(min(xs), min(ys), max(xs), max(ys))


def matrix_of(pdfium: Any, each: Any) -> Matrix:
    """How an object lies in what holds it."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(each, matrix):
        return _NO_MATRIX
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does first the one and then the other."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _shared(one: Box, other: Box) -> Box:
    return Box(*map(max, one[:2], other[:2]), *map(min, one[2:], other[2:]))


def _area(box: Box) -> float:
    return _number(max(0.0, box.right - box.left) * max(0.0, box.top - box.bottom))


def _number(told: float) -> float:
    """What a file says need be none."""
    return round(told, 3) if math.isfinite(told) else 0.0


def _text(get: Any) -> str:
    """What pdfium writes into a buffer, in UTF-16; asked first for its size in bytes."""
    size = get(None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    get(buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")
