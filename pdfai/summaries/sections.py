"""Cuts a document into sections of whole pages, where its headings do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pdfai.summaries.body import Leaf, read_body
from pdfai.summaries.headings import Heading, Starts, find_starts

if TYPE_CHECKING:
    from pdfai.documents.reading import Page


class PageText(NamedTuple):
    """What a page of a section says."""

    number: int
    text: str
    """Its lines, without running heads, page number and contents."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PageRange:
    """A section: pages that belong together."""

    title: str
    """Of its heading; "" when it has none."""
    document: str
    leaves: tuple[Leaf, ...]

    @property
    def first_page(self) -> int:
        """Counted from 1."""
        return self.leaves[0].page

    @property
    def last_page(self) -> int:
        """The same as the first when there is one."""
        return self.leaves[-1].page

    @property
    def tokens(self) -> int:
        """An estimate for all of its text."""
        return sum(leaf.tokens for leaf in self.leaves)

    @property
    def pages(self) -> tuple[PageText, ...]:
        """The text, page by page, of those that have any."""
        return tuple(PageText(leaf.page, leaf.text) for leaf in self.leaves if leaf.text)


_SMALL = 4
"""A section is small when it has less than one of so many parts of what it may have."""
_LONGEST_TITLE = 80
_TITLE = re.compile(r"(?!copyright|©)[^\W\d_]{2}[^={}<>|$,，]*", re.IGNORECASE)


def sections(
    name: str, pages: Sequence["Page"], *, max_tokens: int, outline: Sequence[Heading] = ()
) -> list[PageRange]:
    """The document in sections of at most `max_tokens` estimated tokens, in reading order.

    A chapter that is too long is cut at the headings within it, and where there are none, evenly. Small
    neighbours are joined. A page that is longer than a section may be, such as a text file's, is cut too.
    """
    leaves = read_body(pages, max_tokens=max_tokens)
    if not any(leaf.text for leaf in leaves):
        return []
    starts = find_starts(leaves, outline)
    pieces = _cut(_Piece(title="", first=0, leaves=leaves), starts, 0, max_tokens)
    joined = _join([piece for piece in pieces if piece.tokens], max_tokens)
    return [PageRange(title=_titled(piece), document=name, leaves=tuple(piece.leaves)) for piece in joined]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Piece:
    title: str
    first: int
    """The first leaf's number."""
    leaves: Sequence[Leaf]

    @property
    def tokens(self) -> int:
        return sum(leaf.tokens for leaf in self.leaves)


def _cut(piece: _Piece, starts: Starts, level: int, max_tokens: int) -> list[_Piece]:
    """Into what is below the next level, as far as that is needed; evenly when no heading is left."""
    if piece.tokens <= max_tokens and level:
        return [piece]
    end = piece.first + len(piece.leaves)
    below = {at: starts[at] for at in range(piece.first, end) if at in starts and starts[at].level > level}
    if not below:
        return _evenly(piece, max_tokens)
    next_level = min(heading.level for heading in below.values())
    cuts = [at for at, heading in below.items() if heading.level == next_level]
    parts = []
    for start, stop in pairwise(sorted({piece.first, *cuts, end})):
        title = below[start].title if start in cuts else piece.title
        leaves = piece.leaves[start - piece.first : stop - piece.first]
        parts += _cut(_Piece(title=title, first=start, leaves=leaves), starts, next_level, max_tokens)
    return parts


def _evenly(piece: _Piece, max_tokens: int) -> list[_Piece]:
    """Parts of about the same length, none longer than it may be."""
    count = -(-piece.tokens // max_tokens)
    if count <= 1:
        return [piece]
    each = piece.tokens / count
    starts = [0]
    tokens = total = 0
    for at, leaf in enumerate(piece.leaves):
        is_full = tokens + leaf.tokens > max_tokens or total + leaf.tokens / 2 > each * len(starts)
        if tokens and is_full:
            starts.append(at)
            tokens = 0
        tokens += leaf.tokens
        total += leaf.tokens
    return [
        _Piece(title=piece.title, first=piece.first + start, leaves=piece.leaves[start:stop])
        for start, stop in pairwise([*starts, len(piece.leaves)])
    ]


def _join(pieces: Sequence[_Piece], max_tokens: int) -> list[_Piece]:
    """Small pieces with the next one, or at the end with the one before; the larger one's title stays."""
    joined: list[_Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        is_small = last is not None and min(last.tokens, piece.tokens) < max_tokens / _SMALL
        if last is not None and is_small and last.tokens + piece.tokens <= max_tokens:
            title = max((last, piece), key=lambda each: each.tokens if each.title else 0).title
            joined[-1] = _Piece(title=title, first=last.first, leaves=[*last.leaves, *piece.leaves])
        else:
            joined.append(piece)
    return joined


def _titled(piece: _Piece) -> str:
    """The piece's title or, when it has none, the first heading on it."""
    if piece.title:
        return piece.title
    found = (unit.text for leaf in piece.leaves for unit in leaf.units if unit.kind == "heading")
    return next((text for text in found if len(text) <= _LONGEST_TITLE and _TITLE.fullmatch(text)), "")
