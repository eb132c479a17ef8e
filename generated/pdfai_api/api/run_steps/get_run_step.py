"""GET /threads/{thread_id}/runs/{run_id}/steps/{step_id}"""

from __future__ import annotations

from ...models import RunStep, RunStepInclude
from ...request import Request, query
from ...types import UNSET, Unset


def request(
    thread_id: str, run_id: str, step_id: str, *, include: list[RunStepInclude] | Unset = UNSET
) -> Request[RunStep]:
    """Look a run step up."""
    return Request(
        method="GET",
        segments=("threads", thread_id, "runs", run_id, "steps", step_id),
        query=query({"include[]": include}),
        read=RunStep.from_dict,
    )
