"""Decisions about trying and looking again, one by one."""

from typing import Any

import pytest

from pdfai import InvalidArgumentError, PollingPolicy, RetryPolicy
from pdfai.policy import retry_after_seconds


@pytest.mark.parametrize(
    ("status", "again"),
    [
        (200, False),
        (400, False),
        (401, False),
        (404, False),
        (408, True),
        (409, False),
        (429, True),
        (500, True),
        (503, True),
        (529, True),
    ],
)
def test_statuses(status: int, again: bool) -> None:
    """Timeouts, rate limits and the server's own faults are worth another try; locks and refusals are not."""
    assert RetryPolicy().should_retry_status(attempt=0, status=status) is again


def test_attempts() -> None:
    """As many retries as allowed, and none more."""
    policy = RetryPolicy(max_retries=2)
    assert [policy.should_retry_failure(attempt=attempt) for attempt in range(3)] == [True, True, False]
    assert [policy.should_retry_status(attempt=attempt, status=500) for attempt in range(3)] == [
        True,
        True,
        False,
    ]


def test_vetoes() -> None:
    """An empty purse, and a server that says no, end it."""
    policy = RetryPolicy()
    assert not policy.should_retry_status(attempt=0, status=429, code="insufficient_quota")
    assert not policy.should_retry_status(attempt=0, status=500, headers={"x-should-retry": "false"})
    assert policy.should_retry_status(attempt=0, status=500, headers={"x-should-retry": "true"})


def test_backoff() -> None:
    """The longest wait doubles up to a cap, and jitter takes any part of it."""
    policy = RetryPolicy(backoff_delay_seconds=0.5, max_backoff_seconds=3.0)
    longest = [policy.delay_seconds(attempt=attempt, jitter=1.0, now=0.0) for attempt in (0, 1, 2, 3, 5000)]
    assert longest == [0.5, 1.0, 2.0, 3.0, 3.0]
    assert policy.delay_seconds(attempt=1, jitter=0.25, now=0.0) == 0.25
    assert policy.delay_seconds(attempt=1, jitter=0.0, now=0.0) == 0.0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "3"}, 3.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "20"}, 0.02),
        ({"retry-after-ms": "nonsense", "retry-after": "3"}, 3.0),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "Thu, 01 Jan 1970 00:01:40 GMT"}, 40.0),
        ({"retry-after": "Thu, 01 Jan 1970 00:00:20 GMT"}, 0.0),
        ({"retry-after": "Thu, 32 Jan 1970 00:00:20 GMT"}, None),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    """Milliseconds, seconds or a date, here as seen a minute into 1970; nonsense is nothing."""
    assert retry_after_seconds(headers, now=60.0) == seconds


def test_deadline() -> None:
    """A retry must begin in time, for the policy and for the caller."""
    policy = RetryPolicy(deadline_seconds=10.0)
    assert policy.fits_deadline(elapsed=8.0, delay=2.0)
    assert not policy.fits_deadline(elapsed=8.0, delay=2.1)
    assert not policy.fits_deadline(elapsed=1.0, delay=2.0, allowed=2.5)


def test_polling_slows_down() -> None:
    """From quick looks to the interval."""
    policy = PollingPolicy(interval_seconds=1.0, first_interval_seconds=0.1)
    delays = [policy.delay_seconds(looks=looks, elapsed=0.0) for looks in (1, 2, 3, 100, 10_000)]
    assert delays == pytest.approx([0.1, 0.15, 0.225, 1.0, 1.0])


def test_polling_obeys_the_server() -> None:
    """The server's wish counts, even above the interval; nonsense does not."""
    policy = PollingPolicy(interval_seconds=1.0)
    assert policy.delay_seconds(looks=1, elapsed=0.0, poll_after_ms="5000") == 5.0
    for nonsense in ("", "often", "-1", "nan", "inf"):
        assert policy.delay_seconds(looks=1, elapsed=0.0, poll_after_ms=nonsense) == 0.02


def test_polling_never_hurries() -> None:
    """An interval of nothing, the caller's or the server's, does not keep anybody busy with asking."""
    policy = PollingPolicy(interval_seconds=0, first_interval_seconds=0.02)
    assert policy.delay_seconds(looks=1, elapsed=0.0) == 0.02
    assert policy.delay_seconds(looks=9, elapsed=0.0, poll_after_ms="0") == 0.02


def test_polling_ends() -> None:
    """No wait goes past the deadline, and then there is none."""
    policy = PollingPolicy(interval_seconds=1.0, timeout_seconds=10.0)
    assert policy.delay_seconds(looks=50, elapsed=9.5) == 0.5
    assert policy.delay_seconds(looks=50, elapsed=9.5, poll_after_ms="60000") == 0.5
    assert policy.delay_seconds(looks=50, elapsed=10.0) is None
    assert PollingPolicy(timeout_seconds=0.0).delay_seconds(looks=1, elapsed=0.0) is None


@pytest.mark.parametrize("value", [-0.1, float("nan")])
@pytest.mark.parametrize(
    ("policy", "name"),
    [
        (RetryPolicy, "max_retries"),
        (RetryPolicy, "backoff_delay_seconds"),
        (RetryPolicy, "max_backoff_seconds"),
        (RetryPolicy, "max_retry_after_seconds"),
        (RetryPolicy, "deadline_seconds"),
        (PollingPolicy, "interval_seconds"),
        (PollingPolicy, "timeout_seconds"),
        (PollingPolicy, "first_interval_seconds"),
    ],
)
def test_refuses(policy: Any, name: str, value: float) -> None:
    """A negative duration, or none at all, could never work."""
    with pytest.raises(InvalidArgumentError, match=f"{name} must be 0 or more"):
        policy(**{name: value})
