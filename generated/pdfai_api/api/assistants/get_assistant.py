"""GET /assistants/{assistant_id}"""

from __future__ import annotations

from ...models import Assistant
from ...request import Request, path


def request(assistant_id: str) -> Request[Assistant]:
    """Look an assistant up."""
    return Request(method="GET", path=path("assistants", assistant_id), read=Assistant.from_dict)
