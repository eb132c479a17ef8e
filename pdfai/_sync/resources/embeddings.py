# Derived from pdfai/_async/resources/embeddings.py by scripts/unasync.py.
"""Embeddings: texts as vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from pdfai_api.api.embeddings import create_embedding
from pdfai_api.models import CreateEmbeddingRequest, EmbeddingList

from pdfai._sync.sending import Sender
from pdfai.calling import one_body

if TYPE_CHECKING:
    from pdfai_wire import params


class Embeddings(Sender):
    """The calls for embeddings."""

    @overload
    def create_embedding(self, request: CreateEmbeddingRequest, /) -> EmbeddingList: ...

    @overload
    def create_embedding(self, /, **parameters: Unpack[params.CreateEmbeddingRequest]) -> EmbeddingList: ...

    def create_embedding(
        self, request: CreateEmbeddingRequest | None = None, /, **parameters: Any
    ) -> EmbeddingList:
        """Turn a text, or each of several, into a vector."""
        return self._send(create_embedding.request(body=one_body(request, parameters)))
