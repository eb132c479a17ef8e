"""POST /files"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import File, UploadFileRequest
from ...request import Request, form


def request(*, body: UploadFileRequest | Mapping[str, Any]) -> Request[File]:
    """Upload a file."""
    return Request(method="POST", segments=("files",), **form(body, files=("file",)), read=File.from_dict)
