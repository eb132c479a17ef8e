"""POST /vector_stores/{vector_store_id}/file_batches"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import CreateVectorStoreFileBatchRequest, VectorStoreFileBatch
from ...request import Request
from ...types import plain


def request(
    vector_store_id: str, *, body: CreateVectorStoreFileBatchRequest | Mapping[str, Any]
) -> Request[VectorStoreFileBatch]:
    """Add many files to a vector store, and begin to index them."""
    return Request(
        method="POST",
        segments=("vector_stores", vector_store_id, "file_batches"),
        json=plain(body),
        read=VectorStoreFileBatch.from_dict,
    )
