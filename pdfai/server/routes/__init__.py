"""One handler for each operation of the contract, a module for each tag."""

from pdfai.server.routes import (
    assistants,
    chat,
    embeddings,
    files,
    messages,
    models,
    run_steps,
    runs,
    threads,
    uploads,
    vector_store_file_batches,
    vector_store_files,
    vector_stores,
)

# `/threads/runs` stands before `/threads/{thread_id}`, or it would be taken for a thread's id.
ROUTERS = (
    assistants.router,
    runs.router,
    run_steps.router,
    messages.router,
    threads.router,
    files.router,
    uploads.router,
    vector_stores.router,
    vector_store_files.router,
    vector_store_file_batches.router,
    chat.router,
    embeddings.router,
    models.router,
)
