"""GET /vector_stores/{vector_store_id}/files/{file_id}/content"""

from __future__ import annotations

from ...models import VectorStoreFileContent
from ...request import Request


def request(vector_store_id: str, file_id: str) -> Request[VectorStoreFileContent]:
    """Read the text that was found in a file."""
    return Request(
        method="GET",
        segments=("vector_stores", vector_store_id, "files", file_id, "content"),
        read=VectorStoreFileContent.from_dict,
    )
