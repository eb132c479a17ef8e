"""Full-text search as SQLite spells it: the one module that another database replaces."""

from collections.abc import Iterable, Sequence

from sqlalchemy import (
    Connection,
    Float,
    Integer,
    Select,
    TableClause,
    bindparam,
    column,
    delete,
    insert,
    literal_column,
    select,
    table,
    text,
)

from pdfai.server.retrieval.ranking import Phrase

_chunk_terms: TableClause = table("chunk_terms", column("rowid", Integer), column("terms"))


def create_terms_table(connection: Connection) -> None:
    """Create the table of words, unless it is there."""
    # Not a contentless table: SQLite before 3.43 cannot delete from one. The words arrive folded.
    options = "terms, tokenize = 'unicode61 remove_diacritics 0'"
    connection.execute(text(f"CREATE VIRTUAL TABLE IF NOT EXISTS chunk_terms USING fts5({options})"))


def add_terms(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Make each chunk, by its id, findable by its words."""
    values = [{"rowid": chunk_id, "terms": terms} for chunk_id, terms in rows]
    if values:
        connection.execute(insert(_chunk_terms), values)


def delete_terms(connection: Connection, chunk_ids: Select[tuple[int]]) -> None:
    """Forget the words of the selected chunks."""
    connection.execute(delete(_chunk_terms).where(_chunk_terms.c.rowid.in_(chunk_ids)))


def matching(phrases: Sequence[Phrase]) -> Select[tuple[int, float]]:
    """The `chunk_id` of the chunks that hold any phrase, with a `relevance` among all chunks there are."""
    condition = text("chunk_terms MATCH :chunk_terms_query").bindparams(
        bindparam("chunk_terms_query", " OR ".join(map(_quoted, phrases)))
    )
    relevance = literal_column("-bm25(chunk_terms)", Float).label("relevance")
    return select(_chunk_terms.c.rowid.label("chunk_id"), relevance).where(condition)


def terms_of(chunk_ids: Select[tuple[int]]) -> Select[tuple[int, str]]:
    """The `chunk_id` and the `terms` of the selected chunks."""
    rowid = _chunk_terms.c.rowid
    return select(rowid.label("chunk_id"), _chunk_terms.c.terms).where(rowid.in_(chunk_ids))


def _quoted(phrase: Phrase) -> str:
    """A phrase in FTS5's query language: in quotes, for nothing in a question is an operator."""
    words = " ".join(phrase.words).replace('"', '""')
    return f'"{words}"' + ("*" if phrase.is_beginning else "")
