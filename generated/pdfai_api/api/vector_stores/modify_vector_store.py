"""POST /vector_stores/{vector_store_id}"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import ModifyVectorStoreRequest, VectorStore
from ...request import Request
from ...types import plain


def request(
    vector_store_id: str, *, body: ModifyVectorStoreRequest | Mapping[str, Any]
) -> Request[VectorStore]:
    """Change the properties given; the others stay."""
    return Request(
        method="POST",
        segments=("vector_stores", vector_store_id),
        json=plain(body),
        read=VectorStore.from_dict,
    )
