"""Image files as documents: PNG, JPEG, WebP and GIF, upright and bounded."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pdfai.documents.formats import is_pdf, seems_to_be
from pdfai.documents.piecework import Done, Job, do_pieces
from pdfai.documents.rendering import DEFAULT_RENDERING_LIMITS, RenderingLimits
from pdfai.documents.stopping import Stop
from pdfai.errors import DocumentTooLargeError, EmptyDocumentError, NotAPictureError

ImageKind = Literal["PNG", "JPEG", "WebP", "GIF"]

_TOOL = Path(__file__).with_name("image_worker.py")
_KINDS: dict[str, ImageKind] = {
    "a PNG image": "PNG",
    "a JPEG image": "JPEG",
    "a WebP image": "WebP",
    "a GIF image": "GIF",
}
_MOST_PIXELS = 100_000_000
_LONGEST_SIDE = 1568
"""Pixels; vision models shrink what is larger."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImageFile:
    """An image file, as a reader sees it."""

    kind: ImageKind
    """What the file is."""
    width: int
    """In pixels, upright."""
    height: int
    data: bytes = field(repr=False)
    """The image, upright, on white where it is transparent, and bounded; of moving ones the first frame."""
    format: Literal["png", "jpeg"]
    """Of the data."""
    thumbnail: tuple[int, int, bytes] = field(repr=False)
    """Width, height and pixels (red, green, blue), for `describe_offline`."""


def is_image(data: bytes) -> bool:
    """Whether the bytes announce themselves as an image that `read_image_file` reads."""
    return seems_to_be(data) in _KINDS


def read_image_file(
    data: bytes,
    *,
    name: str = "",
    longest_side: int = _LONGEST_SIDE,
    limits: RenderingLimits = DEFAULT_RENDERING_LIMITS,
    stop: Stop | None = None,
) -> ImageFile:
    """Read an image file; needs the `images` extra.

    Raises NotAPictureError for other files, and other `DocumentError` leaves: an image of more than 100
    million pixels is refused before it is unpacked.
    """
    if not data:
        raise EmptyDocumentError(name)
    kind = "a PDF" if is_pdf(data) else seems_to_be(data)
    if kind not in _KINDS:
        raise NotAPictureError(name, f"it looks like {kind}" if kind else "")
    if len(data) > limits.bytes:
        raise DocumentTooLargeError(name, f"{len(data):,} bytes, {limits.bytes:,} allowed")
    job = Job(
        tool=_TOOL,
        limits=limits.sandbox,
        packages={"PIL": "images"},
        task={"longest_side": longest_side, "most_pixels": _MOST_PIXELS},
        name=name,
    )
    (done,) = do_pieces(job, [{}], data, stop=stop)
    assert isinstance(done, Done)
    told, size = done.answer, done.answer["image_size"]
    return ImageFile(
        kind=_KINDS[kind],
        width=told["width"],
        height=told["height"],
        data=done.data[:size],
        format=told["format"],
        thumbnail=(*told["thumbnail"], done.data[size:]),
    )
