"""GET /threads/{thread_id}/messages/{message_id}"""

from __future__ import annotations

from ...models import Message
from ...request import Request


def request(thread_id: str, message_id: str) -> Request[Message]:
    """Look a message up."""
    return Request(
        method="GET", segments=("threads", thread_id, "messages", message_id), read=Message.from_dict
    )
