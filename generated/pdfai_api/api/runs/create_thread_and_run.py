"""POST /threads/runs"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import CreateThreadAndRunRequest, Run
from ...request import Request
from ...types import plain


def request(*, body: CreateThreadAndRunRequest | Mapping[str, Any]) -> Request[Run]:
    """Create a thread and let an assistant answer it."""
    return Request(method="POST", segments=("threads", "runs"), json=plain(body), read=Run.from_dict)
