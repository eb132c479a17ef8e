"""A server in this process, mounted under a client as its transport.

The server has a thread and an event loop of its own, so that runs go on while the caller's thread or loop is
busy, and so that one transport serves both colours of the client.
"""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import anyio
import httpx
from anyio import to_thread
from anyio.from_thread import BlockingPortal
from fastapi import FastAPI

from pdfai.data_directory import default_data_dir
from pdfai.embedded_stream import EmbeddedStream
from pdfai.errors import InvalidArgumentError
from pdfai.extensions import STREAMED
from pdfai.server.app import create_app
from pdfai.server.models.base import Model
from pdfai.server.settings import ServerSettings

T = TypeVar("T")


def open_transport(
    *, data_dir: str | os.PathLike[str] | None = None, model: Model | None = None, **given: Any
) -> "EmbeddedTransport":
    """Start a server and return the transport that leads to it; raises `ConfigurationError`.

    What answers is `model`, else the upstream that the other properties of `ServerSettings` name, else the
    documents alone.
    """
    settings = ServerSettings(data_dir=default_data_dir() if data_dir is None else Path(data_dir), **given)
    return EmbeddedTransport(create_app(settings, model=model), settings.data_dir.resolve())


class EmbeddedTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Carries requests to an app in this process; closing it stops the app.

    An app nobody closed is stopped when the main thread ends, or its threads would keep the process alive.
    """

    def __init__(self, app: FastAPI, data_dir: Path) -> None:
        self.data_dir = data_dir
        """Where the app keeps things."""
        self._app = app
        self._inner = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._closing = threading.Lock()
        self._closed = False
        self._in_flight: set[Future[Any]] = set()
        with ExitStack() as started:
            self._portal = started.enter_context(_open_portal())
            lifespan = app.router.lifespan_context(app)
            started.enter_context(self._portal.wrap_async_context_manager(lifespan))
            self._running = started.pop_all()
        _close_after_main(self)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The app's answer, whole unless it is wanted as it comes."""
        try:
            if request.extensions.get(STREAMED):
                return self._stream(request).response()
            return self._send(request).result()
        except CancelledError:
            raise _closed() from None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The app's answer, whole unless it is wanted as it comes."""
        if request.extensions.get(STREAMED):
            try:
                return await self._stream(request).aresponse()
            except CancelledError:
                raise _closed() from None
        future = self._send(request)
        try:
            return await to_thread.run_sync(future.result, abandon_on_cancel=True)
        except CancelledError:
            raise _closed() from None
        finally:
            # Of use when the caller was cancelled: the thread that waits is set free.
            future.cancel()

    def close(self) -> None:
        """Stop the app; what it was working at is taken up when a server opens its data directory again."""
        with self._closing:
            self._closed = True
            for future in tuple(self._in_flight):
                future.cancel()
            self._running.close()
        _never_closed.discard(self)

    async def aclose(self) -> None:
        """Stop the app."""
        await to_thread.run_sync(self.close)

    def _send(self, request: httpx.Request) -> "Future[httpx.Response]":
        return self._begun(lambda: self._portal.start_task_soon(self._answer, request))

    def _stream(self, request: httpx.Request) -> EmbeddedStream:
        opened: list[EmbeddedStream] = []

        def begin() -> "Future[None]":
            opened.append(EmbeddedStream(self._portal, self._app, request))
            return opened[0].answering

        self._begun(begin)
        return opened[0]

    def _begun(self, begin: "Callable[[], Future[T]]") -> "Future[T]":
        with self._closing:
            if self._closed:
                raise _closed()
            future = begin()
            self._in_flight.add(future)
        future.add_done_callback(self._in_flight.discard)
        return future

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        answer = await self._inner.handle_async_request(request)
        return httpx.Response(answer.status_code, headers=answer.headers, content=await answer.aread())


_never_closed: set[EmbeddedTransport] = set()
_watching = threading.Lock()


def _close_after_main(transport: EmbeddedTransport) -> None:
    """Close a transport when the main thread ends, if nobody did before."""

    def watch() -> None:
        threading.main_thread().join()
        for left_open in tuple(_never_closed):
            left_open.close()

    _never_closed.add(transport)
    # Held for good by the one thread that watches.
    if _watching.acquire(blocking=False):
        threading.Thread(target=watch, name="pdfai server watch", daemon=True).start()


@contextmanager
def _open_portal() -> Iterator[BlockingPortal]:
    """An event loop in a thread of its own, and the way into it."""
    # anyio's own helper has its thread end only when the interpreter joins it, before the one that closes.
    opened: Future[BlockingPortal] = Future()

    async def run() -> None:
        async with BlockingPortal() as portal:
            opened.set_result(portal)
            await portal.sleep_until_stopped()

    thread = threading.Thread(target=anyio.run, args=(run,), name="pdfai server")
    thread.start()
    portal = opened.result()
    try:
        yield portal
    finally:
        portal.start_task_soon(portal.stop)
        thread.join()


def _closed() -> InvalidArgumentError:
    return InvalidArgumentError("The embedded server was closed: make another client")
