"""The chunks whose vectors are nearest to a question's."""

from sqlalchemy import Connection, delete, insert, select

from pdfai.server.retrieval.scopes import Searched
from pdfai.server.retrieval.tables import chunk_vectors, chunks, index_signs, indexes
from pdfai.server.retrieval.vectors import Embedded, Meaning, Signs, bits_of, by_similarity, bytes_of, nearest

_COMPARED_PER_RESULT = 4
_FEWEST_COMPARED = 200


def add_meanings(connection: Connection, index_id: int, first_chunk_id: int, embedded: Embedded) -> None:
    """Keep the vectors of an index's chunks."""
    if not embedded.vectors:
        return
    bits = b"".join(map(bits_of, embedded.vectors))
    connection.execute(insert(index_signs), [{"index_id": index_id, "model": embedded.model, "bits": bits}])
    rows = [
        {"chunk_id": chunk_id, "model": embedded.model, "vector": bytes_of(vector)}
        for chunk_id, vector in enumerate(embedded.vectors, start=first_chunk_id)
    ]
    connection.execute(insert(chunk_vectors), rows)


def delete_meanings(connection: Connection, *, sha256: str) -> None:
    """Forget the vectors of a content, however it was cut."""
    doomed = select(indexes.c.id).where(indexes.c.sha256 == sha256)
    doomed_chunks = select(chunks.c.id).where(chunks.c.index_id.in_(doomed))
    connection.execute(delete(chunk_vectors).where(chunk_vectors.c.chunk_id.in_(doomed_chunks)))
    connection.execute(delete(index_signs).where(index_signs.c.index_id.in_(doomed)))


def by_meaning(connection: Connection, meaning: Meaning, searched: Searched, *, count: int) -> list[int]:
    """The chunks nearest to what is meant, best first; of documents without vectors of its length none."""
    columns = (indexes.c.first_chunk_id, indexes.c.chunk_count, index_signs.c.bits)
    query = select(*columns).join(indexes).where(index_signs.c.model == meaning.model)
    if not searched.ranges:
        return []
    query = query.where(indexes.c.first_chunk_id.between(searched.ranges[0].first, searched.ranges[-1].last))
    rows = connection.execute(query)
    signs = (Signs(first, chunk_count, bits) for first, chunk_count, bits in rows if searched.holds(first))
    compared = max(_FEWEST_COMPARED, _COMPARED_PER_RESULT * count)
    near = nearest(meaning.vector, signs, count=compared)
    wanted = select(chunk_vectors.c.chunk_id, chunk_vectors.c.vector).where(
        chunk_vectors.c.chunk_id.in_(near), chunk_vectors.c.model == meaning.model
    )
    vectors = {row.chunk_id: row.vector for row in connection.execute(wanted)}
    return by_similarity(meaning.vector, vectors, count=count)
