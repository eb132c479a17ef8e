# async only: a thousand threads would prove nothing about the client
"""A thousand waits at once, by one client."""

from collections import Counter

import anyio
import anyio.lowlevel
import httpx
import pytest

from pdfai import AsyncOpenAIClient, ClientSettings, PollingPolicy

pytestmark = pytest.mark.anyio


class Runs(httpx.AsyncBaseTransport):
    """A server on which each run completes at the third look."""

    def __init__(self) -> None:
        self.looks: Counter[str] = Counter()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The run, after everybody else had a turn."""
        await anyio.lowlevel.checkpoint()
        run_id = request.url.path.rsplit("/", 1)[1]
        self.looks[run_id] += 1
        status = "completed" if self.looks[run_id] >= 3 else "in_progress"
        return httpx.Response(200, json={"id": run_id, "status": status})


async def test_a_thousand_runs_are_waited_for_at_once() -> None:
    """Each wait ends with its own run, after no more looks than it needs."""
    server, done = Runs(), {}
    policy = PollingPolicy(first_interval_seconds=0, interval_seconds=0)
    settings = ClientSettings(api_key="any", base_domain="https://assistants.example.com")
    async with AsyncOpenAIClient(settings, transport=server, polling=policy) as client:

        async def wait(run_id: str) -> None:
            done[run_id] = (await client.wait_for_run_to_complete("thread_1", run_id)).id

        async with anyio.create_task_group() as tasks:
            for number in range(1000):
                tasks.start_soon(wait, f"run_{number}")
    assert len(done) == 1000
    assert all(asked == answered for asked, answered in done.items())
    assert {*server.looks.values()} == {3}
