"""POST /uploads/{upload_id}/cancel"""

from __future__ import annotations

from ...models import Upload
from ...request import Request


def request(upload_id: str) -> Request[Upload]:
    """Give an upload up; its parts are deleted."""
    return Request(method="POST", segments=("uploads", upload_id, "cancel"), read=Upload.from_dict)
