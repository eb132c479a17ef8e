"""What the image-description copilot gives: image by image, document by document."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pdfai.token_count import TokenCount

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pdfai.documents.alt_text.written import State

_NOTHING = TokenCount()


@dataclass(frozen=True, kw_only=True, slots=True)
class ImageDescription:
    """An image where it is placed, and what it shows."""

    page: int
    """Counted from 1; 1 for an image file."""
    number: int
    """Its place among all images of the page, in drawing order, from 1."""
    rectangle: tuple[float, float, float, float]
    """Left, bottom, right and top in points, in the page's own coordinates; of an image file its pixels."""
    description: str = ""
    """What it shows; "" for a decorative one, and where `error` says why there is none."""
    decoration: str = ""
    """Why nobody misses it: `tiny`, `hairline`, `repeated`, `background`, `invisible`, or `part` of one."""
    error: str = ""
    """Why it was not described, for people; the others are unaffected."""
    data: bytes = field(default=b"", repr=False)
    """The image as a person sees it, upright, masks applied; empty where it was not looked at."""
    media_type: str = "image/png"
    caption: str = ""
    """What the page says of it nearby."""
    model: str = ""
    """Who described it."""
    usage: TokenCount = _NOTHING
    """What a model spent on it, once for an image that is placed many times."""

    @property
    def name(self) -> str:
        """For people, e.g. "image 2 on page 5"."""
        return f"image {self.number} on page {self.page}"

    def placed(self, other: ImageDescription) -> ImageDescription:
        """The same image placed again: at the other's place, and paid for already."""
        return replace(
            self,
            page=other.page,
            number=other.number,
            rectangle=other.rectangle,
            caption=other.caption,
            usage=_NOTHING,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentImageDescriptions:
    """The images of a document, page by page."""

    document: str
    """Its name."""
    images: tuple[ImageDescription, ...]
    """Empty for a document without any."""
    problems: Mapping[int, str]
    """Pages that could not be looked at, and why."""
    fingerprint: str = ""
    """Of the document's bytes: tells whether another file is the same, whatever it is called."""

    @property
    def usage(self) -> TokenCount:
        """What all of them cost."""
        return sum((image.usage for image in self.images), _NOTHING)


@dataclass(frozen=True, kw_only=True, slots=True)
class ImageOutcome:
    """What became of an image's text in the copy of its document."""

    page: int
    number: int
    state: State
    """`kept`: it had a text already; `artifact`: decorative, so that readers pass over it; `undescribed`: it
    has no text, and checkers find it."""
    problem: str = ""
    """Why it failed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DescribedPdf:
    """A copy of a PDF whose images carry alternative text."""

    document: str
    path: Path
    outcomes: tuple[ImageOutcome, ...]
