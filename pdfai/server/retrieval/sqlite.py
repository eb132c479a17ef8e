"""Full-text search as SQLite spells it: the one module that another database replaces."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Integer, Select, TableClause, column, delete, insert, table, text

from pdfai.server.retrieval.ranking import Phrase
from pdfai.server.retrieval.scopes import Searched

_chunk_terms: TableClause = table("chunk_terms", column("rowid", Integer), column("terms"))
_chunk_often: TableClause = table("chunk_often", column("rowid", Integer), column("terms"))

# The words arrive folded.
_TOKENIZE = "tokenize = 'unicode61 remove_diacritics 0'"
# Not contentless tables: SQLite before 3.43 cannot delete from one.
TABLES = {
    "chunk_terms": f"fts5(terms, {_TOKENIZE})",
    "chunk_often": f"fts5(terms, detail = none, columnsize = 0, {_TOKENIZE})",
}
"""The words of each chunk; and those of them that it says often, of which many chunks have few."""

_MATCHING = "FROM chunk_terms WHERE chunk_terms MATCH ? AND rowid BETWEEN ? AND ?"
_HOLDING = f"SELECT rowid {_MATCHING} LIMIT ?"
_SAYING_OFTEN = _HOLDING.replace("chunk_terms", "chunk_often")
_SAYING_MOST = f"SELECT rank, rowid {_MATCHING} ORDER BY rank, rowid"


def create_terms_tables(connection: Connection) -> None:
    """Create the tables of words, unless they are there."""
    for name, module in TABLES.items():
        connection.execute(text(f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING {module}"))


def add_terms(connection: Connection, rows: Iterable[tuple[int, str, str]]) -> None:
    """Make each chunk, by its id, findable by its words, and by those it says often."""
    values = [{"rowid": chunk_id, "terms": terms, "often": often} for chunk_id, terms, often in rows]
    if values:
        connection.execute(insert(_chunk_terms), values)
        often = [{"rowid": each["rowid"], "terms": each["often"]} for each in values if each["often"]]
        if often:
            connection.execute(insert(_chunk_often), often)


def delete_terms(connection: Connection, chunk_ids: Select[tuple[int]]) -> None:
    """Forget the words of the selected chunks."""
    for each in (_chunk_terms, _chunk_often):
        connection.execute(delete(each).where(each.c.rowid.in_(chunk_ids)))


def holding(connection: Connection, phrase: Phrase, searched: Searched, *, limit: int) -> list[int]:
    """The first chunks that hold a phrase."""
    return _first(connection, _HOLDING, phrase, searched, limit)


def saying_often(connection: Connection, phrase: Phrase, searched: Searched, *, limit: int) -> list[int]:
    """The first chunks that say a word often; of a phrase of several words nobody knows."""
    return _first(connection, _SAYING_OFTEN, phrase, searched, limit) if len(phrase.words) == 1 else []


def holding_all(
    connection: Connection, phrases: Sequence[Phrase], searched: Searched, *, limit: int
) -> list[int]:
    """The chunks that hold all phrases, and of very many those that say most of them."""
    words = " AND ".join(map(_quoted, phrases))
    best: list[tuple[float, int]] = []
    for look in searched.looks():
        rows = _cursor(connection).execute(_SAYING_MOST, (words, *look))
        best += islice((row for row in rows if not searched.has_gaps or searched.holds(row[1])), limit)
    return [id for _, id in sorted(best)[:limit]]


def terms_of(connection: Connection, chunk_ids: Sequence[int]) -> dict[int, str]:
    """The words of chunks, by their ids."""
    places = ", ".join("?" * len(chunk_ids))
    query = f"SELECT rowid, terms FROM chunk_terms WHERE rowid IN ({places})"  # noqa: S608  # nothing but places
    return dict(_cursor(connection).execute(query, list(chunk_ids)))


def _first(connection: Connection, select: str, phrase: Phrase, searched: Searched, limit: int) -> list[int]:
    words = _quoted(phrase)
    ids: list[int] = []
    for look in searched.looks():
        most = -1 if searched.has_gaps else limit - len(ids)
        rows = _cursor(connection).execute(select, (words, *look, most))
        if searched.has_gaps:
            ids += islice((id for (id,) in rows if searched.holds(id)), limit)
        else:
            ids += [id for (id,) in rows.fetchall()]
    return ids


def _cursor(connection: Connection) -> Any:
    """The driver's own: thousands of ids are wanted, and SQLAlchemy would make each a row."""
    return connection.connection.cursor()


def _quoted(phrase: Phrase) -> str:
    """A phrase in FTS5's query language: in quotes, for nothing in a question is an operator."""
    words = " ".join(phrase.words).replace('"', '""')
    return f'"{words}"' + ("*" if phrase.is_beginning else "")
