"""How long waits take at most: as long as they may, whatever the server does."""

from typing import Any

import httpx
import pytest

from pdfai import AsyncOpenAIClient, InvalidArgumentError, PollingTimeoutError

pytestmark = pytest.mark.anyio


def run(status: str) -> dict[str, Any]:
    return {"id": "run_1", "object": "thread.run", "status": status}


async def test_cancel_on_timeout(client: AsyncOpenAIClient, script: Any, clock: Any) -> None:
    """A run that takes too long is cancelled if asked; that it cannot be is no other error."""
    for status in (200, 400):
        for _ in range(2):
            script.answers(run("in_progress"), headers={"openai-poll-after-ms": "250"})
        script.answers(run("cancelling") if status == 200 else {"error": {"message": "Too late."}}, status)
        with pytest.raises(PollingTimeoutError, match=r"in_progress after 0\.25 s"):
            await client.wait_for_run_to_complete(
                "thread_1", "run_1", timeout_seconds=0.25, cancel_on_timeout=True
            )
        assert script.requests[-1].url.path == "/v1/threads/thread_1/runs/run_1/cancel"


async def test_a_time_that_is_none(client: AsyncOpenAIClient, script: Any) -> None:
    """Is refused before anything is sent, above all before a run that costs something."""
    for seconds in (-5, float("nan"), "5"):
        given: Any = {"timeout_seconds": seconds}
        with pytest.raises(InvalidArgumentError, match="timeout_seconds"):
            await client.wait_for_run_to_complete("thread_1", "run_1", **given)
        with pytest.raises(InvalidArgumentError, match="timeout_seconds"):
            await client.wait_for_assistant_message("thread_1", "run_1", **given)
        with pytest.raises(InvalidArgumentError, match="timeout_seconds"):
            await client.run_and_get_assistant_response("thread_1", assistant_id="asst_1", **given)
        with pytest.raises(InvalidArgumentError, match="timeout_seconds"):
            await client.upload_and_index([("a.pdf", b"%PDF")], vector_store_id="vs_1", **given)
    assert script.requests == []


async def test_no_time_of_its_own(client: AsyncOpenAIClient, script: Any) -> None:
    """None leaves it to the policy."""
    client.polling_timeout_seconds = 0
    script.answers(run("queued"))
    with pytest.raises(PollingTimeoutError, match="after 0 s"):
        await client.wait_for_run_to_complete("thread_1", "run_1", timeout_seconds=None)


async def test_a_server_that_hangs(client: AsyncOpenAIClient, script: Any, clock: Any) -> None:
    """Is not waited for longer than the wait may take, and to cancel the run it has some seconds more."""
    script.fails(httpx.ReadTimeout("timed out"), after=5)
    script.fails(httpx.ReadTimeout("timed out"), after=5)
    with pytest.raises(PollingTimeoutError, match="without an answer after 5 s"):
        await client.wait_for_run_to_complete("thread_1", "run_1", timeout_seconds=5, cancel_on_timeout=True)
    assert [each.extensions["timeout"]["read"] for each in script.requests] == [5.0, 5.0]
    assert clock.time == 1010.0


ASKS: Any = {
    **run("requires_action"),
    "required_action": {
        "type": "submit_tool_outputs",
        "submit_tool_outputs": {
            "tool_calls": [{"id": "c", "type": "function", "function": {"name": "look", "arguments": ""}}]
        },
    },
}


@pytest.mark.parametrize("answered", range(5))
async def test_all_of_a_run_is_bounded(
    client: AsyncOpenAIClient, script: Any, clock: Any, answered: int
) -> None:
    """Whichever of its requests the server does not answer; a run that there is, is cancelled."""

    def look() -> str:
        """Look."""
        return "seen"

    answers = [{"id": "asst_1", "tools": []}, run("queued"), ASKS, run("queued"), run("completed")]
    for answer in answers[:answered]:
        script.answers(answer)
    script.fails(httpx.ReadTimeout("timed out"), after=60)
    if answered > 1:
        script.answers(run("cancelling"))
    with pytest.raises(PollingTimeoutError, match="after 60 s"):
        await client.run_and_get_assistant_response(
            "thread_1", assistant_id="asst_1", functions=[look], timeout_seconds=60, cancel_on_timeout=True
        )
    assert clock.time == 1060.0
    assert {each.extensions["timeout"]["read"] for each in script.requests} <= {60.0, 5.0}
    assert script.requests[-1].url.path.endswith("/cancel") == (answered > 1)


async def test_the_message_is_waited_for_as_long(client: AsyncOpenAIClient, script: Any) -> None:
    """As the run whose message it is."""
    script.answers(run("completed"))
    script.fails(httpx.ReadTimeout("timed out"), after=60)
    with pytest.raises(PollingTimeoutError, match="message of run run_1 is still without an answer"):
        await client.wait_for_assistant_message("thread_1", "run_1", timeout_seconds=60)


async def test_time_up(client: AsyncOpenAIClient, script: Any, clock: Any) -> None:
    """The whole wait has a deadline; the last look falls on it, and what it saw is handed over."""
    client.polling_timeout_seconds = 0.1
    for _ in range(5):
        script.answers(run("queued"))
    with pytest.raises(PollingTimeoutError, match=r"Run run_1 is still queued after 0\.1 s") as caught:
        await client.wait_for_run_to_complete("thread_1", "run_1")
    assert caught.value.last.status == "queued"
    assert clock.time == pytest.approx(1000.1)


async def test_stalls_past_the_deadline(client: AsyncOpenAIClient, script: Any) -> None:
    """An answer that does not come is not waited for longer than the wait may take."""
    client.polling_timeout_seconds = 5.0
    script.answers(run("queued"))
    script.fails(httpx.ReadTimeout("timed out"), after=5.0)
    with pytest.raises(PollingTimeoutError) as caught:
        await client.wait_for_run_to_complete("thread_1", "run_1")
    assert caught.value.last.status == "queued"
    assert script.requests[1].extensions["timeout"]["read"] < 5.0


async def test_nothing_seen(client: AsyncOpenAIClient, script: Any) -> None:
    """When nothing was ever seen, that is what the error says."""
    client.polling_timeout_seconds = 1.0
    script.fails(httpx.ReadTimeout("timed out"), after=1.0)
    with pytest.raises(PollingTimeoutError, match="without an answer") as caught:
        await client.wait_for_run_to_complete("thread_1", "run_1")
    assert caught.value.last is None
