"""DELETE /files/{file_id}"""

from __future__ import annotations

from ...models import DeletedFile
from ...request import Request


def request(file_id: str) -> Request[DeletedFile]:
    """Delete a file, and remove it from every vector store."""
    return Request(method="DELETE", segments=("files", file_id), read=DeletedFile.from_dict)
