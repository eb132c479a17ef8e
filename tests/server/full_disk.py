"""The disk fills up: what is asked for fails and says so, and nothing that is kept comes to harm.

`test_disk_full.py` runs these tests, where they can mount a small disk for each that nobody else sees.
"""

import os
import sqlite3
import subprocess
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from http_api import REPORT, Api

from pdfai import DataDirectoryError
from pdfai.testing import ScriptedModel, eventually

OpenApi = Any
Requests = dict[str, Callable[[], httpx.Response]]

LONG = "All work and no play makes a long message. " * 200


class Disk:
    """A small disk that is really full when it is filled."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ballast = path / "ballast"

    def fill(self, *, but_for: int = 0) -> None:
        """Take all room there is, but for this many bytes."""
        piece = 1 << 20
        descriptor = os.open(self._ballast, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        while piece:
            try:
                os.write(descriptor, bytes(piece))
            except OSError:
                piece //= 2
        os.ftruncate(descriptor, max(0, os.fstat(descriptor).st_size - but_for))
        os.close(descriptor)

    def give_back(self) -> None:
        """Leave room again."""
        self._ballast.unlink()

    def kept(self) -> dict[str, int]:
        """The size of each file that is neither SQLite's nor the test's."""
        files = (path for path in self.path.rglob("*") if path.is_file() and path != self._ballast)
        return {str(path): path.stat().st_size for path in files if "sqlite" not in path.name}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Twelve megabytes of memory, mounted."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", tmp_path], check=True)
    yield Disk(tmp_path)
    # Lazily: whoever still has a file open keeps it.
    subprocess.run(["umount", "--lazy", tmp_path], check=True)


@pytest.fixture
def data_dir(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> Path:
    """On the small disk, where also arrives what is uploaded."""
    monkeypatch.setattr(tempfile, "tempdir", str(disk.path))
    return disk.path / "data"


@pytest.fixture
def leases_are_looked_after(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many times a second, rather than three times a minute."""
    monkeypatch.setattr("pdfai.server.background.LEASE_SECONDS", 0.03)


def sql(data_dir: Path, statement: str) -> list[Any]:
    """What is found in the database, beside the servers that use it."""
    with closing(sqlite3.connect(data_dir / "pdfai.sqlite", timeout=30)) as connection, connection:
        return connection.execute(statement).fetchall()


def rows(data_dir: Path) -> dict[str, int]:
    """How many rows each table has."""
    tables = [name for (name,) in sql(data_dir, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: sql(data_dir, f"SELECT count(*) FROM {name}")[0][0] for name in tables}  # noqa: S608  # our own


def assert_sound(data_dir: Path) -> None:
    """The database is whole, and nothing in it has lost what it hangs on."""
    assert sql(data_dir, "PRAGMA integrity_check") == [("ok",)]
    assert sql(data_dir, "PRAGMA foreign_key_check") == []
    sql(data_dir, "INSERT INTO chunk_terms (chunk_terms) VALUES ('integrity-check')")


def requests_for_room(api: Api) -> Requests:
    """Requests, each of which wants something kept and is to be answered 200."""
    thread_id, other_id, assistant_id, file_id = (
        api.thread("Hello"),
        api.thread(),
        api.assistant(),
        api.upload(),
    )
    store_id = api.post("/vector_stores")["id"]
    upload = {"filename": "a.pdf", "purpose": "assistants", "bytes": 9, "mime_type": "application/pdf"}
    upload_id = api.post("/uploads", upload)["id"]
    purpose = {"purpose": "assistants"}

    def post(path: str, **request: Any) -> Callable[[], httpx.Response]:
        return lambda: api.http.post(path, **request)

    def with_key(path: str, **request: Any) -> Callable[[], httpx.Response]:
        headers = {"idempotency-key": f"{path} beside {thread_id}"}
        return lambda: api.http.post(path, headers=headers, **request)

    message = {"role": "user", "content": LONG}
    return {
        "a small file": post("/files", data=purpose, files={"file": b"small"}),
        "a file that waits on disk while it arrives": post(
            "/files", data=purpose, files={"file": bytes(1_500_000)}
        ),
        "a file with a key": with_key("/files", data=purpose, files={"file": bytes(1_600_000)}),
        "a part of a file": post(f"/uploads/{upload_id}/parts", files={"data": b"some part"}),
        "a message": post(f"/threads/{thread_id}/messages", json=message),
        "a message with a key": with_key(f"/threads/{thread_id}/messages", json=message),
        "a run": post(f"/threads/{other_id}/runs", json={"assistant_id": assistant_id}),
        "a thread and its run": with_key(
            "/threads/runs", json={"assistant_id": assistant_id, "thread": {"messages": [message]}}
        ),
        "an assistant": post("/assistants", json={"model": "any", "instructions": LONG}),
        "a vector store": post("/vector_stores", json={"file_ids": [file_id]}),
        "a file's place in a store": post(f"/vector_stores/{store_id}/files", json={"file_id": file_id}),
    }


def assert_refused(answer: httpx.Response) -> None:
    """It says that the disk is full, to a person and to a program."""
    assert answer.status_code == 507, answer.text
    assert "disk is full" in answer.json()["error"]["message"]
    assert answer.headers["x-should-retry"] == "false"


def test_while_the_disk_is_full_nothing_is_kept_and_everything_read(
    open_api: OpenApi, disk: Disk, data_dir: Path
) -> None:
    """No half of anything stays, and with room again the same requests are served."""
    api = open_api(ScriptedModel())
    store_id = api.store(api.upload())
    requests = requests_for_room(api)
    before = (rows(data_dir), disk.kept())
    disk.fill()
    for request in requests.values():
        assert_refused(request())
        assert (rows(data_dir), disk.kept()) == before
    for path in ("/files", "/assistants", f"/vector_stores/{store_id}/files"):
        assert api.get(path)["data"]
    file_id = api.get("/files")["data"][0]["id"]
    assert api.http.get(f"/files/{file_id}/content").content == REPORT
    disk.give_back()
    served = {name: request() for name, request in requests.items()}
    assert {name: answer.status_code for name, answer in served.items()} == dict.fromkeys(requests, 200)
    assert api.ended(served["a run"].json())["status"] == "completed"
    assert_sound(data_dir)


def test_however_little_room_is_left_a_request_has_all_of_its_effect_or_none(
    open_api: OpenApi, disk: Disk, data_dir: Path
) -> None:
    """The room ends at another point of its work each time."""
    api = open_api(ScriptedModel())
    ended: Counter[int] = Counter()
    for room in range(0, 100_000, 10_000):
        requests = requests_for_room(api)
        del requests["a file that waits on disk while it arrives"], requests["a file with a key"]
        for request in requests.values():
            disk.fill(but_for=room)
            answer = request()
            ended[answer.status_code] += 1
            if answer.status_code != 200:
                assert_refused(answer)
            disk.give_back()
    assert set(ended) == {200, 507}
    named = {
        sha256
        for (sha256,) in sql(data_dir, "SELECT sha256 FROM files UNION SELECT sha256 FROM upload_parts")
    }
    assert {Path(name).name for name in disk.kept()} == named
    assert_sound(data_dir)


@pytest.mark.usefixtures("leases_are_looked_after")
def test_a_run_that_can_write_nothing_down_ends_when_there_is_room(
    open_api: OpenApi,
    disk: Disk,
    data_dir: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is taken up like one whose server died, and its thread can be answered again."""
    model = ScriptedModel(LONG * 9, "Understood.")
    model.may_answer.clear()
    api = open_api(model)
    assistant_id, thread_id = api.assistant(), api.thread("Hello")
    run = api.post(f"/threads/{thread_id}/runs", {"assistant_id": assistant_id})
    eventually(lambda: model.prompts)
    disk.fill()
    model.may_answer.set()
    eventually(lambda: f"{run['id']} was left unfinished" in caplog.text)
    assert api.get(f"/threads/{thread_id}/runs/{run['id']}")["status"] == "in_progress"
    disk.give_back()
    eventually(lambda: sql(data_dir, "UPDATE runs SET lease_expires_at = 1 RETURNING id"))
    assert api.ended(run)["status"] in {"failed", "completed"}
    assert api.run(thread_id, assistant_id)["status"] == "completed"
    assert_sound(data_dir)


@pytest.mark.usefixtures("leases_are_looked_after")
def test_a_file_that_could_not_be_indexed_for_want_of_room_is_when_there_is_some(
    open_api: OpenApi,
    disk: Disk,
    data_dir: Path,
    reading: threading.Event,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Where not even the failure could be written down, the work is done again."""
    reading.clear()
    api = open_api(ScriptedModel())
    store = api.post("/vector_stores", {"file_ids": [api.upload()]})
    disk.fill()
    reading.set()
    eventually(lambda: "was left unfinished" in caplog.text)
    disk.give_back()
    sql(data_dir, "UPDATE vector_store_files SET lease_expires_at = 1")
    assert api.indexed(store["id"])["file_counts"]["completed"] == 1
    assert api.post(f"/vector_stores/{store['id']}/search", {"query": "net revenue"})["data"]
    assert_sound(data_dir)


@pytest.mark.parametrize("existed", [True, False])
def test_a_server_does_not_start_without_room(
    open_api: OpenApi, disk: Disk, data_dir: Path, *, existed: bool
) -> None:
    """It says why, and starts when there is some."""
    if existed:
        open_api().http.close()
    disk.fill()
    with pytest.raises(DataDirectoryError, match="the disk is full"):
        open_api()
    disk.give_back()
    assert open_api().upload()
    assert_sound(data_dir)
