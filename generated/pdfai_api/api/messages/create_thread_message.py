"""POST /threads/{thread_id}/messages"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import CreateMessageRequest, Message
from ...request import Request
from ...types import plain


def request(thread_id: str, *, body: CreateMessageRequest | Mapping[str, Any]) -> Request[Message]:
    """Add a message to a thread that no run is answering."""
    return Request(
        method="POST", segments=("threads", thread_id, "messages"), json=plain(body), read=Message.from_dict
    )
