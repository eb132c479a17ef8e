"""GET /threads/{thread_id}/runs/{run_id}/steps"""

from __future__ import annotations

from ...models import ListOrder, RunStepInclude, RunStepList
from ...request import Request, query
from ...types import UNSET, Unset


def request(
    thread_id: str,
    run_id: str,
    *,
    limit: int | Unset = UNSET,
    order: ListOrder | Unset = UNSET,
    after: str | Unset = UNSET,
    before: str | Unset = UNSET,
    include: list[RunStepInclude] | Unset = UNSET,
) -> Request[RunStepList]:
    """List a run's steps, newest first unless asked otherwise."""
    return Request(
        method="GET",
        segments=("threads", thread_id, "runs", run_id, "steps"),
        query=query({"limit": limit, "order": order, "after": after, "before": before, "include[]": include}),
        read=RunStepList.from_dict,
    )
