"""Chooses, by which of a question's phrases they hold, the few chunks whose texts are worth reading.

Every chunk that holds a rare phrase is considered. Phrases that stand everywhere tell little and take long to
look up: how many chunks hold one is told by a sample, and they choose only where rare ones do not suffice.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest

from sqlalchemy import Connection

from pdfai.server.retrieval import sqlite as full_text
from pdfai.server.retrieval.ranking import Phrase, Weighed, bm25, rarity
from pdfai.server.retrieval.scopes import Searched

_MOST_LISTED = 4_000
"""A phrase that more chunks hold is everywhere."""
_SAMPLED = 64
_EVERYWHERE = 4
"""Of the sample: the least that has to hold a phrase not to be looked up."""
_OFTEN_COUNTS = 1.6
"""What BM25 makes of it, where holding a phrase once is 1."""
_MOST_READ = 300
_READ_PER_RESULT = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class _Listed:
    """A phrase, and where it stands."""

    phrase: Phrase
    rarity: float
    chunk_ids: Sequence[int] | None
    """None for a phrase that is everywhere."""
    often: Sequence[int]
    """The chunks that say it often, unless these are too many, too."""


def by_words(
    connection: Connection, phrases: Sequence[Phrase], searched: Searched, *, limit: int
) -> dict[int, float]:
    """How much chunks say of the phrases, by their ids: of so many at least, if they say anything."""
    chooser = _Chooser(connection, searched, limit)
    listed = list(chooser.look_up(phrases))
    texts = full_text.terms_of(connection, chooser.best(listed))
    weighed = [Weighed(each.phrase, each.rarity, each.chunk_ids) for each in listed]
    return bm25(weighed, texts, average_length=searched.average_length)


class _Chooser:
    def __init__(self, connection: Connection, searched: Searched, limit: int) -> None:
        self._connection = connection
        self._searched = searched
        self._limit = limit
        self._most = max(_MOST_READ, _READ_PER_RESULT * limit)

    def look_up(self, phrases: Sequence[Phrase]) -> Iterator[_Listed]:
        """Where each phrase stands; of one that is everywhere, only how rare it is."""
        sample = self._sample()
        chunks = self._searched.chunks
        for phrase in phrases:
            written = phrase.written
            seen = sum(written in text for text in sample)
            holding = self._listed(full_text.holding, phrase) if seen < _EVERYWHERE else None
            count = max(_MOST_LISTED, chunks * seen // len(sample)) if holding is None else len(holding)
            # Of few chunks all are read anyway.
            often = self._listed(full_text.saying_often, phrase) if count > self._limit else None
            told = rarity(count, searched=chunks)
            yield _Listed(phrase=phrase, rarity=told, chunk_ids=holding, often=often or ())

    def best(self, listed: Sequence[_Listed]) -> list[int]:
        """The chunks that hold most."""
        held = _held(listed)
        if len(held) < self._limit:
            for chunk_id, weight in self._holding_common(listed).items():
                held[chunk_id] = max(weight, held.get(chunk_id, 0.0))
        if len(held) <= self._most:
            return list(held)
        last = nlargest(self._most, held.values())[-1]
        better = [chunk_id for chunk_id, weight in held.items() if weight > last]
        alike = sorted(chunk_id for chunk_id, weight in held.items() if weight == last)
        if len(better) < self._limit:
            better += self._saying_most(alike, listed)
        return list(dict.fromkeys([*better, *alike]))[: self._most]

    def _sample(self) -> list[str]:
        if self._searched.chunks <= _MOST_LISTED:
            return []
        texts = full_text.terms_of(self._connection, self._searched.spread(_SAMPLED))
        return [f" {text} " for text in texts.values()]

    def _listed(self, look: Callable[..., list[int]], phrase: Phrase) -> list[int] | None:
        found = look(self._connection, phrase, self._searched, limit=_MOST_LISTED + 1)
        return found if len(found) <= _MOST_LISTED else None

    def _holding_common(self, listed: Sequence[_Listed]) -> dict[int, float]:
        """Chunks that hold as many as possible of the phrases that are everywhere, the rarer ones first."""
        common = sorted(_common(listed), key=lambda each: -each.rarity)
        found: dict[int, float] = {}
        for count in range(len(common), 0, -1):
            phrases = [each.phrase for each in common[:count]]
            weight = sum(each.rarity for each in common[:count])
            holding = full_text.holding_all(self._connection, phrases, self._searched, limit=self._most)
            for chunk_id in holding:
                found.setdefault(chunk_id, weight)
            if len(found) >= self._most:
                break
        return found

    def _saying_most(self, alike: Sequence[int], listed: Sequence[_Listed]) -> list[int]:
        """Of chunks that hold the same phrases, those that say most of them."""
        phrases = [each.phrase for each in listed if alike[0] in (each.chunk_ids or ())]
        if not phrases:
            return []
        wanted = set(alike)
        found = full_text.holding_all(self._connection, phrases, self._searched, limit=self._searched.chunks)
        return [chunk_id for chunk_id in found if chunk_id in wanted]


def _held(listed: Sequence[_Listed]) -> dict[int, float]:
    """How much the phrases tell that a chunk holds; of those that are everywhere, if it says them often."""
    held: dict[int, float] = {}
    for each in listed:
        for chunk_id in each.chunk_ids or ():
            held[chunk_id] = held.get(chunk_id, 0.0) + each.rarity
        more = each.rarity * (_OFTEN_COUNTS - (each.chunk_ids is not None))
        for chunk_id in each.often:
            held[chunk_id] = held.get(chunk_id, 0.0) + more
    return held


def _common(listed: Sequence[_Listed]) -> Iterator[_Listed]:
    """The phrases that are everywhere; not a beginning, which takes long, of a word that is itself."""
    common = [each for each in listed if each.chunk_ids is None]
    words = [each.phrase.words[0] for each in common if not each.phrase.is_beginning]
    for each in common:
        if not each.phrase.is_beginning or not any(word.startswith(each.phrase.words[0]) for word in words):
            yield each
