"""Vectors small enough to be looked through: a bit for each number finds the nearest, a byte compares them.

Of 1,536 numbers a chunk keeps 1,732 bytes and not 6,144. It needs no library: Python integers count the bits
in which they differ.
"""

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from itertools import islice
from operator import itemgetter, mul
from struct import Struct
from typing import NamedTuple

_LARGEST = 127
_TO_LENGTH_1 = Struct("<f")

Vector = Sequence[float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Embedded:
    """What a model made of texts, in their order."""

    model: str
    vectors: Sequence[Vector]


@dataclass(frozen=True, kw_only=True, slots=True)
class Meaning:
    """What a question means, to a model, and how much that counts beside its words."""

    model: str
    vector: Vector
    embedding_weight: float = 1.0
    text_weight: float = 1.0


class Signs(NamedTuple):
    """The bits of chunks whose ids follow each other."""

    first_chunk_id: int
    chunk_count: int
    bits: bytes


def bits_of(vector: Vector) -> bytes:
    """A bit for each number: whether it is positive."""
    written = "".join("1" if number > 0 else "0" for number in vector)
    return int(written or "0", 2).to_bytes(_bytes_for(vector), "little")


def bytes_of(vector: Vector) -> bytes:
    """A byte for each number, its share of the largest; before them what makes their length 1."""
    scale = _LARGEST / (max(map(abs, vector), default=0.0) or 1.0)
    numbers = array("b", (round(number * scale) for number in vector))
    length = math.sqrt(sum(map(mul, numbers, numbers)))
    return _TO_LENGTH_1.pack(1 / length if length else 0.0) + numbers.tobytes()


def nearest(vector: Vector, signs: Iterable[Signs], *, count: int) -> list[int]:
    """The ids of the chunks whose bits differ least; those of vectors of another length are left out."""
    wanted = int.from_bytes(bits_of(vector), "little")
    size = _bytes_for(vector)
    from_bytes = int.from_bytes
    ids: list[int] = []
    differing: list[int] = []
    for first_chunk_id, chunk_count, bits in signs:
        if not size or len(bits) != chunk_count * size:
            continue
        differing += [
            (wanted ^ from_bytes(bits[at : at + size], "little")).bit_count()
            for at in range(0, len(bits), size)
        ]
        ids += range(first_chunk_id, first_chunk_id + chunk_count)
    most = nsmallest(count, differing)[-1] if differing else 0
    alike = (id for id, different in zip(ids, differing, strict=True) if different == most)
    nearer = [id for id, different in zip(ids, differing, strict=True) if different < most]
    return [*nearer, *islice(alike, count - len(nearer))]


def by_similarity(vector: Vector, vectors: Mapping[int, bytes], *, count: int) -> list[int]:
    """The ids of the vectors whose angle is smallest, best first; those of another length are left out."""
    size = _TO_LENGTH_1.size + len(vector)
    similar = {id: _similarity(vector, each) for id, each in vectors.items() if len(each) == size}
    best = nlargest(count, similar.items(), key=lambda item: (item[1], -item[0]))
    return list(map(itemgetter(0), best))


def _similarity(vector: Vector, stored: bytes) -> float:
    (to_length_1,) = _TO_LENGTH_1.unpack_from(stored)
    numbers = array("b", stored[_TO_LENGTH_1.size :])
    return float(sum(map(mul, vector, numbers)) * to_length_1)


def _bytes_for(vector: Vector) -> int:
    return -(-len(vector) // 8)
