# Derived from tests/_async/conftest.py by scripts/unasync.py.
"""A client whose server is a script and whose clock does not sleep."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from data_folder import DataFolder

from pdfai import ClientSettings, Clock, OpenAIClient

KEY = "sk-a-secret-that-nobody-may-see"


class FakeClock(Clock):
    """Time that passes only when somebody sleeps; jitter is always at its worst."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.time = 1000.0

    def monotonic(self) -> float:
        """Seconds, from 1000 on."""
        return self.time

    def now(self) -> float:
        """A night in November 2023."""
        return 1_700_000_000.0 + self.time

    def jitter(self) -> float:
        """All of it."""
        return 1.0

    def sleep(self, seconds: float) -> None:
        """Write it down, and set the time forward."""
        self.slept.append(seconds)
        self.time += seconds


class BrokenBody(httpx.SyncByteStream):
    """A body that breaks off half way."""

    def __iter__(self) -> Iterator[bytes]:
        """One piece, then no more."""
        yield b'{"id": "asst'
        raise httpx.RemoteProtocolError("peer closed connection without sending complete message body")


class Script(httpx.BaseTransport):
    """Gives the answers it was told, in order, and keeps what it was asked."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.steps: list[tuple[float, httpx.Response | Exception]] = []
        self.requests: list[httpx.Request] = []
        self.bodies: list[bytes] = []
        self.closed = False

    def answers(
        self, body: Any, status: int = 200, headers: dict[str, str] | None = None, *, after: float = 0.0
    ) -> None:
        """One more answer, perhaps after some seconds: JSON unless the body is text, bytes or a stream."""
        if isinstance(body, str | bytes):
            response = httpx.Response(status, content=body, headers=headers)
        elif isinstance(body, httpx.SyncByteStream):
            response = httpx.Response(status, stream=body, headers=headers)
        else:
            response = httpx.Response(status, json=body, headers=headers)
        self.steps.append((after, response))

    def breaks_off(self) -> None:
        """One more answer, half of it."""
        self.answers(BrokenBody())

    def fails(self, error: Exception, after: float = 0.0) -> None:
        """No answer, after some seconds."""
        self.steps.append((after, error))

    def sent(self, number: int = -1) -> Any:
        """The JSON body of a request."""
        return json.loads(self.bodies[number])

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The next step of the script."""
        body = b""
        assert isinstance(request.stream, httpx.SyncByteStream)
        for chunk in request.stream:
            body += chunk
        self.requests.append(request)
        self.bodies.append(body)
        after, outcome = self.steps.pop(0)
        self.clock.time += after
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def close(self) -> None:
        """Remember it."""
        self.closed = True


@pytest.fixture
def clock() -> FakeClock:
    """Time for this test."""
    return FakeClock()


@pytest.fixture
def script(clock: FakeClock) -> Script:
    """What the server will say; every step must be used up, and no more asked for."""
    return Script(clock)


@pytest.fixture
def client(script: Script, clock: FakeClock) -> OpenAIClient:
    """A client of that server, with a key that must stay secret."""
    settings = ClientSettings(api_key=KEY, base_domain="https://assistants.example.com")
    return OpenAIClient(settings, transport=script, clock=clock)


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """Where embedded servers of this test keep things."""
    return DataFolder(path=tmp_path / "data")


@pytest.fixture
def embedded(data: DataFolder) -> Iterator[OpenAIClient]:
    """A client with a server of its own, which answers from documents."""
    with OpenAIClient.embedded(data.path) as client:
        yield client
