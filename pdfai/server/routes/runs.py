"""Runs."""

from typing import Any

from fastapi import APIRouter
from pdfai_wire import schema

from pdfai.server.routes.requests import Paging, sent_to_model
from pdfai.server.runs.creation import create_run as create_queued_run
from pdfai.server.services import ServicesOf
from pdfai.server.store import kinds
from pdfai.server.store.runs import ANSWERING
from pdfai.server.store.threads import create_thread as create_thread_with_messages

router = APIRouter(prefix="/v1/threads", tags=["runs"])


@router.post("/runs", response_model=schema.Run)
def create_thread_and_run(services: ServicesOf, body: schema.CreateThreadAndRunRequest) -> Any:
    """The queued run on a new thread."""
    request = sent_to_model(body)
    with services.database.write() as connection:
        thread = create_thread_with_messages(connection, request.pop("thread", None) or {})
        run = create_queued_run(connection, thread["id"], request, answered_by=services.answered_by)
    services.background.start(ANSWERING, run["id"])
    return run


@router.get("/{thread_id}/runs", response_model=schema.RunList)
def get_runs(services: ServicesOf, paging: Paging, thread_id: str) -> Any:
    """A page of the thread's runs."""
    with services.database.read() as connection:
        kinds.threads.row(connection, thread_id)
        return kinds.runs.page(connection, paging, thread_id=thread_id)


@router.post("/{thread_id}/runs", response_model=schema.Run)
def create_run(services: ServicesOf, thread_id: str, body: schema.CreateRunRequest) -> Any:
    """The queued run."""
    request = sent_to_model(body)
    with services.database.write() as connection:
        run = create_queued_run(connection, thread_id, request, answered_by=services.answered_by)
    services.background.start(ANSWERING, run["id"])
    return run


@router.get("/{thread_id}/runs/{run_id}", response_model=schema.Run)
def get_run(services: ServicesOf, thread_id: str, run_id: str) -> Any:
    """The run."""
    with services.database.read() as connection:
        return kinds.runs.get(connection, run_id, thread_id=thread_id)
