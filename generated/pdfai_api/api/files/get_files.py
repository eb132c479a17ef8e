"""GET /files"""

from __future__ import annotations

from ...models import FileList, ListOrder
from ...request import Request, query
from ...types import UNSET, Unset


def request(
    *,
    purpose: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    order: ListOrder | Unset = UNSET,
    after: str | Unset = UNSET,
) -> Request[FileList]:
    """List files, newest first unless asked otherwise."""
    return Request(
        method="GET",
        segments=("files",),
        query=query({"purpose": purpose, "limit": limit, "order": order, "after": after}),
        read=FileList.from_dict,
    )
