"""POST /chat/completions"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import Completion, CreateCompletionRequest
from ...request import Request
from ...types import plain


def request(*, body: CreateCompletionRequest | Mapping[str, Any]) -> Request[Completion]:
    """Answer a conversation."""
    return Request(
        method="POST", segments=("chat", "completions"), json=plain(body), read=Completion.from_dict
    )
