"""Time and chance, which tests replace."""

import random
import time

import anyio


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
