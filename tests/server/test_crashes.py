"""A server that is killed, in each state a run can be in: what the next one makes of it."""

import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from http_api import Api

from pdfai.testing import ScriptedModel, eventually

OpenApi = Callable[..., Api]
Server = tuple[Api, "subprocess.Popen[bytes]"]

# Its model says a word and never another one, or wants a function called. Who is to stop does not notice.
SERVER = """
import pathlib, sys
import anyio, uvicorn
from pdfai.server.app import create_app
from pdfai.server.models.base import FunctionCall, Reply, TextPiece, Usage
from pdfai.server.runs import engine
from pdfai.server.settings import ServerSettings
from pdfai.testing import ScriptedModel

class Stuck(ScriptedModel):
    async def answer(self, prompt, tell=None, /):
        if prompt.turns[-1].text == "call" and not prompt.rounds:
            call = FunctionCall(id="call_a", name="weather", arguments="{}")
            return Reply(calls=(call,), usage=Usage(prompt_tokens=1, completion_tokens=1), model="stuck")
        if tell:
            tell(TextPiece(text="Hello"))
        await anyio.sleep_forever()

engine._WATCH_SECONDS = 60
app = create_app(ServerSettings(data_dir=pathlib.Path(sys.argv[1])), model=Stuck())
uvicorn.run(app, fd=int(sys.argv[2]), log_level="error")
"""


@pytest.fixture
def doomed(data_dir: Path) -> Iterator[Server]:
    """A server in a process of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        command = [sys.executable, "-c", SERVER, str(data_dir), str(listening.fileno())]
        with subprocess.Popen(command, pass_fds=[listening.fileno()]) as process:
            try:
                url = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
                with httpx.Client(base_url=url, trust_env=False, timeout=60) as http:
                    yield Api(http), process
            finally:
                process.kill()


def path_of(run: Any) -> str:
    """Where a run is found."""
    return f"/threads/{run['thread_id']}/runs/{run['id']}"


def begun(api: Api, says: str = "Hi") -> Any:
    """A run that is being answered, or waits for its caller."""
    run = api.post(f"/threads/{api.thread(says)}/runs", {"assistant_id": api.assistant()})
    return eventually(lambda: (seen := api.get(path_of(run)))["status"] != "queued" and seen)


def thinking(api: Api) -> Any:
    """A run whose model thinks."""
    return begun(api)


def speaking(api: Api) -> Any:
    """A run whose first word was told."""
    thread_id = api.thread("Hi")
    body = {"assistant_id": api.assistant(), "stream": True}
    with api.http.stream("POST", f"/threads/{thread_id}/runs", json=body) as answer:
        assert any("Hello" in line for line in answer.iter_lines())
    (run,) = api.get(f"/threads/{thread_id}/runs")["data"]
    return run


def waiting(api: Api) -> Any:
    """A run that waits for what a function returns."""
    return begun(api, "call")


def going_on(api: Api) -> Any:
    """A run that was told what a function returns."""
    run = waiting(api)
    submit(api, run)
    return eventually(lambda: (seen := api.get(path_of(run)))["status"] == "in_progress" and seen)


def stopping(api: Api) -> Any:
    """A run that is to stop."""
    run = begun(api)
    return api.post(f"{path_of(run)}/cancel", {})


def submit(api: Api, run: Any) -> Any:
    """The run, told what its function returns."""
    outputs = [{"tool_call_id": "call_a", "output": "Rain"}]
    return api.post(f"{path_of(run)}/submit_tool_outputs", {"tool_outputs": outputs})


def let_leases_end(data_dir: Path) -> None:
    """As if a minute had passed; a run that waits has ten of them."""
    with closing(sqlite3.connect(data_dir / "pdfai.sqlite")) as connection, connection:
        connection.execute("UPDATE runs SET lease_expires_at = 1 WHERE status != 'requires_action'")


# How a run is brought into a state, which one that is, and what becomes of it.
STATES = [
    (thinking, "in_progress", "failed"),
    (speaking, "in_progress", "failed"),
    (waiting, "requires_action", "requires_action"),
    (going_on, "in_progress", "failed"),
    (stopping, "cancelling", "cancelled"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are handed on otherwise there")
def test_runs_outlive_their_server(doomed: Server, open_api: OpenApi, data_dir: Path) -> None:
    """Each ends and says why, or waits as before; its thread is free, and whole."""
    api, process = doomed
    runs = [(bring(api), before, after) for bring, before, after in STATES]
    assert [api.get(path_of(run))["status"] for run, _, _ in runs] == [before for _, before, _ in runs]
    process.send_signal(signal.SIGKILL)
    process.wait()
    let_leases_end(data_dir)
    api = open_api(ScriptedModel("It rains."))
    for run, _, after in runs:
        seen = ended(api, run, after)
        steps = api.get(f"{path_of(run)}/steps")["data"]
        assert {step["status"] for step in steps} <= {"completed", after, "in_progress"}
        if after == "failed":
            assert seen["last_error"]["message"].startswith("The server stopped while this run was being")
        if after == "requires_action":
            assert api.ended(submit(api, run))["status"] == "completed"
        assert api.run(run["thread_id"], api.assistant())["status"] == "completed"
    spoken = api.get(f"/threads/{runs[1][0]['thread_id']}/messages")["data"][1]
    assert spoken["content"][0]["text"]["value"] == "Hello"
    with closing(sqlite3.connect(data_dir / "pdfai.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def ended(api: Api, run: Any, status: str) -> Any:
    """The run, when it has this status."""
    return eventually(lambda: (seen := api.get(path_of(run)))["status"] == status and seen)


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are handed on otherwise there")
def test_nothing_is_left_of_an_upload_that_was_cut_off(
    doomed: Server, open_api: OpenApi, data_dir: Path
) -> None:
    """Neither a file nor the bytes that had come."""
    api, process = doomed
    kept = api.upload()
    url = api.http.base_url
    half = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n' + b"x" * 3_000_000
    head = f"POST /v1/files HTTP/1.1\r\nHost: {url.host}:{url.port}\r\nContent-Length: 9000000\r\n"
    head += "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
    with socket.create_connection((url.host, url.port)) as connection:
        connection.sendall(head.encode() + half)
        api.get("/files")
        process.send_signal(signal.SIGKILL)
        process.wait()
    api = open_api(ScriptedModel())
    assert [file["id"] for file in api.get("/files")["data"]] == [kept]
    found = [path for path in (data_dir / "files").rglob("*") if path.is_file()]
    assert len(found) == 1
