# Derived from pdfai/_async/resources/vector_store_files.py by scripts/unasync.py.
"""Files in vector stores: how far each one's indexing is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from pdfai_api.api.vector_store_files import (
    create_vector_store_file,
    delete_vector_store_file,
    get_vector_store_file,
    get_vector_store_file_content,
    get_vector_store_files,
    modify_vector_store_file,
)
from pdfai_api.models import (
    CreateVectorStoreFileRequest,
    DeletedVectorStoreFile,
    ModifyVectorStoreFileRequest,
    VectorStoreFile,
    VectorStoreFileContent,
    VectorStoreFileStatus,
)
from pdfai_api.types import UNSET, Unset

from pdfai._sync.pages import Page
from pdfai._sync.sending import Sender
from pdfai.calling import one_body

if TYPE_CHECKING:
    from pdfai_wire import params

    from pdfai.calling import ListQuery


class VectorStoreFiles(Sender):
    """The calls for vector store files."""

    @overload
    def create_vector_store_file(
        self, vector_store_id: str, request: CreateVectorStoreFileRequest, /
    ) -> VectorStoreFile: ...

    @overload
    def create_vector_store_file(
        self, vector_store_id: str, /, **parameters: Unpack[params.CreateVectorStoreFileRequest]
    ) -> VectorStoreFile: ...

    def create_vector_store_file(
        self, vector_store_id: str, request: CreateVectorStoreFileRequest | None = None, /, **parameters: Any
    ) -> VectorStoreFile:
        """Add a file to a vector store, and begin to index it."""
        return self._send(
            create_vector_store_file.request(vector_store_id, body=one_body(request, parameters))
        )

    def get_vector_store_files(
        self,
        vector_store_id: str,
        /,
        *,
        filter: VectorStoreFileStatus | Unset = UNSET,  # the name on the wire
        **query: Unpack[ListQuery],
    ) -> Page[VectorStoreFile]:
        """One page of a vector store's files, newest first unless asked otherwise."""
        return self._page(get_vector_store_files.request, vector_store_id, filter_=filter, **query)

    def get_vector_store_file(self, vector_store_id: str, file_id: str, /) -> VectorStoreFile:
        """Look up how far a file's indexing is."""
        return self._send(get_vector_store_file.request(vector_store_id, file_id))

    @overload
    def modify_vector_store_file(
        self, vector_store_id: str, file_id: str, request: ModifyVectorStoreFileRequest, /
    ) -> VectorStoreFile: ...

    @overload
    def modify_vector_store_file(
        self, vector_store_id: str, file_id: str, /, **parameters: Unpack[params.ModifyVectorStoreFileRequest]
    ) -> VectorStoreFile: ...

    def modify_vector_store_file(
        self,
        vector_store_id: str,
        file_id: str,
        request: ModifyVectorStoreFileRequest | None = None,
        /,
        **parameters: Any,
    ) -> VectorStoreFile:
        """Replace the attributes by which searches filter files."""
        body = one_body(request, parameters)
        return self._send(modify_vector_store_file.request(vector_store_id, file_id, body=body))

    def get_vector_store_file_content(self, vector_store_id: str, file_id: str, /) -> VectorStoreFileContent:
        """Read the text that was found in a file, in parts."""
        return self._send(get_vector_store_file_content.request(vector_store_id, file_id))

    def delete_vector_store_file(self, vector_store_id: str, file_id: str, /) -> DeletedVectorStoreFile:
        """Remove a file from a vector store; the file itself stays."""
        return self._send(delete_vector_store_file.request(vector_store_id, file_id))
