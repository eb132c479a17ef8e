"""POST /threads/{thread_id}/runs"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import CreateRunRequest, Run, RunStepInclude
from ...request import Request, query
from ...types import UNSET, Unset, plain


def request(
    thread_id: str,
    *,
    include: list[RunStepInclude] | Unset = UNSET,
    body: CreateRunRequest | Mapping[str, Any],
) -> Request[Run]:
    """Let an assistant answer a thread."""
    return Request(
        method="POST",
        segments=("threads", thread_id, "runs"),
        query=query({"include[]": include}),
        json=plain(body),
        read=Run.from_dict,
    )
