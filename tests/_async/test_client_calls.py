"""What a call sends and what it gives back."""

import os
from io import BytesIO, UnsupportedOperation
from pathlib import Path
from typing import Any

import pytest
from pdfai_api.models import CreateAssistantRequest, Thread

from pdfai import (
    AsyncOpenAIClient,
    BadRequestError,
    ClientSettings,
    ConnectionFailedError,
    DocumentNotFoundError,
    InvalidArgumentError,
    NotFoundError,
    WorkFailedError,
)

pytestmark = pytest.mark.anyio


async def test_keywords(client: AsyncOpenAIClient, script: Any) -> None:
    """Keywords are the body, as they stand in the contract."""
    script.answers({"id": "asst_1"})
    await client.create_assistant(model="m", tools=[{"type": "file_search"}])
    assert script.requests[0].method == "POST"
    assert script.requests[0].url == "https://assistants.example.com/v1/assistants"
    assert script.sent() == {"model": "m", "tools": [{"type": "file_search"}]}


async def test_request_object(client: AsyncOpenAIClient, script: Any) -> None:
    """The request object says the same."""
    script.answers({"id": "asst_1"})
    await client.create_assistant(CreateAssistantRequest(model="m"))
    assert script.sent() == {"model": "m"}


async def test_object_and_keywords(client: AsyncOpenAIClient) -> None:
    """Both at once is a TypeError: none of the two may win unseen."""
    create: Any = client.create_assistant
    with pytest.raises(TypeError, match="CreateAssistantRequest or keywords, not both: name"):
        await create(CreateAssistantRequest(model="m"), name="a")


async def test_no_keywords(client: AsyncOpenAIClient, script: Any) -> None:
    """A call whose body is optional sends an empty one."""
    script.answers({"id": "thread_1"})
    thread = await client.create_thread()
    assert isinstance(thread, Thread)
    assert script.sent() == {}


async def test_gives_back_what_it_read(client: AsyncOpenAIClient, script: Any) -> None:
    """Fields nobody knows yet survive."""
    answer = {"id": "run_1", "status": "hibernating", "colour": {"of": "tomorrow"}}
    script.answers(answer)
    assert (await client.get_run("thread_1", "run_1")).to_dict() == answer


async def test_headers(script: Any) -> None:
    """Who asks, for whom, and for which API stands in every request."""
    client = (
        AsyncOpenAIClient.create_with_api_key("key-1")
        .with_base_domain("assistants.example.com")
        .with_api_version("v2")
        .with_organization("org_1")
        .with_project("proj_1")
        .with_transport(script)
        .build()
    )
    script.answers({"data": []})
    await client.get_assistants()
    (request,) = script.requests
    assert request.url == "https://assistants.example.com/v2/assistants"
    assert request.headers["authorization"] == "Bearer key-1"
    assert request.headers["openai-organization"] == "org_1"
    assert request.headers["openai-project"] == "proj_1"
    assert request.headers["openai-beta"] == "assistants=v2"
    assert request.headers["user-agent"].startswith("pdfai/")


async def test_no_key(script: Any) -> None:
    """A server that asks for no key gets no empty one."""
    client = AsyncOpenAIClient(ClientSettings(base_domain="http://localhost:11434/v1"), transport=script)
    script.answers({"choices": []})
    await client.create_completion(model="m", messages=[{"role": "user", "content": "Hello"}])
    assert script.requests[0].url == "http://localhost:11434/v1/chat/completions"
    assert "authorization" not in script.requests[0].headers


async def test_lists(client: AsyncOpenAIClient, script: Any) -> None:
    """Which part of a list is a matter of keywords; the rest is left to the server."""
    script.answers({"data": [], "has_more": False})
    script.answers({"data": []})
    await client.get_run_steps(
        "thread_1",
        "run_1",
        limit=3,
        order="asc",
        include=["step_details.tool_calls[*].file_search.results[*].content"],
    )
    await client.get_vector_store_files("vs_1", filter="failed")
    steps, files = script.requests
    assert steps.url.params.multi_items() == [
        ("limit", "3"),
        ("order", "asc"),
        ("include[]", "step_details.tool_calls[*].file_search.results[*].content"),
    ]
    assert files.url.params.multi_items() == [("filter", "failed")]


CALLS = [
    ("create_assistant", "POST", "/assistants"),
    ("get_assistants", "GET", "/assistants"),
    ("get_assistant", "GET", "/assistants/{}"),
    ("modify_assistant", "POST", "/assistants/{}"),
    ("delete_assistant", "DELETE", "/assistants/{}"),
    ("create_thread", "POST", "/threads"),
    ("get_thread", "GET", "/threads/{}"),
    ("modify_thread", "POST", "/threads/{}"),
    ("delete_thread", "DELETE", "/threads/{}"),
    ("create_thread_message", "POST", "/threads/{}/messages"),
    ("get_thread_messages", "GET", "/threads/{}/messages"),
    ("get_thread_message", "GET", "/threads/{}/messages/{}"),
    ("modify_thread_message", "POST", "/threads/{}/messages/{}"),
    ("delete_thread_message", "DELETE", "/threads/{}/messages/{}"),
    ("create_thread_and_run", "POST", "/threads/runs"),
    ("create_run", "POST", "/threads/{}/runs"),
    ("get_runs", "GET", "/threads/{}/runs"),
    ("get_run", "GET", "/threads/{}/runs/{}"),
    ("modify_run", "POST", "/threads/{}/runs/{}"),
    ("cancel_run", "POST", "/threads/{}/runs/{}/cancel"),
    ("submit_tool_outputs", "POST", "/threads/{}/runs/{}/submit_tool_outputs"),
    ("get_run_steps", "GET", "/threads/{}/runs/{}/steps"),
    ("get_run_step", "GET", "/threads/{}/runs/{}/steps/{}"),
    ("get_files", "GET", "/files"),
    ("get_file", "GET", "/files/{}"),
    ("delete_file", "DELETE", "/files/{}"),
    ("create_vector_store", "POST", "/vector_stores"),
    ("get_vector_stores", "GET", "/vector_stores"),
    ("get_vector_store", "GET", "/vector_stores/{}"),
    ("modify_vector_store", "POST", "/vector_stores/{}"),
    ("delete_vector_store", "DELETE", "/vector_stores/{}"),
    ("create_vector_store_file", "POST", "/vector_stores/{}/files"),
    ("get_vector_store_files", "GET", "/vector_stores/{}/files"),
    ("get_vector_store_file", "GET", "/vector_stores/{}/files/{}"),
    ("modify_vector_store_file", "POST", "/vector_stores/{}/files/{}"),
    ("get_vector_store_file_content", "GET", "/vector_stores/{}/files/{}/content"),
    ("search_vector_store", "POST", "/vector_stores/{}/search"),
    ("delete_vector_store_file", "DELETE", "/vector_stores/{}/files/{}"),
    ("create_vector_store_file_batch", "POST", "/vector_stores/{}/file_batches"),
    ("get_vector_store_file_batch", "GET", "/vector_stores/{}/file_batches/{}"),
    ("cancel_vector_store_file_batch", "POST", "/vector_stores/{}/file_batches/{}/cancel"),
    ("get_vector_store_file_batch_files", "GET", "/vector_stores/{}/file_batches/{}/files"),
    ("create_upload", "POST", "/uploads"),
    ("complete_upload", "POST", "/uploads/{}/complete"),
    ("cancel_upload", "POST", "/uploads/{}/cancel"),
    ("create_completion", "POST", "/chat/completions"),
    ("create_embedding", "POST", "/embeddings"),
    ("get_models", "GET", "/models"),
    ("get_model", "GET", "/models/{}"),
]


@pytest.mark.parametrize(("name", "method", "path"), CALLS)
async def test_paths(client: AsyncOpenAIClient, script: Any, name: str, method: str, path: str) -> None:
    """Every call goes where the API has it, with the ids in the order of the path."""
    said = {"id": "any", "data": [], "choices": []}
    script.answers(said)
    ids = [f"id_{number}" for number in range(path.count("{}"))]
    answer = await getattr(client, name)(*ids)
    assert answer.to_dict() == said
    (request,) = script.requests
    assert (request.method, request.url.path) == (method, "/v1" + path.format(*ids))


@pytest.mark.parametrize("bad_id", ["", ".", ".."])
async def test_bad_ids(client: AsyncOpenAIClient, script: Any, bad_id: str) -> None:
    """An id that would lead elsewhere is refused before anything is sent."""
    with pytest.raises(InvalidArgumentError, match="cannot be an id"):
        await client.get_run("thread_1", bad_id)
    assert script.requests == []


@pytest.mark.parametrize("odd_id", ["a/b", "../files", "a?b=c", "a#b", "%2e%2e", "한글", "a\nb"])
async def test_odd_ids(client: AsyncOpenAIClient, script: Any, odd_id: str) -> None:
    """No id changes the path around it."""
    script.answers({"id": odd_id})
    await client.get_thread(odd_id)
    head, _, last = script.requests[0].url.raw_path.rpartition(b"/")
    assert head == b"/v1/threads"
    assert not set(last) & set(b"?#\n")


@pytest.mark.parametrize("name", ["report.pdf", "보고서.pdf", 'a "b".pdf', "a\r\nb.pdf"])
async def test_upload_names(client: AsyncOpenAIClient, script: Any, name: str) -> None:
    """Names in any script arrive in one header line."""
    script.answers({"id": "file-1"})
    await client.upload_file("assistants", name, b"%PDF")
    disposition = next(line for line in script.bodies[0].split(b"\r\n") if b"filename" in line)
    assert disposition.endswith(b'.pdf"')


async def test_upload_bytes(client: AsyncOpenAIClient, script: Any) -> None:
    """No byte sequence inside a document ends it: boundaries are drawn at random."""
    content = b"%PDF-1.7\r\n--+++\r\n" + bytes(range(256)) + b"\r\n--boundary--\r\n"
    for _ in range(2):
        script.answers({"id": "file-1"})
        await client.upload_file("assistants", "a.pdf", content)
    assert all(content in body for body in script.bodies)
    first, second = (request.headers["content-type"] for request in script.requests)
    assert first != second


async def test_upload_path_and_file(client: AsyncOpenAIClient, script: Any, tmp_path: Path) -> None:
    """A path is opened and closed again; the caller's own file stays open."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF by path")
    opened = BytesIO(b"%PDF by file")
    for content in (path, str(path), opened):
        script.answers({"id": "file-1"})
        await client.upload_file("assistants", "a.pdf", content)
    assert [b"%PDF by path" in body for body in script.bodies] == [True, True, False]
    assert not opened.closed


async def test_upload_nothing(client: AsyncOpenAIClient, script: Any, tmp_path: Path) -> None:
    """A missing file, a directory, a nameless file and a wrong type are refused before anything is sent."""
    for path in (tmp_path / "missing.pdf", tmp_path):
        with pytest.raises(DocumentNotFoundError, match=path.name):
            await client.upload_file("assistants", "a.pdf", path)
    with pytest.raises(InvalidArgumentError, match="name"):
        await client.upload_file("assistants", " ", b"%PDF")
    text: Any = 7
    with pytest.raises(InvalidArgumentError, match="not int"):
        await client.upload_file("assistants", "a.pdf", text)
    assert script.requests == []


async def test_download(client: AsyncOpenAIClient, script: Any) -> None:
    """A file's content comes as bytes, whatever its type, and empty too."""
    script.answers(b"<html>\x00\xff", headers={"content-type": "text/html"})
    script.answers(b"")
    assert await client.get_file_content("file-1") == b"<html>\x00\xff"
    assert await client.get_file_content("file-1") == b""
    assert script.requests[0].headers["accept"] == "*/*"


async def test_download_to_a_path(client: AsyncOpenAIClient, script: Any, tmp_path: Path) -> None:
    """Whole, in the place of what stood there."""
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    script.answers(b"%PDF\x00\xff", headers={"content-type": "application/pdf"})
    assert await client.get_file_content("file-1", to=target) == target
    assert target.read_bytes() == b"%PDF\x00\xff"
    assert os.listdir(tmp_path) == ["a.pdf"]


async def test_download_that_fails(client: AsyncOpenAIClient, script: Any, tmp_path: Path) -> None:
    """What stood there stays, and nothing stands beside it, whatever went wrong."""
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    script.breaks_off()
    with pytest.raises(ConnectionFailedError, match="peer closed"):
        await client.get_file_content("file-1", to=target)
    script.answers({"error": {"message": "No such File object: file-1"}}, 404)
    with pytest.raises(NotFoundError):
        await client.get_file_content("file-1", to=target)
    with pytest.raises(InvalidArgumentError, match="cannot be written"):
        await client.get_file_content("file-1", to=tmp_path / "nowhere" / "a.pdf")
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.pdf"]


async def test_upload_progress(client: AsyncOpenAIClient, script: Any, tmp_path: Path) -> None:
    """Of bytes, paths and files alike; a file that cannot be rewound has no known size."""
    content = bytes(150_000)
    path = tmp_path / "a.pdf"
    path.write_bytes(content)

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: Any) -> int:
            raise UnsupportedOperation

        def tell(self) -> int:
            raise UnsupportedOperation

    for source, total in (
        (content, 150_000),
        (path, 150_000),
        (BytesIO(content), 150_000),
        (Pipe(content), None),
    ):
        script.answers({"id": "file-1"})
        seen: list[tuple[int, int | None]] = []
        await client.upload_file(
            "assistants", "a.pdf", source, progress=lambda *at, seen=seen: seen.append(at)
        )
        assert content in script.bodies[-1]
        assert [sent for sent, _ in seen] == sorted({65_536, 131_072, 150_000})
        assert {each for _, each in seen} == {total}


async def test_upload_in_parts(client: AsyncOpenAIClient, script: Any, tmp_path: Path) -> None:
    """In the order of the file, none larger than asked."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF 12345")
    file = {"id": "file-1", "object": "file"}
    answers = ({"id": "up_1"}, {"id": "part_1"}, {"id": "part_2"}, {"id": "part_3"})
    for answer in (*answers, {"id": "up_1", "status": "completed", "file": file}):
        script.answers(answer)
    seen: list[tuple[int, int | None]] = []
    uploaded = await client.upload_file_in_parts(
        "assistants", "a.pdf", path, part_bytes=4, progress=lambda *at: seen.append(at)
    )
    assert uploaded.id == "file-1"
    assert script.sent(0)["bytes"] == 10
    assert [b"%PDF" in script.bodies[1], b" 123" in script.bodies[2], b"45" in script.bodies[3]] == [True] * 3
    assert script.sent(4) == {"part_ids": ["part_1", "part_2", "part_3"]}
    assert seen == [(4, 10), (8, 10), (10, 10)]


async def test_upload_in_parts_that_fails(client: AsyncOpenAIClient, script: Any) -> None:
    """Is cancelled; and one whose size nobody knows is not begun."""
    script.answers({"id": "up_1"})
    script.answers({"error": {"message": "Too odd."}}, 400)
    script.answers({"id": "up_1", "status": "cancelled"})
    with pytest.raises(BadRequestError, match="Too odd"):
        await client.upload_file_in_parts("assistants", "a.pdf", b"%PDF")
    assert script.requests[-1].url.path == "/v1/uploads/up_1/cancel"

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

    with pytest.raises(InvalidArgumentError, match="size has to be known"):
        await client.upload_file_in_parts("assistants", "a.pdf", Pipe(b"%PDF"))
    for answer in ({"id": "up_1"}, {"id": "part_1"}, {"id": "up_1", "status": "pending", "file": None}):
        script.answers(answer)
    with pytest.raises(WorkFailedError, match="pending, and has no file"):
        await client.upload_file_in_parts("assistants", "a.pdf", b"%PDF")


async def test_close(client: AsyncOpenAIClient, script: Any) -> None:
    """At the end of the block the transport is closed, and the client says so."""
    async with client as same:
        assert same is client
    assert script.closed
    with pytest.raises(InvalidArgumentError, match="closed"):
        await client.get_assistants()
