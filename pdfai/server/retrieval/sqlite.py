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

from pdfai.server.retrieval.terms import Term
from pdfai.server.retrieval.words import pairs

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


def matching(terms: Sequence[Term]) -> Select[tuple[int, float]]:
    """The `chunk_id` and `relevance` of the chunks that hold any of the terms; a higher BM25 is better."""
    condition = text("chunk_terms MATCH :chunk_terms_query").bindparams(
        bindparam("chunk_terms_query", " OR ".join(phrase for term in terms for phrase in _phrases(term)))
    )
    relevance = literal_column("-bm25(chunk_terms)", Float).label("relevance")
    return select(_chunk_terms.c.rowid.label("chunk_id"), relevance).where(condition)


def _phrases(term: Term) -> list[str]:
    """A term in FTS5's query language. Everything stands in quotes: nothing in a question is an operator."""
    match term.kind:
        case "number":
            return [_quoted(term.text)]
        case "word":
            # The word itself too, so that it counts more than its other forms.
            return [_quoted(term.text), _quoted(term.stem) + "*"]
        case "run":
            grams = pairs(term.text)
            if not grams:
                return [_quoted(term.text) + "*"]
            return [_quoted(*grams), *map(_quoted, grams)] if len(grams) > 1 else [_quoted(*grams)]


def _quoted(*tokens: str) -> str:
    return '"' + " ".join(tokens).replace('"', '""') + '"'
