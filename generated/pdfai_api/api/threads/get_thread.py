"""GET /threads/{thread_id}"""

from __future__ import annotations

from ...models import Thread
from ...request import Request


def request(thread_id: str) -> Request[Thread]:
    """Look a thread up."""
    return Request(method="GET", segments=("threads", thread_id), read=Thread.from_dict)
