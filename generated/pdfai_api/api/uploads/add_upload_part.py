"""POST /uploads/{upload_id}/parts"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import AddUploadPartRequest, UploadPart
from ...request import Request, form


def request(upload_id: str, *, body: AddUploadPartRequest | Mapping[str, Any]) -> Request[UploadPart]:
    """Send a part; several may be under way at once."""
    return Request(
        method="POST",
        segments=("uploads", upload_id, "parts"),
        **form(body, files=("data",)),
        read=UploadPart.from_dict,
    )
