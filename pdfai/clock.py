"""The seam between the colours: the few names that differ, and the time and chance that tests replace."""

import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import anyio

_INTERRUPTS = (signal.SIGINT, signal.SIGTERM)


class Clock:
    """Time and chance as a client sees them; a test passes its own, and nothing sleeps.

    Written `await clock.asleep(...)`, derived `clock.sleep(...)`; the rest is the same in both colours.
    """

    def monotonic(self) -> float:
        """Seconds from an unknown start, never going back: for deadlines."""
        return time.monotonic()

    def now(self) -> float:
        """Seconds since 1970: for dates that a server names."""
        return time.time()

    def jitter(self) -> float:
        """A number from 0 up to 1, so that clients that failed together do not come back together."""
        return random.random()  # noqa: S311  # spreads load; guards nothing

    def sleep(self, seconds: float) -> None:
        """Let time pass in this thread."""
        time.sleep(seconds)

    async def asleep(self, seconds: float) -> None:
        """Let time pass in this task, under asyncio or trio."""
        await anyio.sleep(seconds)


def ashielded() -> AbstractContextManager[object]:
    """A block that a cancelled task still finishes: for making things and noting them, and for tidying up."""
    return anyio.CancelScope(shield=True)


@contextmanager
def shielded() -> Iterator[None]:
    """The same where Ctrl-C is what breaks in: it is heard after the block, a second one at once.

    It goes by the program's own signal handlers; only the main thread has any.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    handlers = _hold_back(heard)
    try:
        yield
    finally:
        _restore(handlers)
        if heard:
            handlers[heard[0]](heard[0], None)


def _hold_back(heard: list[int]) -> dict[int, Callable[[int, Any], Any]]:
    """Write interrupts down for later; returns the handlers that will hear of them."""
    found = {number: signal.getsignal(number) for number in _INTERRUPTS}
    # Signals that are ignored, or end the process without Python's doing, go on as they did.
    handlers = {int(number): handler for number, handler in found.items() if callable(handler)}

    def hear(number: int, frame: Any) -> None:
        heard.append(number)
        if len(heard) > 1:
            heard.clear()
            _restore(handlers)
            handlers[number](number, frame)

    for number in handlers:
        signal.signal(number, hear)
    return handlers


def _restore(handlers: dict[int, Callable[[int, Any], Any]]) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler)
