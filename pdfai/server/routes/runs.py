"""Runs."""

from typing import Any

from fastapi import APIRouter
from pdfai_wire import schema

from pdfai.server.indexing import INDEXING
from pdfai.server.routes.requests import Include, Paging, sent
from pdfai.server.routes.run_stream import stream_of
from pdfai.server.runs import endings, function_calls
from pdfai.server.runs.creation import create_run as create_queued_run
from pdfai.server.runs.events import Event, run_event
from pdfai.server.services import Services, ServicesOf
from pdfai.server.store import kinds
from pdfai.server.store.records import JsonObject
from pdfai.server.store.runs import ANSWERING
from pdfai.server.store.threads import create_thread as create_thread_with_messages

router = APIRouter(prefix="/v1/threads", tags=["runs"])


@router.post("/runs", response_model=schema.Run)
def create_thread_and_run(services: ServicesOf, body: schema.CreateThreadAndRunRequest) -> Any:
    """The queued run on a new thread, or the events of both."""
    request = sent(body)
    is_streamed = request.pop("stream", None)
    with services.database.write() as connection:
        given = {"tool_resources": request.pop("tool_resources", None), **(request.pop("thread", None) or {})}
        thread = create_thread_with_messages(connection, given)
        run = create_queued_run(connection, thread["id"], request, answered_by=services.answered_by)
    begun = [("thread.created", thread), *_created(run)]
    return _answering(services, run, begun if is_streamed else None)


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
    is_streamed = request.pop("stream", None)
    with services.database.write() as connection:
        run = create_queued_run(connection, thread_id, request, answered_by=services.answered_by)
    return _answering(services, run, _created(run) if is_streamed else None)


@router.get("/{thread_id}/runs/{run_id}", response_model=schema.Run)
def get_run(services: ServicesOf, thread_id: str, run_id: str) -> Any:
    """The run."""
    with services.database.read() as connection:
        return kinds.runs.get(connection, run_id, thread_id=thread_id)


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
    with services.database.write() as connection:
        run, step = function_calls.submit(connection, thread_id, run_id, request["tool_outputs"])
    begun = [("thread.run.step.completed", step), run_event(run)]
    return _answering(services, run, begun if request.get("stream") else None)


def _created(run: JsonObject) -> list[Event]:
    return [("thread.run.created", run), run_event(run)]


def _answering(services: Services, run: JsonObject, begun: list[Event] | None) -> Any:
    """The run, now being worked at; or its events, if there are some already."""
    services.background.take_up(INDEXING)  # what its messages have attached
    if begun is None:
        services.background.start(ANSWERING, run["id"])
        return run
    return stream_of(services, run["id"], begun)
