"""Uploads: files too large for one request, sent in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Unpack, overload

from pdfai_api.api.uploads import add_upload_part, cancel_upload, complete_upload, create_upload
from pdfai_api.models import (
    CompleteUploadRequest,
    CreateUploadRequest,
    File,
    Upload,
    UploadPart,
)

from pdfai._async.sending import AsyncSender
from pdfai.blocking import ain_thread
from pdfai.calling import one_body
from pdfai.contents import Content, Progress, check_file_name, open_content, open_sized
from pdfai.errors import InvalidArgumentError, WorkFailedError

if TYPE_CHECKING:
    from pdfai_wire import params


PART_BYTES = 16 << 20
"""What is sent at once; the API takes up to 64 MiB."""


class AsyncUploads(AsyncSender):
    """The calls for uploads."""

    @overload
    async def create_upload(self, request: CreateUploadRequest, /) -> Upload: ...

    @overload
    async def create_upload(self, /, **parameters: Unpack[params.CreateUploadRequest]) -> Upload: ...

    async def create_upload(self, request: CreateUploadRequest | None = None, /, **parameters: Any) -> Upload:
        """Begin a file that will come in parts, which have to come to `bytes` within an hour."""
        return await self._send(create_upload.request(body=one_body(request, parameters)))

    async def add_upload_part(self, upload_id: str, data: Content, /) -> UploadPart:
        """Send a part of at most 64 MiB: bytes, a path or an open binary file; several may be under way."""
        with open_content(data) as opened:
            request = add_upload_part.request(upload_id, body={"data": ("part", opened)})
            return await self._send(request)

    @overload
    async def complete_upload(self, upload_id: str, request: CompleteUploadRequest, /) -> Upload: ...

    @overload
    async def complete_upload(
        self, upload_id: str, /, **parameters: Unpack[params.CompleteUploadRequest]
    ) -> Upload: ...

    async def complete_upload(
        self, upload_id: str, request: CompleteUploadRequest | None = None, /, **parameters: Any
    ) -> Upload:
        """Make the parts, in the order of `part_ids`, a file; it is the answer's `file`."""
        return await self._send(complete_upload.request(upload_id, body=one_body(request, parameters)))

    async def cancel_upload(self, upload_id: str, /) -> Upload:
        """Give an upload up; its parts are deleted."""
        return await self._send(cancel_upload.request(upload_id))

    async def upload_file_in_parts(
        self,
        purpose: Literal["assistants", "batch", "fine-tune", "vision"],
        file_name: str,
        content: Content,
        /,
        *,
        mime_type: str = "application/pdf",
        part_bytes: int = PART_BYTES,
        progress: Progress | None = None,
    ) -> File:
        """Upload a file that is too large for one request, a part of it in memory at a time.

        A part that is lost on the way is sent again by itself; should that not help, the upload is cancelled.
        """
        check_file_name(file_name)
        if not isinstance(part_bytes, int) or part_bytes < 1:
            raise InvalidArgumentError(f"part_bytes must be 1 or more, not {part_bytes!r}")
        with open_sized(content) as (file, size):
            upload = await self.create_upload(
                filename=file_name, purpose=purpose, bytes=size, mime_type=mime_type
            )
            try:
                part_ids = []
                while data := await ain_thread(file.read, part_bytes):
                    part_ids.append((await self.add_upload_part(upload.id, data)).id)
                    if progress is not None:
                        progress(file.tell(), size)
                done = await self.complete_upload(upload.id, part_ids=part_ids)
                if not done.file:
                    raise WorkFailedError(f"Upload {upload.id} is {done.status}, and has no file")
            except BaseException:
                # Imported here: most uploads need no such end.
                from pdfai.finishing import afinished  # noqa: PLC0415

                await afinished(self._try)(cancel_upload.request(upload.id))
                raise
        return done.file
