"""DELETE /threads/{thread_id}/messages/{message_id}"""

from __future__ import annotations

from ...models import DeletedMessage
from ...request import Request


def request(thread_id: str, message_id: str) -> Request[DeletedMessage]:
    """Delete a message."""
    return Request(
        method="DELETE",
        segments=("threads", thread_id, "messages", message_id),
        read=DeletedMessage.from_dict,
    )
