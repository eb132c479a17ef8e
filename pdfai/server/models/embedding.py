"""The vectors of an upstream's embedding model: of texts, and of what is asked."""

import base64
import logging
import math
from array import array
from collections.abc import Mapping, Sequence
from typing import Any

import anyio

from pdfai.errors import PdfaiError
from pdfai.server.models.upstream import Upstream
from pdfai.server.retrieval.vectors import Embedded, Meaning

_log = logging.getLogger("pdfai.server")

_TEXTS_AT_ONCE = 32
"""Of 800 tokens each: endpoints take some hundred thousand tokens, local ones less."""
_CALLS_AT_ONCE = 4


class EmbeddingError(Exception):
    """The endpoint made no vectors; says why, without its key."""


class Embedder:
    """Asks one model, and no other: texts leave the machine only for the one that was named."""

    def __init__(self, upstream: Upstream, model: str) -> None:
        self._upstream = upstream
        self.model = model

    async def of_chunks(self, texts: Sequence[str]) -> Embedded | None:
        """A vector for each text; None, and a line in the log, when the endpoint does not make them."""
        batches = [texts[at : at + _TEXTS_AT_ONCE] for at in range(0, len(texts), _TEXTS_AT_ONCE)]
        vectors: list[list[array[float]]] = [[] for _ in batches]
        places = anyio.CapacityLimiter(_CALLS_AT_ONCE)
        failures: list[EmbeddingError] = []

        async def ask(at: int) -> None:
            async with places:
                try:
                    vectors[at] = await self._vectors(batches[at])
                except EmbeddingError as failure:
                    failures.append(failure)
                    calls.cancel_scope.cancel()

        async with anyio.create_task_group() as calls:
            for at in range(len(batches)):
                calls.start_soon(ask, at)
        if failures:
            _log.warning("a document will be found by its words only: %s", failures[0])
            return None
        return Embedded(model=self.model, vectors=[vector for batch in vectors for vector in batch])

    async def of_question(self, question: str, weights: Mapping[str, float] | None = None) -> Meaning | None:
        """What a question means; None, and a line in the log, when the endpoint does not say.

        `weights` are a request's `embedding_weight` and `text_weight`; where meanings do not count, nobody is
        asked.
        """
        if not question.strip() or (weights and not weights["embedding_weight"]):
            return None
        try:
            (vector,) = await self._vectors([question])
        except EmbeddingError as failure:
            _log.warning("a search goes by words only: %s", failure)
            return None
        return Meaning(model=self.model, vector=vector, **weights or {})

    async def _vectors(self, texts: Sequence[str]) -> list["array[float]"]:
        try:
            made = await self._upstream.client.create_embedding(model=self.model, input=list(texts))
        except PdfaiError as error:
            raise EmbeddingError(self._upstream.failure(error).message) from error
        try:
            by_index = {each.index: _numbers(each.embedding) for each in made.data}
            return [by_index[index] for index in range(len(texts))]
        except (ValueError, TypeError, KeyError, OverflowError) as error:
            raise EmbeddingError(f"The model at {self._upstream.url} made no vectors: {error!r}") from error


def _numbers(embedding: Any) -> "array[float]":
    """A vector, also of an endpoint that packs it unasked; ValueError when it cannot be compared."""
    packed = isinstance(embedding, str)
    numbers = array("f", base64.b64decode(embedding, validate=True) if packed else embedding)
    if not numbers:
        raise ValueError("a vector is empty")
    if not all(map(math.isfinite, numbers)):
        raise ValueError("a vector has numbers that are not finite")
    return numbers
