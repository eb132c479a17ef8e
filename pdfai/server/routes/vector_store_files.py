"""Files of a vector store."""

from typing import Any

from fastapi import APIRouter
from pdfai_wire import schema

from pdfai.documents.reading import read_pages
from pdfai.server.indexing import INDEXING
from pdfai.server.problems import Problem
from pdfai.server.routes.polling import Polled
from pdfai.server.routes.requests import Paging, sent
from pdfai.server.services import ServicesOf
from pdfai.server.store import kinds
from pdfai.server.store.placing import attach_files, with_attributes

router = APIRouter(
    prefix="/v1/vector_stores/{vector_store_id}/files",
    tags=["vector_store_files"],
    default_response_class=Polled,
)


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
        attach_files(connection, vector_store_id, {**request, "file_ids": [file_id]})
        answer = kinds.vector_store_files.get(connection, file_id, vector_store_id=vector_store_id)
    services.background.take_up(INDEXING)
    return answer


@router.get("/{file_id}", response_model=schema.VectorStoreFile)
def get_vector_store_file(services: ServicesOf, vector_store_id: str, file_id: str) -> Any:
    """The file's place in the store."""
    with services.database.read() as connection:
        return kinds.vector_store_files.get(connection, file_id, vector_store_id=vector_store_id)


@router.post("/{file_id}", response_model=schema.VectorStoreFile)
def modify_vector_store_file(
    services: ServicesOf, vector_store_id: str, file_id: str, body: schema.ModifyVectorStoreFileRequest
) -> Any:
    """The file's place in the store, with other attributes."""
    with services.database.write() as connection:
        row = kinds.vector_store_files.row(connection, file_id, vector_store_id=vector_store_id)
        return kinds.vector_store_files.change(connection, row, with_attributes(sent(body)["attributes"]))


@router.get("/{file_id}/content", response_model=schema.VectorStoreFileContent)
def get_vector_store_file_content(services: ServicesOf, vector_store_id: str, file_id: str) -> Any:
    """The file's text, page by page."""
    with services.database.read() as connection:
        placed = kinds.vector_store_files.row(connection, file_id, vector_store_id=vector_store_id)
        file = kinds.files.row(connection, file_id)
    if placed.status != "completed":
        raise Problem(f"File {file_id} is {placed.status}: only of an indexed file is there a text.")
    pages = read_pages(services.blobs.path(file.sha256).read_bytes(), name=file.filename)
    texts = [{"type": "text", "text": page.text} for page in pages]
    page = {"object": "vector_store.file_content.page", "data": texts}
    return {**page, "has_more": False, "next_page": None}


@router.delete("/{file_id}", response_model=schema.DeletedVectorStoreFile)
def delete_vector_store_file(services: ServicesOf, vector_store_id: str, file_id: str) -> Any:
    """What was removed; the file itself stays."""
    with services.database.write() as connection:
        return kinds.vector_store_files.remove(connection, file_id, vector_store_id=vector_store_id)
