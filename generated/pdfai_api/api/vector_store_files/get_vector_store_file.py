"""GET /vector_stores/{vector_store_id}/files/{file_id}"""

from __future__ import annotations

from ...models import VectorStoreFile
from ...request import Request


def request(vector_store_id: str, file_id: str) -> Request[VectorStoreFile]:
    """Look up how far a file's indexing is."""
    return Request(
        method="GET",
        segments=("vector_stores", vector_store_id, "files", file_id),
        read=VectorStoreFile.from_dict,
    )
