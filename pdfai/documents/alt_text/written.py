"""What is said of images, and what became of it; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pdfai.errors import InvalidArgumentError

Place = tuple[int, int]
"""A page, counted from 1, and an image's place among all that are drawn there, from 0."""
State = Literal["written", "kept", "artifact", "undescribed", "failed"]
"""`kept`: it had a text, which nobody wanted overwritten; `artifact`: readers now pass over it;
`undescribed`: nobody gave one, in a document that had no tags: a Figure, which people and checkers find."""


@dataclass(frozen=True, slots=True)
class AltText:
    """What an image says to somebody who does not see it."""

    text: str
    is_decorative: bool = False
    """Whether it says nothing."""

    def __post_init__(self) -> None:
        """Refuse a text of nothing; what is no character in a text becomes the one that says so."""
        object.__setattr__(self, "text", whole_characters(self.text))
        if not self.is_decorative and not self.text.strip():
            raise InvalidArgumentError("An alternative text is empty: say something, or AltText.decorative()")

    @classmethod
    def decorative(cls) -> "AltText":
        """For an image nobody misses."""
        return cls("", is_decorative=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of a text."""

    state: State
    problem: str = ""
    """Why it failed, in a few words for people."""

    def __str__(self) -> str:
        return f"{self.state}: {self.problem}" if self.problem else self.state


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenAltText:
    """A copy of a PDF with alternative texts."""

    data: bytes = field(repr=False)
    """The document's own bytes where there was nothing to write."""
    outcomes: Mapping[Place, Outcome]
    """One for each text, and for each image that is `undescribed`."""


def whole_characters(text: str) -> str:
    """The text without halves of characters, which no PDF can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
