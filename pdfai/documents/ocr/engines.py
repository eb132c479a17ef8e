"""What an engine of text recognition does, whichever it is."""

from dataclasses import dataclass
from typing import Protocol

from pdfai.documents.ocr.hocr import SeenWord
from pdfai.documents.stopping import Stop


class EngineFailedError(Exception):
    """An engine made nothing of a picture; says why, in words that follow the page's name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Glance:
    """What can be told of a page at a glance."""

    script: str = ""
    """As in "Latin", "Han" or "Korean"; "" when nothing tells."""
    is_turned: bool = False


class Engine(Protocol):
    """What recognises text on pictures, which are PNGs; called from several threads at once."""

    @property
    def name(self) -> str:
        """As people know it."""

    @property
    def languages(self) -> frozenset[str]:
        """Those it reads, by its own codes, which are Tesseract's three letters and what may follow them."""

    @property
    def is_one_model(self) -> bool:
        """Whether it reads all its languages at once, whichever it is told."""

    def read(
        self, image: bytes, *, language: str, dpi: float, is_turned: bool = False, stop: Stop | None = None
    ) -> list[SeenWord]:
        """Read a page in one of its languages, or several with a + between them; words in reading order.

        Raises `EngineFailedError`.
        """

    def glance(self, image: bytes, *, dpi: float, stop: Stop | None = None) -> Glance:
        """Tell the script of a page and whether it is turned, as far as it can."""
