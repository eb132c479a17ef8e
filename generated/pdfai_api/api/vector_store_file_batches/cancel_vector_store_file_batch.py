"""POST /vector_stores/{vector_store_id}/file_batches/{batch_id}/cancel"""

from __future__ import annotations

from ...models import VectorStoreFileBatch
from ...request import Request


def request(vector_store_id: str, batch_id: str) -> Request[VectorStoreFileBatch]:
    """Stop indexing a batch's files; those already indexed stay."""
    return Request(
        method="POST",
        segments=("vector_stores", vector_store_id, "file_batches", batch_id, "cancel"),
        read=VectorStoreFileBatch.from_dict,
    )
