"""Waits end: with the work done, with the work failed, or with the time up."""

from typing import Any

import httpx
import pytest

from pdfai import (
    AsyncOpenAIClient,
    ConnectionFailedError,
    FileBatchFailedError,
    IndexingFailedError,
    MessageIncompleteError,
    RunFailedError,
    RunIncompleteError,
    RunRequiresActionError,
    VectorStoreFailedError,
    WorkFailedError,
)

pytestmark = pytest.mark.anyio


def run(status: str, **fields: Any) -> dict[str, Any]:
    return {"id": "run_1", "object": "thread.run", "status": status, **fields}


def message(run_id: str | None) -> dict[str, Any]:
    return {"id": f"msg_of_{run_id}", "object": "thread.message", "run_id": run_id}


async def test_waits(client: AsyncOpenAIClient, script: Any, clock: Any) -> None:
    """The first looks come quickly, one after the other a little later."""
    for status in ("queued", "in_progress", "in_progress", "completed"):
        script.answers(run(status))
    assert (await client.wait_for_run_to_complete("thread_1", "run_1")).status == "completed"
    assert clock.slept == pytest.approx([0.02, 0.03, 0.045])


async def test_slows_down(client: AsyncOpenAIClient, script: Any, clock: Any) -> None:
    """The interval is where the looks slow down to; a change counts at once."""
    client.polling_interval_seconds = 0.1
    for _ in range(8):
        script.answers(run("queued"))
    script.answers(run("completed"))
    await client.wait_for_run_to_complete("thread_1", "run_1")
    assert clock.slept[-3:] == [0.1, 0.1, 0.1]


async def test_obeys_the_server(client: AsyncOpenAIClient, script: Any, clock: Any) -> None:
    """openai-poll-after-ms counts afresh on every answer; nonsense is ignored."""
    for after in ("5000", "often", "250"):
        script.answers(run("queued"), headers={"openai-poll-after-ms": after})
    script.answers(run("completed"))
    await client.wait_for_run_to_complete("thread_1", "run_1")
    assert clock.slept == pytest.approx([5.0, 0.03, 0.25])


async def test_requires_action(client: AsyncOpenAIClient, script: Any) -> None:
    """A run that wants tool outputs is handed back: it is the caller's turn."""
    script.answers(run("requires_action"))
    assert (await client.wait_for_run_to_complete("thread_1", "run_1")).status == "requires_action"


@pytest.mark.parametrize("status", ["failed", "cancelled", "expired"])
async def test_failed(client: AsyncOpenAIClient, script: Any, status: str) -> None:
    """A run that ended badly raises with the run, its last error and the request that saw it."""
    last_error = {"code": "server_error", "message": "The model is on fire"}
    script.answers(run(status, last_error=last_error), headers={"x-request-id": "req_1"})
    with pytest.raises(RunFailedError, match=rf"Run run_1 .*{status}: The model is on fire") as caught:
        await client.wait_for_run_to_complete("thread_1", "run_1")
    assert (caught.value.run.id, caught.value.run.status) == ("run_1", status)
    assert caught.value.request_id == "req_1"


async def test_incomplete(client: AsyncOpenAIClient, script: Any) -> None:
    """A run that was cut short says why."""
    script.answers(run("incomplete", incomplete_details={"reason": "max_completion_tokens"}))
    script.answers({"data": [message("run_1")]})
    with pytest.raises(RunIncompleteError, match="max_completion_tokens") as caught:
        await client.wait_for_run_to_complete("thread_1", "run_1")
    assert caught.value.partial_message
    assert caught.value.partial_message.id == "msg_of_run_1"


async def test_incomplete_without_a_message(client: AsyncOpenAIClient, script: Any) -> None:
    """Whatever happens to the look for it, the run's own end is what is raised."""
    for answer, status in (({"data": []}, 200), ({"error": {"message": "No."}}, 400)):
        script.answers(run("incomplete"))
        script.answers(answer, status)
        with pytest.raises(RunIncompleteError) as caught:
            await client.wait_for_run_to_complete("thread_1", "run_1")
        assert caught.value.partial_message is None


async def test_progress(client: AsyncOpenAIClient, script: Any) -> None:
    """Every look can be watched, the last one too."""
    for status in ("queued", "in_progress", "completed"):
        script.answers(run(status))
    seen: list[str] = []
    await client.wait_for_run_to_complete(
        "thread_1", "run_1", on_progress=lambda run: seen.append(run.status)
    )
    assert seen == ["queued", "in_progress", "completed"]


async def test_assistant_message(client: AsyncOpenAIClient, script: Any) -> None:
    """A run's message, once the run is done."""
    script.answers(run("queued"))
    script.answers(run("completed"))
    script.answers({"data": [message("run_1")]})
    assert (await client.wait_for_assistant_message("thread_1", "run_1")).id == "msg_of_run_1"
    script.answers(run("requires_action"))
    with pytest.raises(RunRequiresActionError):
        await client.wait_for_assistant_message("thread_1", "run_1")


async def test_message(client: AsyncOpenAIClient, script: Any) -> None:
    """A message is whole when it says so, or says nothing."""
    script.answers({**message("run_1"), "status": "in_progress"})
    script.answers({**message("run_1"), "status": "completed"})
    script.answers(message("run_1"))
    for _ in range(2):
        await client.wait_for_thread_message_to_complete("thread_1", "msg_1")
    details = {"status": "incomplete", "incomplete_details": {"reason": "max_tokens"}}
    script.answers({**message("run_1"), **details})
    with pytest.raises(MessageIncompleteError, match="max_tokens") as caught:
        await client.wait_for_thread_message_to_complete("thread_1", "msg_1")
    assert caught.value.thread_message.id == "msg_of_run_1"


def batch(status: str, total: int = 2) -> dict[str, Any]:
    return {"id": "vsfb_1", "status": status, "file_counts": {"total": total}}


async def test_file_batch(client: AsyncOpenAIClient, script: Any) -> None:
    """Of no files there is nothing to wait for."""
    script.answers(batch("in_progress"))
    script.answers(batch("completed"))
    script.answers(batch("in_progress", total=0))
    for _ in range(2):
        await client.wait_for_vector_store_file_batch_to_complete("vs_1", "vsfb_1")
    for status in ("failed", "cancelled"):
        script.answers(batch(status))
        with pytest.raises(FileBatchFailedError, match=status) as caught:
            await client.wait_for_vector_store_file_batch_to_complete("vs_1", "vsfb_1")
        assert caught.value.batch.status == status


async def test_unknown_status(client: AsyncOpenAIClient, script: Any) -> None:
    """A status nobody knows, or none, counts as not finished."""
    script.answers(run("hibernating"))
    script.answers({"id": "run_1"})
    script.answers(run("completed"))
    assert (await client.wait_for_run_to_complete("thread_1", "run_1")).status == "completed"


async def test_server_gone(client: AsyncOpenAIClient, script: Any) -> None:
    """A server that is gone ends the wait before its time."""
    script.answers(run("queued"))
    for _ in range(4):
        script.fails(httpx.ConnectError("Connection refused"))
    with pytest.raises(ConnectionFailedError):
        await client.wait_for_run_to_complete("thread_1", "run_1")


async def test_vector_store(client: AsyncOpenAIClient, script: Any) -> None:
    """A store is ready when all its files were dealt with; those that failed are counted, not raised."""
    script.answers({"id": "vs_1", "status": "in_progress"})
    script.answers({"id": "vs_1", "status": "in_progress"})
    script.answers({"id": "vs_1", "status": "completed", "file_counts": {"failed": 1, "total": 2}})
    store = await client.create_vector_store_and_wait_to_complete(file_ids=["file-1", "file-2"])
    assert script.sent(0) == {"file_ids": ["file-1", "file-2"]}
    assert store.file_counts.failed == 1


async def test_expired_vector_store(client: AsyncOpenAIClient, script: Any) -> None:
    """An expired store never becomes ready."""
    script.answers({"id": "vs_1", "status": "expired"})
    with pytest.raises(VectorStoreFailedError, match="vs_1 expired") as caught:
        await client.wait_for_vector_store_to_complete("vs_1")
    assert caught.value.vector_store.id == "vs_1"


async def test_vector_store_file(client: AsyncOpenAIClient, script: Any) -> None:
    """A file that is indexed is handed back."""
    script.answers({"id": "file-1", "status": "in_progress"})
    script.answers({"id": "file-1", "status": "completed"})
    assert (await client.wait_for_vector_store_file_to_complete("vs_1", "file-1")).status == "completed"


async def test_failed_file(client: AsyncOpenAIClient, script: Any) -> None:
    """A file that cannot be indexed raises with its id and the reason."""
    last_error = {"code": "invalid_file", "message": "not a PDF"}
    script.answers({"id": "file-1", "status": "failed", "last_error": last_error})
    with pytest.raises(IndexingFailedError, match="Not indexed: file-1: not a PDF") as caught:
        await client.wait_for_vector_store_file_to_complete("vs_1", "file-1")
    (failure,) = caught.value.failures
    assert (failure.file_id, failure.code, failure.message) == ("file-1", "invalid_file", "not a PDF")


async def test_answer(client: AsyncOpenAIClient, script: Any) -> None:
    """The assistant's message of this very run comes back, even if the server sends the whole thread."""
    script.answers(run("queued"))
    script.answers(run("completed"))
    script.answers({"data": [message(None), message("run_1"), message("run_0")]})
    answer = await client.run_and_get_assistant_response("thread_1", assistant_id="asst_1")
    assert answer.id == "msg_of_run_1"
    assert script.sent(0) == {"assistant_id": "asst_1"}
    assert script.requests[2].url.params["run_id"] == "run_1"


async def test_no_answer(client: AsyncOpenAIClient, script: Any) -> None:
    """A run without a message, or one that wants tool outputs, has no answer to give."""
    script.answers(run("queued"))
    script.answers(run("requires_action"))
    with pytest.raises(RunRequiresActionError, match="submit them"):
        await client.run_and_get_assistant_response("thread_1", assistant_id="asst_1")
    script.answers(run("queued"))
    script.answers(run("completed"))
    script.answers({"data": []})
    with pytest.raises(WorkFailedError, match="without a message"):
        await client.run_and_get_assistant_response("thread_1", assistant_id="asst_1")
