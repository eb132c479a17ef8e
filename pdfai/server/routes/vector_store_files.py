"""Files of a vector store."""

from typing import Any

from fastapi import APIRouter
from pdfai_wire import schema

from pdfai.server.indexing import INDEXING
from pdfai.server.routes.requests import Paging, sent
from pdfai.server.services import ServicesOf
from pdfai.server.store import kinds
from pdfai.server.store.placing import attach_files

router = APIRouter(prefix="/v1/vector_stores/{vector_store_id}/files", tags=["vector_store_files"])


@router.get("", response_model=schema.VectorStoreFileList)
def get_vector_store_files(
    services: ServicesOf,
    paging: Paging,
    vector_store_id: str,
    filter: schema.VectorStoreFileStatus | None = None,
) -> Any:
    """A page of the store's files."""
    with services.database.read() as connection:
        kinds.vector_stores.row(connection, vector_store_id)
        return kinds.vector_store_files.page(
            connection, paging, vector_store_id=vector_store_id, status=filter
        )


@router.post("", response_model=schema.VectorStoreFile)
def create_vector_store_file(
    services: ServicesOf, vector_store_id: str, body: schema.CreateVectorStoreFileRequest
) -> Any:
    """The file's place in the store; it is indexed in the background."""
    request = sent(body)
    file_id = request.pop("file_id")
    with services.database.write() as connection:
        kinds.vector_stores.row(connection, vector_store_id)
        pending = attach_files(connection, vector_store_id, {**request, "file_ids": [file_id]})
        answer = kinds.vector_store_files.get(connection, file_id, vector_store_id=vector_store_id)
    for id in pending:
        services.background.start(INDEXING, id)
    return answer


@router.get("/{file_id}", response_model=schema.VectorStoreFile)
def get_vector_store_file(services: ServicesOf, vector_store_id: str, file_id: str) -> Any:
    """The file's place in the store."""
    with services.database.read() as connection:
        return kinds.vector_store_files.get(connection, file_id, vector_store_id=vector_store_id)


@router.delete("/{file_id}", response_model=schema.DeletedVectorStoreFile)
def delete_vector_store_file(services: ServicesOf, vector_store_id: str, file_id: str) -> Any:
    """What was removed; the file itself stays."""
    with services.database.write() as connection:
        return kinds.vector_store_files.remove(connection, file_id, vector_store_id=vector_store_id)
