"""A server in the client's own process."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from http_api import REPORT, Api

from pdfai import AsyncOpenAIClient, ConfigurationError, InvalidArgumentError, OpenAIClient
from pdfai.data_directory import default_data_dir
from pdfai.embedded import EmbeddedTransport, open_transport
from pdfai.testing import ScriptedModel, eventually

OpenApi = Any
A_QUESTION = {"model": "m", "messages": [{"role": "user", "content": "?"}]}


@pytest.fixture
def client(data_dir: Path) -> Iterator[OpenAIClient]:
    """A client with a server of its own."""
    with OpenAIClient.embedded(data_dir) as client:
        yield client


def test_a_client_asks_a_document_offline(client: OpenAIClient) -> None:
    """From bytes to a cited answer, without a key."""
    file = client.upload_file("assistants", "report.pdf", REPORT)
    store = client.create_vector_store_and_wait_to_complete(file_ids=[file.id])
    assistant = client.create_assistant(
        model="offline",
        tools=[{"type": "file_search"}],
        tool_resources={"file_search": {"vector_store_ids": [store.id]}},
    )
    thread = client.create_thread(messages=[{"role": "user", "content": "How many people are employed?"}])
    message = client.run_and_get_assistant_response(thread.id, assistant_id=assistant.id)
    (part,) = message.content
    assert part.type == "text"
    assert "85 people" in part.text.value
    annotation = part.text.annotations[0]
    assert annotation.type == "file_citation"
    assert annotation.file_citation.page == 2


@pytest.mark.anyio
async def test_an_async_client_does_too(data_dir: Path) -> None:
    """Under asyncio and trio, whatever loop the server has."""
    async with AsyncOpenAIClient.embedded(data_dir) as client:
        assistant = await client.create_assistant(model="offline")
        thread = await client.create_thread(messages=[{"role": "user", "content": "Hello"}])
        async with anyio.create_task_group() as tasks:
            for _ in range(20):
                tasks.start_soon(client.get_thread, thread.id)
        message = await client.run_and_get_assistant_response(thread.id, assistant_id=assistant.id)
    assert message.role == "assistant"


@pytest.mark.anyio
async def test_a_cancelled_request_does_not_hold_its_caller(data_dir: Path) -> None:
    """A model may think for minutes."""
    model = ScriptedModel()
    model.may_answer.clear()
    transport = open_transport(data_dir=data_dir, model=model)
    async with httpx.AsyncClient(transport=transport, base_url="http://pdfai.embedded/v1") as http:
        with anyio.move_on_after(0.2) as patience:
            await http.post("/chat/completions", json=A_QUESTION)
    assert patience.cancelled_caught


def test_state_outlives_the_client(data_dir: Path) -> None:
    """It is in the data directory."""
    with OpenAIClient.embedded(data_dir) as client:
        thread_id = client.create_thread(metadata={"a": "b"}).id
    with OpenAIClient.embedded(data_dir) as client:
        assert client.get_thread(thread_id).id == thread_id


def test_a_client_serves_many_threads(client: OpenAIClient) -> None:
    """Of the caller's."""
    with ThreadPoolExecutor(8) as threads:
        ids = list(threads.map(lambda _: client.create_thread().id, range(40)))
    assert len({client.get_thread(id).id for id in ids}) == 40


def test_closing_twice_is_harmless_and_use_after_it_is_told(data_dir: Path) -> None:
    """One clear line, no traceback out of the machinery."""
    transport = open_transport(data_dir=data_dir)
    http = httpx.Client(transport=transport, base_url="http://pdfai.embedded/v1")
    transport.close()
    transport.close()
    with pytest.raises(InvalidArgumentError, match="The embedded server was closed: make another client"):
        http.get("/files")


def test_closing_ends_requests_that_wait(data_dir: Path) -> None:
    """Their callers are told, too, and closing does not wait for the model."""
    model = ScriptedModel()
    model.may_answer.clear()
    transport = open_transport(data_dir=data_dir, model=model)
    errors: list[Exception] = []

    def ask() -> None:
        http = httpx.Client(transport=transport, base_url="http://pdfai.embedded/v1")
        try:
            http.post("/chat/completions", json=A_QUESTION)
        except InvalidArgumentError as error:
            errors.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    eventually(lambda: model.prompts)
    transport.close()
    asking.join()
    assert [str(error) for error in errors] == ["The embedded server was closed: make another client"]


def test_closing_among_requests_breaks_none(open_api: OpenApi) -> None:
    """Each is served, or told that the server was closed."""
    api = open_api(ScriptedModel())
    assistant_id = api.assistant()
    outcomes: set[object] = set()

    def ask(_: int) -> None:
        try:
            while True:
                outcomes.add(api.http.post("/threads/runs", json={"assistant_id": assistant_id}).status_code)
        except InvalidArgumentError as error:
            outcomes.add(type(error))
        except RuntimeError as error:  # httpx's own: the client is closed
            outcomes.add(str(error))

    with ThreadPoolExecutor(4) as threads:
        asking = threads.map(ask, range(4))
        eventually(lambda: outcomes)
        api.http._transport.close()
        list(asking)
    assert outcomes == {200, InvalidArgumentError}


def test_a_client_nobody_closed_does_not_keep_the_process(tmp_path: Path) -> None:
    """It ends with its main thread, by itself and cleanly; also when that raises."""
    code = (
        "import sys\n"
        "from pdfai import OpenAIClient\n"
        "client = OpenAIClient.embedded(sys.argv[1])\n"
        "client.create_thread()\n"
    )
    for more, status in (("", 0), ("raise SystemExit(3)\n", 3)):
        command = [sys.executable, "-c", code + more, str(tmp_path)]
        ended = subprocess.run(command, capture_output=True, timeout=30, check=False)
        assert (ended.returncode, ended.stderr) == (status, b"")


def test_a_process_does_not_wait_for_a_reader_nobody_waits_for(tmp_path: Path) -> None:
    """Ctrl-C while a long document is read ends the process at once."""
    (tmp_path / "slow.py").write_text("import time; time.sleep(60)")
    code = (
        "import pathlib, sys, time\n"
        "from pdfai import OpenAIClient\n"
        "from pdfai.documents import process\n"
        "process._WORKER = pathlib.Path(sys.argv[1]) / 'slow.py'\n"
        "client = OpenAIClient.embedded(sys.argv[1])\n"
        "file = client.upload_file('assistants', 'a.pdf', sys.stdin.buffer.read())\n"
        "client.create_vector_store(file_ids=[file.id])\n"
        "time.sleep(0.2)\n"
        "client.close()\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    ended = subprocess.run(command, input=REPORT, capture_output=True, timeout=30, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_a_bad_data_directory_is_one_clear_line(tmp_path: Path) -> None:
    """Before anything is served, whatever is wrong with it."""
    file = tmp_path / "file"
    file.write_text("not a directory")
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "pdfai.sqlite").write_text("not a database, " * 1000)
    (tmp_path / "blocked").mkdir()
    (tmp_path / "blocked" / "files").write_text("not a directory")
    (tmp_path / "taken" / "pdfai.sqlite").mkdir(parents=True)
    before = set(threading.enumerate())
    for name in ("file", "file/below", "odd", "blocked", "taken"):
        with pytest.raises(ConfigurationError, match="Cannot write to the data directory"):
            OpenAIClient.embedded(tmp_path / name)
    assert set(threading.enumerate()) <= before


def test_a_closed_client_leaves_no_thread(tmp_path: Path) -> None:
    """However many were opened, none of their threads is left but the one that watches for the end."""
    OpenAIClient.embedded(tmp_path).close()
    before = set(threading.enumerate())
    for _ in range(3):
        with OpenAIClient.embedded(tmp_path) as client:
            client.get_files()
    eventually(lambda: set(threading.enumerate()) <= before)


def test_the_data_directory_is_the_users_or_the_named_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """`PDFAI_DATA_DIR` goes first."""
    monkeypatch.delenv("PDFAI_DATA_DIR", raising=False)
    assert default_data_dir().name == "pdfai"
    monkeypatch.setenv("PDFAI_DATA_DIR", "/somewhere")
    assert default_data_dir() == Path("/somewhere")


def test_both_colours_share_one_transport(data_dir: Path) -> None:
    """It is httpx's, for either client."""
    transport = open_transport(data_dir=data_dir)
    assert isinstance(transport, EmbeddedTransport)
    with httpx.Client(transport=transport, base_url="http://pdfai.embedded/v1") as http:
        assert Api(http).get("/files")["data"] == []


@pytest.mark.parametrize("client_class", [OpenAIClient, AsyncOpenAIClient])
@pytest.mark.parametrize("names", [{"model_map": {"asked": "served"}}, {"embedding_model": "embed"}])
def test_names_of_models_are_of_an_upstream(client_class: Any, names: dict[str, Any], data_dir: Path) -> None:
    """Without one they name nothing."""
    with pytest.raises(ConfigurationError, match="name its URL too"):
        client_class.embedded(data_dir, **names)
