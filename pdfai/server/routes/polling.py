"""Answers about work that may go on."""

from typing import Any

from fastapi.responses import JSONResponse

from pdfai.server.store.records import now

_GOING_ON = {"queued", "in_progress", "cancelling"}
_FIRST_MS, _MORE_MS_EACH_SECOND, _LONGEST_MS = 50, 150, 1000


class Polled(JSONResponse):
    """An answer that says, while its object is worked at, when to look again: soon, then less often."""

    def __init__(self, content: Any, status_code: int = 200, **more: Any) -> None:
        super().__init__(content, status_code, **more)
        if isinstance(content, dict) and content.get("status") in _GOING_ON:
            age = max(0, now() - content["created_at"])
            wait = min(_FIRST_MS + _MORE_MS_EACH_SECOND * age, _LONGEST_MS)
            self.headers["openai-poll-after-ms"] = str(wait)
