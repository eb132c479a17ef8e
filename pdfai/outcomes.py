"""What a status means: work that goes on, work that is done, work that failed. No I/O.

A status that nobody named here counts as going on: servers grow.
"""

from pdfai_api.models import Message, Run, VectorStore, VectorStoreFile, VectorStoreFileBatch

from pdfai.answers import Answer
from pdfai.errors import (
    FileBatchFailedError,
    FileFailure,
    IndexingFailedError,
    MessageIncompleteError,
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


def message_has_ended(answer: Answer[Message]) -> bool:
    """Whether the message is whole; raises when it never will be. Servers say nothing of one that is."""
    message = answer.value
    if message.status == "incomplete":
        raise MessageIncompleteError(message)
    return not message.status or message.status == "completed"


def file_batch_has_ended(answer: Answer[VectorStoreFileBatch]) -> bool:
    """Whether all files were dealt with, well or badly; raises when the batch was given up."""
    batch = answer.value
    match batch.status:
        case "completed":
            return True
        case "failed" | "cancelled":
            raise FileBatchFailedError(batch)
        case _:  # in_progress; of no files there is nothing to wait for
            return getattr(batch.file_counts, "total", None) == 0


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
