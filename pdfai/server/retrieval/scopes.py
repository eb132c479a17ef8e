"""Which pieces of documents a search looks through."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

_MOST_RANGES = 8
"""Each is a look of its own; from here on it is cheaper to look at what lies between them, too."""


class Range(NamedTuple):
    """Chunk ids that follow each other."""

    first: int
    last: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Searched:
    """The chunks of some documents."""

    ranges: Sequence[Range]
    """Their ids in order, with gaps between."""
    chunks: int
    letters: int
    """In all of them."""

    @classmethod
    def of(cls, documents: Iterable[tuple[int, int, int]]) -> "Searched":
        """Of each document, its first chunk's id, and how many chunks and letters it has."""
        ranges: list[Range] = []
        begin, end, chunks, letters = 0, -1, 0, 0
        for first, count, length in sorted(documents):
            if first != end + 1:
                ranges += [Range(begin, end)] if end >= begin else []
                begin = first
            end = first + count - 1
            chunks += count
            letters += length
        ranges += [Range(begin, end)] if end >= begin else []
        return cls(ranges=ranges, chunks=chunks, letters=letters)

    @property
    def average_length(self) -> float:
        """How many letters a chunk has."""
        return self.letters / max(1, self.chunks)

    @property
    def has_gaps(self) -> bool:
        """Whether `looks` covers other chunks, too."""
        return len(self.ranges) > _MOST_RANGES

    def looks(self) -> Sequence[Range]:
        """Few ranges that hold all the chunks."""
        if not self.has_gaps:
            return self.ranges
        return [Range(self.ranges[0].first, self.ranges[-1].last)]

    def holds(self, chunk_id: int) -> bool:
        """Whether a chunk is searched."""
        at = bisect_right(self.ranges, chunk_id, key=itemgetter(0)) - 1
        return at >= 0 and chunk_id <= self.ranges[at].last

    def spread(self, count: int) -> list[int]:
        """So many of the chunks, evenly from the first to the last; all, where there are fewer."""
        if count >= self.chunks:
            return [id for range_ in self.ranges for id in range(range_.first, range_.last + 1)]
        return list(self._at([at * self.chunks // count for at in range(count)]))

    def _at(self, places: Sequence[int]) -> Iterator[int]:
        before, wanted = 0, iter(places)
        place = next(wanted, None)
        for first, last in self.ranges:
            while place is not None and place < before + last - first + 1:
                yield first + place - before
                place = next(wanted, None)
            before += last - first + 1
