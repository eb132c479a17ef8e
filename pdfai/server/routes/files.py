"""Files."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, UploadFile
from fastapi.responses import FileResponse
from pdfai_wire import schema
from pydantic import BaseModel, ConfigDict

from pdfai.server.services import ServicesOf
from pdfai.server.store import kinds
from pdfai.server.store.files import add_file, remove_file
from pdfai.server.store.records import PageRequest

router = APIRouter(prefix="/v1/files", tags=["files"])


class _Upload(BaseModel):
    """`UploadFileRequest`, with the bytes on disk rather than in memory."""

    model_config = ConfigDict(extra="forbid")
    file: UploadFile
    purpose: schema.UploadPurpose


@router.get("", response_model=schema.FileList)
def get_files(
    services: ServicesOf,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 10_000,
    order: schema.ListOrder = "desc",
    after: str | None = None,
    purpose: str | None = None,
) -> Any:
    """A page of files."""
    paging = PageRequest(limit=limit, order=order, after=after)
    with services.database.read() as connection:
        return kinds.files.page(connection, paging, purpose=purpose)


@router.post("", response_model=schema.File)
def upload_file(services: ServicesOf, form: Annotated[_Upload, Form()]) -> Any:
    """The stored file."""
    file, name = form.file.file, form.file.filename or "upload"
    return add_file(services.database, services.blobs, file, filename=name, purpose=form.purpose)


@router.get("/{file_id}", response_model=schema.File)
def get_file(services: ServicesOf, file_id: str) -> Any:
    """The file, without its bytes."""
    with services.database.read() as connection:
        return kinds.files.get(connection, file_id)


@router.delete("/{file_id}", response_model=schema.DeletedFile)
def delete_file(services: ServicesOf, file_id: str) -> Any:
    """What was deleted; it is gone from every vector store too."""
    return remove_file(services.database, services.blobs, file_id)


@router.get("/{file_id}/content", response_class=FileResponse)
def get_file_content(services: ServicesOf, file_id: str) -> Any:
    """The bytes as they were uploaded."""
    with services.database.read() as connection:
        sha256 = kinds.files.row(connection, file_id).sha256
    return FileResponse(services.blobs.path(sha256), media_type="application/octet-stream")
