"""Embeddings: texts as vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from pdfai_api.api.embeddings import create_embedding
from pdfai_api.models import CreateEmbeddingRequest, EmbeddingList

from pdfai._async.sending import AsyncSender
from pdfai.calling import one_body

if TYPE_CHECKING:
    from pdfai_wire import params


class AsyncEmbeddings(AsyncSender):
    """The calls for embeddings."""

    @overload
    async def create_embedding(self, request: CreateEmbeddingRequest, /) -> EmbeddingList: ...

    @overload
    async def create_embedding(
        self, /, **parameters: Unpack[params.CreateEmbeddingRequest]
    ) -> EmbeddingList: ...

    async def create_embedding(
        self, request: CreateEmbeddingRequest | None = None, /, **parameters: Any
    ) -> EmbeddingList:
        """Turn a text, or each of several, into a vector."""
        return await self._send(create_embedding.request(body=one_body(request, parameters)))
