"""What a status means: work that goes on, work that is done, work that failed. No I/O.

A status that nobody named here counts as going on: servers grow.
"""

from pdfai_api.models import Run, VectorStore, VectorStoreFile

from pdfai.answers import Answer
from pdfai.errors import (
    FileFailure,
    IndexingFailedError,
    RunFailedError,
    RunIncompleteError,
    VectorStoreFailedError,
)


def run_has_ended(answer: Answer[Run]) -> bool:
    """Whether the run is done or waits for the caller; raises when it failed."""
    run = answer.value
    match run.status:
        case "completed" | "requires_action":
            return True
        case "failed" | "cancelled" | "expired":
            raise RunFailedError(run, request_id=answer.request_id)
        case "incomplete":
            raise RunIncompleteError(run, request_id=answer.request_id)
        case _:  # queued, in_progress, cancelling
            return False


def answered_by(run: Run) -> str:
    """The model that answered: pdfai's server says so itself, of others the one that was asked is known."""
    return run.answered_by_model or run.model or ""


def vector_store_has_ended(answer: Answer[VectorStore]) -> bool:
    """Whether all files were dealt with, well or badly; raises when the store expired."""
    vector_store = answer.value
    match vector_store.status:
        case "completed":
            return True
        case "expired":
            raise VectorStoreFailedError(vector_store)
        case _:  # in_progress
            return False


def vector_store_file_has_ended(answer: Answer[VectorStoreFile]) -> bool:
    """Whether the file is indexed; raises when it cannot be."""
    file = answer.value
    match file.status:
        case "completed":
            return True
        case "failed" | "cancelled":
            raise IndexingFailedError([file_failure(file)])
        case _:  # in_progress
            return False


def file_failure(file: VectorStoreFile, document: str = "") -> FileFailure:
    """Why a stored file failed, under the document's name where the caller knows it."""
    error = file.last_error
    return FileFailure(
        file_id=file.id,
        document=document,
        code=str(getattr(error, "code", "") or file.status),
        message=str(getattr(error, "message", "") or ""),
    )
