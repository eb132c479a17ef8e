"""GET /threads"""

from __future__ import annotations

from ...models import ListOrder, ThreadList
from ...request import Request, query
from ...types import UNSET, Unset


def request(
    *,
    limit: int | Unset = UNSET,
    order: ListOrder | Unset = UNSET,
    after: str | Unset = UNSET,
    before: str | Unset = UNSET,
) -> Request[ThreadList]:
    """List threads, newest first unless asked otherwise."""
    return Request(
        method="GET",
        segments=("threads",),
        query=query({"limit": limit, "order": order, "after": after, "before": before}),
        read=ThreadList.from_dict,
    )
