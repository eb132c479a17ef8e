"""DELETE /assistants/{assistant_id}"""

from __future__ import annotations

from ...models import DeletedAssistant
from ...request import Request


def request(assistant_id: str) -> Request[DeletedAssistant]:
    """Delete an assistant; its threads stay."""
    return Request(method="DELETE", segments=("assistants", assistant_id), read=DeletedAssistant.from_dict)
