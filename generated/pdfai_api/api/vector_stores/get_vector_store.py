"""GET /vector_stores/{vector_store_id}"""

from __future__ import annotations

from ...models import VectorStore
from ...request import Request


def request(vector_store_id: str) -> Request[VectorStore]:
    """Look a vector store up."""
    return Request(method="GET", segments=("vector_stores", vector_store_id), read=VectorStore.from_dict)
