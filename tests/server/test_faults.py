"""One client, many callers, and a network that loses one answer in twenty."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import httpx
import pytest
from faulty_proxy import FAULTS, faulty

from pdfai import AsyncOpenAIClient, ClientSettings, OpenAIClient, PdfaiError, PollingPolicy, RetryPolicy
from pdfai.testing import ScriptedModel

QUICK = RetryPolicy(max_retries=6, backoff_delay_seconds=0.001, max_backoff_seconds=0.002)
IMPATIENT = 2.0  # seconds: what stalls is given up, and what a busy machine does late is not


def settings(url: str) -> ClientSettings:
    return ClientSettings(api_key="any", base_domain=url, timeout_seconds=IMPATIENT)


def texts(client: OpenAIClient, thread_id: str) -> Counter[str]:
    """Everything said in a thread, and how often."""
    found: Counter[str] = Counter()
    for message in client.get_thread_messages(thread_id, limit=100):
        part: Any = message.content[0]
        found[part.text.value] += 1
    return found


def test_threads_share_a_client_and_nothing_is_made_twice(serve: Callable[..., str]) -> None:
    """Sixteen at once: what a call said was made was made once, what it said failed at most once."""
    with OpenAIClient.create_with_api_key("any").with_base_domain(serve()).build() as safe:
        thread = safe.create_thread()
        with faulty(serve(), seed=1) as proxy, OpenAIClient(settings(proxy.url), retry=QUICK) as client:

            def say(text: str) -> bool:
                try:
                    client.create_thread_message(thread.id, role="user", content=text)
                except PdfaiError:
                    return False
                return True

            said = [f"message {number}" for number in range(160)]
            with ThreadPoolExecutor(16) as threads:
                worked = dict(zip(said, threads.map(say, said), strict=True))
        found = texts(safe, thread.id)
    assert all(found[text] == 1 for text, was_made in worked.items() if was_made)
    assert max(found.values()) == 1
    assert sum(worked.values()) > 150
    assert {*FAULTS} <= proxy.seen.keys()


@pytest.mark.anyio
async def test_tasks_share_a_client_and_no_run_is_made_twice(serve: Callable[..., str]) -> None:
    """Each asks on a thread of its own, and waits through whatever happens."""
    url = serve()
    outcomes: Counter[str] = Counter()
    async with AsyncOpenAIClient(settings(url)) as safe:
        assistant = await safe.create_assistant(model="offline")
        threads = [
            (await safe.create_thread(messages=[{"role": "user", "content": "?"}])).id for _ in range(24)
        ]
        with faulty(url, seed=2) as proxy:
            polling = PollingPolicy(interval_seconds=0.2, timeout_seconds=60)
            async with AsyncOpenAIClient(settings(proxy.url), retry=QUICK, polling=polling) as client:

                async def ask(thread_id: str) -> None:
                    try:
                        await client.run_and_get_assistant_response(thread_id, assistant_id=assistant.id)
                        outcomes["answered"] += 1
                    except PdfaiError as error:
                        outcomes[type(error).__name__] += 1

                async with anyio.create_task_group() as tasks:
                    for thread_id in threads:
                        tasks.start_soon(ask, thread_id)
        runs = [len((await safe.get_runs(thread_id)).data) for thread_id in threads]
    assert max(runs) == 1
    assert outcomes["answered"] >= 22
    assert outcomes.total() == 24


@pytest.mark.anyio
async def test_cancelled_tasks_leave_the_connections_usable(serve: Callable[..., str]) -> None:
    """Whatever a task was waiting for when it was cancelled, the next one finds a connection."""
    model = ScriptedModel("Too late.")
    model.may_answer.clear()
    often = PollingPolicy(interval_seconds=0.02)
    transport = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_connections=2))
    async with AsyncOpenAIClient(settings(serve(model)), polling=often, transport=transport) as client:
        assistant = await client.create_assistant(model="m")
        thread = await client.create_thread(messages=[{"role": "user", "content": "?"}])
        run = await client.create_run(thread.id, assistant_id=assistant.id)
        for looks in range(20):
            with anyio.CancelScope() as scope:
                seen: Counter[str] = Counter()

                def stop(run: Any, seen: Counter[str] = seen, scope: Any = scope, looks: int = looks) -> None:
                    seen["looks"] += 1
                    if seen["looks"] > looks % 3:
                        scope.cancel()

                await client.wait_for_run_to_complete(thread.id, run.id, on_progress=stop)
            assert scope.cancelled_caught
        async with anyio.create_task_group() as tasks:
            for _ in range(8):
                tasks.start_soon(client.get_thread, thread.id)
        model.may_answer.set()
        assert (await client.wait_for_run_to_complete(thread.id, run.id)).status == "completed"
