# Derived from pdfai/_async/streaming.py by scripts/unasync.py.
"""Answers that come in pieces: typed events, read as they arrive."""

from collections import deque
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar

import httpx
from pdfai_api.models import Run, RunEvent
from pdfai_api.request import Request

from pdfai._sync.transport import transport_error
from pdfai.answers import Answer
from pdfai.errors import InvalidArgumentError
from pdfai.events import check_stream, read_event, written
from pdfai.outcomes import run_has_ended
from pdfai.redaction import Redactor
from pdfai.server_sent_events import EventDecoder, ServerSentEvent
from pdfai.spending.usage import Usage
from pdfai.tracing import UNTRACED, Call, call_of

if TYPE_CHECKING:
    from pdfai._sync.spending import Tab

T = TypeVar("T")


class Asking(Protocol):
    """Sends the request of a stream."""

    def __call__(self, call: Call) -> httpx.Response:
        """The answer as it begins."""
        ...


class EventStream(Generic[T]):
    """The events of one answer, once: to be read to the end, or in a `with` statement, which closes it.

    Nothing is sent before. An event that the contract does not know is an `Unknown`. A stream that breaks off
    raises `ConnectionFailedError`, one that tells of a failure raises `ApiError`; neither just ends.
    `text()` gives the words alone, `final_run()` what became of the run, and `last_event_id` is where
    `stream_run_events` goes on.
    """

    last_event_id: int | None = None
    """The number of the last event that was read, of a server that numbers them."""

    def __init__(
        self,
        request: Request[T],
        send: Asking,
        base_url: str,
        redactor: Redactor,
        usage: Usage,
        *,
        tab: "Tab[T] | None" = None,
    ) -> None:
        """Keep how to ask, what not to tell, and where to count what it costs."""
        self._request = request
        self._base_url = base_url
        self._redactor = redactor
        self._usage = usage
        self._tab = tab
        self._send = send
        self._response: httpx.Response | None = None
        self._pieces: Any = None
        self._events: deque[ServerSentEvent] = deque()
        self._decoder = EventDecoder()
        self._is_over = False
        self._run: Answer[Run] | None = None
        self._call = UNTRACED

    def text(self) -> "Texts":
        """What the assistant or the model writes, piece by piece as it comes."""
        return Texts(self)

    def final_run(self) -> Run:
        """Read what is left, and give the run as it ended, completed or with `requires_action`.

        Raises `RunFailedError` or `RunIncompleteError` as a wait does.
        """
        while not self._is_over:
            next(self, None)
        if self._run is None:
            raise InvalidArgumentError("These events told of no run: only streamed runs have a final one")
        if not run_has_ended(self._run):
            raise InvalidArgumentError(
                "This stream was closed before the run ended: wait for the run instead"
            )
        return self._run.value

    def __iter__(self) -> Self:
        """Itself: what was read is gone."""
        return self

    def __next__(self) -> T:
        """The next event, when it is there."""
        if self._is_over:
            raise StopIteration
        try:
            response = self._opened()
            event = self._next(response)
            value = read_event(
                self._request,
                event,
                self._redactor,
                status=response.status_code,
                headers=response.headers,
            )
        except BaseException as error:
            self._fail(error)
            raise
        if value is None:
            self._finish()
            raise StopIteration
        self._usage.note(value)
        if self._tab is not None:
            self._tab.note(value)
        self._call.note(value)
        self.last_event_id = int(event.id) if event.id.isdecimal() else self.last_event_id
        if isinstance(value, RunEvent):
            self._run = Answer(value=value.data, status=response.status_code, headers=response.headers)
        return value

    def _finish(self) -> None:
        """Read what stands behind the end, mostly nothing, so that the connection can be used again."""
        try:
            while next(self._pieces, None) is not None:
                pass
        except httpx.RequestError:
            pass  # all that was to be said was said
        finally:
            self.close()

    def close(self) -> None:
        """Give the connection back; the server may stop what it does for this answer alone."""
        self._is_over = True
        self._call.end()
        try:
            self._hang_up()
        finally:
            if self._tab is not None:
                self._tab.close()

    def _hang_up(self) -> None:
        pieces, self._pieces = self._pieces, None
        if hasattr(pieces, "close"):
            # A generator; not left to the garbage collector, which in some event loops is an error.
            pieces.close()
        response, self._response = self._response, None
        if response is not None:
            response.close()

    def __enter__(self) -> Self:
        """The stream, asked for and answered."""
        try:
            self._opened()
        except BaseException as error:
            self._fail(error)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _fail(self, error: BaseException) -> None:
        self._call.end(error)
        self.close()

    def _opened(self) -> httpx.Response:
        if self._is_over:
            raise InvalidArgumentError("These events were read already: ask again")
        if self._response is None:
            self._call = call_of(self._request, self._base_url)
            self._response = response = self._send(self._call)
            self._pieces = iter(response.stream)  # type: ignore[arg-type]  # one type for both colours
            check_stream(status=response.status_code, headers=response.headers)
        return self._response

    def _next(self, response: httpx.Response) -> ServerSentEvent:
        while not self._events:
            try:
                piece = next(self._pieces, None)
            except httpx.RequestError as error:
                raise transport_error(response.request, error, has_begun=True) from error
            if piece is None:
                broken_off = httpx.RemoteProtocolError("without its last event")
                raise transport_error(response.request, broken_off, has_begun=True)
            self._events.extend(self._decoder.feed(piece))
        return self._events.popleft()


class Texts:
    """The words of a stream of events."""

    def __init__(self, events: EventStream[Any]) -> None:
        self._events = events

    def __iter__(self) -> Self:
        """Itself: what was read is gone."""
        return self

    def __next__(self) -> str:
        """The next piece, when it is there; never an empty one."""
        while True:
            text = written(next(self._events))
            if text:
                return text
