"""POST /threads/runs"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import AssistantStreamEvent, CreateThreadAndRunRequest, Run, _AssistantStreamEvent
from ...request import Request, events
from ...types import plain


def request(*, body: CreateThreadAndRunRequest | Mapping[str, Any]) -> Request[Run]:
    """Create a thread and let an assistant answer it."""
    return Request(method="POST", segments=("threads", "runs"), json=plain(body), read=Run.from_dict)


def stream(*, body: CreateThreadAndRunRequest | Mapping[str, Any]) -> Request[AssistantStreamEvent]:
    """Create a thread and let an assistant answer it. The answer comes in pieces."""
    return Request(
        method="POST",
        segments=("threads", "runs"),
        json={**plain(body), "stream": True},
        kind="events",
        read=events(_AssistantStreamEvent),
    )
