"""Runs."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from pdfai_wire import schema
from sqlalchemy import Connection

from pdfai.server.indexing import INDEXING
from pdfai.server.routes.polling import Polled
from pdfai.server.routes.requests import Include, Paging, sent
from pdfai.server.routes.run_stream import stream_of
from pdfai.server.runs import endings, function_calls
from pdfai.server.runs.creation import create_run as create_queued_run
from pdfai.server.runs.events import run_begun
from pdfai.server.services import Services, ServicesOf
from pdfai.server.store import kinds
from pdfai.server.store.records import JsonObject
from pdfai.server.store.run_events import add_events, last_number
from pdfai.server.store.runs import ANSWERING
from pdfai.server.store.threads import create_thread as create_thread_with_messages

_Number = Annotated[int | None, Query(ge=0, le=2**53 - 1)]
_LastNumber = Annotated[int | None, Header(ge=0, le=2**53 - 1)]

router = APIRouter(prefix="/v1/threads", tags=["runs"], default_response_class=Polled)


@router.post("/runs", response_model=schema.Run)
def create_thread_and_run(services: ServicesOf, body: schema.CreateThreadAndRunRequest) -> Any:
    """The queued run on a new thread, or the events of both."""
    request = sent(body)
    is_streamed = bool(request.pop("stream", None))
    with services.database.write() as connection:
        given = {"tool_resources": request.pop("tool_resources", None), **(request.pop("thread", None) or {})}
        thread = create_thread_with_messages(connection, given)
        run = _queued(services, connection, thread["id"], request, is_streamed=is_streamed)
        if is_streamed:
            add_events(connection, run["id"], [("thread.created", thread), *run_begun(run)])
    return _answering(services, run, 0 if is_streamed else None)


@router.get("/{thread_id}/runs", response_model=schema.RunList)
def get_runs(services: ServicesOf, paging: Paging, thread_id: str) -> Any:
    """A page of the thread's runs."""
    with services.database.read() as connection:
        kinds.threads.row(connection, thread_id)
        return kinds.runs.page(connection, paging, thread_id=thread_id)


@router.post("/{thread_id}/runs", response_model=schema.Run)
def create_run(
    services: ServicesOf, thread_id: str, body: schema.CreateRunRequest, include: Include = None
) -> Any:
    """The queued run, or its events. `include` is of no use here: search results are in the steps."""
    request = sent(body)
    is_streamed = bool(request.pop("stream", None))
    with services.database.write() as connection:
        run = _queued(services, connection, thread_id, request, is_streamed=is_streamed)
        if is_streamed:
            add_events(connection, run["id"], run_begun(run))
    return _answering(services, run, 0 if is_streamed else None)


@router.get("/{thread_id}/runs/{run_id}", response_model=schema.Run)
def get_run(
    services: ServicesOf,
    thread_id: str,
    run_id: str,
    *,
    starting_after: _Number = None,
    last_event_id: _LastNumber = None,
    accept: Annotated[str, Header()] = "",
) -> Any:
    """The run, or its events behind one."""
    with services.database.read() as connection:
        run = kinds.runs.get(connection, run_id, thread_id=thread_id)
    if "text/event-stream" in accept:
        return stream_of(services, run_id, after=starting_after or last_event_id or 0)
    return run


@router.post("/{thread_id}/runs/{run_id}", response_model=schema.Run)
def modify_run(services: ServicesOf, thread_id: str, run_id: str, body: schema.ModifyRunRequest) -> Any:
    """The run with the metadata sent."""
    changes = {name: value or {} for name, value in sent(body).items()}
    with services.database.write() as connection:
        row = kinds.runs.row(connection, run_id, thread_id=thread_id)
        return kinds.runs.change(connection, row, changes)


@router.post("/{thread_id}/runs/{run_id}/cancel", response_model=schema.Run)
def cancel_run(services: ServicesOf, thread_id: str, run_id: str) -> Any:
    """The run, which has stopped or is about to."""
    with services.database.write() as connection:
        return endings.cancel(connection, thread_id, run_id)


@router.post("/{thread_id}/runs/{run_id}/submit_tool_outputs", response_model=schema.Run)
def submit_tool_outputs(
    services: ServicesOf, thread_id: str, run_id: str, body: schema.SubmitToolOutputsRequest
) -> Any:
    """The run, queued again, or the events from here."""
    request = sent(body)
    is_streamed = bool(request.get("stream"))
    with services.database.write() as connection:
        known = last_number(connection, run_id)
        outputs = request["tool_outputs"]
        run = function_calls.submit(connection, thread_id, run_id, outputs, is_streamed=is_streamed)
    return _answering(services, run, known if is_streamed else None)


def _queued(
    services: Services, connection: Connection, thread_id: str, request: JsonObject, *, is_streamed: bool
) -> JsonObject:
    return create_queued_run(
        connection, thread_id, request, answered_by=services.answered_by, is_streamed=is_streamed
    )


def _answering(services: Services, run: JsonObject, after: int | None) -> Any:
    """The run, now being worked at; or its events `after` one."""
    services.background.take_up(INDEXING)  # what its messages have attached
    services.background.start(ANSWERING, run["id"])
    return run if after is None else stream_of(services, run["id"], after=after)
