"""File batches of a vector store."""

from typing import Any

from fastapi import APIRouter
from pdfai_wire import schema

from pdfai.server.indexing import INDEXING
from pdfai.server.problems import Problem
from pdfai.server.routes.polling import Polled
from pdfai.server.routes.requests import Paging, sent
from pdfai.server.services import ServicesOf
from pdfai.server.store import kinds
from pdfai.server.store.placing import attach_files
from pdfai.server.store.vector_stores import cancel_batch, show_batch

router = APIRouter(
    prefix="/v1/vector_stores/{vector_store_id}/file_batches",
    tags=["vector_store_file_batches"],
    default_response_class=Polled,
)


@router.post("", response_model=schema.VectorStoreFileBatch)
def create_vector_store_file_batch(
    services: ServicesOf, vector_store_id: str, body: schema.CreateVectorStoreFileBatchRequest
) -> Any:
    """The new batch; its files are indexed in the background."""
    request = sent(body)
    if ("file_ids" in request) == ("files" in request):
        raise Problem("Give either file_ids or files.", param="file_ids")
    with services.database.write() as connection:
        kinds.vector_stores.row(connection, vector_store_id)
        batch = kinds.vector_store_file_batches.add(connection, {}, vector_store_id=vector_store_id)
        attach_files(connection, vector_store_id, request, batch_id=batch["id"])
        answer = show_batch(connection, kinds.vector_store_file_batches.row(connection, batch["id"]))
    services.background.take_up(INDEXING)
    return answer


@router.get("/{batch_id}", response_model=schema.VectorStoreFileBatch)
def get_vector_store_file_batch(services: ServicesOf, vector_store_id: str, batch_id: str) -> Any:
    """The batch."""
    with services.database.read() as connection:
        row = kinds.vector_store_file_batches.row(connection, batch_id, vector_store_id=vector_store_id)
        return show_batch(connection, row)


@router.post("/{batch_id}/cancel", response_model=schema.VectorStoreFileBatch)
def cancel_vector_store_file_batch(services: ServicesOf, vector_store_id: str, batch_id: str) -> Any:
    """The batch; what of it was not indexed yet will not be."""
    with services.database.write() as connection:
        row = kinds.vector_store_file_batches.row(connection, batch_id, vector_store_id=vector_store_id)
        cancel_batch(connection, row)
        row = kinds.vector_store_file_batches.row(connection, batch_id, vector_store_id=vector_store_id)
        return show_batch(connection, row)


@router.get("/{batch_id}/files", response_model=schema.VectorStoreFileList)
def get_vector_store_file_batch_files(
    services: ServicesOf,
    paging: Paging,
    vector_store_id: str,
    batch_id: str,
    filter: schema.VectorStoreFileStatus | None = None,
) -> Any:
    """A page of the batch's files."""
    with services.database.read() as connection:
        kinds.vector_store_file_batches.row(connection, batch_id, vector_store_id=vector_store_id)
        return kinds.vector_store_files.page(connection, paging, batch_id=batch_id, status=filter)
