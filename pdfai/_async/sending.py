"""What every call goes through: a request value becomes an httpx request, its answer a value or an error."""

import copy
import math
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import urlencode

import httpx
from pdfai_api.request import Request
from pdfai_api.types import UNSET

from pdfai._async.pages import AsyncPage
from pdfai._async.streaming import AsyncEventStream
from pdfai._async.transport import AsyncRetryTransport, transport_error
from pdfai.answers import Answer, read_answer
from pdfai.blocking import ain_thread
from pdfai.calling import RequestOptions
from pdfai.clock import Clock
from pdfai.config import ClientSettings
from pdfai.contents import can_be_read_again
from pdfai.errors import InvalidArgumentError, PdfaiError
from pdfai.extensions import ALLOWED_SECONDS, REPLAYABLE, RETRY, STREAMED
from pdfai.policy import RetryPolicy
from pdfai.redaction import Redactor, secrets_of
from pdfai.replacement import replacing
from pdfai.spending.usage import Usage
from pdfai.tracing import CALL, Call, call_of

if TYPE_CHECKING:
    from pdfai._async.spending import AsyncTab
    from pdfai.spending.books import Books
    from pdfai.spending.budget import Budget
    from pdfai.spending.ledger import Ledger

T = TypeVar("T")

CONNECT_TIMEOUT_SECONDS = 10.0
ENDLESS_SECONDS = 1e6
"""Systems refuse to wait much longer than this; what would is to wait for ever."""
PARTING_SECONDS = 5.0
"""What a request gets on which nothing depends any more: who is leaving does not wait for long."""
OTHER_HEADERS = {
    "bytes": {"accept": "*/*"},
    # A compressor on the way would keep events back until it has enough of them. Refusals are JSON.
    "events": {"accept": "text/event-stream, application/json;q=0.5", "accept-encoding": "identity"},
}
"""What requests send whose answers are not JSON, by their kind."""


class AsyncSender:
    """The connection that the calls of a client share."""

    def __init__(
        self,
        settings: ClientSettings,
        transport: AsyncRetryTransport,
        clock: Clock,
        retry: RetryPolicy,
        *,
        budget: "Budget | None" = None,
        ledger: "Ledger | None" = None,
    ) -> None:
        """Keep the settings and open a connection pool over the transport."""
        self._settings = settings
        self._base_url = settings.base_url
        self._transport = transport
        self._clock = clock
        self._retry = retry
        self._http = httpx.AsyncClient(transport=transport, headers=settings.headers())
        self._is_owner = True
        self._options = RequestOptions()
        self._redactor = Redactor([settings.api_key])
        self.usage = Usage()
        """The tokens of all answers that were read, by model."""
        self._books = _books(budget, ledger)

    def with_options(
        self,
        *,
        timeout_seconds: float | None = None,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
        on_answer: Callable[[Answer[Any]], object] | None = None,
        budget: "Budget | None" = None,
    ) -> Self:
        """This client with other options, for one call or many; connections and usage are shared.

        Its policies are its own: they begin as this client's, with `max_retries` as given. Closing it closes
        nothing. `headers` are sent beside the usual ones. `on_answer` is given every answer with its
        `status`, `headers` and `request_id`; that of a stream as it begins, without a value. What it spends
        is counted against its own `budget`, from nothing, or else against this client's.
        """
        given = {"timeout_seconds": timeout_seconds, "on_answer": on_answer}
        changed: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        client = copy.copy(self)
        client._is_owner = False
        client._options = options = replace(
            self._options, **changed, headers={**self._options.headers, **(headers or {})}
        )
        client._redactor = Redactor([self._settings.api_key, *secrets_of(options.headers)])
        if max_retries is not None:
            client._retry = replace(self._retry, max_retries=max_retries)
        if budget is not None:
            client._books = _books(budget, None if self._books is None else self._books.ledger)
        return client

    async def close(self) -> None:
        """Give the connections back; an embedded server stops. What `with_options` gave closes nothing."""
        if self._is_owner:
            await self._http.aclose()

    async def _send(self, request: Request[T]) -> T:
        """The answer's value."""
        return (await self._exchange(request)).value

    async def _try(self, request: Request[Any]) -> PdfaiError | None:
        """Send it once, for a few seconds; what goes wrong matters less than what is under way."""
        try:
            await self.with_options(max_retries=0)._exchange(request, allowed_seconds=PARTING_SECONDS)
        except PdfaiError as error:
            return error
        return None

    async def _exchange(self, request: Request[T], *, allowed_seconds: float = math.inf) -> Answer[T]:
        """The answer's value with its status and headers: the one door.

        `allowed_seconds` is what the caller has left for it: no silence and no retry lasts longer.
        """
        tab = self._tab(request)
        if tab is None:
            return await self._exchanged(request, allowed_seconds)
        try:
            allowed = await tab.open(allowed_seconds=allowed_seconds)
            answer = await self._exchanged(allowed, allowed_seconds)
            tab.note(answer.value)
            return answer
        finally:
            await tab.close()

    async def _exchanged(self, request: Request[T], allowed_seconds: float) -> Answer[T]:
        with call_of(request, self._base_url) as call:
            response = await self._answered(self._build(request, call, allowed_seconds))
            answer = self._read(request, response)
            call.note(answer.value)
        self.usage.note(answer.value)
        self._tell(answer)
        return answer

    def _tab(self, request: Request[T]) -> "AsyncTab[T] | None":
        """Where somebody counts what is spent: this request's part in it."""
        if self._books is None:
            return None
        # Imported here: most clients count nothing, and need not wait for it.
        from pdfai._async.spending import AsyncTab  # noqa: PLC0415

        return AsyncTab(self, self._books, request)

    async def _page(self, ask: Callable[..., Request[Any]], *ids: str, **query: Any) -> AsyncPage[Any]:
        """A page of a list; `ask` builds its request."""

        async def turn(after: str) -> AsyncPage[Any]:
            return await self._page(ask, *ids, **{**query, "after": after})

        return AsyncPage(await self._send(ask(*ids, **query)), turn)

    def _stream(self, request: Request[T]) -> AsyncEventStream[T]:
        """The answer's events."""
        tab = self._tab(request)

        async def send(call: Call) -> httpx.Response:
            allowed = request if tab is None else await tab.open()
            response = await self._answered(self._build(allowed, call, math.inf))
            if response.status_code >= 300:
                self._read(request, response)  # raises what it says
            self._tell(Answer(value=None, status=response.status_code, headers=response.headers))
            return response

        return AsyncEventStream(request, send, self._base_url, self._redactor, self.usage, tab=tab)

    async def _download(self, request: Request[Any], path: str | os.PathLike[str]) -> Path:
        """Write the answer's bytes to a file, piece by piece; it stands there whole or not at all."""
        with call_of(request, self._base_url) as call, replacing(path) as write:
            response = await self._answered(self._build(request, call, math.inf, streamed=True))
            if response.status_code >= 300:
                self._read(request, response)  # raises what it says
            pieces: Any = response.aiter_bytes()
            try:
                async for piece in pieces:
                    await ain_thread(write, piece)
            except httpx.RequestError as error:
                raise transport_error(response.request, error, has_begun=True) from error
            finally:
                # As in streams, a generator is not left to the garbage collector.
                await pieces.aclose()
                await response.aclose()
            self._tell(Answer(value=None, status=response.status_code, headers=response.headers))
        return Path(path)

    def _tell(self, answer: Answer[Any]) -> None:
        if self._options.on_answer is not None:
            self._options.on_answer(answer)

    def _read(self, request: Request[T], response: httpx.Response) -> Answer[T]:
        return read_answer(
            request,
            self._redactor,
            host=self._settings.host,
            status=response.status_code,
            headers=response.headers,
            content=response.content,
        )

    async def _answered(self, request: httpx.Request) -> httpx.Response:
        if self._http.is_closed:
            raise InvalidArgumentError("This client is closed: make another")
        call: Call = request.extensions[CALL]
        # Not by httpx's own `send`: we use none of its logins, redirects and hooks, but each call would pay.
        with call.current():
            response = await self._transport.handle_async_request(request)
        response.headers = self._redactor.headers(response.headers)
        call.answered(response.status_code, response.headers)
        response.request = request
        if "set-cookie" in response.headers:
            self._http.cookies.extract_cookies(response)
        return response

    def _build(
        self, request: Request[Any], call: Call, allowed_seconds: float, *, streamed: bool = False
    ) -> httpx.Request:
        timeout = min(self._options.timeout_seconds or self._settings.timeout_seconds, allowed_seconds)
        try:
            return httpx.Request(
                request.method,
                self._url(request),
                headers=self._headers(request),
                cookies=self._http.cookies,
                json=None if request.json is UNSET else request.json,
                data=request.data,
                files=request.files,
                extensions={
                    "timeout": _timeouts(timeout),
                    REPLAYABLE: can_be_read_again(request.files or []),
                    ALLOWED_SECONDS: allowed_seconds,
                    STREAMED: streamed or request.kind == "events",
                    RETRY: self._retry,
                    CALL: call,
                },
            )
        except UnicodeEncodeError as error:
            # Names of files may hold halves of characters, which no request can carry.
            part = error.object[error.start : error.end]
            raise InvalidArgumentError(f"Half a character cannot be sent: {part!a}") from error

    def _headers(self, request: Request[Any]) -> Any:
        if request.kind == "json" and not self._options.headers:
            return self._http.headers
        return {**self._http.headers, **OTHER_HEADERS.get(request.kind, {}), **self._lowered()}

    def _lowered(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self._options.headers.items()}

    def _url(self, request: Request[Any]) -> str:
        try:
            path = request.path
        except ValueError as error:
            raise InvalidArgumentError(f"{error}: give one that the server gave") from error
        query = f"?{urlencode(request.query)}" if request.query else ""
        return f"{self._base_url}{path}{query}"


def _books(budget: "Budget | None", ledger: "Ledger | None") -> "Books | None":
    if budget is None and ledger is None:
        return None
    from pdfai.spending.books import Books  # noqa: PLC0415  # as above

    return Books(budget, ledger)


def _timeouts(seconds: float) -> dict[str, float | None]:
    waiting = None if seconds > ENDLESS_SECONDS else seconds
    return httpx.Timeout(waiting, connect=min(seconds, CONNECT_TIMEOUT_SECONDS)).as_dict()
