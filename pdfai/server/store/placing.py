"""Putting files into vector stores."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from pdfai.server.problems import Problem
from pdfai.server.retrieval.index import find_index
from pdfai.server.store import kinds, tables
from pdfai.server.store.leases import NOBODYS
from pdfai.server.store.records import JsonObject
from pdfai.server.store.vector_stores import touch

_AUTO = {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400}


def attach_files(
    connection: Connection, vector_store_id: str, request: Mapping[str, Any], *, batch_id: str | None = None
) -> None:
    """Put the files a request names into a store, where they wait for whoever indexes them.

    A file whose bytes are indexed already is completed at once.
    """
    touch(connection, [vector_store_id])
    _chunk_sizes(request.get("chunking_strategy"))  # refused even where there is nothing to cut
    for file_id in dict.fromkeys(request.get("file_ids") or ()):
        _attach(connection, vector_store_id, file_id, request, batch_id=batch_id)
    for each in request.get("files") or ():
        _attach(connection, vector_store_id, each["file_id"], each, batch_id=batch_id)


def is_attached(connection: Connection, vector_store_id: str, file_id: str) -> bool:
    """Whether a file has its place in a store already."""
    placed = tables.vector_store_files
    query = select(placed.c.id).where(
        placed.c.vector_store_id == vector_store_id, placed.c.file_id == file_id
    )
    return connection.execute(query).first() is not None


def with_attributes(attributes: Mapping[str, Any] | None) -> JsonObject:
    """What a file's place says of the file; raises `Problem` for what cannot be compared."""
    return {"attributes": _attributes(dict(attributes or {}))}


def _attach(
    connection: Connection,
    vector_store_id: str,
    file_id: str,
    options: Mapping[str, Any],
    *,
    batch_id: str | None,
) -> None:
    sizes = _chunk_sizes(options.get("chunking_strategy"))
    body = {
        "last_error": None,
        "chunking_strategy": _as_static(**sizes),
        **with_attributes(options.get("attributes")),
    }
    content = kinds.files.row(connection, file_id)
    known = find_index(connection, sha256=content.sha256, **sizes)
    try:
        kinds.vector_store_files.add(
            connection,
            body,
            vector_store_id=vector_store_id,
            file_id=file_id,
            batch_id=batch_id,
            status="in_progress" if known is None else "completed",
            usage_bytes=0 if known is None else content.bytes,
            lease_expires_at=NOBODYS,
            **sizes,
        )
    except IntegrityError:
        raise Problem(
            f"File {file_id} is already in vector store {vector_store_id}.", param="file_id"
        ) from None


def _chunk_sizes(strategy: Mapping[str, Any] | None) -> dict[str, int]:
    """What a chunking strategy asks for; `auto` is what the real service reported for it."""
    sizes = (strategy or {}).get("static") or _AUTO
    max_tokens, overlap_tokens = sizes["max_chunk_size_tokens"], sizes["chunk_overlap_tokens"]
    if overlap_tokens > max_tokens // 2:
        raise Problem(
            f"chunk_overlap_tokens must be at most half of max_chunk_size_tokens, {max_tokens // 2} here.",
            param="chunking_strategy.static.chunk_overlap_tokens",
        )
    return {"max_tokens": max_tokens, "overlap_tokens": overlap_tokens}


def _attributes(attributes: JsonObject) -> JsonObject:
    for name, value in attributes.items():
        if not _is_attribute(value):
            raise Problem(
                f"Invalid value for 'attributes.{name}': a string of at most 512 characters, a number or a "
                "boolean is wanted.",
                param=f"attributes.{name}",
            )
    return attributes


def _is_attribute(value: object) -> bool:
    match value:
        case str():
            # JSON can spell half a character; UTF-8, which the answer is written in, cannot.
            return len(value) <= 512 and not any("\ud800" <= char <= "\udfff" for char in value)
        case float():
            return isfinite(value)
        case _:
            return isinstance(value, int | bool)


def _as_static(max_tokens: int, overlap_tokens: int) -> JsonObject:
    sizes = {"max_chunk_size_tokens": max_tokens, "chunk_overlap_tokens": overlap_tokens}
    return {"type": "static", "static": sizes}
