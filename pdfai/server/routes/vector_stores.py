"""Vector stores."""

from functools import partial
from typing import Any

from anyio import from_thread
from fastapi import APIRouter
from pdfai_wire import schema

from pdfai.language.terms import reworded
from pdfai.server.indexing import INDEXING
from pdfai.server.problems import Problem
from pdfai.server.retrieval.index import search
from pdfai.server.retrieval.passages import Passage
from pdfai.server.routes.polling import Polled
from pdfai.server.routes.requests import NotNull, Paging, sent
from pdfai.server.services import ServicesOf
from pdfai.server.store import kinds, tables
from pdfai.server.store.attribute_filters import matches
from pdfai.server.store.placing import attach_files
from pdfai.server.store.records import JsonObject, now
from pdfai.server.store.vector_stores import attributes_in, searchable, show_vector_store, touch

router = APIRouter(prefix="/v1/vector_stores", tags=["vector_stores"], default_response_class=Polled)


@router.get("", response_model=schema.VectorStoreList)
def get_vector_stores(services: ServicesOf, paging: Paging) -> Any:
    """A page of vector stores."""
    with services.database.read() as connection:
        return kinds.vector_stores.page(connection, paging, show=partial(show_vector_store, connection))


@router.post("", response_model=schema.VectorStore, dependencies=[NotNull])
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
        attach_files(connection, store["id"], request)
        answer = show_vector_store(connection, kinds.vector_stores.row(connection, store["id"]))
    services.background.take_up(INDEXING)
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


@router.post("/{vector_store_id}/search", response_model=schema.SearchResults)
def search_vector_store(
    services: ServicesOf, vector_store_id: str, body: schema.SearchVectorStoreRequest
) -> Any:
    """The passages a query is about, best first; several queries are searched for as one."""
    request = sent(body)
    queries = [request["query"]] if isinstance(request["query"], str) else request["query"]
    options = request.get("ranking_options", {})
    with services.database.write() as connection:
        store = show_vector_store(connection, kinds.vector_stores.row(connection, vector_store_id))
        if store["status"] == "expired":
            raise Problem(f"Vector store {vector_store_id} has expired: create another from its files.")
        touch(connection, [vector_store_id])
    query = " ".join(queries)
    meaning = None
    if services.embedder is not None:
        meaning = from_thread.run(services.embedder.of_question, query, options.get("hybrid_search"))
    with services.database.read() as connection:
        attributes = attributes_in(connection, [vector_store_id])
        scope = searchable([vector_store_id])
        if "filters" in request:
            kept = [id for id, each in attributes.items() if matches(request["filters"], each)]
            scope = scope.where(tables.files.c.id.in_(kept))
        found = search(
            connection,
            scope=scope,
            query=query,
            limit=body.max_num_results,
            least_score=options.get("score_threshold", 0.0),
            meaning=meaning,
        )
    data = [_result(each, attributes.get(each.file_id, {})) for each in found]
    told = [reworded(each) for each in queries] if body.rewrite_query else queries
    page = {"object": "vector_store.search_results.page", "search_query": told, "data": data}
    return {**page, "has_more": False, "next_page": None}


@router.delete("/{vector_store_id}", response_model=schema.DeletedVectorStore)
def delete_vector_store(services: ServicesOf, vector_store_id: str) -> Any:
    """What was deleted; the files stay."""
    with services.database.write() as connection:
        return kinds.vector_stores.remove(connection, vector_store_id)


def _result(passage: Passage, attributes: JsonObject) -> JsonObject:
    return {
        "file_id": passage.file_id,
        "filename": passage.file_name,
        "score": passage.score,
        "attributes": attributes,
        "content": [{"type": "text", "text": passage.text}],
        "page": passage.page,
    }
