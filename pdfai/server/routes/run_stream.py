"""A run's events as an answer."""

from collections.abc import AsyncIterator, Iterable
from typing import Any

import anyio
from anyio import to_thread
from fastapi.responses import StreamingResponse
from pdfai_wire import schema
from pydantic import BaseModel

from pdfai.server.problems import NotFoundProblem
from pdfai.server.routes.event_stream import DONE, event, event_stream
from pdfai.server.runs.events import LAST, Event, run_event
from pdfai.server.services import Services
from pdfai.server.store import kinds
from pdfai.server.store.runs import ANSWERING

_PATIENCE_SECONDS = 1.0
"""How long to listen before looking whether the run ended without a word here."""

_SHOWN: dict[str, type[BaseModel]] = {"thread": schema.Thread, "thread.run": schema.Run}


def stream_of(services: Services, run_id: str, begun: Iterable[Event]) -> StreamingResponse:
    """What has happened already, then the run's work as it is done; it goes on if nobody listens any more."""
    return event_stream(_events(services, run_id, begun))


async def _events(services: Services, run_id: str, begun: Iterable[Event]) -> AsyncIterator[str]:
    with services.feeds.listen(run_id) as heard:
        services.background.start_here(ANSWERING, run_id)
        for name, value in begun:
            yield _written(name, value)
        name = ""
        while name not in LAST:
            with anyio.move_on_after(_PATIENCE_SECONDS) as patience:
                name, value = await heard.receive()
            if patience.cancelled_caught:
                name, value = await to_thread.run_sync(_state, services, run_id)
                if name not in LAST:
                    continue
            yield _written(name, value)
    yield event(DONE, name="done")


def _state(services: Services, run_id: str) -> Event:
    try:
        with services.database.read() as connection:
            return run_event(kinds.runs.get(connection, run_id))
    except NotFoundProblem:
        # Deleted with its thread: there is no state to show, and nothing to wait for.
        return "thread.run.cancelled", {"id": run_id, "object": "thread.run", "status": "cancelled"}


def _written(name: str, value: dict[str, Any]) -> str:
    model = _SHOWN.get(value["object"])
    is_whole = model is not None and "created_at" in value
    shown = model.model_validate(value).model_dump(mode="json") if model and is_whole else value
    return event(shown, name=name)
