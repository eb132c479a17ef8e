"""Vectors kept small still tell what is near, and two rankings become one."""

import random

import pytest

from pdfai.server.retrieval.fusion import fused
from pdfai.server.retrieval.vectors import Signs, bits_of, by_similarity, bytes_of, nearest

DIMENSIONS = 256


def some_vectors(count: int, seed: int = 1) -> list[list[float]]:
    """Vectors in all directions."""
    chance = random.Random(seed)  # noqa: S311
    return [[chance.gauss() for _ in range(DIMENSIONS)] for _ in range(count)]


def signs_of(first_chunk_id: int, vectors: list[list[float]]) -> Signs:
    """What an index keeps of them to look through."""
    return Signs(first_chunk_id, len(vectors), b"".join(map(bits_of, vectors)))


def test_the_nearest_is_found_among_many() -> None:
    """By bits, and then by bytes, also when it was said a little otherwise."""
    vectors = some_vectors(500)
    asked = [number + 0.3 * other for number, other in zip(vectors[321], vectors[5], strict=True)]
    signs = [
        signs_of(1, vectors[:200]),
        signs_of(201, vectors[200:]),
    ]
    near = nearest(asked, signs, count=20)
    assert len(near) == 20
    best = by_similarity(asked, {id: bytes_of(vectors[id - 1]) for id in near}, count=2)
    assert best[0] == 322


def test_length_does_not_count() -> None:
    """Only the direction says what is meant."""
    one, other = some_vectors(2)
    stored = {
        1: bytes_of([number * 1000 for number in other]),
        2: bytes_of([number / 1000 for number in one]),
    }
    assert by_similarity(one, stored, count=2) == [2, 1]


@pytest.mark.parametrize("vector", [[], [0.0], [0.0] * 9, [1.0] * 3])
def test_odd_vectors_are_kept(vector: list[float]) -> None:
    """Those of no length, and those whose number is no multiple of eight."""
    assert len(bits_of(vector)) == -(-len(vector) // 8)
    assert by_similarity(vector, {1: bytes_of(vector)}, count=5) == [1]


def test_vectors_of_another_length_are_left_out() -> None:
    """They cannot be compared."""
    assert by_similarity([1.0, 0.0], {1: bytes_of([1.0]), 2: bytes_of([-1.0, 0.0])}, count=2) == [2]


@pytest.mark.parametrize("length", [DIMENSIONS // 2, DIMENSIONS * 2])
def test_an_index_of_another_length_crowds_nothing_out(length: int) -> None:
    """Neither its chunks nor ids that are none of its chunks are near; the others keep theirs."""
    others = [(vector * 2)[:length] for vector in some_vectors(50, seed=2)]
    vectors = some_vectors(50)
    signs = [signs_of(1, others), signs_of(51, vectors), signs_of(101, others)]
    assert nearest(vectors[7], signs, count=1) == [58]
    assert sorted(nearest(vectors[7], signs, count=500)) == list(range(51, 101))


def test_nothing_is_near_nothing() -> None:
    """Where there are no vectors."""
    assert nearest([1.0], [], count=5) == []


def test_what_two_rankings_agree_on_comes_first() -> None:
    """And a ranking of twice the weight decides where they do not."""
    scores = fused([(1.0, [1, 2, 3]), (2.0, [4, 2, 5])])
    assert sorted(scores, key=lambda id: -scores[id]) == [2, 4, 5, 1, 3]
    assert scores[1] == pytest.approx(1 / 61)
