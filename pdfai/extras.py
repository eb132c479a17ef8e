"""Parts of pdfai that an extra brings."""

from collections.abc import Iterator
from contextlib import contextmanager

from pdfai.errors import MissingExtraError


@contextmanager
def needing(extra: str, part: str) -> Iterator[None]:
    """A block that imports a part of pdfai; raises `MissingExtraError` when its libraries are not there."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("pdfai"):
            raise  # a fault of ours, that no installing mends
        raise MissingExtraError(extra, part) from error
