"""The kinds of objects the API shows, each with its table and the wire's words for one that is missing."""

from pdfai.server.store import tables
from pdfai.server.store.records import Records

assistants = Records(
    table=tables.assistants, object="assistant", prefix="asst_", missing="No assistant found with id '{id}'."
)
threads = Records(
    table=tables.threads, object="thread", prefix="thread_", missing="No thread found with id '{id}'."
)
messages = Records(
    table=tables.messages,
    object="thread.message",
    prefix="msg_",
    missing="No message found with id '{id}'.",
    columns=("thread_id", "run_id"),
)
runs = Records(
    table=tables.runs,
    object="thread.run",
    prefix="run_",
    missing="No run found with id '{id}'.",
    columns=("thread_id", "assistant_id", "status"),
)
run_steps = Records(
    table=tables.run_steps,
    object="thread.run.step",
    prefix="step_",
    missing="No run step found with id '{id}'.",
    columns=("run_id", "thread_id", "assistant_id", "status"),
)
files = Records(
    table=tables.files,
    object="file",
    prefix="file-",
    missing="No such File object: {id}",
    missing_param="id",
    columns=("bytes", "filename", "purpose", "sha256", "expires_at"),
)
uploads = Records(
    table=tables.uploads, object="upload", prefix="upload_", missing="No upload found with id '{id}'."
)
upload_parts = Records(
    table=tables.upload_parts,
    object="upload.part",
    prefix="part_",
    missing="No part found with id '{id}' in this upload.",
    columns=("upload_id",),
)
vector_stores = Records(
    table=tables.vector_stores,
    object="vector_store",
    prefix="vs_",
    missing="Vector store with id [{id}] not found.",
    columns=("last_active_at",),
)
vector_store_file_batches = Records(
    table=tables.vector_store_file_batches,
    object="vector_store.file_batch",
    prefix="vsfb_",
    missing="No file batch found with id '{id}'.",
    columns=("vector_store_id",),
)
vector_store_files = Records(
    table=tables.vector_store_files,
    object="vector_store.file",
    prefix="vsf_",
    missing="No file found with id '{id}' in this vector store.",
    columns=("vector_store_id", "status", "usage_bytes"),
    identity="file_id",
)
