"""The clock that clients go by unless a test gives them another."""

import pytest

from pdfai import Clock


def test_sleeps() -> None:
    """Threads sleep, and time does not go back meanwhile."""
    clock = Clock()
    before = clock.monotonic()
    clock.sleep(0)
    assert clock.monotonic() >= before
    assert clock.now() > 1_700_000_000


@pytest.mark.anyio
async def test_sleeps_in_a_task() -> None:
    """Tasks sleep, under asyncio and trio."""
    await Clock().asleep(0)


def test_jitter() -> None:
    """Chance stays within its bounds, and differs."""
    drawn = {Clock().jitter() for _ in range(100)}
    assert len(drawn) > 1
    assert all(0 <= number < 1 for number in drawn)
