"""Files: bytes kept once for each content, and gone with the last file that has them."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from http_api import REPORT, Api
from pdf_writer import write_pdf
from sqlalchemy import Connection

from pdfai.server.store.blobs import Blobs
from pdfai.server.store.database import Database

SHA256 = hashlib.sha256(REPORT).hexdigest()


def kept(data_dir: Path) -> list[str]:
    """The names of all files under the folder for bytes."""
    return sorted(path.name for path in (data_dir / "files").rglob("*") if path.is_file())


def rows(data_dir: Path, table: str) -> int:
    """How many rows a table has."""
    connection = sqlite3.connect(data_dir / "pdfai.sqlite")
    try:
        count: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  # ours
    finally:
        connection.close()
    return count


def upload(content: bytes) -> dict[str, Any]:
    """What a request sends to store these bytes."""
    return {"files": {"file": ("a.pdf", content)}, "data": {"purpose": "assistants"}}


def test_an_upload_comes_back_as_it_was_sent(api: Api) -> None:
    """Byte for byte, also with the boundary of another upload inside."""
    content = b"--+++\r\nContent-Disposition: form-data; name=purpose\r\n\r\nx\r\n--+++--\r\n" + bytes(
        range(256)
    )
    file_id = api.upload(content, "a.bin")
    file = api.get(f"/files/{file_id}")
    assert file.pop("created_at")
    assert file == {
        "id": file_id,
        "object": "file",
        "bytes": len(content),
        "filename": "a.bin",
        "purpose": "assistants",
        "status": "processed",
        "status_details": None,
        "expires_at": None,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    assert api.http.get(f"/files/{file_id}/content").content == content


def test_equal_bytes_are_kept_once(api: Api, data_dir: Path) -> None:
    """Under the name of their hash, whatever they were called."""
    api.upload(name="one.pdf")
    api.upload(name="../../two.pdf")
    assert kept(data_dir) == [SHA256]


def test_bytes_stay_while_a_file_has_them(api: Api, data_dir: Path) -> None:
    """Deleting one of two files with equal bytes leaves the other whole, and its index too."""
    first, second = api.upload(), api.upload()
    store_id = api.store(second)
    api.delete(f"/files/{first}")
    assert api.http.get(f"/files/{second}/content").content == REPORT
    assert api.get(f"/vector_stores/{store_id}")["file_counts"]["completed"] == 1
    assert rows(data_dir, "chunks") == rows(data_dir, "chunk_terms") > 0


def test_the_last_file_takes_everything_with_it(api: Api, data_dir: Path) -> None:
    """Its bytes, its chunks, their words and its places in vector stores."""
    file_id = api.upload()
    store_id = api.store(file_id)
    api.delete(f"/files/{file_id}")
    assert kept(data_dir) == []
    for table in ("files", "vector_store_files", "indexes", "chunks", "chunk_terms", "page_places"):
        assert rows(data_dir, table) == 0
    store = api.get(f"/vector_stores/{store_id}")
    assert (store["file_counts"]["total"], store["usage_bytes"]) == (0, 0)


def test_uploads_and_deletes_of_the_same_bytes_do_not_disturb_each_other(api: Api, data_dir: Path) -> None:
    """Many threads at once: what is listed at the end is there, and nothing else is."""

    def upload_and_delete(number: int) -> str:
        file_id = api.upload(b"the same")
        if number % 2:
            api.delete(f"/files/{file_id}")
        return file_id

    with ThreadPoolExecutor(8) as threads:
        ids = list(threads.map(upload_and_delete, range(40)))
    assert {file["id"] for file in api.get("/files")["data"]} == set(ids[::2])
    assert all(api.http.get(f"/files/{file_id}/content").content == b"the same" for file_id in ids[::2])
    assert kept(data_dir) == [hashlib.sha256(b"the same").hexdigest()]


def test_an_upload_that_cannot_be_written_leaves_nothing(
    api: Api, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk fails the request, clearly and without a retry; the next one is served."""
    with monkeypatch.context() as full:

        def write(*_: object) -> None:
            raise OSError(28, "No space left on device")

        full.setattr("pdfai.server.store.blobs.os.fsync", write)
        error = api.refused(507, "POST", "/files", **upload(b"x"))
    assert error["type"] == "server_error"
    assert "disk is full" in error["message"]
    assert kept(data_dir) == []
    api.upload()


def test_an_upload_whose_row_cannot_be_written_leaves_nothing(
    api: Api, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes without a file would stay for ever. Here SQLite itself finds no room."""
    write = Database.write

    @contextmanager
    def write_without_growing(database: Database) -> Iterator[Connection]:
        with write(database) as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")  # taken as: the present size
            yield connection

    monkeypatch.setattr(Database, "write", write_without_growing)
    stored = []
    for content in (str(number).encode() for number in range(1000)):
        answer = api.http.post("/files", **upload(content))
        if answer.status_code != 200:
            break
        stored.append(hashlib.sha256(content).hexdigest())
    assert (answer.status_code, answer.headers["x-should-retry"]) == (507, "false")
    assert kept(data_dir) == sorted(stored)


def test_what_a_killed_server_was_receiving_is_swept_away(tmp_path: Path) -> None:
    """Unless it may still be arriving, at another server."""
    arriving = tmp_path / "arriving"
    arriving.mkdir()
    (arriving / "left").write_bytes(b"half")
    (arriving / "fresh").write_bytes(b"half")
    os.utime(arriving / "left", (0, 0))
    Blobs(tmp_path)
    assert [path.name for path in arriving.iterdir()] == ["fresh"]


def test_a_file_of_many_pages_is_found_by_page(api: Api) -> None:
    """Pages are counted from 1."""
    pages = [f"Chapter {number} speaks of subject{number}." for number in range(1, 31)]
    thread_id = api.thread("What does chapter 17 say of subject17?")
    run = api.run(thread_id, api.assistant(api.store(api.upload(write_pdf(pages)))))
    search = api.get(f"/threads/{thread_id}/runs/{run['id']}/steps", order="asc")["data"][0]["step_details"]
    assert search["tool_calls"][0]["file_search"]["results"][0]["page"] == 17
