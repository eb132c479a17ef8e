"""GET /files/{file_id}"""

from __future__ import annotations

from ...models import File
from ...request import Request


def request(file_id: str) -> Request[File]:
    """Look a file up."""
    return Request(method="GET", segments=("files", file_id), read=File.from_dict)
