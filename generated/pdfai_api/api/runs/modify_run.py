"""POST /threads/{thread_id}/runs/{run_id}"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import ModifyRunRequest, Run
from ...request import Request
from ...types import plain


def request(thread_id: str, run_id: str, *, body: ModifyRunRequest | Mapping[str, Any]) -> Request[Run]:
    """Change a run's metadata."""
    return Request(
        method="POST", segments=("threads", thread_id, "runs", run_id), json=plain(body), read=Run.from_dict
    )
