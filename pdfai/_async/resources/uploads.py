"""Uploads: files too large for one request, sent in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from pdfai_api.api.uploads import add_upload_part, cancel_upload, complete_upload, create_upload
from pdfai_api.models import CompleteUploadRequest, CreateUploadRequest, Upload, UploadPart

from pdfai._async.sending import AsyncSender
from pdfai.calling import one_body
from pdfai.contents import Content, open_content

if TYPE_CHECKING:
    from pdfai_wire import params


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
