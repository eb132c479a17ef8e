"""Searches know where documents lie, what chunks say often, where words stand, and what texts mean."""

import re
from collections import Counter

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_WORDS = re.compile(r"[^\W_]+")
_AT_ONCE = 500


def upgrade() -> None:
    """Add what is searched by; of documents indexed before, nobody knows places and meanings."""
    for table, column in (
        ("indexes", "first_chunk_id"),
        ("indexes", "chunk_count"),
        ("indexes", "letter_count"),
        ("chunks", "first_letter"),
    ):
        op.add_column(table, sa.Column(column, sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "page_places",
        sa.Column("index_id", sa.Integer, sa.ForeignKey("indexes.id"), primary_key=True),
        sa.Column("page", sa.Integer, primary_key=True),
        sa.Column("places", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "index_signs",
        sa.Column("index_id", sa.Integer, sa.ForeignKey("indexes.id"), primary_key=True),
        sa.Column("model", sa.String, primary_key=True),
        sa.Column("bits", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "chunk_vectors",
        sa.Column("chunk_id", sa.Integer, sa.ForeignKey("chunks.id"), primary_key=True),
        sa.Column("model", sa.String, primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    if op.get_context().dialect.name == "sqlite":
        _upgrade_words()


def _upgrade_words() -> None:
    options = "terms, detail = none, columnsize = 0, tokenize = 'unicode61 remove_diacritics 0'"
    op.execute(f"CREATE VIRTUAL TABLE chunk_often USING fts5({options})")
    connection = op.get_bind()
    last = 0
    while rows := connection.exec_driver_sql(
        "SELECT rowid, terms FROM chunk_terms WHERE rowid > ? ORDER BY rowid LIMIT ?", (last, _AT_ONCE)
    ).all():
        for chunk_id, terms in rows:
            words = _WORDS.findall(terms)
            often = " ".join(word for word, count in Counter(words).items() if count >= 3)
            # Marks between the words kept them from being counted.
            connection.exec_driver_sql(
                "UPDATE chunk_terms SET terms = ? WHERE rowid = ?", (" ".join(words), chunk_id)
            )
            if often:
                connection.exec_driver_sql(
                    "INSERT INTO chunk_often (rowid, terms) VALUES (?, ?)", (chunk_id, often)
                )
        last = rows[-1][0]
    op.execute(
        """
        UPDATE indexes
        SET first_chunk_id = found.first, chunk_count = found.chunks, letter_count = found.letters
        FROM (
            SELECT index_id, min(id) AS first, count(*) AS chunks, sum(length(terms)) AS letters
            FROM chunks JOIN chunk_terms ON chunk_terms.rowid = chunks.id GROUP BY index_id
        ) AS found
        WHERE found.index_id = indexes.id
        """
    )
