"""PDFs of one kind of page, with pictures on it, for tests."""

import random
import zlib
from collections.abc import Mapping, Sequence

from pdf_writer import assemble, show_lines, stream

SIDE = 16
"""Pixels of a picture made here."""


def noise(seed: int, size: int = SIDE * SIDE * 3) -> bytes:
    """Pixels that are not all the same."""
    return random.Random(seed).randbytes(size)  # noqa: S311


def image(pixels: bytes, entries: str = "", *, side: int = SIDE) -> bytes:
    """An image object; its entries may say that it is no RGB."""
    colours = "" if "/ColorSpace" in entries or "/ImageMask" in entries else "/ColorSpace /DeviceRGB"
    depth = "" if "/BitsPerComponent" in entries else "/BitsPerComponent 8"
    size = "" if "/Width" in entries else f"/Width {side} /Height {side}"
    return stream(pixels, entries=f"/Type /XObject /Subtype /Image {size} {depth} {colours} {entries}")


def packed(pixels: bytes, entries: str = "", *, side: int = SIDE) -> bytes:
    """An image object whose pixels are compressed."""
    return image(zlib.compress(pixels), f"/Filter /FlateDecode {entries}", side=side)


def form(content: bytes, *, matrix: str = "1 0 0 1 0 0", objects: str = "") -> bytes:
    """A form object that draws further objects."""
    return stream(
        content,
        entries=f"/Type /XObject /Subtype /Form /BBox [0 0 400 400] /Matrix [{matrix}]"
        f" /Resources << /XObject << {objects} >> >>",
    )


def place(name: str, left: float, bottom: float, width: float = 100, height: float = 100) -> bytes:
    """What draws an image."""
    return f"q {width} 0 0 {height} {left} {bottom} cm /{name} Do Q\n".encode()


def pdf_of(
    content: bytes | Sequence[bytes], objects: Mapping[str, bytes], *, text: str = "", page: str = ""
) -> bytes:
    """A PDF of a page for each content, 400 x 400 points; object 5 is the first of those named, and so on.

    The text stands at the top of each page.
    """
    contents = [content] if isinstance(content, bytes) else list(content)
    named = " ".join(f"/{name} {number} 0 R" for number, name in enumerate(objects, start=5))
    first = 5 + len(objects)
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(contents)))
    pages = [
        each
        for index, drawn in enumerate(contents)
        for each in (
            f"<< /Type /Page /Parent 2 0 R /Contents {first + 2 * index + 1} 0 R {page} >>".encode(),
            stream(drawn + (show_lines(text).replace(b"790", b"380") if text else b"")),
        )
    ]
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            (
                f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} /MediaBox [0 0 400 400]"
                f" /Resources << /XObject << {named} >> /Font << /F1 3 0 R >> >> >>"
            ).encode(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            b"null",
            *objects.values(),
            *pages,
        ]
    )
