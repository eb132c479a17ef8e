"""Uploads in parts."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, UploadFile
from pdfai_wire import schema
from pydantic import BaseModel, ConfigDict

from pdfai.server.routes.requests import sent
from pdfai.server.services import ServicesOf
from pdfai.server.store import uploads

router = APIRouter(prefix="/v1/uploads", tags=["uploads"])


class _Part(BaseModel):
    """`AddUploadPartRequest`, with the bytes on disk rather than in memory."""

    model_config = ConfigDict(extra="forbid")
    data: UploadFile


@router.post("", response_model=schema.Upload)
def create_upload(services: ServicesOf, body: schema.CreateUploadRequest) -> Any:
    """The upload, pending."""
    uploads.drop_overdue(services.database, services.blobs)
    with services.database.write() as connection:
        return uploads.create_upload(connection, sent(body))


@router.post("/{upload_id}/parts", response_model=schema.UploadPart)
def add_upload_part(services: ServicesOf, upload_id: str, form: Annotated[_Part, Form()]) -> Any:
    """The part."""
    return uploads.add_part(services.database, services.blobs, upload_id, form.data.file)


@router.post("/{upload_id}/complete", response_model=schema.Upload)
def complete_upload(services: ServicesOf, upload_id: str, body: schema.CompleteUploadRequest) -> Any:
    """The upload, with its file."""
    return uploads.complete_upload(services.database, services.blobs, upload_id, sent(body))


@router.post("/{upload_id}/cancel", response_model=schema.Upload)
def cancel_upload(services: ServicesOf, upload_id: str) -> Any:
    """The upload, cancelled."""
    return uploads.cancel_upload(services.database, services.blobs, upload_id)
