"""A real server for tests, and a model that says what it is told."""

import inspect
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import anyio
import pytest
import uvicorn
from fastapi import FastAPI

from pdfai.server.models.base import Prompt, Reply, Tell, TextPiece, Usage

T = TypeVar("T")

STOP_SECONDS = 20.0

Said = str | list[str] | Reply | Exception
"""What a scripted model does: say a text, whole or piece by piece, give a reply, or raise."""


class ScriptedModel:
    """A model that does what it was told, in turn, the last thing again and again; it keeps its prompts.

    It may be told functions of the prompt, plain or async. While `may_answer` is cleared it is thinking,
    also between two pieces of a text.
    """

    def __init__(self, *script: Said | Callable[[Prompt], Said | Awaitable[Said]]) -> None:
        """Without a script it says "Understood."."""
        self._script = list(script) or ["Understood."]
        self.prompts: list[Prompt] = []
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.closed = False

    async def answer(self, prompt: Prompt, tell: Tell | None = None, /) -> Reply:
        """The next thing of the script."""
        self.prompts.append(prompt)
        step = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        await self._think()
        outcome = step(prompt) if callable(step) else step
        said = await outcome if inspect.isawaitable(outcome) else outcome
        if isinstance(said, Exception):
            raise said
        if isinstance(said, Reply):
            return said
        if isinstance(said, list) and tell is not None:
            for piece in said:
                await self._think()
                tell(TextPiece(text=piece))
        return Reply(text="".join(said), usage=Usage(prompt_tokens=3, completion_tokens=2), model="scripted")

    async def close(self) -> None:
        """Remember it."""
        self.closed = True

    async def _think(self) -> None:
        while not self.may_answer.is_set():  # noqa: ASYNC110  # the test's thread can set no event of anyio's
            await anyio.sleep(0.002)


def eventually(look: Callable[[], T], *, within_seconds: float = 20.0) -> T:
    """What `look` returns as soon as that is true; fails the test when it takes too long."""
    deadline = time.monotonic() + within_seconds
    while not (seen := look()):
        if time.monotonic() > deadline:
            pytest.fail(f"still {seen!r} after {within_seconds:g} s")
        time.sleep(0.002)
    return seen


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serve an app on loopback while the block lasts; the value is the API's base URL."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    # With its protocol named, or asyncio would not switch off Nagle's algorithm: 40 ms for each answer.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="test server")
        thread.start()
        try:
            eventually(lambda: server.started or not thread.is_alive())
            if not server.started:
                pytest.fail("the server ended as it began: its log says why")
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
        finally:
            server.should_exit = True
            thread.join(STOP_SECONDS)
            if thread.is_alive():
                pytest.fail(f"the server did not stop within {STOP_SECONDS:g} s")
