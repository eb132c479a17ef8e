"""POST /vector_stores"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import CreateVectorStoreRequest, VectorStore
from ...request import Request
from ...types import UNSET, Unset, plain


def request(*, body: CreateVectorStoreRequest | Mapping[str, Any] | Unset = UNSET) -> Request[VectorStore]:
    """Create a vector store, and begin to index the files given."""
    return Request(method="POST", segments=("vector_stores",), json=plain(body), read=VectorStore.from_dict)
