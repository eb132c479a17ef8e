"""How an answer is kept, to be given again."""

import logging
from collections.abc import Callable

from anyio import CancelScope, to_thread
from sqlalchemy.exc import DatabaseError
from starlette.datastructures import Headers
from starlette.types import Message, Send

from pdfai.server.idempotency.body_hash import HashedBody
from pdfai.server.store.idempotency import IdempotentRequests

_log = logging.getLogger("pdfai.server")


class Witness:
    """Keeps an answer on its way to the caller, before any of it is sent."""

    def __init__(self, requests: IdempotentRequests, id: int, body: HashedBody, send: Send) -> None:
        self._requests = requests
        self._id = id
        self._body = body
        self._send = send
        self._start: Message = {}
        self._answer = b""
        self._is_settled = False

    async def send(self, message: Message) -> None:
        """Hand a message on, the last one after the answer was kept."""
        if message["type"] == "http.response.start":
            self._start = message
            if self._content_type().startswith("text/event-stream"):
                await self._settle(None)
                await self._send(message)
        elif self._is_settled:
            await self._send(message)
        else:
            self._answer += message.get("body", b"")
            if not message.get("more_body", False):
                await self._settle(self._answer)
                await self._send(self._start)
                await self._send({"type": "http.response.body", "body": self._answer})

    async def leave(self) -> None:
        """Give up on an answer that did not come."""
        if not self._is_settled:
            await self._write(lambda: self._requests.abandoned(self._id))

    async def _settle(self, kept: bytes | None) -> None:
        status = self._start["status"]
        # What only half a request was told may be other than what the whole one will be.
        if status >= 500 or status == 429 or self._body.was_cut_off:
            await self._write(lambda: self._requests.abandoned(self._id))
            return
        await self._write(
            lambda: self._requests.answered(
                self._id,
                status=status,
                content_type=self._content_type(),
                body_sha256=self._body.sha256(),
                answer=kept,
            )
        )

    async def _write(self, change: Callable[[], None]) -> None:
        self._is_settled = True
        try:
            with CancelScope(shield=True):
                await to_thread.run_sync(change)
        except DatabaseError:
            # The disk is full, say. The answer is sent all the same; who asks again after the lease is told
            # that it was lost, if something was made, and otherwise has the request carried out.
            _log.exception("an answer could not be kept")

    def _content_type(self) -> str:
        return Headers(raw=self._start.get("headers", [])).get("content-type", "")
