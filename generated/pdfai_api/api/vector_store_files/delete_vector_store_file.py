"""DELETE /vector_stores/{vector_store_id}/files/{file_id}"""

from __future__ import annotations

from ...models import DeletedVectorStoreFile
from ...request import Request


def request(vector_store_id: str, file_id: str) -> Request[DeletedVectorStoreFile]:
    """Remove a file from a vector store; the file itself stays."""
    return Request(
        method="DELETE",
        segments=("vector_stores", vector_store_id, "files", file_id),
        read=DeletedVectorStoreFile.from_dict,
    )
