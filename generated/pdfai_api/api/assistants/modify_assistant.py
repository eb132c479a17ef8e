"""POST /assistants/{assistant_id}"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import Assistant, ModifyAssistantRequest
from ...request import Request
from ...types import plain


def request(assistant_id: str, *, body: ModifyAssistantRequest | Mapping[str, Any]) -> Request[Assistant]:
    """Change the properties given; the others stay."""
    return Request(
        method="POST", segments=("assistants", assistant_id), json=plain(body), read=Assistant.from_dict
    )
