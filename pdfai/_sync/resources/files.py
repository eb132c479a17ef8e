# Derived from pdfai/_async/resources/files.py by scripts/unasync.py.
"""Files: documents as they were uploaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack, overload

from pdfai_api.api.files import delete_file, get_file, get_file_content, get_files, upload_file
from pdfai_api.models import DeletedFile, File, UploadPurpose
from pdfai_api.types import UNSET, Unset

from pdfai._sync.pages import Page
from pdfai._sync.sending import Sender
from pdfai.contents import Content, Progress, check_file_name, open_watched

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from pdfai_wire import params

    from pdfai.calling import FileListQuery


class Files(Sender):
    """The calls for files."""

    def upload_file(
        self,
        purpose: UploadPurpose,
        file_name: str,
        content: Content,
        /,
        *,
        expires_after: params.ExpiresAfterCreation | Unset = UNSET,
        progress: Progress | None = None,
    ) -> File:
        """Upload bytes, a path or an open binary file; a file is sent from its beginning, piece by piece.

        `progress` is called with the bytes sent and those there are. A file that cannot be rewound is sent
        once only, without retries.
        """
        check_file_name(file_name)
        with open_watched(content, progress) as opened:
            body = {"purpose": purpose, "file": (file_name, opened), "expires_after": expires_after}
            return self._send(upload_file.request(body=body))

    def get_files(self, **query: Unpack[FileListQuery]) -> Page[File]:
        """One page of files, newest first unless asked otherwise."""
        return self._page(get_files.request, **query)

    def get_file(self, file_id: str, /) -> File:
        """Look a file up; its bytes are `get_file_content`."""
        return self._send(get_file.request(file_id))

    def delete_file(self, file_id: str, /) -> DeletedFile:
        """Delete a file, and remove it from every vector store."""
        return self._send(delete_file.request(file_id))

    @overload
    def get_file_content(self, file_id: str, /, *, to: None = None) -> bytes: ...

    @overload
    def get_file_content(self, file_id: str, /, *, to: str | os.PathLike[str]) -> Path: ...

    @overload
    def get_file_content(self, file_id: str, /, *, to: str | os.PathLike[str] | None) -> bytes | Path: ...

    def get_file_content(self, file_id: str, /, *, to: str | os.PathLike[str] | None = None) -> bytes | Path:
        """Download a file's bytes; a large file's better to a path, where they stand whole or not at all."""
        request = get_file_content.request(file_id)
        if to is not None:
            return self._download(request, to)
        return self._send(request)
