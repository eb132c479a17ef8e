"""Image files are read upright and within bounds."""

import io
import struct
import zlib
from typing import Any

import pytest

from pdfai.documents.pictures.image_file import is_image, read_image_file
from pdfai.documents.rendering import RenderingLimits
from pdfai.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    NotAPictureError,
)

Image = pytest.importorskip("PIL.Image", reason="image files need Pillow")
RED, WHITE = (255, 0, 0), (255, 255, 255)


def written(format: str, picture: Any = None, **options: Any) -> bytes:
    """A file: a wide white picture, red at the left."""
    if picture is None:
        picture = Image.new("RGB", (40, 20), WHITE)
        picture.paste(RED, (0, 0, 10, 20))
    file = io.BytesIO()
    picture.save(file, format, **options)
    return file.getvalue()


def test_the_kinds_are_told_by_the_bytes() -> None:
    for format, kind in {"PNG": "PNG", "JPEG": "JPEG", "WEBP": "WebP", "GIF": "GIF"}.items():
        data = written(format)
        assert is_image(data)
        read = read_image_file(data)
        assert (read.kind, read.width, read.height) == (kind, 40, 20)
        assert read.format == ("jpeg" if kind == "JPEG" else "png")
        assert Image.open(io.BytesIO(read.data)).size == (40, 20)
        assert read.thumbnail[:2] == (40, 20)
        assert len(read.thumbnail[2]) == 40 * 20 * 3


def test_a_photo_is_turned_as_its_camera_was() -> None:
    """The left side comes to the top."""
    turned = Image.Exif()
    turned[0x0112] = 6
    read = read_image_file(written("JPEG", exif=turned))
    assert (read.width, read.height) == (20, 40)
    red, green, _ = Image.open(io.BytesIO(read.data)).getpixel((10, 2))
    assert (red > 200, green < 60) == (True, True)


def test_a_large_one_is_made_smaller_and_tells_its_size() -> None:
    for format in ("JPEG", "PNG"):
        read = read_image_file(written(format, Image.new("RGB", (2000, 1000))), longest_side=100)
        assert (read.width, read.height) == (2000, 1000)
        assert Image.open(io.BytesIO(read.data)).size == (100, 50)


def test_transparency_becomes_white() -> None:
    read = read_image_file(written("PNG", Image.new("RGBA", (4, 4), (255, 0, 0, 0))))
    assert Image.open(io.BytesIO(read.data)).getpixel((0, 0)) == WHITE


def test_deep_gray_stays_gray() -> None:
    read = read_image_file(written("PNG", Image.new("I;16", (4, 4), 40_000)))
    assert Image.open(io.BytesIO(read.data)).getpixel((0, 0)) == 40_000 // 256


def test_of_a_moving_one_the_first_frame_is_read() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in (RED, WHITE)]
    read = read_image_file(written("GIF", frames[0], save_all=True, append_images=frames[1:]))
    assert Image.open(io.BytesIO(read.data)).getpixel((0, 0)) == RED


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    """30,000 x 30,000 pixels in a hundred bytes."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n"
    for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0"))):
        data += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    with pytest.raises(DocumentTooLargeError, match=r"a\.png .*30,000 x 30,000 pixels, 100 million allowed"):
        read_image_file(data, name="a.png")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyDocumentError),
        (b"hello", NotAPictureError),
        (b"%PDF-1.7\n", NotAPictureError),
        (b"\x89PNG\r\n\x1a\n and no more", DamagedDocumentError),
        (b"\xff\xd8\xff\xe0 and no more", DamagedDocumentError),
        (b"GIF89a", DamagedDocumentError),
        (b"RIFF\0\0\0\0WEBP", DamagedDocumentError),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"^a\.png "):
        read_image_file(data, name="a.png")


def test_a_large_file_is_refused() -> None:
    data = written("PNG")
    with pytest.raises(DocumentTooLargeError, match=f"{len(data)} bytes, {len(data) - 1} allowed"):
        read_image_file(data, name="a.png", limits=RenderingLimits(bytes=len(data) - 1))


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_half_a_file_is_refused(format: str) -> None:
    """A gray half would be described as if it were there."""
    noisy = written(format, Image.effect_noise((300, 300), 80).convert("RGB"))
    with pytest.raises(DamagedDocumentError):
        read_image_file(noisy[: len(noisy) // 2], name="a.png")
