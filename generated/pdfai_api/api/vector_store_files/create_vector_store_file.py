"""POST /vector_stores/{vector_store_id}/files"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import CreateVectorStoreFileRequest, VectorStoreFile
from ...request import Request
from ...types import plain


def request(
    vector_store_id: str, *, body: CreateVectorStoreFileRequest | Mapping[str, Any]
) -> Request[VectorStoreFile]:
    """Add a file to a vector store, and begin to index it."""
    return Request(
        method="POST",
        segments=("vector_stores", vector_store_id, "files"),
        json=plain(body),
        read=VectorStoreFile.from_dict,
    )
