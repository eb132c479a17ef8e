"""What a text to be saved is made of: the one tree that every format is written from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Alignment = Literal["", "left", "center", "right"]
"""Of a column; "" where nobody said."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Letters in one style; a text of "\\n" is a line break."""

    text: str
    strong: bool = False
    emphasis: bool = False
    struck: bool = False
    code: bool = False
    link: str = ""
    """An address on the web or of a mailbox, or ""."""
    source: int = 0
    """The number of the source it stands for, or 0."""


Spans = tuple[Span, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A heading; no level is skipped on the way down."""

    level: int
    spans: Spans


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """A paragraph."""

    spans: Spans


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """Lines to be shown letter by letter."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """What somebody else said."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """A list, numbered from `start`, or with bullets where that is None."""

    items: tuple[tuple["Block", ...], ...]
    start: int | None = None
    tight: bool = True
    """Whether its items follow each other without a gap."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table; each row has as many cells as the header."""

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    alignments: tuple[Alignment, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A line between two subjects."""


Block = Heading | Paragraph | Code | Quote | Listing | Table | Rule


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """A whole text, as it is to be saved."""

    blocks: tuple[Block, ...]
    title: str = ""
    """To be shown above the text, or ""."""
    name: str
    """What readers and file managers call it, shown or not; never empty."""
    language: str = ""
    """A language tag such as `de` or `zh-Hant`; "" where nobody knows."""
    sources: tuple[str, ...] = ()
    """To be shown below the text, numbered from 1, letter by letter."""
    sources_heading: str = "Sources"


def letters(spans: Spans) -> str:
    """What the spans say, without their styles."""
    return "".join(span.text for span in spans)


def first_letters(blocks: Sequence[Block]) -> str:
    """What the first block that says anything says."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                found = letters(block.spans)
            case Quote():
                found = first_letters(block.blocks)
            case Listing():
                found = first_letters([inner for item in block.items for inner in item])
            case Table():
                found = " ".join(map(letters, block.header))
            case _:
                found = ""
        if found.strip():
            return found
    return ""
