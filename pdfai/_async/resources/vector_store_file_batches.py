"""File batches: many files added to a vector store at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from pdfai_api.api.vector_store_file_batches import (
    cancel_vector_store_file_batch,
    create_vector_store_file_batch,
    get_vector_store_file_batch,
    get_vector_store_file_batch_files,
)
from pdfai_api.models import (
    CreateVectorStoreFileBatchRequest,
    VectorStoreFile,
    VectorStoreFileBatch,
    VectorStoreFileStatus,
)
from pdfai_api.types import UNSET, Unset

from pdfai._async.pages import AsyncPage
from pdfai._async.sending import AsyncSender
from pdfai.calling import one_body

if TYPE_CHECKING:
    from pdfai_wire import params

    from pdfai.calling import ListQuery


class AsyncVectorStoreFileBatches(AsyncSender):
    """The calls for vector store file batches."""

    @overload
    async def create_vector_store_file_batch(
        self, vector_store_id: str, request: CreateVectorStoreFileBatchRequest, /
    ) -> VectorStoreFileBatch: ...

    @overload
    async def create_vector_store_file_batch(
        self, vector_store_id: str, /, **parameters: Unpack[params.CreateVectorStoreFileBatchRequest]
    ) -> VectorStoreFileBatch: ...

    async def create_vector_store_file_batch(
        self,
        vector_store_id: str,
        request: CreateVectorStoreFileBatchRequest | None = None,
        /,
        **parameters: Any,
    ) -> VectorStoreFileBatch:
        """Add many files to a vector store, and begin to index them."""
        return await self._send(
            create_vector_store_file_batch.request(vector_store_id, body=one_body(request, parameters))
        )

    async def get_vector_store_file_batch(
        self, vector_store_id: str, batch_id: str, /
    ) -> VectorStoreFileBatch:
        """Look up how far a batch is."""
        return await self._send(get_vector_store_file_batch.request(vector_store_id, batch_id))

    async def cancel_vector_store_file_batch(
        self, vector_store_id: str, batch_id: str, /
    ) -> VectorStoreFileBatch:
        """Stop indexing a batch's files; those already indexed stay."""
        return await self._send(cancel_vector_store_file_batch.request(vector_store_id, batch_id))

    async def get_vector_store_file_batch_files(
        self,
        vector_store_id: str,
        batch_id: str,
        /,
        *,
        filter: VectorStoreFileStatus | Unset = UNSET,  # the name on the wire
        **query: Unpack[ListQuery],
    ) -> AsyncPage[VectorStoreFile]:
        """One page of a batch's files, newest first unless asked otherwise."""
        return await self._page(
            get_vector_store_file_batch_files.request, vector_store_id, batch_id, filter_=filter, **query
        )
