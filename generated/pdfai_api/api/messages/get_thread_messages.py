"""GET /threads/{thread_id}/messages"""

from __future__ import annotations

from ...models import ListOrder, MessageList
from ...request import Request, query
from ...types import UNSET, Unset


def request(
    thread_id: str,
    *,
    limit: int | Unset = UNSET,
    order: ListOrder | Unset = UNSET,
    after: str | Unset = UNSET,
    before: str | Unset = UNSET,
    run_id: str | Unset = UNSET,
) -> Request[MessageList]:
    """List a thread's messages, newest first unless asked otherwise."""
    return Request(
        method="GET",
        segments=("threads", thread_id, "messages"),
        query=query({"limit": limit, "order": order, "after": after, "before": before, "run_id": run_id}),
        read=MessageList.from_dict,
    )
