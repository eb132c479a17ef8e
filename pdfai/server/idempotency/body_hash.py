"""The hash of a request's body, taken while it passes by."""

import hashlib
import re

from starlette.types import Message, Receive

_BOUNDARY = re.compile(r'boundary="?([^";,\s]+)')


class HashedBody:
    """Hands a body on to whoever reads it, and keeps nothing of it: uploads have gigabytes.

    What separates the parts of a form is left out of the hash. Many clients make that up anew for each
    attempt, with the same parts between.
    """

    def __init__(self, receive: Receive, content_type: str) -> None:
        boundary = _BOUNDARY.search(content_type)
        self._boundary = boundary[1].encode("latin-1") if boundary else b""
        self._receive = receive
        self._digest = hashlib.sha256()
        self._rest = b""
        self._is_whole = False
        self.was_cut_off = False
        """Whether the caller went away in the middle of it."""

    async def receive(self) -> Message:
        """The next message, to be read in place of the request's own."""
        message = await self._receive()
        if message["type"] == "http.request":
            self._take(message.get("body", b""))
            self._is_whole = not message.get("more_body", False)
        elif not self._is_whole:
            self.was_cut_off = True
        return message

    async def read_to_the_end(self) -> None:
        """Take what nobody else reads."""
        while not self._is_whole and (await self.receive())["type"] == "http.request":
            pass

    def sha256(self) -> str | None:
        """The hash, if all of the body was read."""
        if not self._is_whole:
            return None
        whole = self._digest.copy()
        whole.update(self._rest)
        return whole.hexdigest()

    def _take(self, piece: bytes) -> None:
        if not self._boundary:
            self._digest.update(piece)
            return
        *before, last = (self._rest + piece).split(self._boundary)
        for part in before:
            self._digest.update(part)
        # What may be the beginning of a boundary waits for its end.
        settled = max(0, len(last) - len(self._boundary) + 1)
        self._digest.update(last[:settled])
        self._rest = last[settled:]
