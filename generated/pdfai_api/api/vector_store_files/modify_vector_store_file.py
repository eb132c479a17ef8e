"""POST /vector_stores/{vector_store_id}/files/{file_id}"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import ModifyVectorStoreFileRequest, VectorStoreFile
from ...request import Request
from ...types import plain


def request(
    vector_store_id: str, file_id: str, *, body: ModifyVectorStoreFileRequest | Mapping[str, Any]
) -> Request[VectorStoreFile]:
    """Replace a stored file's attributes."""
    return Request(
        method="POST",
        segments=("vector_stores", vector_store_id, "files", file_id),
        json=plain(body),
        read=VectorStoreFile.from_dict,
    )
