"""From a stored file to an index that can be searched."""

import logging
from typing import Any

from anyio import to_thread
from sqlalchemy import Connection, Row, select

from pdfai.documents.process import ReadingStoppedError, Stop
from pdfai.documents.reading import read_pdf
from pdfai.errors import ConfigurationError, DocumentError, NotAPdfError
from pdfai.server.problems import DISK_IS_FULL, is_disk_full
from pdfai.server.retrieval.chunking import Chunk, chunk_pages
from pdfai.server.retrieval.index import add_index, find_index
from pdfai.server.store import kinds, tables
from pdfai.server.store.blobs import Blobs
from pdfai.server.store.database import Database
from pdfai.server.store.leases import Leased

_log = logging.getLogger("pdfai.server")

INDEXING = Leased(table=tables.vector_store_files, open=("in_progress",))


class Indexer:
    """Reads, chunks and indexes the files put into vector stores."""

    def __init__(self, database: Database, blobs: Blobs) -> None:
        self._database = database
        self._blobs = blobs

    async def index(self, id: str) -> None:
        """Index the file behind one row; what goes wrong is written to the row."""
        stop = Stop()
        try:
            # A stopping server does not wait for the reader, and does not leave it behind.
            await to_thread.run_sync(self._index, id, stop, abandon_on_cancel=True)
        finally:
            stop.set()

    def _index(self, id: str, stop: Stop) -> None:
        try:
            found = self._find(id)
            if found is not None:
                self._complete(id, self._chunks(*found, stop))
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

    def _find(self, id: str) -> tuple[Row[Any], Row[Any]] | None:
        with self._database.read() as connection:
            placed = _placed(connection, id)
            if placed is None or placed.status != "in_progress":
                return None
            return placed, kinds.files.row(connection, placed.file_id)

    def _chunks(self, placed: Row[Any], content: Row[Any], stop: Stop) -> list[Chunk]:
        data = self._blobs.path(content.sha256).read_bytes()
        pages = read_pdf(data, name=content.filename, stop=stop)
        return chunk_pages(pages, max_tokens=placed.max_tokens, overlap_tokens=placed.overlap_tokens)

    def _complete(self, id: str, chunks: list[Chunk]) -> None:
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
                add_index(connection, **key, chunks=chunks)
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
