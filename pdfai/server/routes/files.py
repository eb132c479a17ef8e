"""Files."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, UploadFile
from fastapi.responses import FileResponse
from pdfai_wire import schema
from pydantic import BaseModel, ConfigDict, Field

from pdfai.server.problems import Problem
from pdfai.server.services import ServicesOf
from pdfai.server.store import kinds
from pdfai.server.store.files import add_file, remove_expired, remove_file
from pdfai.server.store.records import PageRequest

router = APIRouter(prefix="/v1/files", tags=["files"])


class _Upload(BaseModel):
    """`UploadFileRequest`, with the bytes on disk rather than in memory, and as flat as forms are."""

    model_config = ConfigDict(extra="forbid")
    file: UploadFile
    purpose: schema.UploadPurpose
    anchor: Annotated[schema.CreationAnchor | None, Field(alias="expires_after[anchor]")] = None
    seconds: Annotated[int | None, Field(alias="expires_after[seconds]", ge=3600, le=2_592_000)] = None

    @property
    def expires_after(self) -> dict[str, Any] | None:
        """When the file expires; raises `Problem` for half of what says so."""
        if (self.anchor is None) != (self.seconds is None):
            missing = "anchor" if self.anchor is None else "seconds"
            raise Problem(
                f"Missing required parameter: 'expires_after.{missing}'.", param=f"expires_after.{missing}"
            )
        return None if self.seconds is None else {"anchor": self.anchor, "seconds": self.seconds}


@router.get("", response_model=schema.FileList)
def get_files(
    services: ServicesOf,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 10_000,
    order: schema.ListOrder = "desc",
    after: str | None = None,
    purpose: str | None = None,
) -> Any:
    """A page of files."""
    remove_expired(services.database, services.blobs)
    paging = PageRequest(limit=limit, order=order, after=after)
    with services.database.read() as connection:
        return kinds.files.page(connection, paging, purpose=purpose)


@router.post("", response_model=schema.File)
def upload_file(services: ServicesOf, form: Annotated[_Upload, Form()]) -> Any:
    """The stored file."""
    file, name = form.file.file, form.file.filename or "upload"
    return add_file(
        services.database,
        services.blobs,
        file,
        filename=name,
        purpose=form.purpose,
        expires_after=form.expires_after,
    )


@router.get("/{file_id}", response_model=schema.File)
def get_file(services: ServicesOf, file_id: str) -> Any:
    """The file, without its bytes."""
    remove_expired(services.database, services.blobs)
    with services.database.read() as connection:
        return kinds.files.get(connection, file_id)


@router.delete("/{file_id}", response_model=schema.DeletedFile)
def delete_file(services: ServicesOf, file_id: str) -> Any:
    """What was deleted; it is gone from every vector store too."""
    return remove_file(services.database, services.blobs, file_id)


@router.get("/{file_id}/content", response_class=FileResponse)
def get_file_content(services: ServicesOf, file_id: str) -> Any:
    """The bytes as they were uploaded."""
    remove_expired(services.database, services.blobs)
    with services.database.read() as connection:
        sha256 = kinds.files.row(connection, file_id).sha256
    return FileResponse(services.blobs.path(sha256), media_type="application/octet-stream")
