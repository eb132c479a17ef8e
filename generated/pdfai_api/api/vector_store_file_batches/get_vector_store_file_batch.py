"""GET /vector_stores/{vector_store_id}/file_batches/{batch_id}"""

from __future__ import annotations

from ...models import VectorStoreFileBatch
from ...request import Request


def request(vector_store_id: str, batch_id: str) -> Request[VectorStoreFileBatch]:
    """Look up how far a batch is."""
    return Request(
        method="GET",
        segments=("vector_stores", vector_store_id, "file_batches", batch_id),
        read=VectorStoreFileBatch.from_dict,
    )
