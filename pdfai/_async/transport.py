"""Retries, and httpx's errors as ours: a transport that wraps the one that really sends."""

import json
import logging
import math
import os
from collections.abc import Mapping
from itertools import count

import httpx

from pdfai.clock import Clock
from pdfai.errors import AnswerBrokenOffError, ConnectionFailedError, RequestTimeoutError, TransportError
from pdfai.extensions import ALLOWED_SECONDS, REPLAYABLE, RETRY, STREAMED
from pdfai.policy import NO_HEADERS, RetryPolicy
from pdfai.tracing import CALL, UNTRACED

logger = logging.getLogger("pdfai")


class AsyncRetryTransport(httpx.AsyncBaseTransport):
    """Sends by another transport, again if the request's policy says so, and raises our errors only.

    An answer is read whole within the attempt, so one that breaks off half way is asked for again too. One
    that comes in pieces is the caller's as soon as it begins.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport, *, clock: Clock) -> None:
        """Wrap a transport."""
        self._inner = inner
        self._clock = clock

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send until an answer is worth keeping or the policy gives up."""
        if request.method == "POST":
            # The same on each attempt, so that a server that honours it never does the work twice.
            request.headers.setdefault("Idempotency-Key", f"pdfai-{os.urandom(16).hex()}")
        start = self._clock.monotonic()
        for attempt in count():
            outcome = await self._attempt(request, attempt)
            elapsed = self._clock.monotonic() - start
            delay = self._delay(request, outcome, attempt=attempt, elapsed=elapsed)
            if delay is None:
                break
            await self._clock.asleep(delay)
        if isinstance(outcome, httpx.RequestError):
            raise transport_error(request, outcome, attempts=attempt + 1) from outcome
        return outcome

    async def aclose(self) -> None:
        """Close the wrapped transport."""
        await self._inner.aclose()

    async def _attempt(self, request: httpx.Request, attempt: int) -> httpx.Response | httpx.RequestError:
        request.extensions.get(CALL, UNTRACED).attempted()
        try:
            response = await self._inner.handle_async_request(request)
            if response.status_code >= 300 or not request.extensions.get(STREAMED):
                await _read(response)
        except httpx.RequestError as error:
            _log(request, attempt, type(error).__name__)
            return error
        _log(request, attempt, response.status_code)
        return response

    def _delay(
        self,
        request: httpx.Request,
        outcome: httpx.Response | httpx.RequestError,
        *,
        attempt: int,
        elapsed: float,
    ) -> float | None:
        """How long to wait before sending again; None to leave it at that."""
        if not _can_be_sent_again(request):
            return None
        policy: RetryPolicy = request.extensions[RETRY]
        headers: Mapping[str, str] = NO_HEADERS
        if isinstance(outcome, httpx.Response):
            headers = outcome.headers
            again = policy.should_retry_status(
                attempt=attempt, status=outcome.status_code, headers=headers, code=_error_code(outcome)
            )
        else:
            # What this side has got wrong, such as a file that became shorter, it would again.
            is_ours = isinstance(outcome, httpx.LocalProtocolError)
            again = not is_ours and policy.should_retry_failure(attempt=attempt)
        if not again:
            return None
        delay = policy.delay_seconds(
            attempt=attempt, jitter=self._clock.jitter(), now=self._clock.now(), headers=headers
        )
        allowed = request.extensions.get(ALLOWED_SECONDS, math.inf)
        return delay if policy.fits_deadline(elapsed=elapsed, delay=delay, allowed=allowed) else None


def transport_error(
    request: httpx.Request, error: httpx.RequestError, *, attempts: int = 1, has_begun: bool = False
) -> TransportError:
    """What httpx says of a request, or of an answer that `has_begun`, in our words and without its query."""
    url = str(request.url.copy_with(query=None))
    origin = f"{request.url.scheme}://{request.url.netloc.decode('ascii')}"
    tries = f" after {attempts} attempts" if attempts > 1 else ""
    if isinstance(error, httpx.TimeoutException):
        return RequestTimeoutError(
            f"{origin} did not answer in time{tries}: try again, or allow it longer (with_timeout)",
            method=request.method,
            url=url,
            reason="no answer in time",
        )
    reason = str(error) or type(error).__name__
    if has_begun:
        told = f"The answer from {origin} broke off ({reason}): ask again"
        return AnswerBrokenOffError(told, method=request.method, url=url, reason=reason)
    told = f"No answer from {origin}{tries} ({reason}): is the server running, and is the URL right?"
    return ConnectionFailedError(told, method=request.method, url=url, reason=reason)


async def _read(response: httpx.Response) -> None:
    try:
        await response.aread()
    finally:
        # Also when reading broke off: the connection goes back to the pool, or away.
        await response.aclose()


def _can_be_sent_again(request: httpx.Request) -> bool:
    return isinstance(request.stream, httpx.ByteStream) or bool(request.extensions.get(REPLAYABLE))


def _error_code(response: httpx.Response) -> str | None:
    """The `code` of a refusal; nothing that is not an API's error has one."""
    if response.status_code < 400:
        return None
    try:
        code = json.loads(response.content)["error"]["code"]
    except (ValueError, KeyError, TypeError, httpx.StreamError):
        return None
    return code if isinstance(code, str) else None


def _log(request: httpx.Request, attempt: int, outcome: object) -> None:
    # No headers, no query, no body: nothing here can hold a key or a document.
    if logger.isEnabledFor(logging.DEBUG):
        logger.debug("%s %s: %s (attempt %d)", request.method, request.url.path, outcome, attempt + 1)
