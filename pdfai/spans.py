"""Calls as spans of OpenTelemetry; what spans tell is `telemetry`'s to say."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from opentelemetry import trace

from pdfai.telemetry import failure_of, request_attributes, response_attributes, span_name, value_attributes
from pdfai.tracing import Call
from pdfai.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from pdfai_api.request import Request


def begun(request: Request[Any], base_url: str) -> TracedCall | None:
    """The call of a request as a span; None where nobody said where spans go."""
    provider = trace.get_tracer_provider()
    if isinstance(provider, trace.ProxyTracerProvider):
        return None
    attributes = request_attributes(request, base_url)
    name = span_name(attributes)
    return TracedCall(_tracer(provider).start_span(name, kind=trace.SpanKind.CLIENT, attributes=attributes))


class TracedCall(Call):
    """A call as a span."""

    def __init__(self, span: trace.Span) -> None:
        """Takes the span as it was started."""
        self._span = span
        self._attempts = 0

    def current(self) -> AbstractContextManager[object]:
        """A block in which the span is the current one."""
        # What goes wrong is told by `end`: OpenTelemetry's own record of it quotes the error.
        return trace.use_span(self._span, record_exception=False, set_status_on_exception=False)

    def attempted(self) -> None:
        """Make an event of each retry, and count them."""
        if self._attempts:
            count = {"http.request.resend_count": self._attempts}
            self._span.add_event("retry", count)
            self._span.set_attributes(count)
        self._attempts += 1

    def answered(self, status: int, headers: Mapping[str, str]) -> None:
        """Set what is known of the answer."""
        self._span.set_attributes(response_attributes(status, headers))

    def note(self, value: object) -> None:
        """Set what the value tells."""
        if attributes := value_attributes(value):
            self._span.set_attributes(attributes)
        if failure := failure_of(value):
            self._fail(failure)

    def end(self, error: BaseException | None = None) -> None:
        """End the span, with the error's class but not its words."""
        if not self._span.is_recording():
            return
        if error is not None:
            self._fail(type(error).__qualname__)
        self._span.end()

    def _fail(self, kind: str) -> None:
        self._span.set_attribute("error.type", kind)
        self._span.set_status(trace.StatusCode.ERROR)


@lru_cache(maxsize=1)
def _tracer(provider: trace.TracerProvider) -> trace.Tracer:
    return provider.get_tracer("pdfai", VERSION)
