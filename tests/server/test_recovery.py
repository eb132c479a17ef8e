"""Nothing accepted is lost: what a server left behind, the next one takes up."""

import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from http_api import Api

from pdfai.testing import ScriptedModel, eventually

OpenApi = Any

# A server whose model and whose reading of PDFs never come to an end.
STUCK = """
import pathlib, sys, time
import uvicorn
import pdfai.server.indexing as indexing
from pdfai.server.app import create_app
from pdfai.server.settings import ServerSettings
from pdfai.testing import ScriptedModel

indexing.read_pages = lambda *_, **__: time.sleep(60)
model = ScriptedModel()
model.may_answer.clear()
app = create_app(ServerSettings(data_dir=pathlib.Path(sys.argv[1])), model=model)
uvicorn.run(app, port=int(sys.argv[2]), log_level="error")
"""


@pytest.fixture
def stuck(data_dir: Path, unused_port: int) -> Iterator[tuple[Api, "subprocess.Popen[bytes]"]]:
    """A server in a process of its own that begins work and does not end it."""
    command = [sys.executable, "-c", STUCK, str(data_dir), str(unused_port)]
    with subprocess.Popen(command) as process:
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{unused_port}/v1", trust_env=False) as http:
                eventually(lambda: answers(http) or process.poll() is not None)
                yield Api(http), process
        finally:
            process.kill()


def answers(http: httpx.Client) -> bool:
    """Whether somebody listens."""
    try:
        return http.get("/files").status_code == 200
    except httpx.TransportError:
        return False


def let_leases_end(data_dir: Path) -> None:
    """As if a minute had passed."""
    connection = sqlite3.connect(data_dir / "pdfai.sqlite")
    with connection:
        connection.execute("UPDATE runs SET lease_expires_at = 1")
        connection.execute("UPDATE vector_store_files SET lease_expires_at = 1")
    connection.close()


def test_the_work_of_a_killed_server_is_taken_up(
    stuck: tuple[Api, "subprocess.Popen[bytes]"], open_api: OpenApi, data_dir: Path
) -> None:
    """A file is indexed, a queued run answered; one whose answering was cut off fails and says why."""
    api, process = stuck
    store = api.post("/vector_stores", {"file_ids": [api.upload()]})
    assistant_id = api.assistant()
    runs = [api.post("/threads/runs", {"assistant_id": assistant_id}) for _ in range(9)]
    path = "/threads/{thread_id}/runs/{id}"
    eventually(lambda: all(api.get(path.format(**run))["status"] == "in_progress" for run in runs[:8]))
    process.send_signal(signal.SIGKILL)
    process.wait()
    let_leases_end(data_dir)
    api = open_api(ScriptedModel())
    assert api.indexed(store["id"])["file_counts"]["completed"] == 1
    ended = [api.ended(run) for run in runs]
    assert [run["status"] for run in ended] == ["failed"] * 8 + ["completed"]
    assert ended[0]["last_error"]["message"].startswith(
        "The server stopped while this run was being answered"
    )
    assert len(api.get(f"/threads/{runs[8]['thread_id']}/messages")["data"]) == 1


def test_the_live_work_of_another_server_is_left_alone(
    open_api: OpenApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two servers on one data directory do not do the same run."""
    monkeypatch.setattr("pdfai.server.background.LEASE_SECONDS", 0.03)
    first, second = ScriptedModel("first"), ScriptedModel("second")
    first.may_answer.clear()
    one, two = open_api(first), open_api(second)
    run = one.post(f"/threads/{one.thread('Hello')}/runs", {"assistant_id": one.assistant()})
    eventually(lambda: first.prompts)
    # Many looks for abandoned work later, by both.
    for _ in range(20):
        assert two.run(two.thread("Hello"), two.assistant())["status"] == "completed"
    first.may_answer.set()
    assert two.ended(run)["status"] == "completed"
    assert (len(first.prompts), len(second.prompts)) == (1, 20)


def test_closing_in_the_middle_of_a_run_frees_its_thread(open_api: OpenApi) -> None:
    """The next server fails the run at once, without waiting for a lease, and the thread can be answered."""
    model = ScriptedModel()
    model.may_answer.clear()
    api = open_api(model)
    assistant_id, thread_id = api.assistant(), api.thread("Hello")
    run = api.post(f"/threads/{thread_id}/runs", {"assistant_id": assistant_id})
    eventually(lambda: model.prompts)
    api.http.close()
    assert model.closed
    api = open_api(ScriptedModel())
    assert api.ended(run)["status"] == "failed"
    assert api.run(thread_id, assistant_id)["status"] == "completed"


def test_closing_in_the_middle_of_indexing_loses_no_file(
    open_api: OpenApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing does not wait for the reader; the next server indexes the file."""
    may_read = threading.Event()
    with monkeypatch.context() as patched:
        patched.setattr("pdfai.server.indexing.read_pages", lambda *_, **__: may_read.wait(20) and ())
        api = open_api()
        store = api.post("/vector_stores", {"file_ids": [api.upload()]})
        api.http.close()
    api = open_api()
    assert api.indexed(store["id"])["file_counts"]["completed"] == 1
    may_read.set()


def test_a_server_that_cannot_renew_its_leases_goes_on(
    open_api: OpenApi, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A full disk may have room again later."""
    monkeypatch.setattr("pdfai.server.background.LEASE_SECONDS", 0.03)

    def fail(*_: object) -> None:
        raise RuntimeError("database or disk is full")

    monkeypatch.setattr("pdfai.server.background.renew", fail)
    api = open_api(ScriptedModel())
    eventually(lambda: "disk is full" in caplog.text)
    assert api.run(api.thread("Hello"), api.assistant())["status"] == "completed"


@pytest.mark.parametrize(
    ("accepted", "looking"),
    [(None, "http://one.example/v1"), ("http://one.example/v1", None), (None, None)],
)
def test_a_queued_run_is_answered_by_nobody_else(
    open_api: OpenApi, data_dir: Path, accepted: str | None, looking: str | None
) -> None:
    """Its documents might leave the machine, or go elsewhere than was chosen: it fails, and says why."""
    with pytest.MonkeyPatch.context() as stuck:
        stuck.setattr("pdfai.server.background.Background._start", lambda *_: None)
        api = open_api(ScriptedModel(), upstream_url=accepted)
        run = api.post(f"/threads/{api.thread('Hello')}/runs", {"assistant_id": api.assistant()})
    let_leases_end(data_dir)
    model = ScriptedModel()
    ended = open_api(model, upstream_url=looking).ended(run)
    if accepted == looking:
        assert (ended["status"], len(model.prompts)) == ("completed", 1)
        return
    assert (ended["status"], model.prompts) == ("failed", [])
    assert ended["last_error"]["message"] == (
        f"The server that was to let {accepted or 'the documents alone'} answer stopped before it did, "
        f"and here {looking or 'the documents alone'} would: start another run."
    )


def test_servers_may_be_opened_at_the_same_moment(data_dir: Path) -> None:
    """On a data directory that is not there yet; all are ready before any of them begins."""
    code = (
        "import pathlib, sys\n"
        "from pdfai.server.settings import ServerSettings\n"
        "from pdfai.server.store.blobs import Blobs\n"
        "from pdfai.server.store.database import Database\n"
        "print('ready', flush=True)\n"
        "sys.stdin.read()\n"
        "folder = ServerSettings(data_dir=pathlib.Path(sys.argv[1])).prepared_data_dir()\n"
        "Blobs(folder / 'files')\n"
        "Database(folder / 'pdfai.sqlite').close()\n"
    )
    command = [sys.executable, "-c", code, str(data_dir)]
    pipe = subprocess.PIPE
    processes = [subprocess.Popen(command, stdin=pipe, stdout=pipe) for _ in range(4)]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    for process in processes:
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait(60) for process in processes] == [0] * 4
    for process in processes:
        assert process.stdout is not None
        process.stdout.close()


def test_work_is_taken_up_as_soon_as_its_lease_ends(
    stuck: tuple[Api, "subprocess.Popen[bytes]"], open_api: OpenApi, data_dir: Path
) -> None:
    """Not at the look after it: nobody waits longer than a lease lasts."""
    api, process = stuck
    run = api.post("/threads/runs", {"assistant_id": api.assistant()})
    path = f"/threads/{run['thread_id']}/runs/{run['id']}"
    eventually(lambda: api.get(path)["status"] == "in_progress")
    process.send_signal(signal.SIGKILL)
    process.wait()
    connection = sqlite3.connect(data_dir / "pdfai.sqlite")
    with connection:
        connection.execute("UPDATE runs SET lease_expires_at = strftime('%s', 'now') + 1")
    connection.close()
    # Long before the next regular look, a third of a lease later.
    assert open_api(ScriptedModel()).ended(run)["status"] == "failed"
