"""POST /vector_stores/{vector_store_id}/search"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import SearchResults, SearchVectorStoreRequest
from ...request import Request
from ...types import plain


def request(
    vector_store_id: str, *, body: SearchVectorStoreRequest | Mapping[str, Any]
) -> Request[SearchResults]:
    """Find the passages of a vector store that a query is about."""
    return Request(
        method="POST",
        segments=("vector_stores", vector_store_id, "search"),
        json=plain(body),
        read=SearchResults.from_dict,
    )
