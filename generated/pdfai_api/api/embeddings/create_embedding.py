"""POST /embeddings"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import CreateEmbeddingRequest, EmbeddingList
from ...request import Request
from ...types import plain


def request(*, body: CreateEmbeddingRequest | Mapping[str, Any]) -> Request[EmbeddingList]:
    """Turn texts into vectors."""
    return Request(method="POST", segments=("embeddings",), json=plain(body), read=EmbeddingList.from_dict)
