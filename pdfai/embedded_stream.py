"""An answer that an app in another thread gives piece by piece, for a reader of either colour."""

from collections.abc import AsyncIterator, Iterator
from concurrent.futures import CancelledError, Future
from queue import SimpleQueue

import httpx
from anyio import to_thread
from anyio.from_thread import BlockingPortal
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Head = tuple[int, list[tuple[bytes, bytes]]]
"""Status and headers."""


class EmbeddedStream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of an answer; closing it stops the app's work for it."""

    def __init__(self, portal: BlockingPortal, app: ASGIApp, request: httpx.Request) -> None:
        """Have the app answer in its own thread; what it sends is there to be read at once."""
        self._head: Future[Head] = Future()
        self._pieces: SimpleQueue[bytes | None] = SimpleQueue()
        self.answering: Future[None] = portal.start_task_soon(self._answer, app, request)

    def response(self) -> httpx.Response:
        """The answer, as soon as it begins."""
        status, headers = self._head.result()
        return httpx.Response(status, headers=headers, stream=self)

    async def aresponse(self) -> httpx.Response:
        """The answer, as soon as it begins."""
        try:
            return await to_thread.run_sync(self.response, abandon_on_cancel=True)
        except BaseException:
            self.close()
            raise

    def __iter__(self) -> Iterator[bytes]:
        """Each piece of the body."""
        while (piece := self._pieces.get()) is not None:
            yield piece
        self._raise_failure()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Each piece of the body."""
        while (piece := await to_thread.run_sync(self._pieces.get, abandon_on_cancel=True)) is not None:
            yield piece
        self._raise_failure()

    def close(self) -> None:
        """Stop the app's work for this answer."""
        self.answering.cancel()
        # A thread may be waiting for a piece that will not come.
        self._pieces.put(None)

    async def aclose(self) -> None:
        """Stop the app's work for this answer."""
        self.close()

    async def _answer(self, app: ASGIApp, request: httpx.Request) -> None:
        async def relayed(scope: Scope, receive: Receive, send: Send) -> None:
            async def relay(message: Message) -> None:
                if message["type"] == "http.response.start":
                    self._head.set_result((message["status"], list(message.get("headers", []))))
                elif message.get("body"):
                    self._pieces.put(message["body"])

            await app(scope, receive, relay)
            # What httpx's transport would answer, at which nobody looks.
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body"})

        try:
            await httpx.ASGITransport(relayed, raise_app_exceptions=False).handle_async_request(request)
        finally:
            self._head.cancel()  # unless it has one
            self._pieces.put(None)

    def _raise_failure(self) -> None:
        try:
            self.answering.result()
        except CancelledError:
            raise httpx.ReadError("the embedded server was closed") from None
