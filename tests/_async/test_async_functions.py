# async only: the other colour has no async functions
"""Async functions that a run calls."""

import asyncio
from typing import Any

import anyio
import pytest
import sniffio

from pdfai import AsyncOpenAIClient, InvalidArgumentError, OpenAIClient
from pdfai.testing import contract_transport

pytestmark = pytest.mark.anyio


def call(name: str, number: int) -> dict[str, Any]:
    return {"id": f"call_{number}", "type": "function", "function": {"name": name, "arguments": "{}"}}


def wants(*names: str) -> dict[str, Any]:
    calls = [call(name, number) for number, name in enumerate(names)]
    return {"type": "submit_tool_outputs", "submit_tool_outputs": {"tool_calls": calls}}


async def test_they_run_at_once() -> None:
    """Each waits for the other, so one after the other would never end."""
    first, second = anyio.Event(), anyio.Event()

    async def left() -> str:
        """Meets right."""
        first.set()
        await second.wait()
        return "left"

    async def right() -> str:
        """Meets left."""
        second.set()
        await first.wait()
        return "right"

    api = contract_transport()
    api.answer("get_run", status="requires_action", required_action=wants("left", "right"))
    client = AsyncOpenAIClient.create_with_api_key("any").with_transport(api).build()
    with anyio.fail_after(20):
        await client.run_and_get_assistant_response(
            "thread_1", assistant_id="asst_1", functions=[left, right]
        )
    (submitted,) = [each for each in api.requests if each.operation == "submit_tool_outputs"]
    assert [each["output"] for each in submitted.body["tool_outputs"]] == ["left", "right"]


async def test_what_was_cancelled_inside_is_a_failure_of_theirs() -> None:
    """And told to the model as any other; the caller goes on."""

    async def waiting() -> str:
        """Waits for what was called off."""
        nap = asyncio.create_task(asyncio.sleep(5))
        nap.cancel()
        await nap
        return "slept"

    async def other() -> str:
        """Waits for nothing."""
        return "fine"

    if sniffio.current_async_library() == "trio":
        pytest.skip("trio has no tasks to await")
    api = contract_transport()
    api.answer("get_run", status="requires_action", required_action=wants("waiting", "other"))
    client = AsyncOpenAIClient.create_with_api_key("any").with_transport(api).build()
    await client.run_and_get_assistant_response("thread_1", assistant_id="asst_1", functions=[waiting, other])
    (submitted,) = [each for each in api.requests if each.operation == "submit_tool_outputs"]
    failed, fine = (each["output"] for each in submitted.body["tool_outputs"])
    assert (failed, fine) == ("RuntimeError: what it waited for was cancelled", "fine")


@pytest.mark.parametrize("is_native", [True, False])
async def test_a_caller_who_is_called_off_is(is_native: bool) -> None:
    """Whatever the function was at; nothing is submitted then."""
    begun = anyio.Event()

    async def endless() -> str:
        """Never ends."""
        begun.set()
        await anyio.sleep_forever()
        return ""

    api = contract_transport()
    api.answer("get_run", status="requires_action", required_action=wants("endless"))
    client = AsyncOpenAIClient.create_with_api_key("any").with_transport(api).build()

    async def ask() -> None:
        await client.run_and_get_assistant_response("thread_1", assistant_id="asst_1", functions=[endless])

    with anyio.fail_after(20):
        if is_native and sniffio.current_async_library() == "asyncio":
            task = asyncio.create_task(ask())
            await begun.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        else:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(ask)
                await begun.wait()
                tasks.cancel_scope.cancel()
    assert "submit_tool_outputs" not in [each.operation for each in api.requests]


async def test_the_sync_client_finds_out_when_it_calls_one_in_disguise() -> None:
    """The run is cancelled, and the caller told; no coroutine is left that nobody awaited."""

    async def right() -> str:
        """Never awaited."""
        return "right"

    def left() -> Any:
        """Looks as if it could be called."""
        return right()

    api = contract_transport()
    api.answer("get_run", status="requires_action", required_action=wants("left"))
    client = OpenAIClient.create_with_api_key("any").with_transport(api).build()
    with pytest.raises(InvalidArgumentError, match="left is async: only AsyncOpenAIClient"):
        client.run_and_get_assistant_response("thread_1", assistant_id="asst_1", functions=[left])
    assert api.requests[-1].operation == "cancel_run"


async def test_the_sync_client_cannot_call_them() -> None:
    """And says so, instead of submitting a coroutine."""

    async def left() -> str:
        """Never called."""
        return "left"

    api = contract_transport()
    client = OpenAIClient.create_with_api_key("any").with_transport(api).build()
    with pytest.raises(InvalidArgumentError, match="left is async: only AsyncOpenAIClient"):
        client.run_and_get_assistant_response("thread_1", assistant_id="asst_1", functions=[left])
    assert api.requests == []
