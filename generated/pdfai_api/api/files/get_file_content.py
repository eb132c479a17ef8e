"""GET /files/{file_id}/content"""

from __future__ import annotations

from ...request import Request


def request(file_id: str) -> Request[bytes]:
    """Download a file's bytes."""
    return Request(method="GET", segments=("files", file_id, "content"), kind="bytes", read=bytes)
