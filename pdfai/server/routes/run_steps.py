"""Steps of a run."""

from typing import Any

from fastapi import APIRouter
from pdfai_wire import schema

from pdfai.server.routes.requests import Include, Paging
from pdfai.server.services import ServicesOf
from pdfai.server.store import kinds
from pdfai.server.store.records import JsonObject

router = APIRouter(prefix="/v1/threads/{thread_id}/runs/{run_id}/steps", tags=["run_steps"])


@router.get("", response_model=schema.RunStepList)
def get_run_steps(
    services: ServicesOf, paging: Paging, thread_id: str, run_id: str, include: Include = None
) -> Any:
    """A page of the run's steps."""
    with services.database.read() as connection:
        kinds.runs.row(connection, run_id, thread_id=thread_id)
        page = kinds.run_steps.page(connection, paging, run_id=run_id)
    return page if include else {**page, "data": [_without_content(step) for step in page["data"]]}


@router.get("/{step_id}", response_model=schema.RunStep)
def get_run_step(
    services: ServicesOf, thread_id: str, run_id: str, step_id: str, include: Include = None
) -> Any:
    """The step."""
    with services.database.read() as connection:
        step = kinds.run_steps.get(connection, step_id, run_id=run_id, thread_id=thread_id)
    return step if include else _without_content(step)


def _without_content(step: JsonObject) -> JsonObject:
    """Search results as they are shown to who did not ask for their text."""
    for call in step["step_details"].get("tool_calls", ()):
        for result in call.get("file_search", {}).get("results", ()):
            result.pop("content", None)
    return step
