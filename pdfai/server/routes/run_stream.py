"""A run's events as an answer."""

from collections.abc import AsyncIterator

from anyio import to_thread
from fastapi.responses import StreamingResponse
from pdfai_wire import schema
from pydantic import BaseModel

from pdfai.server.problems import NotFoundProblem
from pdfai.server.routes.event_stream import DONE, SILENCE, event, event_stream
from pdfai.server.runs.events import LAST, run_event
from pdfai.server.services import Services
from pdfai.server.store import kinds
from pdfai.server.store.run_events import StoredEvent, events_after

_SILENCE_SECONDS = 15.0

_SHOWN: dict[str, type[BaseModel]] = {"thread": schema.Thread, "thread.run": schema.Run}


def stream_of(services: Services, run_id: str, *, after: int = 0) -> StreamingResponse:
    """What has happened to a run since an event, and what happens until it ends or waits for its caller.

    The run goes on if nobody listens any more.
    """
    return event_stream(_events(services, run_id, after))


async def _events(services: Services, run_id: str, after: int) -> AsyncIterator[str]:
    name = ""
    with services.feeds.listen(run_id) as ear:
        while True:
            for happened in await to_thread.run_sync(_news, services, run_id, after):
                yield _written(happened)
                name, after = happened.name, happened.number or after
            if name in LAST:
                break
            if not await ear.wait(_SILENCE_SECONDS):
                yield SILENCE
            if services.feeds.is_closed:
                return  # with no end: who listens goes on at the next server
    yield event(DONE, name="done")


def _news(services: Services, run_id: str, after: int) -> list[StoredEvent]:
    with services.database.read() as connection:
        found = events_after(connection, run_id, after)
        if found:
            return found
        try:
            name, run = run_event(kinds.runs.get(connection, run_id))
        except NotFoundProblem:
            # Deleted with its thread: there is no state to show, and nothing to wait for.
            gone = {"id": run_id, "object": "thread.run", "status": "cancelled"}
            return [StoredEvent(None, "thread.run.cancelled", gone)]
    # Its events are not kept, or all of them are known.
    return [StoredEvent(None, name, run)] if name in LAST else []


def _written(happened: StoredEvent) -> str:
    value = happened.data
    model = _SHOWN.get(value["object"])
    is_whole = model is not None and "created_at" in value
    shown = (
        model.model_validate(value).model_dump(mode="json", by_alias=True) if model and is_whole else value
    )
    return event(shown, name=happened.name, number=happened.number)
