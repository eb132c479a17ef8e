"""GET /threads/{thread_id}/runs/{run_id}"""

from __future__ import annotations

from ...models import Run
from ...request import Request


def request(thread_id: str, run_id: str) -> Request[Run]:
    """Look a run up."""
    return Request(method="GET", segments=("threads", thread_id, "runs", run_id), read=Run.from_dict)
