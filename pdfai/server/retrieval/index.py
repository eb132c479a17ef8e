"""The searchable contents of files. Everything happens inside the caller's transaction."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Subquery, delete, func, insert, select
from sqlalchemy.sql.expression import SelectBase

from pdfai.server.retrieval import sqlite as full_text
from pdfai.server.retrieval.chunking import Chunk
from pdfai.server.retrieval.passages import Passage
from pdfai.server.retrieval.ranking import Phrase, bm25, phrases_of
from pdfai.server.retrieval.tables import chunks as chunk_table
from pdfai.server.retrieval.tables import indexes, metadata
from pdfai.server.retrieval.terms import query_terms

_MOST_CANDIDATES = 500


def create_index_tables(connection: Connection) -> None:
    """Create what is not there yet."""
    metadata.create_all(connection)
    full_text.create_terms_table(connection)


def find_index(connection: Connection, *, sha256: str, max_tokens: int, overlap_tokens: int) -> int | None:
    """The id of a content's index, if it was cut like that before."""
    query = select(indexes.c.id).where(
        indexes.c.sha256 == sha256,
        indexes.c.max_tokens == max_tokens,
        indexes.c.overlap_tokens == overlap_tokens,
    )
    return connection.execute(query).scalar_one_or_none()


def add_index(
    connection: Connection, *, sha256: str, max_tokens: int, overlap_tokens: int, chunks: Sequence[Chunk]
) -> int:
    """Make a content searchable and return its index's id; SQLAlchemy's IntegrityError when it is already."""
    values = {"sha256": sha256, "max_tokens": max_tokens, "overlap_tokens": overlap_tokens}
    index_id: int = connection.execute(insert(indexes).values(values).returning(indexes.c.id)).scalar_one()
    first_id = (connection.execute(select(func.max(chunk_table.c.id))).scalar_one() or 0) + 1
    rows = [
        {"id": first_id + at, "index_id": index_id, "page": chunk.page, "ordinal": at, "text": chunk.text}
        for at, chunk in enumerate(chunks)
    ]
    if rows:
        connection.execute(insert(chunk_table), rows)
        full_text.add_terms(connection, ((first_id + at, chunk.terms) for at, chunk in enumerate(chunks)))
    return index_id


def delete_indexes(connection: Connection, *, sha256: str) -> None:
    """Forget a content, however it was cut."""
    doomed = select(indexes.c.id).where(indexes.c.sha256 == sha256)
    doomed_chunks = select(chunk_table.c.id).where(chunk_table.c.index_id.in_(doomed))
    full_text.delete_terms(connection, doomed_chunks)
    connection.execute(delete(chunk_table).where(chunk_table.c.index_id.in_(doomed)))
    connection.execute(delete(indexes).where(indexes.c.sha256 == sha256))


def search(connection: Connection, *, scope: SelectBase, query: str, limit: int = 20) -> list[Passage]:
    """The passages that say most about the query, best first; none for a query without words.

    `scope` selects `index_id`, `file_id` and `file_name` of the files to search. Any query is fine: nothing
    in it is an operator. A score is the passage's BM25 as a share of the best one's, which is therefore 1.
    """
    phrases = phrases_of(query_terms(query))
    if not phrases:
        return []
    files = select(scope.subquery("scope")).distinct().subquery("files")
    in_scope = chunk_table.c.index_id.in_(select(files.c.index_id))
    searched = connection.execute(select(func.count()).select_from(chunk_table).where(in_scope)).scalar_one()
    candidates = full_text.terms_of(_candidates(phrases, in_scope))
    texts = {row.chunk_id: row.terms for row in connection.execute(candidates)}
    scores = bm25(phrases, texts, searched=searched)
    # The id settles ties, so that the same question gets the same passages.
    wanted = sorted(scores, key=lambda chunk_id: (-scores[chunk_id], chunk_id))[:limit]
    best = max(scores.values(), default=0.0)
    found = connection.execute(_passages(wanted, files)).all()
    return [
        Passage(
            file_id=row.file_id,
            file_name=row.file_name,
            page=row.page,
            text=row.text,
            score=scores[row.id] / best if best > 0 else 1.0,
        )
        for row in sorted(found, key=lambda row: (-scores[row.id], row.id, row.file_id))[:limit]
    ]


def _candidates(phrases: Sequence[Phrase], in_scope: ColumnElement[bool]) -> Any:
    """The chunks in scope that hold any phrase: all or, of very many, the database's first choices."""
    hits = full_text.matching(phrases).subquery("hits")
    return (
        select(hits.c.chunk_id)
        .join(chunk_table, chunk_table.c.id == hits.c.chunk_id)
        .where(in_scope)
        .order_by(hits.c.relevance.desc(), hits.c.chunk_id)
        .limit(_MOST_CANDIDATES)
    )


def _passages(chunk_ids: Sequence[int], files: Subquery) -> Any:
    return (
        select(chunk_table.c.id, files.c.file_id, files.c.file_name, chunk_table.c.page, chunk_table.c.text)
        .join(files, files.c.index_id == chunk_table.c.index_id)
        .where(chunk_table.c.id.in_(chunk_ids))
    )
