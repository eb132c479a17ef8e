"""The door for answers in pieces: an event's name and data in, a value or one of our errors out. No I/O."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pdfai_api.models import (
    ChunkChoice,
    CompletionChunk,
    CompletionDelta,
    DoneEvent,
    MessageChange,
    MessageDelta,
    MessageDeltaEvent,
    TextChange,
    TextContentDelta,
)
from pdfai_api.request import Request

from pdfai.answers import error_details, optional_text
from pdfai.decoding import decode
from pdfai.errors import EXCERPT_LENGTH, ApiError, MalformedAnswerError, RateLimitError, ServerError
from pdfai.redaction import Redactor
from pdfai.server_sent_events import ServerSentEvent

T = TypeVar("T")


def read_event(
    request: Request[T],
    event: ServerSentEvent,
    redactor: Redactor,
    *,
    status: int,
    headers: Mapping[str, str],
) -> T | None:
    """The event's value, None at the end.

    Raises `ApiError` when the event tells that the work failed, `MalformedAnswerError` when it is garbage;
    neither repeats the key.
    """
    if failure := _failure(event.name, redactor.text(event.data)):
        raise _refusal(failure, status=status, request_id=headers.get("x-request-id"))
    try:
        value: Any = request.read(event.name, event.data)
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        reason, said = redactor.text(str(error)), redactor.text(event.data)
        raise _malformed(reason, said, status=status, headers=headers) from error
    if value is None or isinstance(value, DoneEvent):
        return None
    redactor.value(value, event.data.encode())
    read: T = value
    return read


def written(event: object) -> str:
    """The words an event adds to the answer, "" for none."""
    match event:
        case MessageDeltaEvent(data=MessageDelta(delta=MessageChange(content=[*parts]))):
            texts = [part.text for part in parts if isinstance(part, TextContentDelta)]
            return "".join(text.value or "" for text in texts if isinstance(text, TextChange))
        case CompletionChunk(choices=[ChunkChoice(delta=CompletionDelta(content=str(text))), *_]):
            return text
        case _:
            return ""


def check_stream(*, status: int, headers: Mapping[str, str]) -> None:
    """Refuse an answer that is no stream of events, or a compressed one, as `MalformedAnswerError`."""
    content_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != "text/event-stream":
        reason = f"{content_type or 'no content type'} instead of events"
        raise _malformed(reason, "", status=status, headers=headers)
    if (encoding := headers.get("content-encoding", "identity")) != "identity":
        raise _malformed(f"events in {encoding}", "", status=status, headers=headers)


def _malformed(reason: str, data: str, *, status: int, headers: Mapping[str, str]) -> MalformedAnswerError:
    return MalformedAnswerError(reason, status=status, request_id=headers.get("x-request-id"), body=data)


def _failure(name: str, data: str) -> dict[str, Any] | None:
    """What an event says went wrong: one of that name, or with an `error` in it, whatever it is called."""
    if name == "error":
        return error_details(data) or {"message": data[:EXCERPT_LENGTH]}
    if '"error"' not in data:  # nearly always: nothing is decoded twice
        return None
    try:
        value = decode(data.encode())
    except ValueError:  # told where it is read
        return None
    error = value.get("error") if isinstance(value, dict) else None
    return error if isinstance(error, dict) else None


def _refusal(error: dict[str, Any], *, status: int, request_id: str | None) -> ApiError:
    code, kind, param = (optional_text(error.get(name)) for name in ("code", "type", "param"))
    error_class = RateLimitError if code == "rate_limit_exceeded" else ServerError
    message = str(error.get("message") or "The server failed while it answered")
    return error_class(message, status=status, code=code, type=kind, param=param, request_id=request_id)
