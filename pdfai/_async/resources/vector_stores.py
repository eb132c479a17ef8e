"""Vector stores: sets of files that can be searched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from pdfai_api.api.vector_stores import (
    create_vector_store,
    delete_vector_store,
    get_vector_store,
    get_vector_stores,
    modify_vector_store,
    search_vector_store,
)
from pdfai_api.models import (
    CreateVectorStoreRequest,
    DeletedVectorStore,
    ModifyVectorStoreRequest,
    SearchResults,
    SearchVectorStoreRequest,
    VectorStore,
)

from pdfai._async.pages import AsyncPage
from pdfai._async.sending import AsyncSender
from pdfai.calling import one_body

if TYPE_CHECKING:
    from pdfai_wire import params

    from pdfai.calling import ListQuery


class AsyncVectorStores(AsyncSender):
    """The calls for vector stores."""

    @overload
    async def create_vector_store(self, request: CreateVectorStoreRequest, /) -> VectorStore: ...

    @overload
    async def create_vector_store(
        self, /, **parameters: Unpack[params.CreateVectorStoreRequest]
    ) -> VectorStore: ...

    async def create_vector_store(
        self, request: CreateVectorStoreRequest | None = None, /, **parameters: Any
    ) -> VectorStore:
        """Create a vector store, and begin to index the files given."""
        return await self._send(create_vector_store.request(body=one_body(request, parameters)))

    async def get_vector_stores(self, **query: Unpack[ListQuery]) -> AsyncPage[VectorStore]:
        """One page of vector stores, newest first unless asked otherwise."""
        return await self._page(get_vector_stores.request, **query)

    async def get_vector_store(self, vector_store_id: str, /) -> VectorStore:
        """Look a vector store up."""
        return await self._send(get_vector_store.request(vector_store_id))

    @overload
    async def modify_vector_store(
        self, vector_store_id: str, request: ModifyVectorStoreRequest, /
    ) -> VectorStore: ...

    @overload
    async def modify_vector_store(
        self, vector_store_id: str, /, **parameters: Unpack[params.ModifyVectorStoreRequest]
    ) -> VectorStore: ...

    async def modify_vector_store(
        self, vector_store_id: str, request: ModifyVectorStoreRequest | None = None, /, **parameters: Any
    ) -> VectorStore:
        """Change what is given; the rest stays."""
        return await self._send(
            modify_vector_store.request(vector_store_id, body=one_body(request, parameters))
        )

    @overload
    async def search_vector_store(
        self, vector_store_id: str, request: SearchVectorStoreRequest, /
    ) -> SearchResults: ...

    @overload
    async def search_vector_store(
        self, vector_store_id: str, /, **parameters: Unpack[params.SearchVectorStoreRequest]
    ) -> SearchResults: ...

    async def search_vector_store(
        self, vector_store_id: str, request: SearchVectorStoreRequest | None = None, /, **parameters: Any
    ) -> SearchResults:
        """Find the passages a query is about, best first, perhaps only in files with some attributes."""
        return await self._send(
            search_vector_store.request(vector_store_id, body=one_body(request, parameters))
        )

    async def delete_vector_store(self, vector_store_id: str, /) -> DeletedVectorStore:
        """Delete a vector store; its files stay."""
        return await self._send(delete_vector_store.request(vector_store_id))
