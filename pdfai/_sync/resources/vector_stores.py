# Derived from pdfai/_async/resources/vector_stores.py by scripts/unasync.py.
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

from pdfai._sync.pages import Page
from pdfai._sync.sending import Sender
from pdfai.calling import one_body

if TYPE_CHECKING:
    from pdfai_wire import params

    from pdfai.calling import ListQuery


class VectorStores(Sender):
    """The calls for vector stores."""

    @overload
    def create_vector_store(self, request: CreateVectorStoreRequest, /) -> VectorStore: ...

    @overload
    def create_vector_store(
        self, /, **parameters: Unpack[params.CreateVectorStoreRequest]
    ) -> VectorStore: ...

    def create_vector_store(
        self, request: CreateVectorStoreRequest | None = None, /, **parameters: Any
    ) -> VectorStore:
        """Create a vector store, and begin to index the files given."""
        return self._send(create_vector_store.request(body=one_body(request, parameters)))

    def get_vector_stores(self, **query: Unpack[ListQuery]) -> Page[VectorStore]:
        """One page of vector stores, newest first unless asked otherwise."""
        return self._page(get_vector_stores.request, **query)

    def get_vector_store(self, vector_store_id: str, /) -> VectorStore:
        """Look a vector store up."""
        return self._send(get_vector_store.request(vector_store_id))

    @overload
    def modify_vector_store(
        self, vector_store_id: str, request: ModifyVectorStoreRequest, /
    ) -> VectorStore: ...

    @overload
    def modify_vector_store(
        self, vector_store_id: str, /, **parameters: Unpack[params.ModifyVectorStoreRequest]
    ) -> VectorStore: ...

    def modify_vector_store(
        self, vector_store_id: str, request: ModifyVectorStoreRequest | None = None, /, **parameters: Any
    ) -> VectorStore:
        """Change what is given; the rest stays."""
        return self._send(modify_vector_store.request(vector_store_id, body=one_body(request, parameters)))

    @overload
    def search_vector_store(
        self, vector_store_id: str, request: SearchVectorStoreRequest, /
    ) -> SearchResults: ...

    @overload
    def search_vector_store(
        self, vector_store_id: str, /, **parameters: Unpack[params.SearchVectorStoreRequest]
    ) -> SearchResults: ...

    def search_vector_store(
        self, vector_store_id: str, request: SearchVectorStoreRequest | None = None, /, **parameters: Any
    ) -> SearchResults:
        """Find the passages a query is about, best first, perhaps only in files with some attributes."""
        return self._send(search_vector_store.request(vector_store_id, body=one_body(request, parameters)))

    def delete_vector_store(self, vector_store_id: str, /) -> DeletedVectorStore:
        """Delete a vector store; its files stay."""
        return self._send(delete_vector_store.request(vector_store_id))
