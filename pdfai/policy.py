"""Pure decisions about trying again and looking again: values in, values out. No clock, no sleep, no HTTP."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import Self

from pdfai.errors import InvalidArgumentError

NO_HEADERS: Mapping[str, str] = {}


@dataclass(frozen=True, kw_only=True, slots=True)
class RetryPolicy:
    """When a request is sent again, and how long to wait before.

    Attempts are counted from 0: `attempt` is the number of the one that just failed.
    """

    max_retries: int = 3
    """Attempts after the first one; 0 never tries again."""
    backoff_delay_seconds: float = 0.5
    """The longest wait before the first retry; it doubles with each one after."""
    max_backoff_seconds: float = 8.0
    max_retry_after_seconds: float = 60.0
    """A server that asks for more patience than this is asked again anyway."""
    deadline_seconds: float = 600.0
    """No retry begins later than this after the first attempt began."""

    def __post_init__(self) -> None:
        """Refuse what could never work."""
        for name in (
            "max_retries",
            "backoff_delay_seconds",
            "max_backoff_seconds",
            "max_retry_after_seconds",
            "deadline_seconds",
        ):
            _check_duration(name, getattr(self, name))
        if not isinstance(self.max_retries, int):
            raise InvalidArgumentError(f"max_retries must be a whole number, not {self.max_retries!r}")

    def should_retry_status(
        self, *, attempt: int, status: int, headers: Mapping[str, str] = NO_HEADERS, code: str | None = None
    ) -> bool:
        """Whether an answer is worth asking for again: 408, 429 and 5xx are, an empty purse is not.

        `headers` has lower-case names; `code` is the error's own code, where the answer has one.
        """
        if attempt >= self.max_retries or code == "insufficient_quota":
            return False
        return (status in (408, 429) or status >= 500) and headers.get("x-should-retry") != "false"

    def should_retry_failure(self, *, attempt: int) -> bool:
        """Whether a request without an answer is sent again."""
        return attempt < self.max_retries

    def delay_seconds(
        self, *, attempt: int, jitter: float, now: float, headers: Mapping[str, str] = NO_HEADERS
    ) -> float:
        """How long to wait: what the server asks for, up to a cap, else backoff with full jitter.

        `jitter` is a random number from 0 to 1; `now` is the time since 1970, for a `retry-after` date.
        """
        asked = retry_after_seconds(headers, now=now)
        if asked is not None:
            return min(asked, self.max_retry_after_seconds)
        # 2.0 ** 1024 would overflow; the cap is reached long before.
        doubled = self.backoff_delay_seconds * 2.0 ** min(attempt, 64)
        return jitter * min(doubled, self.max_backoff_seconds)

    def fits_deadline(self, *, elapsed: float, delay: float, allowed: float = math.inf) -> bool:
        """Whether a retry after this delay would begin in time, for the policy and for the caller."""
        return elapsed + delay <= min(self.deadline_seconds, allowed)


@dataclass(frozen=True, kw_only=True, slots=True)
class PollingPolicy:
    """How often to look whether work is done, and for how long."""

    interval_seconds: float = 1.0
    """Where the quick first looks slow down to."""
    timeout_seconds: float = 600.0
    """Bounds the whole wait."""
    first_interval_seconds: float = 0.02
    """How long after the first look the second comes; none comes quicker, whoever asks for it."""

    def __post_init__(self) -> None:
        """Refuse what could never work."""
        for name in ("interval_seconds", "timeout_seconds", "first_interval_seconds"):
            _check_duration(name, getattr(self, name))

    def within(self, timeout_seconds: float) -> Self:
        """The same, with another time for the whole wait."""
        return replace(self, timeout_seconds=timeout_seconds)

    def delay_seconds(self, *, looks: int, elapsed: float, poll_after_ms: str | None = None) -> float | None:
        """How long to wait after this many looks; None when the time is up.

        `poll_after_ms` is the server's own wish (`openai-poll-after-ms`); one that does not parse is ignored.
        The last look falls on the deadline itself, never after it.
        """
        remaining = self.timeout_seconds - elapsed
        if remaining <= 0:
            return None
        wanted = _milliseconds(poll_after_ms)
        if wanted is None:
            wanted = min(self.first_interval_seconds * 1.5 ** min(looks - 1, 64), self.interval_seconds)
        return min(remaining, max(wanted, self.first_interval_seconds))


def retry_after_seconds(headers: Mapping[str, str], *, now: float) -> float | None:
    """What the server asks for: `retry-after-ms`, or `retry-after` in seconds or as a date; else None."""
    milliseconds = _milliseconds(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds
    text = headers.get("retry-after")
    if text is None:
        return None
    seconds = _number(text)
    if seconds is not None:
        return seconds
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, OverflowError):
        return None


def _milliseconds(text: str | None) -> float | None:
    number = _number(text)
    return None if number is None else number / 1000


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _check_duration(name: str, value: float) -> None:
    # `not >=` also catches NaN, which compares false with everything.
    if not (isinstance(value, int | float) and value >= 0):
        raise InvalidArgumentError(f"{name} must be 0 or more, not {value!r}")
