"""The searchable contents of files. Everything happens inside the caller's transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Subquery, and_, delete, func, insert, select
from sqlalchemy.sql.expression import SelectBase

from pdfai.language.terms import query_terms
from pdfai.server.retrieval import sqlite as full_text
from pdfai.server.retrieval.by_words import by_words
from pdfai.server.retrieval.chunking import Chunk
from pdfai.server.retrieval.fusion import fused
from pdfai.server.retrieval.meanings import add_meanings, by_meaning, delete_meanings
from pdfai.server.retrieval.passages import Passage
from pdfai.server.retrieval.ranking import phrases_of
from pdfai.server.retrieval.scopes import Searched
from pdfai.server.retrieval.tables import chunks as chunk_table
from pdfai.server.retrieval.tables import indexes, metadata, page_places
from pdfai.server.retrieval.vectors import Embedded, Meaning

_FUSED = 100


def create_index_tables(connection: Connection) -> None:
    """Create what is not there yet."""
    metadata.create_all(connection)
    full_text.create_terms_tables(connection)


def find_index(connection: Connection, *, sha256: str, max_tokens: int, overlap_tokens: int) -> int | None:
    """The id of a content's index, if it was cut like that before."""
    query = select(indexes.c.id).where(
        indexes.c.sha256 == sha256,
        indexes.c.max_tokens == max_tokens,
        indexes.c.overlap_tokens == overlap_tokens,
    )
    return connection.execute(query).scalar_one_or_none()


def add_index(
    connection: Connection,
    *,
    sha256: str,
    max_tokens: int,
    overlap_tokens: int,
    chunks: Sequence[Chunk],
    places: Mapping[int, bytes] | None = None,
    embedded: Embedded | None = None,
) -> int:
    """Make a content searchable and return its index's id; SQLAlchemy's IntegrityError when it is already.

    `places` says by the page's number where its words stand, `embedded` what the chunks mean, in their order.
    """
    first_id = (connection.execute(select(func.max(chunk_table.c.id))).scalar_one() or 0) + 1
    values = {
        "sha256": sha256,
        "max_tokens": max_tokens,
        "overlap_tokens": overlap_tokens,
        "first_chunk_id": first_id,
        "chunk_count": len(chunks),
        "letter_count": sum(len(chunk.terms) for chunk in chunks),
    }
    index_id: int = connection.execute(insert(indexes).values(values).returning(indexes.c.id)).scalar_one()
    rows = [
        {
            "id": first_id + at,
            "index_id": index_id,
            "page": chunk.page,
            "ordinal": at,
            "first_letter": chunk.first_letter,
            "text": chunk.text,
        }
        for at, chunk in enumerate(chunks)
    ]
    known = [
        {"index_id": index_id, "page": page, "places": each} for page, each in (places or {}).items() if each
    ]
    if known:
        connection.execute(insert(page_places), known)
    if rows:
        connection.execute(insert(chunk_table), rows)
        full_text.add_terms(
            connection, ((first_id + at, chunk.terms, chunk.often) for at, chunk in enumerate(chunks))
        )
    if embedded is not None:
        add_meanings(connection, index_id, first_id, embedded)
    return index_id


def delete_indexes(connection: Connection, *, sha256: str) -> None:
    """Forget a content, however it was cut."""
    doomed = select(indexes.c.id).where(indexes.c.sha256 == sha256)
    doomed_chunks = select(chunk_table.c.id).where(chunk_table.c.index_id.in_(doomed))
    full_text.delete_terms(connection, doomed_chunks)
    delete_meanings(connection, sha256=sha256)
    for table in (chunk_table, page_places):
        connection.execute(delete(table).where(table.c.index_id.in_(doomed)))
    connection.execute(delete(indexes).where(indexes.c.sha256 == sha256))


def search(
    connection: Connection,
    *,
    scope: SelectBase,
    query: str,
    limit: int = 20,
    least_score: float = 0.0,
    meaning: Meaning | None = None,
) -> list[Passage]:
    """The passages that say most about the query, best first, and none below the least score.

    `scope` selects `index_id`, `file_id` and `file_name` of the files to search. Any query is fine: nothing
    in it is an operator; one without words finds nothing by them. Where its `meaning` is given, too, what
    stands high in both rankings comes first. A score is a share of the best passage's, which is therefore 1.
    """
    files = select(scope.subquery("scope")).distinct().subquery("files")
    searched = _searched(connection, files)
    scores = by_words(connection, phrases_of(query_terms(query)), searched, limit=limit)
    if meaning is not None:
        # Deeper than is wanted: what is far down in both may be among the first when these are made one.
        count = max(limit, _FUSED)
        near = by_meaning(connection, meaning, searched, count=count)
        if near:
            ranked = _ranked(scores)[:count]
            scores = fused([(meaning.text_weight, ranked), (meaning.embedding_weight, near)])
            scores = {chunk_id: score for chunk_id, score in scores.items() if score > 0}
    found = connection.execute(_passages(_ranked(scores)[:limit], files)).all()
    best = max(scores.values(), default=0.0)
    passages = (
        Passage(
            file_id=row.file_id,
            file_name=row.file_name,
            page=row.page,
            text=row.text,
            score=scores[row.id] / best if best > 0 else 1.0,
            places=row.places or b"",
            first_letter=row.first_letter,
        )
        for row in sorted(found, key=lambda row: (-scores[row.id], row.id, row.file_id))[:limit]
    )
    return [passage for passage in passages if passage.score >= least_score]


def _ranked(scores: Mapping[int, float]) -> list[int]:
    """Best first; the id settles ties, so that the same question gets the same passages."""
    return sorted(scores, key=lambda chunk_id: (-scores[chunk_id], chunk_id))


def _searched(connection: Connection, files: Subquery) -> Searched:
    query = select(indexes.c.first_chunk_id, indexes.c.chunk_count, indexes.c.letter_count).where(
        indexes.c.id.in_(select(files.c.index_id)), indexes.c.chunk_count > 0
    )
    return Searched.of((first, chunks, letters) for first, chunks, letters in connection.execute(query))


def _passages(chunk_ids: Sequence[int], files: Subquery) -> Any:
    its_page = and_(
        page_places.c.index_id == chunk_table.c.index_id, page_places.c.page == chunk_table.c.page
    )
    return (
        select(chunk_table, files.c.file_id, files.c.file_name, page_places.c.places)
        .join(files, files.c.index_id == chunk_table.c.index_id)
        .outerjoin(page_places, its_page)
        .where(chunk_table.c.id.in_(chunk_ids))
    )
