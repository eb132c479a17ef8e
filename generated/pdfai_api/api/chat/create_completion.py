"""POST /chat/completions"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import Completion, CompletionChunk, CreateCompletionRequest
from ...request import Request, chunks
from ...types import plain


def request(*, body: CreateCompletionRequest | Mapping[str, Any]) -> Request[Completion]:
    """Answer a conversation."""
    return Request(
        method="POST", segments=("chat", "completions"), json=plain(body), read=Completion.from_dict
    )


def stream(*, body: CreateCompletionRequest | Mapping[str, Any]) -> Request[CompletionChunk]:
    """Answer a conversation. The answer comes in pieces."""
    return Request(
        method="POST",
        segments=("chat", "completions"),
        json={**plain(body), "stream": True},
        kind="events",
        read=chunks(CompletionChunk._read),
    )
