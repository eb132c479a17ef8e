"""A client's calls against the contract itself: `pdfai.testing.contract_transport`."""

import json
from typing import Any

import httpx
import pytest
from every_call import BAD_CALLS, BAD_REQUESTS, CALLS, CONTRACT, STREAMS, Call
from pdfai_api import strict
from pdfai_api.models import MessageDeltaEvent

from pdfai import (
    AsyncOpenAIClient,
    BadRequestError,
    ClientSettings,
    ConnectionFailedError,
    RateLimitError,
)
from pdfai.testing import ContractTransport, ReceivedFile, contract_transport

pytestmark = pytest.mark.anyio

KEY = "sk-a-secret-that-nobody-may-see"


@pytest.fixture
def mock() -> ContractTransport:
    return contract_transport(seed=7)


@pytest.fixture
def caller(mock: ContractTransport, clock: Any) -> AsyncOpenAIClient:
    """A client that has the contract for a server."""
    return client_of(mock, clock)


def client_of(mock: ContractTransport, clock: Any) -> AsyncOpenAIClient:
    settings = ClientSettings(api_key=KEY, base_domain="https://assistants.example.com")
    return AsyncOpenAIClient(settings, transport=mock, clock=clock)


async def make(client: AsyncOpenAIClient, call: Call) -> Any:
    return await getattr(client, call.method)(*call.ids, **call.keywords)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.method)
async def test_every_call_is_within_the_contract(
    caller: AsyncOpenAIClient, mock: ContractTransport, call: Call
) -> None:
    """What it sends passes, and what it reads is all in the contract."""
    with strict.mode():
        answer = await make(caller, call)
    assert answer
    (asked,) = mock.requests
    assert asked.operation == call.method
    assert list(asked.ids.values()) == [each for each in call.ids if isinstance(each, str)][: len(asked.ids)]


def test_every_operation_is_called() -> None:
    """The calls above are those of the contract."""
    operations = [
        operation["operationId"]
        for item in CONTRACT["paths"].values()
        for method, operation in item.items()
        if method != "parameters"
    ]
    assert sorted(call.method for call in CALLS) == sorted(operations)
    assert len(operations) == 53


@pytest.mark.parametrize("seed", range(8))
async def test_whatever_the_seed_answers_are_within_the_contract(clock: Any, seed: int) -> None:
    """Each of these answers has other variants, and leaves out other properties."""
    caller = client_of(contract_transport(seed=seed), clock)
    with strict.mode():
        for call in CALLS:
            assert await make(caller, call)
        for call in STREAMS:
            assert await events_of(caller, call)


async def events_of(client: AsyncOpenAIClient, call: Call) -> list[Any]:
    events = []
    async with getattr(client, call.method)(*call.ids, **call.keywords) as stream:
        async for event in stream:
            events.append(event)
    return events


async def test_the_same_seed_gives_the_same_answers(clock: Any) -> None:
    """And another gives others."""
    answers = [
        [(await make(client_of(mock, clock), call)).to_dict() for call in CALLS[:20]]
        for mock in (contract_transport(seed=1), contract_transport(seed=1), contract_transport(seed=2))
    ]
    assert answers[0] == answers[1] != answers[2]


async def test_what_was_asked_comes_back(caller: AsyncOpenAIClient) -> None:
    """Ids of the path, ids and properties of the body."""
    run = await caller.create_run("thread_7", assistant_id="asst_7", metadata={"a": "b"})
    assert (run.thread_id, run.assistant_id, run.metadata) == ("thread_7", "asst_7", {"a": "b"})
    assert (await caller.get_run("thread_7", "run_7")).id == "run_7"
    assert (await caller.get_vector_store_file("vs_7", "file-7")).id == "file-7"
    messages = await caller.get_thread_messages("thread_7")
    assert {message.thread_id for message in messages.data} == {"thread_7"}
    assert (messages.first_id, messages.last_id) == (messages.data[0].id, messages.data[-1].id)
    assert messages.has_more is False


async def test_a_list_is_as_it_was_asked_for(caller: AsyncOpenAIClient) -> None:
    """Not longer, and of what the filter lets through."""
    assert len((await caller.get_runs("thread_1", limit=1)).data) == 1
    assert {file.purpose for file in (await caller.get_files(purpose="vision")).data} == {"vision"}
    failed = await caller.get_vector_store_files("vs_1", filter="failed")
    assert {file.status for file in failed.data} == {"failed"}


async def test_an_upload_keeps_its_name_and_size(caller: AsyncOpenAIClient) -> None:
    """As every server does."""
    file = await caller.upload_file("assistants", "보고서.pdf", b"%PDF")
    assert (file.filename, file.bytes, file.purpose) == ("보고서.pdf", 4, "assistants")


@pytest.mark.parametrize("seed", range(20))
async def test_all_goes_well_unless_told_otherwise(clock: Any, seed: int) -> None:
    """Runs are answered, what is deleted is deleted, what is cancelled is cancelled."""
    caller = client_of(contract_transport(seed=seed), clock)
    message = await caller.run_and_get_assistant_response("thread_1", assistant_id="asst_1")
    assert (message.role, message.thread_id) == ("assistant", "thread_1")
    run = await caller.get_run("thread_1", "run_1")
    assert (run.required_action, run.last_error, run.incomplete_details) == (None, None, None)
    assert (await caller.cancel_run("thread_1", "run_1")).status == "cancelled"
    assert (await caller.delete_thread("thread_1")).deleted is True


async def test_a_streamed_run_is_one_run(caller: AsyncOpenAIClient) -> None:
    """Its events come in the order of a run that answers, about the same objects."""
    events = await events_of(caller, STREAMS[0])
    names = [event.event for event in events]
    assert names[0] == "thread.run.created"
    assert names[-1] == "thread.run.completed"
    assert len({event.data.id for event in events if event.event.startswith("thread.message")}) == 1
    assert {event.data.thread_id for event in events if hasattr(event.data, "thread_id")} == {"thread_1"}


async def test_answers_can_be_told(caller: AsyncOpenAIClient, mock: ContractTransport) -> None:
    """Once each, in their order; the rest is drawn."""
    mock.answer("get_run", status="queued")
    mock.answer("get_run", status="in_progress")
    assert mock.unused == ["get_run", "get_run"]
    statuses = [(await caller.get_run("thread_1", "run_1")).status for _ in range(3)]
    assert statuses == ["queued", "in_progress", "completed"]
    assert mock.unused == []
    mock.answer("get_file_content", content=b"\x00\xff")
    assert await caller.get_file_content("file-1") == b"\x00\xff"


async def test_streams_can_be_told(caller: AsyncOpenAIClient, mock: ContractTransport) -> None:
    """Event for event."""
    delta = {"content": [{"index": 0, "type": "text", "text": {"value": "4.2 million"}}]}
    said = {"id": "msg_1", "object": "thread.message.delta", "delta": delta}
    mock.answer("create_run", status="queued")
    mock.stream("create_run", [{"event": "thread.message.delta", "data": said}])
    (event,) = await events_of(caller, STREAMS[0])
    assert isinstance(event, MessageDeltaEvent)
    assert event.data.to_dict() == said
    assert mock.unused == ["create_run"]
    assert (await caller.create_run("thread_1", assistant_id="asst_1")).status == "queued"


async def test_failures_can_be_told(caller: AsyncOpenAIClient, mock: ContractTransport) -> None:
    """Refusals, and what happens to a network; the client retries as ever."""
    mock.fail("get_thread", 400, message="No.", code="odd")
    with pytest.raises(BadRequestError, match=r"No\.") as refused:
        await caller.get_thread("thread_1")
    assert refused.value.code == "odd"
    mock.fail("get_thread", 503)
    mock.fail("get_thread", error=httpx.ConnectError("refused"))
    assert (await caller.get_thread("thread_1")).id == "thread_1"
    assert len(mock.requests) == 4
    caller.http_request_max_retries = 0
    mock.fail("get_thread", 429, headers={"retry-after": "7"})
    with pytest.raises(RateLimitError):
        await caller.get_thread("thread_1")
    mock.fail("get_thread", error=httpx.ConnectError("refused"))
    with pytest.raises(ConnectionFailedError):
        await caller.get_thread("thread_1")


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (lambda mock: mock.answer("get_run", colour="red"), "$.colour is not in what get_run answers"),
        (lambda mock: mock.answer("get_run", status="hibernating"), "$.status is refused"),
        (
            lambda mock: mock.answer("get_file_content", body=b""),
            "$.body is not in what get_file_content",
        ),
        (
            lambda mock: mock.stream("create_run", [{"event": "odd"}]),
            "$[0].event is refused: enum is",
        ),
    ],
)
def test_a_script_is_held_to_the_contract_too(mock: ContractTransport, told: Any, fault: str) -> None:
    """A test must not pass on an answer that no server gives."""
    with pytest.raises(strict.ContractError) as refused:
        told(mock)
    assert fault in str(refused.value)


def test_a_script_of_no_operation_is_refused(mock: ContractTransport) -> None:
    """With the name that was meant."""
    with pytest.raises(ValueError, match=r"get_runn is no operation of the contract: get_run\?"):
        mock.answer("get_runn")
    with pytest.raises(ValueError, match=r"run is no operation"):
        mock.fail("run")
    with pytest.raises(ValueError, match="get_file answers no events"):
        mock.stream("get_file", [])
    with pytest.raises(ValueError, match="400 to 599, not 204"):
        mock.fail("get_run", 204)
    error: Any = httpx.ReadError
    with pytest.raises(TypeError, match="Give an error, not <class"):
        mock.fail("get_run", error=error)


@pytest.mark.parametrize(("call", "fault"), BAD_CALLS)
async def test_a_call_beyond_the_contract_raises(
    caller: AsyncOpenAIClient, mock: ContractTransport, call: Call, fault: str
) -> None:
    """With the path to what is wrong; it is not taken for an answer."""
    with pytest.raises(strict.ContractError) as refused:
        await make(caller, call)
    assert fault in str(refused.value)
    assert mock.requests == []


@pytest.mark.parametrize(("sent", "headers", "content", "fault"), BAD_REQUESTS)
async def test_a_request_beyond_the_contract_raises(
    mock: ContractTransport, sent: tuple[str, str], headers: dict[str, str], content: str, fault: str
) -> None:
    """Whatever client it comes from."""
    headers = {"authorization": "Bearer k", **headers}
    http = httpx.AsyncClient(transport=mock, base_url="http://mock", trust_env=False)
    with pytest.raises(strict.ContractError) as refused:
        await http.request(*sent, headers=headers, content=content)
    assert fault in str(refused.value)


async def test_requests_are_kept_without_the_key(caller: AsyncOpenAIClient, mock: ContractTransport) -> None:
    """Bodies, queries, forms and headers can be looked at; no assertion that fails prints the key."""
    secrets = {"X-Api-Key": KEY, "Cookie": KEY}
    await caller.with_options(headers=secrets).get_thread_messages("thread_1", limit=3, order="asc")
    await caller.create_thread(metadata={"a": "b"})
    expiry: Any = {"anchor": "created_at", "seconds": 3600}
    await caller.upload_file("assistants", "a.pdf", b"%PDF\r\n", expires_after=expiry)
    listed, made, uploaded = mock.requests
    assert listed.query == {"limit": 3, "order": "asc"}
    assert made.body == {"metadata": {"a": "b"}}
    assert made.headers["content-type"] == "application/json"
    assert uploaded.body == {
        "purpose": "assistants",
        "file": ReceivedFile(filename="a.pdf", content=b"%PDF\r\n"),
        "expires_after": expiry,
    }
    assert KEY not in json.dumps([repr(each) for each in mock.requests])


async def test_another_version_of_the_api(clock: Any) -> None:
    """The paths then begin with it."""
    client = (
        AsyncOpenAIClient.create_with_api_key(KEY)
        .with_api_version("v2")
        .with_transport(contract_transport(base_path="/v2"))
        .build()
    )
    assert (await client.get_thread("thread_1")).id == "thread_1"


async def test_waiting_ends(caller: AsyncOpenAIClient, mock: ContractTransport) -> None:
    """Runs complete unless told otherwise, so helpers that wait come back."""
    mock.answer("get_run", status="queued")
    run = await caller.wait_for_run_to_complete("thread_1", "run_1")
    assert run.status == "completed"
