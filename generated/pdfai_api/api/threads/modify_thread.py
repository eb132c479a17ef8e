"""POST /threads/{thread_id}"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import ModifyThreadRequest, Thread
from ...request import Request
from ...types import plain


def request(thread_id: str, *, body: ModifyThreadRequest | Mapping[str, Any]) -> Request[Thread]:
    """Change the properties given; the others stay."""
    return Request(method="POST", segments=("threads", thread_id), json=plain(body), read=Thread.from_dict)
