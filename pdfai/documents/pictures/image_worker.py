"""Reads image files with Pillow; a tool of `piecework_worker`, loaded from its path."""

import io
from collections.abc import Callable
from typing import Any, NamedTuple

_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_THUMBNAIL = 96
"""The longest side, in pixels."""


class Libraries(NamedTuple):
    """What reading needs."""

    worker: Any
    image: Any
    operations: Any


def prepare(worker: Any) -> Libraries:
    """Import them, and those that they would import later."""
    # Found through the path the task brings.
    from PIL import Image, ImageOps  # noqa: PLC0415  # see above

    Image.init()
    Image.MAX_IMAGE_PIXELS = None  # we have a limit of our own
    return Libraries(worker, Image, ImageOps)


def begin(
    libraries: Libraries, task: dict[str, Any], data: Any
) -> Callable[[dict[str, Any]], tuple[dict[str, Any], bytes]]:
    """Read the file, so that all that is wrong with it is the document's fault."""
    answer = read(libraries, task, bytes(data))
    return lambda _: answer


def read(libraries: Libraries, task: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """The picture and its thumbnail, one behind the other."""
    worker, image, operations = libraries
    try:
        opened = image.open(io.BytesIO(data), formats=_FORMATS)
        width, height = opened.size
        if width * height > task["most_pixels"]:
            most = task["most_pixels"] // 1_000_000
            detail = f"{width:,} x {height:,} pixels, {most:,} million allowed"
            raise worker.RefusedError("limit", detail)
        longest = task["longest_side"]
        # A JPEG is unpacked at a half, a quarter or an eighth where that is enough.
        opened.draft("RGB", (longest, longest))
        scale = width / opened.size[0]
        upright = operations.exif_transpose(opened)
    except worker.RefusedError:
        raise
    except MemoryError:
        raise
    except Exception as error:  # Pillow raises of every kind
        raise worker.RefusedError("damaged", "its picture cannot be unpacked") from error
    size = [round(side * scale) for side in upright.size]
    is_photo = opened.format == "JPEG"
    shown = on_white(image, upright)
    shown.thumbnail((longest, longest))
    written = io.BytesIO()
    shown.save(written, "JPEG" if is_photo else "PNG", quality=85)
    small = shown.convert("RGB")
    small.thumbnail((_THUMBNAIL, _THUMBNAIL))
    answer = {
        "width": size[0],
        "height": size[1],
        "format": "jpeg" if is_photo else "png",
        "thumbnail": small.size,
        "image_size": written.tell(),
    }
    return answer, written.getvalue() + small.tobytes()


def on_white(image: Any, picture: Any) -> Any:
    """The picture in gray or colours, without transparency."""
    if "A" in picture.getbands() or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        paper = image.new("RGBA", seen.size, "white")
        paper.alpha_composite(seen)
        return paper.convert("RGB")
    if picture.mode.startswith("I"):  # 16 bits of gray, which Pillow would cut off
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    return picture.convert("L" if picture.mode in {"1", "L"} else "RGB")
