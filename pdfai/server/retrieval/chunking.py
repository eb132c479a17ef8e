"""Cuts pages into the overlapping pieces that are searched."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pdfai.language.terms import index_terms
from pdfai.language.tokens import estimate_tokens

if TYPE_CHECKING:
    from pdfai.documents.reading import Page


_OFTEN = 3  # times in a chunk


@dataclass(frozen=True, kw_only=True, slots=True)
class Chunk:
    """A piece of one page."""

    page: int
    """Page number, counted from 1."""
    text: str
    first_letter: int = 0
    """How many letters and digits stand before it on the page."""
    terms: str = field(init=False, repr=False)
    """What the text is found by. Made with the chunk, while no transaction keeps other writers waiting."""
    often: str = field(init=False, repr=False)
    """Of these, what it says often, each once."""

    def __post_init__(self) -> None:
        terms = index_terms(self.text)
        often = (word for word, count in Counter(terms.split()).items() if count >= _OFTEN)
        object.__setattr__(self, "terms", terms)
        object.__setattr__(self, "often", " ".join(often))


class _Piece(NamedTuple):
    start: int
    end: int
    tokens: int


# The best border first: a piece is only cut at the next kind when it is still too long.
_BORDERS = (
    re.compile(r"\n[^\S\n]*\n\s*"),
    re.compile(r"(?<=[。！？])|(?<=[.!?…:;])\s*\n|(?<=[.!?…][\"'”’»)\]])\s+|(?<=[.!?…])\s+"),
    re.compile(r"\n"),
    re.compile(r"\s+"),
)
_PIECES_PER_CHUNK = 8


def chunk_pages(pages: Iterable["Page"], *, max_tokens: int = 800, overlap_tokens: int = 400) -> list[Chunk]:
    """The pages' text in reading order, in pieces of at most `max_tokens` estimated tokens.

    A piece never crosses a page; neighbours on a page share up to `overlap_tokens`.
    """
    if max_tokens < 1 or not 0 <= overlap_tokens <= max_tokens // 2:
        raise ValueError("overlap_tokens must lie between 0 and half of max_tokens")
    return [chunk for page in pages for chunk in _chunks(page, max_tokens, overlap_tokens)]


def _chunks(page: "Page", max_tokens: int, overlap_tokens: int) -> Iterator[Chunk]:
    letters = counted = 0
    for start, end in _windows(page.text, max_tokens, overlap_tokens):
        letters += sum(map(str.isalnum, page.text[counted:start]))
        counted = start
        if text := page.text[start:end].strip():
            yield Chunk(page=page.number, text=text, first_letter=letters)


def _windows(text: str, max_tokens: int, overlap_tokens: int) -> Iterator[tuple[int, int]]:
    if estimate_tokens(text) <= max_tokens:
        yield 0, len(text)
        return
    pieces = list(_pieces(text, 0, len(text), max(1, max_tokens // _PIECES_PER_CHUNK), 0))
    first = 0
    while first < len(pieces):
        last = _fill(pieces, first, max_tokens)
        yield pieces[first].start, pieces[last - 1].end
        if last == len(pieces):
            return
        first = _step_back(pieces, first, last, overlap_tokens)


def _fill(pieces: list[_Piece], first: int, max_tokens: int) -> int:
    """Where the window that begins at `first` ends."""
    tokens, last = pieces[first].tokens, first + 1
    while last < len(pieces) and tokens + pieces[last].tokens <= max_tokens:
        tokens += pieces[last].tokens
        last += 1
    return last


def _step_back(pieces: list[_Piece], first: int, last: int, overlap_tokens: int) -> int:
    """Where the next window begins: before `last` by the overlap, but always after `first`."""
    tokens, start = 0, last
    while start - 1 > first and tokens + pieces[start - 1].tokens <= overlap_tokens:
        start -= 1
        tokens += pieces[start].tokens
    return start


def _pieces(text: str, start: int, end: int, limit: int, border: int) -> Iterator[_Piece]:
    tokens = estimate_tokens(text[start:end])
    if tokens <= limit:
        yield _Piece(start, end, tokens)
    elif border < len(_BORDERS):
        for cut_start, cut_end in _cuts(text, start, end, _BORDERS[border]):
            yield from _pieces(text, cut_start, cut_end, limit, border + 1)
    else:
        # One endless word: a letter is at most one token, so `limit` letters always fit.
        for cut in range(start, end, limit):
            stop = min(cut + limit, end)
            yield _Piece(cut, stop, estimate_tokens(text[cut:stop]))


def _cuts(text: str, start: int, end: int, border: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = start
    for match in border.finditer(text, start, end):
        if match.end() > at:
            yield at, match.end()
            at = match.end()
    if at < end:
        yield at, end
