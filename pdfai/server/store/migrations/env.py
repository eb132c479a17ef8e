"""What Alembic runs to upgrade, or to compare, the database whose connection it is given."""

from typing import Any

from alembic import context

from pdfai.server.retrieval.tables import metadata as retrieval_metadata
from pdfai.server.store.tables import metadata


def is_ours(name: str | None, type_: str, _parents: Any) -> bool:
    """Whether a table is described by the metadata: full-text tables, with their own tables, are not."""
    return type_ != "table" or not (name or "").startswith(("chunk_terms", "chunk_often"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=[metadata, retrieval_metadata],
    # SQLite cannot change a column: the table is made anew, and its rows are moved.
    render_as_batch=True,
    include_name=is_ours,
)
# The transaction is its caller's, who keeps all of the versions or none.
context.run_migrations()
