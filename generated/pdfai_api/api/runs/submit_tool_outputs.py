"""POST /threads/{thread_id}/runs/{run_id}/submit_tool_outputs"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import AssistantStreamEvent, Run, SubmitToolOutputsRequest, _AssistantStreamEvent
from ...request import Request, events
from ...types import plain


def request(
    thread_id: str, run_id: str, *, body: SubmitToolOutputsRequest | Mapping[str, Any]
) -> Request[Run]:
    """Answer all calls a run waits for, so that it goes on."""
    return Request(
        method="POST",
        segments=("threads", thread_id, "runs", run_id, "submit_tool_outputs"),
        json=plain(body),
        read=Run.from_dict,
    )


def stream(
    thread_id: str, run_id: str, *, body: SubmitToolOutputsRequest | Mapping[str, Any]
) -> Request[AssistantStreamEvent]:
    """Answer all calls a run waits for, so that it goes on. The answer comes in pieces."""
    return Request(
        method="POST",
        segments=("threads", thread_id, "runs", run_id, "submit_tool_outputs"),
        json={**plain(body), "stream": True},
        kind="events",
        read=events(_AssistantStreamEvent),
    )
