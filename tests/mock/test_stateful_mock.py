"""Our client and `openai-responses`, a mock with state that was written for OpenAI's own client."""

from typing import Any

import pytest

from pdfai import AsyncOpenAIClient, OpenAIClient

openai_responses = pytest.importorskip("openai_responses", reason="run `nox -s stateful_mock`")


def test_a_story_in_every_call_it_knows() -> None:
    """What was made is read, changed, listed, deleted."""
    with openai_responses.OpenAIMock().router, OpenAIClient.create_with_api_key("any").build() as client:
        assistant = client.create_assistant(model="m", name="First", tools=[{"type": "file_search"}])
        assert client.get_assistant(assistant.id).name == "First"
        assert client.modify_assistant(assistant.id, name="Second").name == "Second"
        assert [each.id for each in client.get_assistants()] == [assistant.id]
        thread = client.create_thread(metadata={"a": "b"})
        assert client.get_thread(thread.id).metadata == {"a": "b"}
        assert client.modify_thread(thread.id, metadata={"c": "d"}).metadata == {"c": "d"}
        message = client.create_thread_message(thread.id, role="user", content="Hello")
        assert client.get_thread_message(thread.id, message.id).id == message.id
        client.modify_thread_message(thread.id, message.id, metadata={"e": "f"})
        assert [each.id for each in client.get_thread_messages(thread.id)] == [message.id]
        _runs(client, thread.id, assistant.id)
        _vector_stores(client)
        assert client.delete_thread(thread.id).deleted is True
        assert client.delete_assistant(assistant.id).deleted is True
        assert list(client.get_assistants()) == []


def _runs(client: OpenAIClient, thread_id: str, assistant_id: str) -> None:
    run = client.create_run(thread_id, assistant_id=assistant_id)
    assert client.get_run(thread_id, run.id).status == "queued"
    assert client.modify_run(thread_id, run.id, metadata={"a": "b"}).metadata == {"a": "b"}
    assert [each.id for each in client.get_runs(thread_id)] == [run.id]
    assert list(client.get_run_steps(thread_id, run.id)) == []
    outputs: Any = [{"tool_call_id": "call_1", "output": "x"}]
    assert client.submit_tool_outputs(thread_id, run.id, tool_outputs=outputs).id == run.id
    assert client.cancel_run(thread_id, run.id).status in ("cancelling", "cancelled")
    new: Any = {"messages": [{"role": "user", "content": "Hi"}]}
    assert client.create_thread_and_run(assistant_id=assistant_id, thread=new).thread_id != thread_id


def _vector_stores(client: OpenAIClient) -> None:
    file = client.upload_file("assistants", "a.pdf", b"%PDF")
    assert [each.id for each in client.get_files()] == [client.get_file(file.id).id] == [file.id]
    store = client.create_vector_store(name="first", file_ids=[file.id])
    assert client.get_vector_store(store.id).name == "first"
    assert client.modify_vector_store(store.id, name="second").name == "second"
    assert [each.id for each in client.get_vector_stores()] == [store.id]
    client.create_vector_store_file(store.id, file_id=file.id)
    assert client.get_vector_store_file(store.id, file.id).id == file.id
    assert file.id in {each.id for each in client.get_vector_store_files(store.id)}
    batch = client.create_vector_store_file_batch(store.id, file_ids=[file.id])
    assert client.get_vector_store_file_batch(store.id, batch.id).id == batch.id
    assert file.id in {each.id for each in client.get_vector_store_file_batch_files(store.id, batch.id)}
    assert client.cancel_vector_store_file_batch(store.id, batch.id).id == batch.id
    assert client.delete_vector_store_file(store.id, file.id).deleted is True
    assert client.delete_vector_store(store.id).deleted is True
    assert client.delete_file(file.id).deleted is True


@pytest.mark.anyio
async def test_the_async_client_too() -> None:
    """It speaks the same."""
    with openai_responses.OpenAIMock().router:
        async with AsyncOpenAIClient.create_with_api_key("any").build() as client:
            assistant = await client.create_assistant(model="m", name="First")
            thread = await client.create_thread(messages=[{"role": "user", "content": "Hi"}])
            run = await client.create_run(thread.id, assistant_id=assistant.id)
            assert (await client.get_run(thread.id, run.id)).assistant_id == assistant.id
            assert [each.id for each in (await client.get_assistants()).data] == [assistant.id]
            store = await client.create_vector_store(name="first")
            assert (await client.get_vector_store(store.id)).name == "first"
