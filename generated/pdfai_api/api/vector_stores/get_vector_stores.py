"""GET /vector_stores"""

from __future__ import annotations

from ...models import ListOrder, VectorStoreList
from ...request import Request, query
from ...types import UNSET, Unset


def request(
    *,
    limit: int | Unset = UNSET,
    order: ListOrder | Unset = UNSET,
    after: str | Unset = UNSET,
    before: str | Unset = UNSET,
) -> Request[VectorStoreList]:
    """List vector stores, newest first unless asked otherwise."""
    return Request(
        method="GET",
        segments=("vector_stores",),
        query=query({"limit": limit, "order": order, "after": after, "before": before}),
        read=VectorStoreList.from_dict,
    )
