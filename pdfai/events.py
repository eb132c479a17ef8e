"""The door for answers in pieces: an event's name and data in, a value or one of our errors out. No I/O."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pdfai_api.models import CompletionChunk, DoneEvent, ErrorEvent
from pdfai_api.request import Request

from pdfai.errors import ApiError, MalformedAnswerError, RateLimitError, ServerError

T = TypeVar("T")


def read_event(
    request: Request[T], *, name: str, data: str, status: int, headers: Mapping[str, str]
) -> T | None:
    """The event's value, None at the end.

    Raises `ApiError` when the event tells that the work failed, `MalformedAnswerError` when it is garbage.
    """
    try:
        value: Any = request.read(name, data)
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        raise malformed_stream(str(error), data, status=status, headers=headers) from error
    if value is None or isinstance(value, DoneEvent):
        return None
    if failure := _failure(value):
        raise _refusal(failure, status=status, request_id=headers.get("x-request-id"))
    event: T = value
    return event


def malformed_stream(
    reason: str, data: str, *, status: int, headers: Mapping[str, str]
) -> MalformedAnswerError:
    """The error for a stream that is not the API's."""
    return MalformedAnswerError(reason, status=status, request_id=headers.get("x-request-id"), body=data)


def _failure(value: Any) -> dict[str, Any] | None:
    """What an event says went wrong: in an event of that name, or in a chunk that is none."""
    if isinstance(value, ErrorEvent):
        return value.data.to_dict()
    if isinstance(value, CompletionChunk) and not value.choices:
        error = value.additional_properties.get("error")
        return error if isinstance(error, dict) else None
    return None


def _refusal(error: dict[str, Any], *, status: int, request_id: str | None) -> ApiError:
    kind = RateLimitError if error.get("code") == "rate_limit_exceeded" else ServerError
    return kind(
        str(error.get("message") or "The server failed while it answered"),
        status=status,
        code=error.get("code"),
        type=error.get("type"),
        param=error.get("param"),
        request_id=request_id,
    )
