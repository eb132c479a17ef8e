"""GET /vector_stores/{vector_store_id}/files"""

from __future__ import annotations

from ...models import ListOrder, VectorStoreFileList, VectorStoreFileStatus
from ...request import Request, query
from ...types import UNSET, Unset


def request(
    vector_store_id: str,
    *,
    limit: int | Unset = UNSET,
    order: ListOrder | Unset = UNSET,
    after: str | Unset = UNSET,
    before: str | Unset = UNSET,
    filter_: VectorStoreFileStatus | Unset = UNSET,
) -> Request[VectorStoreFileList]:
    """List a vector store's files, newest first unless asked otherwise."""
    return Request(
        method="GET",
        segments=("vector_stores", vector_store_id, "files"),
        query=query({"limit": limit, "order": order, "after": after, "before": before, "filter": filter_}),
        read=VectorStoreFileList.from_dict,
    )
