"""Vector stores."""

from functools import partial
from typing import Any

from fastapi import APIRouter
from pdfai_wire import schema

from pdfai.server.indexing import INDEXING
from pdfai.server.routes.requests import Paging, sent
from pdfai.server.services import ServicesOf
from pdfai.server.store import kinds
from pdfai.server.store.placing import attach_files
from pdfai.server.store.records import now
from pdfai.server.store.vector_stores import show_vector_store

router = APIRouter(prefix="/v1/vector_stores", tags=["vector_stores"])


@router.get("", response_model=schema.VectorStoreList)
def get_vector_stores(services: ServicesOf, paging: Paging) -> Any:
    """A page of vector stores."""
    with services.database.read() as connection:
        return kinds.vector_stores.page(connection, paging, show=partial(show_vector_store, connection))


@router.post("", response_model=schema.VectorStore)
def create_vector_store(services: ServicesOf, body: schema.CreateVectorStoreRequest | None = None) -> Any:
    """The new vector store; its files are indexed in the background."""
    request = sent(body)
    kept = {
        "name": request.get("name"),
        "description": request.get("description"),
        "expires_after": request.get("expires_after"),
        "metadata": request.get("metadata") or {},
    }
    with services.database.write() as connection:
        store = kinds.vector_stores.add(connection, kept, last_active_at=now())
        pending = attach_files(connection, store["id"], request)
        answer = show_vector_store(connection, kinds.vector_stores.row(connection, store["id"]))
    for id in pending:
        services.background.start(INDEXING, id)
    return answer


@router.get("/{vector_store_id}", response_model=schema.VectorStore)
def get_vector_store(services: ServicesOf, vector_store_id: str) -> Any:
    """The vector store."""
    with services.database.read() as connection:
        return show_vector_store(connection, kinds.vector_stores.row(connection, vector_store_id))


@router.post("/{vector_store_id}", response_model=schema.VectorStore)
def modify_vector_store(
    services: ServicesOf, vector_store_id: str, body: schema.ModifyVectorStoreRequest
) -> Any:
    """The vector store with the properties sent; null empties a property."""
    changes = sent(body)
    if "metadata" in changes:
        changes["metadata"] = changes["metadata"] or {}
    with services.database.write() as connection:
        row = kinds.vector_stores.row(connection, vector_store_id)
        kinds.vector_stores.change(connection, row, changes, last_active_at=now())
        return show_vector_store(connection, kinds.vector_stores.row(connection, vector_store_id))


@router.delete("/{vector_store_id}", response_model=schema.DeletedVectorStore)
def delete_vector_store(services: ServicesOf, vector_store_id: str) -> Any:
    """What was deleted; the files stay."""
    with services.database.write() as connection:
        return kinds.vector_stores.remove(connection, vector_store_id)
