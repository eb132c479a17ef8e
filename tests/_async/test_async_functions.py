# async only: the other colour has no async functions
"""Async functions that a run calls."""

from typing import Any

import anyio
import pytest

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
