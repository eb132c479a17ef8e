"""POST /threads/{thread_id}/runs/{run_id}/cancel"""

from __future__ import annotations

from ...models import Run
from ...request import Request


def request(thread_id: str, run_id: str) -> Request[Run]:
    """Ask a run to stop."""
    return Request(
        method="POST", segments=("threads", thread_id, "runs", run_id, "cancel"), read=Run.from_dict
    )
