"""Makes pictures gray with Pillow; a tool of `piecework_worker`, loaded from its path."""

import io
from collections.abc import Callable
from typing import Any, NamedTuple

_FORMATS = ("PNG", "JPEG")


class Libraries(NamedTuple):
    """What it takes."""

    worker: Any
    image: Any


def prepare(worker: Any) -> Libraries:
    """Import them, and those that they would import later."""
    # Found through the path the task brings.
    from PIL import Image  # noqa: PLC0415  # see above

    Image.init()
    return Libraries(worker, Image)


def begin(
    libraries: Libraries, _task: dict[str, Any], data: Any
) -> Callable[[dict[str, Any]], tuple[dict[str, Any], bytes]]:
    """Read the picture, so that all that is wrong with it is its own fault."""
    gray = io.BytesIO()
    try:
        libraries.image.open(io.BytesIO(bytes(data)), formats=_FORMATS).convert("L").save(gray, "PNG")
    except MemoryError:
        raise
    except Exception as error:  # Pillow raises of every kind
        raise libraries.worker.RefusedError("damaged", "its picture cannot be unpacked") from error
    return lambda _: ({}, gray.getvalue())
