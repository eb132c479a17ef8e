"""GET /threads/{thread_id}/runs/{run_id}"""

from __future__ import annotations

from ...models import AssistantStreamEvent, Run, _AssistantStreamEvent
from ...request import Request, events, query
from ...types import UNSET, Unset


def request(thread_id: str, run_id: str, *, starting_after: int | Unset = UNSET) -> Request[Run]:
    """Look a run up."""
    return Request(
        method="GET",
        segments=("threads", thread_id, "runs", run_id),
        query=query({"starting_after": starting_after}),
        read=Run.from_dict,
    )


def stream(
    thread_id: str, run_id: str, *, starting_after: int | Unset = UNSET
) -> Request[AssistantStreamEvent]:
    """Look a run up. The answer comes in pieces."""
    return Request(
        method="GET",
        segments=("threads", thread_id, "runs", run_id),
        query=query({"starting_after": starting_after}),
        kind="events",
        read=events(_AssistantStreamEvent),
    )
