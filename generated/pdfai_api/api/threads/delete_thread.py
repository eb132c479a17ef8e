"""DELETE /threads/{thread_id}"""

from __future__ import annotations

from ...models import DeletedThread
from ...request import Request


def request(thread_id: str) -> Request[DeletedThread]:
    """Delete a thread with its messages, runs and steps."""
    return Request(method="DELETE", segments=("threads", thread_id), read=DeletedThread.from_dict)
