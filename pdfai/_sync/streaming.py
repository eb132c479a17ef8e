# Derived from pdfai/_async/streaming.py by scripts/unasync.py.
"""Answers that come in pieces: typed events, read as they arrive."""

from collections.abc import Iterator
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar

import httpx
from httpx_sse import EventSource
from pdfai_api.request import Request

from pdfai._sync.transport import transport_error
from pdfai.errors import InvalidArgumentError
from pdfai.events import malformed_stream, read_event

T = TypeVar("T")


class Asking(Protocol):
    """Sends the request of a stream."""

    def __call__(self) -> httpx.Response:
        """The answer as it begins."""
        ...


class EventStream(Generic[T]):
    """The events of one answer, once: to be read to the end, or in a `with` statement, which closes it.

    Nothing is sent before. An event that the contract does not know is an `Unknown`. A stream that breaks off
    raises `ConnectionFailedError`, one that tells of a failure raises `ApiError`; neither just ends.
    """

    def __init__(self, request: Request[T], send: Asking) -> None:
        """Keep how to ask."""
        self._request = request
        self._send = send
        self._response: httpx.Response | None = None
        self._is_read = False

    def __iter__(self) -> Iterator[T]:
        """Each event when it is there."""
        if self._is_read:
            raise InvalidArgumentError("These events were read already: ask again")
        self._is_read = True
        response = self._opened()
        try:
            for event in EventSource(response).iter_sse():
                value = read_event(
                    self._request,
                    name=event.event if event.event != "message" else "",
                    data=event.data,
                    status=response.status_code,
                    headers=response.headers,
                )
                if value is None:
                    return
                yield value
        except httpx.RequestError as error:
            raise transport_error(response.request, error) from error
        finally:
            self.close()
        broken_off = httpx.RemoteProtocolError("the answer broke off before its end")
        raise transport_error(response.request, broken_off)

    def close(self) -> None:
        """Give the connection back; the server may stop what it does for this answer alone."""
        response, self._response = self._response, None
        if response is not None:
            response.close()

    def __enter__(self) -> Self:
        """The stream, asked for and answered."""
        self._opened()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _opened(self) -> httpx.Response:
        if self._response is None:
            self._response = response = self._send()
            content_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            if content_type != "text/event-stream":
                self.close()
                raise malformed_stream(
                    f"{content_type or 'no content type'} instead of events",
                    "",
                    status=response.status_code,
                    headers=response.headers,
                )
            response.encoding = "utf-8-sig"  # whatever the header says; a byte order mark is none of the text
        return self._response
