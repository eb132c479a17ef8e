"""Answers that come piece by piece, as server-sent events."""

import json
from collections.abc import AsyncIterator
from typing import Any

from fastapi.responses import StreamingResponse

SILENCE = ": nothing yet\n\n"
"""What keeps a connection open while there is nothing to tell; readers ignore it."""

DONE = "[DONE]"
"""What the last event of a whole stream holds."""


def event_stream(events: AsyncIterator[str]) -> StreamingResponse:
    """An answer whose body is these events, each sent when it is there and kept back by nobody on the way."""
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


def event(data: Any, *, name: str | None = None, number: int | None = None) -> str:
    """An event as it goes over the wire; text stays as it is, all else becomes JSON.

    A reader whose connection broke sends the number of the last event it has, and gets what follows.
    """
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    named = f"event: {name}\n" if name else ""
    numbered = "" if number is None else f"id: {number}\n"
    return f"{named}{numbered}data: {text}\n\n"
