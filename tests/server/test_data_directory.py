"""The data directory: whose it is, what is swept out of it, and which versions of it are read."""

import os
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest
from http_api import REPORT

from pdfai import DataDirectoryError
from pdfai.server.store.database import Database

OpenApi = Any
posix = pytest.mark.skipif(os.name != "posix", reason="other systems have no such permissions")


def mode(path: Path) -> int:
    """A path's permissions."""
    return stat.S_IMODE(path.stat().st_mode)


@posix
@pytest.mark.parametrize("existed", [True, False])
def test_what_is_kept_is_the_users_alone(open_api: OpenApi, data_dir: Path, *, existed: bool) -> None:
    """Whatever the umask; a directory that was there keeps its permissions, for it may serve others too."""
    if existed:
        data_dir.mkdir()
        data_dir.chmod(0o755)
    before = os.umask(0)
    try:
        open_api().upload()
    finally:
        os.umask(before)
    assert mode(data_dir) == (0o755 if existed else 0o700)
    made = list(data_dir.rglob("*"))
    assert {path.name for path in made} > {"pdfai.sqlite", "pdfai.sqlite-wal", "pdfai.sqlite-shm", "arriving"}
    assert {path.name: mode(path) for path in made} == {
        path.name: 0o700 if path.is_dir() else 0o600 for path in made
    }


def test_what_is_deleted_is_overwritten(open_api: OpenApi, data_dir: Path) -> None:
    """Nobody finds it in the database's free pages."""
    api = open_api()
    thread_id = api.thread("the password is swordfish " * 500)
    api.http.close()
    database = data_dir / "pdfai.sqlite"
    assert b"swordfish" in database.read_bytes()
    api = open_api()
    api.delete(f"/threads/{thread_id}")
    api.http.close()
    assert b"swordfish" not in database.read_bytes()


def test_bytes_that_no_file_has_are_swept_away(open_api: OpenApi, data_dir: Path) -> None:
    """As a server leaves them that dies between keeping them and writing the row; all else stays."""
    api = open_api()
    file_id = api.upload()
    left = data_dir / "files" / "ab" / ("ab" * 32)
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"left")
    others = left.parent / "diary.txt"
    others.write_text("not ours")
    api = open_api()
    assert (left.exists(), others.exists()) == (False, True)
    assert api.http.get(f"/files/{file_id}/content").content == REPORT


@pytest.mark.parametrize(
    ("version", "words"), [(0, "an older version of pdfai made"), (99, "a newer version of pdfai made")]
)
def test_another_versions_database_is_refused(data_dir: Path, version: int, words: str) -> None:
    """In one clear line, and nothing of it is changed."""
    data_dir.mkdir()
    path = data_dir / "pdfai.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE runs (id TEXT)")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    with pytest.raises(DataDirectoryError, match=words) as refused:
        Database(path)
    assert "\n" not in str(refused.value)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("runs",)]
    connection.close()
