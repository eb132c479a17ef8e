"""From a stored file to an index that can be searched."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from anyio import to_thread
from sqlalchemy import Connection, Row, select

from pdfai.documents.reading import read_pages
from pdfai.documents.stopping import ReadingStoppedError, Stop
from pdfai.errors import ConfigurationError, DocumentError, NotAPdfError
from pdfai.server.problems import DISK_IS_FULL, is_disk_full
from pdfai.server.retrieval.chunking import Chunk, chunk_pages
from pdfai.server.retrieval.index import add_index, find_index
from pdfai.server.retrieval.vectors import Embedded
from pdfai.server.store import kinds, tables
from pdfai.server.store.blobs import Blobs
from pdfai.server.store.database import Database
from pdfai.server.store.leases import Leased

if TYPE_CHECKING:
    from pdfai.server.models.embedding import Embedder

_log = logging.getLogger("pdfai.server")

INDEXING = Leased(table=tables.vector_store_files, open=("in_progress",))

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    """What a document says, and where."""

    chunks: list[Chunk]
    places: dict[int, bytes]


class Indexer:
    """Reads, chunks and indexes the files put into vector stores; an `embedder` says what the chunks mean."""

    def __init__(self, database: Database, blobs: Blobs, embedder: "Embedder | None" = None) -> None:
        self._database = database
        self._blobs = blobs
        self._embedder = embedder

    async def index(self, id: str) -> None:
        """Index the file behind one row; what goes wrong is written to the row."""
        stop = Stop()
        try:
            read = await self._noting_failure(id, self._read, id, stop)
            if read is not None:
                embedded = await self._embedded(read.chunks)
                await self._noting_failure(id, self._complete, id, read, embedded)
        finally:
            stop.set()

    async def _embedded(self, chunks: list[Chunk]) -> Embedded | None:
        """What the chunks mean; None where nobody says: then they are found by their words."""
        return (
            None if self._embedder is None else await self._embedder.of_chunks([each.text for each in chunks])
        )

    async def _noting_failure(self, id: str, work: Callable[..., T], *arguments: object) -> T | None:
        # A stopping server does not wait for the reader, and does not leave it behind.
        return await to_thread.run_sync(self._tried, id, work, arguments, abandon_on_cancel=True)

    def _tried(self, id: str, work: Callable[..., T], arguments: tuple[object, ...]) -> T | None:
        try:
            return work(*arguments)
        except ReadingStoppedError:
            pass  # another server takes the work up
        except FileNotFoundError:
            # The file was deleted meanwhile, and its bytes with it; were it not, this would say so.
            self._fail(id, "server_error", "The bytes of this file are lost: upload it again.")
        except NotAPdfError as error:
            self._fail(id, "unsupported_file", str(error))
        except DocumentError as error:
            self._fail(id, "invalid_file", str(error))
        except ConfigurationError as error:
            _log.error("%s", error)
            self._fail(id, "server_error", str(error))
        except Exception as error:
            _log.exception("indexing %s failed", id)
            message = "The server failed while indexing this file."
            self._fail(id, "server_error", DISK_IS_FULL if is_disk_full(error) else message)
        return None

    def _read(self, id: str, stop: Stop) -> _Read | None:
        with self._database.read() as connection:
            placed = _placed(connection, id)
            if placed is None or placed.status != "in_progress":
                return None
            content = kinds.files.row(connection, placed.file_id)
        data = self._blobs.path(content.sha256).read_bytes()
        pages = read_pages(data, name=content.filename, with_places=True, stop=stop)
        chunks = chunk_pages(pages, max_tokens=placed.max_tokens, overlap_tokens=placed.overlap_tokens)
        return _Read(chunks=chunks, places={page.number: page.places for page in pages})

    def _complete(self, id: str, read: _Read, embedded: Embedded | None) -> None:
        with self._database.write() as connection:
            placed = _placed(connection, id)
            if placed is None or placed.status != "in_progress":
                # The file or its store was deleted meanwhile, or the batch cancelled.
                return
            content = kinds.files.row(connection, placed.file_id)
            key = {
                "sha256": content.sha256,
                "max_tokens": placed.max_tokens,
                "overlap_tokens": placed.overlap_tokens,
            }
            if find_index(connection, **key) is None:
                add_index(connection, **key, chunks=read.chunks, places=read.places, embedded=embedded)
            done = {"status": "completed", "usage_bytes": content.bytes}
            kinds.vector_store_files.change(connection, placed, {}, **done)

    def _fail(self, id: str, code: str, message: str) -> None:
        with self._database.write() as connection:
            placed = _placed(connection, id)
            if placed is not None and placed.status == "in_progress":
                error = {"code": code, "message": message}
                kinds.vector_store_files.change(connection, placed, {"last_error": error}, status="failed")


def _placed(connection: Connection, id: str) -> Row[Any] | None:
    placed = tables.vector_store_files
    return connection.execute(select(placed).where(placed.c.id == id)).one_or_none()
