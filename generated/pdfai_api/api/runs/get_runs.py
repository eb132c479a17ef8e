"""GET /threads/{thread_id}/runs"""

from __future__ import annotations

from ...models import ListOrder, RunList
from ...request import Request, query
from ...types import UNSET, Unset


def request(
    thread_id: str,
    *,
    limit: int | Unset = UNSET,
    order: ListOrder | Unset = UNSET,
    after: str | Unset = UNSET,
    before: str | Unset = UNSET,
) -> Request[RunList]:
    """List a thread's runs, newest first unless asked otherwise."""
    return Request(
        method="GET",
        segments=("threads", thread_id, "runs"),
        query=query({"limit": limit, "order": order, "after": after, "before": before}),
        read=RunList.from_dict,
    )
