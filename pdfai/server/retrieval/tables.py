"""Where the pieces of documents are kept. The full-text table beside them is `sqlite.py`'s."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

indexes = Table(
    "indexes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("max_tokens", Integer, nullable=False),
    Column("overlap_tokens", Integer, nullable=False),
    # The ids of its chunks follow each other; the letters are those of all their words.
    Column("first_chunk_id", Integer, nullable=False, server_default="0"),
    Column("chunk_count", Integer, nullable=False, server_default="0"),
    Column("letter_count", Integer, nullable=False, server_default="0"),
    UniqueConstraint("sha256", "max_tokens", "overlap_tokens"),
)
"""One row per content and way of cutting it; files with equal bytes share it."""

chunks = Table(
    "chunks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("index_id", ForeignKey(indexes.c.id), nullable=False, index=True),
    Column("page", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    # How many letters and digits stand before it on its page.
    Column("first_letter", Integer, nullable=False, server_default="0"),
    # Last, so that SQLite need not read past it for the columns that are joined.
    Column("text", Text, nullable=False),
)
"""Pieces in reading order."""

page_places = Table(
    "page_places",
    metadata,
    Column("index_id", ForeignKey(indexes.c.id), primary_key=True),
    Column("page", Integer, primary_key=True),
    Column("places", LargeBinary, nullable=False),
)
"""Where the words of a page stand, for `pdfai.documents.places`; pages of which nobody knows are missing."""

index_signs = Table(
    "index_signs",
    metadata,
    Column("index_id", ForeignKey(indexes.c.id), primary_key=True),
    Column("model", String, primary_key=True),
    Column("bits", LargeBinary, nullable=False),
)
"""The bits of a model's vectors of all chunks, one after the other: all of them are looked through."""

chunk_vectors = Table(
    "chunk_vectors",
    metadata,
    Column("chunk_id", ForeignKey(chunks.c.id), primary_key=True),
    Column("model", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
"""A byte for each number: of few chunks they are compared."""
