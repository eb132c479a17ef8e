"""POST /threads/{thread_id}/runs"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import AssistantStreamEvent, CreateRunRequest, Run, RunStepInclude, _AssistantStreamEvent
from ...request import Request, events, query
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


def stream(
    thread_id: str,
    *,
    include: list[RunStepInclude] | Unset = UNSET,
    body: CreateRunRequest | Mapping[str, Any],
) -> Request[AssistantStreamEvent]:
    """Let an assistant answer a thread. The answer comes in pieces."""
    return Request(
        method="POST",
        segments=("threads", thread_id, "runs"),
        query=query({"include[]": include}),
        json={**plain(body), "stream": True},
        kind="events",
        read=events(_AssistantStreamEvent),
    )
