"""POST /threads/{thread_id}/messages/{message_id}"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import Message, ModifyMessageRequest
from ...request import Request
from ...types import plain


def request(
    thread_id: str, message_id: str, *, body: ModifyMessageRequest | Mapping[str, Any]
) -> Request[Message]:
    """Change a message's metadata."""
    return Request(
        method="POST",
        segments=("threads", thread_id, "messages", message_id),
        json=plain(body),
        read=Message.from_dict,
    )
