"""GET /assistants"""

from __future__ import annotations

from ...models import AssistantList, ListOrder
from ...request import Request, query
from ...types import UNSET, Unset


def request(
    *,
    limit: int | Unset = UNSET,
    order: ListOrder | Unset = UNSET,
    after: str | Unset = UNSET,
    before: str | Unset = UNSET,
) -> Request[AssistantList]:
    """List assistants, newest first unless asked otherwise."""
    return Request(
        method="GET",
        segments=("assistants",),
        query=query({"limit": limit, "order": order, "after": after, "before": before}),
        read=AssistantList.from_dict,
    )
