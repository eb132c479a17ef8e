"""POST /assistants"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import Assistant, CreateAssistantRequest
from ...request import Request
from ...types import plain


def request(*, body: CreateAssistantRequest | Mapping[str, Any]) -> Request[Assistant]:
    """Create an assistant."""
    return Request(method="POST", segments=("assistants",), json=plain(body), read=Assistant.from_dict)
