# Derived from tests/_async/test_client_calls.py by scripts/unasync.py.
"""What a call sends and what it gives back."""

from typing import Any

import pytest
from pdfai_api.models import CreateAssistantRequest, Thread

from pdfai import (
    ClientSettings,
    InvalidArgumentError,
    OpenAIClient,
)


def test_keywords(client: OpenAIClient, script: Any) -> None:
    """Keywords are the body, as they stand in the contract."""
    script.answers({"id": "asst_1"})
    client.create_assistant(model="m", tools=[{"type": "file_search"}])
    assert script.requests[0].method == "POST"
    assert script.requests[0].url == "https://assistants.example.com/v1/assistants"
    assert script.sent() == {"model": "m", "tools": [{"type": "file_search"}]}


def test_request_object(client: OpenAIClient, script: Any) -> None:
    """The request object says the same."""
    script.answers({"id": "asst_1"})
    client.create_assistant(CreateAssistantRequest(model="m"))
    assert script.sent() == {"model": "m"}


def test_object_and_keywords(client: OpenAIClient) -> None:
    """Both at once is a TypeError: none of the two may win unseen."""
    create: Any = client.create_assistant
    with pytest.raises(TypeError, match="CreateAssistantRequest or keywords, not both: name"):
        create(CreateAssistantRequest(model="m"), name="a")


def test_no_keywords(client: OpenAIClient, script: Any) -> None:
    """A call whose body is optional sends an empty one."""
    script.answers({"id": "thread_1"})
    thread = client.create_thread()
    assert isinstance(thread, Thread)
    assert script.sent() == {}


def test_gives_back_what_it_read(client: OpenAIClient, script: Any) -> None:
    """Fields nobody knows yet survive."""
    answer = {"id": "run_1", "status": "hibernating", "colour": {"of": "tomorrow"}}
    script.answers(answer)
    assert (client.get_run("thread_1", "run_1")).to_dict() == answer


def test_headers(script: Any) -> None:
    """Who asks, for whom, and for which API stands in every request."""
    client = (
        OpenAIClient.create_with_api_key("key-1")
        .with_base_domain("assistants.example.com")
        .with_api_version("v2")
        .with_organization("org_1")
        .with_project("proj_1")
        .with_transport(script)
        .build()
    )
    script.answers({"data": []})
    client.get_assistants()
    (request,) = script.requests
    assert request.url == "https://assistants.example.com/v2/assistants"
    assert request.headers["authorization"] == "Bearer key-1"
    assert request.headers["openai-organization"] == "org_1"
    assert request.headers["openai-project"] == "proj_1"
    assert request.headers["openai-beta"] == "assistants=v2"
    assert request.headers["user-agent"].startswith("pdfai/")


def test_no_key(script: Any) -> None:
    """A server that asks for no key gets no empty one."""
    client = OpenAIClient(ClientSettings(base_domain="http://localhost:11434/v1"), transport=script)
    script.answers({"choices": []})
    client.create_completion(model="m", messages=[{"role": "user", "content": "Hello"}])
    assert script.requests[0].url == "http://localhost:11434/v1/chat/completions"
    assert "authorization" not in script.requests[0].headers


def test_lists(client: OpenAIClient, script: Any) -> None:
    """Which part of a list is a matter of keywords; the rest is left to the server."""
    script.answers({"data": [], "has_more": False})
    script.answers({"data": []})
    client.get_run_steps(
        "thread_1",
        "run_1",
        limit=3,
        order="asc",
        include=["step_details.tool_calls[*].file_search.results[*].content"],
    )
    client.get_vector_store_files("vs_1", filter="failed")
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
    ("get_threads", "GET", "/threads"),
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
def test_paths(client: OpenAIClient, script: Any, name: str, method: str, path: str) -> None:
    """Every call goes where the API has it, with the ids in the order of the path."""
    said = {"id": "any", "data": [], "choices": []}
    script.answers(said)
    ids = [f"id_{number}" for number in range(path.count("{}"))]
    answer = getattr(client, name)(*ids)
    assert answer.to_dict() == said
    (request,) = script.requests
    assert (request.method, request.url.path) == (method, "/v1" + path.format(*ids))


@pytest.mark.parametrize("bad_id", ["", ".", ".."])
def test_bad_ids(client: OpenAIClient, script: Any, bad_id: str) -> None:
    """An id that would lead elsewhere is refused before anything is sent."""
    with pytest.raises(InvalidArgumentError, match="cannot be an id"):
        client.get_run("thread_1", bad_id)
    assert script.requests == []


@pytest.mark.parametrize("odd_id", ["a/b", "../files", "a?b=c", "a#b", "%2e%2e", "한글", "a\nb"])
def test_odd_ids(client: OpenAIClient, script: Any, odd_id: str) -> None:
    """No id changes the path around it."""
    script.answers({"id": odd_id})
    client.get_thread(odd_id)
    head, _, last = script.requests[0].url.raw_path.rpartition(b"/")
    assert head == b"/v1/threads"
    assert not set(last) & set(b"?#\n")


def test_close(client: OpenAIClient, script: Any) -> None:
    """At the end of the block the transport is closed, and the client says so."""
    with client as same:
        assert same is client
    assert script.closed
    with pytest.raises(InvalidArgumentError, match="closed"):
        client.get_assistants()
