"""POST /uploads"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import CreateUploadRequest, Upload
from ...request import Request
from ...types import plain


def request(*, body: CreateUploadRequest | Mapping[str, Any]) -> Request[Upload]:
    """Begin a file that will come in parts."""
    return Request(method="POST", segments=("uploads",), json=plain(body), read=Upload.from_dict)
