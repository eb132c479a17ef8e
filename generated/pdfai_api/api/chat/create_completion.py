"""POST /chat/completions"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import Completion, CreateCompletionRequest
from ...request import Request, path
from ...types import plain


def request(*, body: CreateCompletionRequest | Mapping[str, Any]) -> Request[Completion]:
    """Answer a conversation."""
    return Request(
        method="POST", path=path("chat", "completions"), json=plain(body), read=Completion.from_dict
    )
