"""The door for answers in pieces: an event's name and data in, a value or one of our errors out. No I/O."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from pdfai_api.models import (
    ChunkChoice,
    CompletionChunk,
    CompletionDelta,
    DoneEvent,
    ErrorEvent,
    MessageChange,
    MessageDelta,
    MessageDeltaEvent,
    TextChange,
    TextContentDelta,
)
from pdfai_api.request import Request

from pdfai.config import ClientSettings
from pdfai.errors import ApiError, MalformedAnswerError, RateLimitError, ServerError
from pdfai.server_sent_events import ServerSentEvent

T = TypeVar("T")


def read_event(
    request: Request[T],
    event: ServerSentEvent,
    settings: ClientSettings,
    *,
    status: int,
    headers: Mapping[str, str],
) -> T | None:
    """The event's value, None at the end.

    Raises `ApiError` when the event tells that the work failed, `MalformedAnswerError` when it is garbage;
    neither repeats the key.
    """
    try:
        value: Any = request.read(event.name, event.data)
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        reason, said = settings.redact(str(error)), settings.redact(event.data)
        raise _malformed(reason, said, status=status, headers=headers) from error
    if value is None or isinstance(value, DoneEvent):
        return None
    if failure := _failure(value):
        told = json.loads(settings.redact(json.dumps(failure, ensure_ascii=False)))
        raise _refusal(told, status=status, request_id=headers.get("x-request-id"))
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
