"""POST /uploads/{upload_id}/complete"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import CompleteUploadRequest, Upload
from ...request import Request
from ...types import plain


def request(upload_id: str, *, body: CompleteUploadRequest | Mapping[str, Any]) -> Request[Upload]:
    """Make the parts a file."""
    return Request(
        method="POST", segments=("uploads", upload_id, "complete"), json=plain(body), read=Upload.from_dict
    )
