"""The client's own settings, readable and writable at any time."""

import sys
from typing import Any

import pytest

from pdfai import (
    AsyncOpenAIClient,
    ConfigurationError,
    InvalidArgumentError,
    MissingExtraError,
    PollingPolicy,
)

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("http_request_max_retries", 7),
        ("backoff_delay_seconds", 0.25),
        ("polling_interval_seconds", 0.125),
        ("polling_timeout_seconds", 30.0),
    ],
)
async def test_policies(client: AsyncOpenAIClient, name: str, value: float) -> None:
    """Each policy gives back what was set, and refuses what could never work."""
    setattr(client, name, value)
    assert getattr(client, name) == value
    for bad in (-1, float("nan")):
        with pytest.raises(InvalidArgumentError, match="must be 0 or more"):
            setattr(client, name, bad)
    assert getattr(client, name) == value


async def test_backoff_at_once(client: AsyncOpenAIClient, script: Any, clock: Any) -> None:
    """A change counts from the next wait on."""
    client.backoff_delay_seconds = 2.0
    script.answers({}, 500)
    script.answers({"data": []})
    await client.get_files()
    assert clock.slept == [2.0]


async def test_builder_is_a_value() -> None:
    """A builder can be kept and used again: no step changes it."""
    builder = AsyncOpenAIClient.create_with_api_key("key").with_base_domain("https://one.example.com")
    other = builder.with_base_domain("https://two.example.com").with_polling_policy(
        PollingPolicy(interval_seconds=3.0)
    )
    assert repr(builder.build()) == "AsyncOpenAIClient('https://one.example.com/v1')"
    assert repr(other.build()) == "AsyncOpenAIClient('https://two.example.com/v1')"
    assert other.build().polling_interval_seconds == 3.0


async def test_builder_checks() -> None:
    """Settings that could never work are refused by `build`."""
    with pytest.raises(ConfigurationError, match="No API key"):
        AsyncOpenAIClient.create_with_api_key("").build()
    with pytest.raises(ConfigurationError, match="timeout_seconds"):
        AsyncOpenAIClient.create_with_api_key("key").with_timeout(0).build()


async def test_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client can be made from the environment alone."""
    monkeypatch.setenv("OPENAI_API_KEY", "key")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:8080/v1")
    async with AsyncOpenAIClient.from_environment(timeout_seconds=5.0) as client:
        assert repr(client) == "AsyncOpenAIClient('http://localhost:8080/v1')"


@pytest.mark.parametrize(
    ("missing", "expected"), [("fastapi", MissingExtraError), ("pdfai.embedded", ImportError)]
)
async def test_server_not_installed(
    monkeypatch: pytest.MonkeyPatch, missing: str, expected: type[Exception]
) -> None:
    """Without the server's libraries the error says what to install; a fault of ours is not called that."""
    monkeypatch.delitem(sys.modules, "pdfai.embedded", raising=False)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(expected):
        AsyncOpenAIClient.embedded()
