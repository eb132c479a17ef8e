"""DELETE /vector_stores/{vector_store_id}"""

from __future__ import annotations

from ...models import DeletedVectorStore
from ...request import Request


def request(vector_store_id: str) -> Request[DeletedVectorStore]:
    """Delete a vector store; its files stay."""
    return Request(
        method="DELETE", segments=("vector_stores", vector_store_id), read=DeletedVectorStore.from_dict
    )
