"""Two servers at work on one data directory: what one is told the other knows, once."""

import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from http_api import REPORT, Api
from pdf_writer import write_pdf

from pdfai.testing import eventually

SERVER = """
import pathlib, socket, sys
import uvicorn
from pdfai.server.app import create_app
from pdfai.server.settings import ServerSettings
from pdfai.testing import ScriptedModel

app = create_app(ServerSettings(data_dir=pathlib.Path(sys.argv[1])), model=ScriptedModel("Understood."))
uvicorn.run(app, fd=int(sys.argv[2]), log_level="error")
"""


@pytest.fixture
def servers(data_dir: Path) -> Iterator[list[Api]]:
    """Two processes that are started at once."""
    with ExitStack() as stack:
        apis = []
        for _ in range(2):
            # Who asks before there is an answer waits here.
            listening = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            command = [sys.executable, "-c", SERVER, str(data_dir), str(listening.fileno())]
            process = stack.enter_context(subprocess.Popen(command, pass_fds=[listening.fileno()]))
            stack.callback(process.kill)
            url = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
            apis.append(Api(stack.enter_context(httpx.Client(base_url=url, trust_env=False, timeout=60))))
        yield apis


def sql(data_dir: Path, statement: str) -> list[Any]:
    """What is found in the database, beside the servers that use it."""
    with closing(sqlite3.connect(data_dir / "pdfai.sqlite", timeout=30)) as connection, connection:
        return connection.execute(statement).fetchall()


def assert_sound(data_dir: Path) -> None:
    """The database is whole, and nothing in it has lost what it hangs on."""
    assert sql(data_dir, "PRAGMA integrity_check") == [("ok",)]
    assert sql(data_dir, "PRAGMA foreign_key_check") == []
    sql(data_dir, "INSERT INTO chunk_terms (chunk_terms) VALUES ('integrity-check')")


def ids(api: Api, path: str) -> list[str]:
    """The ids of all that a list has."""
    return [each["id"] for each in api.get(path, limit=100)["data"]]


def do_all_at_once(work: Callable[[int], Any], times: int = 12) -> list[Any]:
    """What came of each, in order of their numbers."""
    with ThreadPoolExecutor(8) as threads:
        return list(threads.map(work, range(times)))


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are handed on otherwise there")
def test_two_servers_lose_nothing_and_do_nothing_twice(servers: list[Api], data_dir: Path) -> None:
    """Uploads, deletions, indexing, messages and runs, some about the same objects, by both at once."""
    one, other = servers
    assistant_id, shared_thread, store_id = one.assistant(), one.thread(), one.post("/vector_stores")["id"]

    def work(number: int) -> dict[str, Any]:
        here, there = servers[number % 2], servers[(number + 1) % 2]
        # Every fourth has the same bytes; what one took the other puts into the store, and indexes.
        content = write_pdf([f"Number {number} speaks of subject{number}."]) if number % 4 else REPORT
        file_id, doomed_id = here.upload(content), here.upload(content)
        there.post(f"/vector_stores/{store_id}/files", {"file_id": file_id})
        there.delete(f"/files/{doomed_id}")
        message = {"role": "user", "content": f"Message {number}"}
        message_id = here.post(f"/threads/{shared_thread}/messages", message)["id"]
        run = here.post("/threads/runs", {"assistant_id": assistant_id, "thread": {"messages": [message]}})
        again = {"headers": {"idempotency-key": f"thread {number // 2}"}, "json": {}}
        return {
            "file": file_id,
            "message": message_id,
            "run": there.ended(run),
            "thread": here.call("POST", "/threads", **again)["id"],
        }

    done = do_all_at_once(work)
    for api in servers:
        assert sorted(ids(api, "/files")) == sorted(each["file"] for each in done)
        assert sorted(ids(api, f"/threads/{shared_thread}/messages")) == sorted(
            each["message"] for each in done
        )
        assert api.indexed(store_id)["file_counts"]["completed"] == len(done)
    # With one key both servers made one thread.
    assert [each["thread"] for each in done[::2]] == [each["thread"] for each in done[1::2]]
    for each in done:
        assert each["run"]["status"] == "completed"
        assert len(ids(other, f"/threads/{each['run']['thread_id']}/messages")) == 2
        assert len(ids(one, f"/threads/{each['run']['thread_id']}/runs/{each['run']['id']}/steps")) == 1
    contents = {sha256 for (sha256,) in sql(data_dir, "SELECT sha256 FROM files")}
    assert len(contents) == 10
    assert {path.name for path in (data_dir / "files").glob("??/*")} == contents
    assert [found for (found,) in sql(data_dir, "SELECT sha256 FROM indexes ORDER BY 1")] == sorted(contents)
    assert list((data_dir / "files" / "arriving").iterdir()) == []
    assert_sound(data_dir)


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are handed on otherwise there")
def test_of_two_servers_one_starts_a_run_on_a_thread(servers: list[Api], data_dir: Path) -> None:
    """The database holds the lock, and is whole afterwards."""
    assistant_id, thread_id = servers[0].assistant(), servers[1].thread("Hello")

    def run(number: int) -> int:
        path, body = f"/threads/{thread_id}/runs", {"assistant_id": assistant_id}
        return servers[number % 2].http.post(path, json=body).status_code

    statuses = do_all_at_once(run)
    assert set(statuses) <= {200, 400}
    runs = f"/threads/{thread_id}/runs"
    for api in servers:
        eventually(lambda: {each["status"] for each in api.get(runs)["data"]} == {"completed"})  # noqa: B023  # awaited
        assert len(ids(api, runs)) == statuses.count(200)
        assert len(ids(api, f"/threads/{thread_id}/messages")) == 1 + statuses.count(200)
    assert_sound(data_dir)
