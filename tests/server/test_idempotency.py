"""Requests that are sent again with the same key: carried out once, answered each time."""

import errno
import socket
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from http_api import REPORT, Api
from sqlalchemy.exc import OperationalError
from starlette.types import Message

from pdfai.server.background import Background
from pdfai.server.idempotency.body_hash import HashedBody
from pdfai.server.idempotency.layer import Idempotency
from pdfai.server.store.attempts import attempt
from pdfai.server.store.database import Database
from pdfai.server.store.files import add_file
from pdfai.server.store.idempotency import IdempotentRequests
from pdfai.testing import ScriptedModel, eventually

OpenApi = Any
KEY = {"Idempotency-Key": "pdfai-1"}
FULL = OperationalError("INSERT", {}, OSError(errno.ENOSPC, "No space left on device"))
"""What there is when SQLite finds no room."""


def post(api: Api, path: str, body: Any = None, **request: Any) -> httpx.Response:
    """The answer to a request with the key."""
    headers = {**KEY, **request.pop("headers", {})}
    if not request:
        request["json"] = {} if body is None else body
    return api.http.post(path, headers=headers, **request)


def is_replayed(answer: httpx.Response) -> bool:
    return "true" in answer.headers.get_list("idempotent-replayed")


def upload(api: Api, content: bytes = REPORT, **request: Any) -> httpx.Response:
    """The answer to an upload with the key; each has a boundary of its own."""
    files = {"file": ("report.pdf", content)}
    return post(api, "/files", files=files, data={"purpose": "assistants"}, **request)


def run_sql(data_dir: Path, statement: str) -> Any:
    """What the database says."""
    connection = sqlite3.connect(data_dir / "pdfai.sqlite")
    try:
        with connection:
            return connection.execute(statement).fetchall()
    finally:
        connection.close()


def test_a_run_whose_answer_was_lost_is_not_begun_again(api: Api) -> None:
    """The retry gets the very answer."""
    path, body = f"/threads/{api.thread('Hi')}/runs", {"assistant_id": api.assistant()}
    lost, again, more = (post(api, path, body) for _ in range(3))
    assert (again.status_code, again.content) == (lost.status_code, lost.content) == (200, more.content)
    assert [is_replayed(answer) for answer in (lost, again, more)] == [False, True, True]
    assert again.headers["content-type"] == lost.headers["content-type"]
    assert [run["id"] for run in api.get(path)["data"]] == [lost.json()["id"]]


def test_what_a_run_writes_is_not_taken_for_the_requests_own(api: Api, data_dir: Path) -> None:
    """The message and the step come later, and from somebody else."""
    run = post(api, f"/threads/{api.thread('Hi')}/runs", {"assistant_id": api.assistant()}).json()
    assert api.ended(run)["status"] == "completed"
    created = run_sql(data_dir, "SELECT object_id FROM idempotent_objects WHERE is_created")
    assert created == [(run["id"],)]


@pytest.mark.parametrize("path", ["/assistants", "/threads", "/vector_stores"])
def test_nothing_is_made_twice(api: Api, data_dir: Path, path: str) -> None:
    """Whatever it is."""
    first, again = (post(api, path, {"model": "any"} if path == "/assistants" else {}) for _ in range(2))
    assert first.json()["id"] == again.json()["id"]
    assert run_sql(data_dir, f"SELECT count(*) FROM {path[1:]}") == [(1,)]  # noqa: S608  # ours


def test_a_refusal_is_answered_again(api: Api) -> None:
    """It would be no other, and what it was about may be there by now."""
    first, again = (post(api, "/assistants", {"model": "any", "unknown": 1}) for _ in range(2))
    assert (again.status_code, again.content, is_replayed(again)) == (400, first.content, True)


@pytest.mark.parametrize(
    ("path", "body"),
    [("/threads", {"metadata": {"a": "2"}}), ("/vector_stores", {}), ("/threads?a=1", {})],
)
def test_another_request_with_the_key_is_refused(api: Api, data_dir: Path, path: str, body: Any) -> None:
    """Its caller made a mistake, and has to hear of it."""
    assert post(api, "/threads").status_code == 200
    answer = post(api, path, body)
    error = answer.json()["error"]
    assert answer.status_code == 400
    assert error["code"] == "idempotency_key_reused"
    assert "came with another request before, POST /v1/threads:" in error["message"]
    assert run_sql(data_dir, "SELECT count(*) FROM threads") == [(1,)]


def test_another_key_is_another_request(api: Api) -> None:
    """As is no key at all."""
    other = {"Idempotency-Key": "pdfai-2"}
    ids = {post(api, "/threads", headers=headers).json()["id"] for headers in (KEY, KEY, other)}
    assert len({*ids, api.post("/threads")["id"]}) == 3


def test_callers_do_not_share_their_keys(open_api: OpenApi) -> None:
    """Nor see each other's answers; a caller is known by the API key."""
    api = open_api(ScriptedModel(), api_keys=("sk-one", "sk-two"))
    callers = [{"Authorization": f"Bearer {key}"} for key in ("sk-one", "sk-two", "sk-one")]
    one, two, again = (post(api, "/threads", headers=each).json()["id"] for each in callers)
    assert one == again != two


def test_a_request_without_a_key_costs_nothing(api: Api, data_dir: Path) -> None:
    """And neither does one that makes nothing."""
    thread_id = api.thread("Hi")
    api.call("GET", f"/threads/{thread_id}", headers=KEY)
    api.call("DELETE", f"/threads/{thread_id}", headers=KEY)
    assert run_sql(data_dir, "SELECT * FROM idempotent_requests") == []


def test_completions_are_not_kept(api: Api, model: ScriptedModel, data_dir: Path) -> None:
    """Nothing of them is; asked again, the model answers again."""
    chat = {"model": "any", "messages": [{"role": "user", "content": "Hi"}]}
    answers = [post(api, "/chat/completions", chat) for _ in range(2)]
    assert [(answer.status_code, is_replayed(answer)) for answer in answers] == [(200, False)] * 2
    assert len(model.prompts) == 2
    assert run_sql(data_dir, "SELECT * FROM idempotent_requests") == []


def test_a_file_is_uploaded_once(api: Api) -> None:
    """Though the form is written with another boundary the second time."""
    first, again = upload(api), upload(api)
    assert first.request.headers["content-type"] != again.request.headers["content-type"]
    assert (again.json(), is_replayed(again)) == (first.json(), True)
    assert len(api.get("/files")["data"]) == 1


def test_another_file_with_the_key_is_refused(api: Api) -> None:
    """Even one as long."""
    assert upload(api, b"one").status_code == 200
    assert upload(api, b"two").json()["error"]["code"] == "idempotency_key_reused"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 64])
def test_the_pieces_a_body_comes_in_make_no_difference(size: int) -> None:
    """Boundaries are found where they are cut through, and what only begins like one is part of the file."""
    first, again = (form(boundary) for boundary in ("++a", "++b"))
    assert sha256(first, "++a", size) == sha256(again, '"++b"', len(again))
    assert sha256(first, "++a", size) != sha256(first.replace(b"+-", b"--"), "++a", size)


def form(boundary: str) -> bytes:
    """A body with parts between boundaries."""
    return f"--{boundary}\r\nname=file\r\n\r\n+- ++ ++c --++\r\n--{boundary}--\r\n".encode()


def sha256(body: bytes, boundary: str, size: int) -> str | None:
    """The hash of a form that comes in pieces of this size."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]

    async def receive() -> Message:
        return {"type": "http.request", "body": pieces.pop(0), "more_body": bool(pieces)}

    hashed = HashedBody(receive, f"multipart/form-data; boundary={boundary}")
    anyio.run(hashed.read_to_the_end)
    return hashed.sha256()


def test_half_a_request_is_none(serve: Any) -> None:
    """What it was refused for is not held against the whole one."""
    url = httpx.URL(serve(ScriptedModel()))
    head = "POST /v1/threads HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: pdfai-1\r\nContent-Length: 2\r\n"
    with socket.create_connection((url.host, url.port)) as connection:
        connection.sendall(f"{head}Content-Type: application/json\r\n\r\n{{".encode())
    with httpx.Client(base_url=url, trust_env=False) as http:
        answers = [post(Api(http), "/threads", {}) for _ in range(2)]
    assert [(answer.status_code, is_replayed(answer)) for answer in answers] == [(200, False), (200, True)]


class Gate:
    """Holds the storing of the first file up."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.may_pass = threading.Event()

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Store the file, the first one when that is allowed."""
        if not self.entered.is_set():
            self.entered.set()
            assert self.may_pass.wait(20)
        return add_file(*args, **options)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """What the first upload stops at, on servers that look often whether somebody else's is through."""
    gate = Gate()
    monkeypatch.setattr("pdfai.server.routes.files.add_file", gate)
    monkeypatch.setattr("pdfai.server.idempotency.layer._LOOK_SECONDS", 0.002)
    yield gate
    gate.may_pass.set()


def test_two_at_once_make_one(open_api: OpenApi, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second waits for the answer of the first, also at another server on the data directory."""
    looks: list[object] = []
    begin = IdempotentRequests.begin

    def counted(*args: Any) -> Any:
        looks.append(args)
        return begin(*args)

    monkeypatch.setattr(IdempotentRequests, "begin", counted)
    one, two = open_api(), open_api()
    with ThreadPoolExecutor(3) as threads:
        answers = [threads.submit(upload, one)]
        assert gate.entered.wait(20)
        answers += [threads.submit(upload, api) for api in (one, two)]
        eventually(lambda: len(looks) > 10)
        gate.may_pass.set()
        first, *others = (answer.result() for answer in answers)
    assert [(is_replayed(other), other.json()) for other in others] == [(True, first.json())] * 2
    assert len(one.get("/files")["data"]) == 1


def test_waiting_ends(api: Api, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a status at which clients try again."""
    monkeypatch.setattr("pdfai.server.idempotency.layer._PATIENCE_SECONDS", 0)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(upload, api)
        assert gate.entered.wait(20)
        early = upload(api)
        gate.may_pass.set()
        assert first.result().status_code == 200
    assert (early.status_code, early.headers["retry-after"]) == (409, "1")
    assert early.json()["error"]["code"] == "idempotency_key_in_use"
    assert is_replayed(upload(api))


def test_a_failure_is_not_kept(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next attempt may succeed."""
    with monkeypatch.context() as broken:
        broken.setattr("pdfai.server.routes.files.add_file", None)
        assert upload(api).status_code == 500
    stored = upload(api)
    assert (stored.status_code, is_replayed(stored)) == (200, False)
    assert is_replayed(upload(api))


def test_a_failure_after_something_was_made_is_told(
    api: Api, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not made again, and has a name."""
    with monkeypatch.context() as broken:
        broken.setattr(Background, "take_up", None)
        assert post(api, "/threads").status_code == 500
    ((thread_id,),) = run_sql(data_dir, "SELECT id FROM threads")
    error = post(api, "/threads").json()["error"]
    assert error["code"] == "idempotent_answer_lost"
    assert (
        f"POST /v1/threads with this Idempotency-Key was carried out already, and created {thread_id}."
        in (error["message"])
    )
    assert run_sql(data_dir, "SELECT count(*) FROM threads") == [(1,)]


def test_an_answer_that_cannot_be_kept_is_given(
    api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The work is done; only whoever asks again goes without."""

    def full(*_: object, **__: object) -> None:
        raise FULL

    monkeypatch.setattr(IdempotentRequests, "answered", full)
    assert post(api, "/threads").status_code == 200
    assert "an answer could not be kept" in caplog.text


def test_a_full_disk_is_told(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is done."""

    def full(*_: object) -> None:
        raise FULL

    monkeypatch.setattr(IdempotentRequests, "begin", full)
    answer = post(api, "/threads")
    assert (answer.status_code, answer.headers["x-should-retry"]) == (507, "false")


def test_an_attempt_whose_end_found_no_room_is_made_again(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """At once, not when its lease has ended: whoever asks again may have made room."""

    def full(*_: object, **__: object) -> None:
        raise FULL

    with monkeypatch.context() as disk:
        # The row of the attempt is the last thing that there is room for.
        begin = IdempotentRequests.begin

        def begin_and_fill(requests: IdempotentRequests, *arguments: str) -> Any:
            begun = begin(requests, *arguments)
            disk.setattr(Database, "write", full)
            return begun

        disk.setattr(IdempotentRequests, "begin", begin_and_fill)
        assert post(api, "/threads").status_code == 507
    assert post(api, "/threads").status_code == 200


def test_a_request_without_a_key_belongs_to_no_attempt() -> None:
    """Also where it runs in the context of one with a key, as the next on a connection may."""
    seen = []

    async def app(*_: object) -> None:
        seen.append(attempt.get())

    async def follow() -> None:
        attempt.set(33)
        scope = {"type": "http", "method": "POST", "path": "/v1/threads", "headers": []}
        unused: Any = None
        await Idempotency(app, requests=unused)(scope, unused, unused)

    anyio.run(follow)
    assert seen == [None]


def test_answers_outlive_the_server(open_api: OpenApi) -> None:
    """The next one on the data directory gives them."""
    api = open_api()
    first = upload(api)
    api.http.close()
    again = upload(open_api())
    assert (is_replayed(again), again.json()) == (True, first.json())


@pytest.fixture
def killed(open_api: OpenApi, monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    """A server that dies when a request was carried out and not answered: nothing more gets to its disk."""
    with monkeypatch.context() as dying:
        dying.setattr(IdempotentRequests, "answered", lambda *_, **__: None)
        dying.setattr(IdempotentRequests, "abandoned", lambda *_, **__: None)
        yield open_api(ScriptedModel())


def let_leases_end(data_dir: Path) -> None:
    """As if a minute had passed."""
    run_sql(data_dir, "UPDATE idempotent_requests SET lease_expires_at = 1")


def test_what_a_killed_server_made_is_not_made_again(
    killed: Api, open_api: OpenApi, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread and its run were written together with the key: the caller is told their names."""
    body = {"assistant_id": killed.assistant()}
    run = post(killed, "/threads/runs", body).json()
    killed.http.close()
    monkeypatch.setattr("pdfai.server.idempotency.layer._PATIENCE_SECONDS", 0)
    api = open_api(ScriptedModel())
    assert post(api, "/threads/runs", body).status_code == 409
    let_leases_end(data_dir)
    error = post(api, "/threads/runs", body).json()["error"]
    assert f"and created {run['thread_id']}, {run['id']}." in error["message"]
    assert run_sql(data_dir, "SELECT count(*) FROM runs") == [(1,)]


def test_what_a_killed_server_had_not_begun_is_carried_out(
    killed: Api, open_api: OpenApi, data_dir: Path
) -> None:
    """By the next that is asked, when the lease has ended."""
    assert post(killed, "/threads", {"unknown": 1}).status_code == 400
    killed.http.close()
    let_leases_end(data_dir)
    answer = post(open_api(), "/threads")
    assert (answer.status_code, is_replayed(answer)) == (200, False)


def test_who_lost_the_lease_makes_nothing(open_api: OpenApi, gate: Gate, data_dir: Path) -> None:
    """A server that slept while another took its request over."""
    slow, quick = open_api(), open_api()
    with ThreadPoolExecutor(1) as threads:
        late = threads.submit(upload, slow)
        assert gate.entered.wait(20)
        let_leases_end(data_dir)
        stored = upload(quick)
        gate.may_pass.set()
        assert (stored.status_code, late.result().status_code) == (200, 500)
    assert [file["id"] for file in slow.get("/files")["data"]] == [stored.json()["id"]]
    assert is_replayed(upload(slow))


@pytest.mark.parametrize("later", [86_399, 86_400])
def test_keys_are_remembered_for_a_day(
    api: Api, data_dir: Path, monkeypatch: pytest.MonkeyPatch, later: int
) -> None:
    """Then they are as new."""
    first = post(api, "/threads").json()
    ((created_at,),) = run_sql(data_dir, "SELECT created_at FROM idempotent_requests")
    monkeypatch.setattr("pdfai.server.store.idempotency.now", lambda: created_at + later)
    assert (post(api, "/threads").json() == first) == (later < 86_400)


def test_old_keys_are_swept_away(open_api: OpenApi, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the rounds in which leases are renewed."""
    api = open_api()
    api.call("POST", "/threads", headers=KEY, json={})
    run_sql(data_dir, "UPDATE idempotent_requests SET created_at = created_at - 86400")
    monkeypatch.setattr("pdfai.server.background.LEASE_SECONDS", 0.03)
    open_api()
    eventually(lambda: not run_sql(data_dir, "SELECT * FROM idempotent_requests"))
    assert run_sql(data_dir, "SELECT * FROM idempotent_objects") == []


def test_a_stream_is_not_begun_again(api: Api) -> None:
    """Its events are gone: the retry is told which run to look at, with a status nobody retries."""
    path = f"/threads/{api.thread('Hi')}/runs"
    body = {"assistant_id": api.assistant(), "stream": True}
    first, again = (post(api, path, body) for _ in range(2))
    assert first.headers["content-type"].startswith("text/event-stream")
    assert first.text.endswith("data: [DONE]\n\n")
    ((run_id,),) = [[run["id"] for run in api.get(path)["data"]]]
    assert again.status_code == 400
    assert f"was carried out already, and created {run_id}." in again.json()["error"]["message"]


def test_a_stream_under_way_is_not_begun_again(api: Api, model: ScriptedModel) -> None:
    """Nor waited for."""
    model.may_answer.clear()
    path = f"/threads/{api.thread('Hi')}/runs"
    body = {"assistant_id": api.assistant(), "stream": True}
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(post, api, path, body)
        eventually(lambda: model.prompts)
        again = post(api, path, body)
        model.may_answer.set()
        assert first.result().text.endswith("data: [DONE]\n\n")
    assert (again.status_code, again.json()["error"]["code"]) == (400, "idempotent_answer_lost")
    assert len(api.get(path)["data"]) == 1


def test_what_was_deleted_is_in_no_kept_answer(open_api: OpenApi, data_dir: Path) -> None:
    """Whoever asks again is told that there was something."""
    api = open_api()
    thread_id = api.thread()
    path = f"/threads/{thread_id}/messages"
    body = {"role": "user", "content": "the password is swordfish " * 500}
    message = post(api, path, body).json()
    api.delete(f"/threads/{thread_id}")
    assert message["id"] in post(api, path, body).json()["error"]["message"]
    api.http.close()
    assert b"swordfish" not in (data_dir / "pdfai.sqlite").read_bytes()
