"""GET /assistants/{assistant_id}"""

from __future__ import annotations

from ...models import Assistant
from ...request import Request


def request(assistant_id: str) -> Request[Assistant]:
    """Look an assistant up."""
    return Request(method="GET", segments=("assistants", assistant_id), read=Assistant.from_dict)
