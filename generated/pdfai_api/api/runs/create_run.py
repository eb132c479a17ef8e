"""POST /threads/{thread_id}/runs"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import CreateRunRequest, Run
from ...request import Request
from ...types import plain


def request(thread_id: str, *, body: CreateRunRequest | Mapping[str, Any]) -> Request[Run]:
    """Let an assistant answer a thread."""
    return Request(
        method="POST", segments=("threads", thread_id, "runs"), json=plain(body), read=Run.from_dict
    )
