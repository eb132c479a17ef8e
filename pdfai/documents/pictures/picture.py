"""What a picture is; pure."""

from dataclasses import dataclass
from typing import Literal

from pdfai.documents.places import Rectangle

Decoration = Literal["", "tiny", "hairline", "repeated", "background", "invisible"]
"""`tiny` as a bullet, `hairline` as a rule, `repeated` on most pages, a `background` of one colour,
`invisible` where there is nothing but the paper to see."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """An image where it is placed on a page."""

    page: int
    """Counted from 1."""
    ordinal: int
    """Its place among all images of the page, in drawing order, from 0; inline or in a form, it counts."""
    rectangle: Rectangle
    """In points, in the page's own coordinates, before any rotation."""
    key: str
    """The same for the same picture placed again."""
    width: int
    """In pixels."""
    height: int
    is_in_form: bool = False
    is_mask: bool = False
    """A stencil that is filled with a colour."""
    caption: str = ""
    """What the page says of it nearby, e.g. "Figure 3. The pump"."""
    decoration: Decoration = ""
    """Why nobody misses it; "" for a picture that says something."""
    problem: str = ""
    """Why it cannot be shown, for people."""
    part_of: int | None = None
    """Where a picture is cut into strips, the ordinal of the first, also for the first; None: it is whole."""
    whole: Rectangle
    """What all its strips cover; its own rectangle where it is whole."""

    @property
    def name(self) -> str:
        """For people, e.g. "image 2 on page 5"."""
        return f"image {self.ordinal + 1} on page {self.page}"

    @property
    def is_worth_describing(self) -> bool:
        """Whether it says something, can be shown, and is not a further strip of one that does."""
        return not self.decoration and not self.problem and self.part_of in {None, self.ordinal}


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundPictures:
    """The pictures of a document."""

    pictures: tuple[Picture, ...]
    """Page by page, in the order they are drawn in."""
    problems: dict[int, str]
    """Pages that could not be looked at, and why, for people."""
    page_count: int
    """Of the document."""
