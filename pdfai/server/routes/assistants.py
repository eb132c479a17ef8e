"""Assistants."""

from typing import Any

from fastapi import APIRouter
from pdfai_wire import schema

from pdfai.server.indexing import INDEXING
from pdfai.server.routes.requests import Paging, sent
from pdfai.server.runs.formats import check_format
from pdfai.server.services import ServicesOf
from pdfai.server.store import kinds
from pdfai.server.store.tool_resources import settled

router = APIRouter(prefix="/v1/assistants", tags=["assistants"])

_DEFAULTS: dict[str, Any] = {
    "name": None,
    "description": None,
    "instructions": None,
    "tools": [],
    "tool_resources": {},
    "metadata": {},
    "temperature": 1.0,
    "top_p": 1.0,
    "reasoning_effort": None,
    "response_format": "auto",
}


@router.get("", response_model=schema.AssistantList)
def get_assistants(services: ServicesOf, paging: Paging) -> Any:
    """A page of assistants."""
    with services.database.read() as connection:
        return kinds.assistants.page(connection, paging)


@router.post("", response_model=schema.Assistant)
def create_assistant(services: ServicesOf, body: schema.CreateAssistantRequest) -> Any:
    """The new assistant."""
    given = {name: value for name, value in sent(body).items() if value is not None}
    check_format(given.get("response_format"))
    with services.database.write() as connection:
        given["tool_resources"] = settled(connection, given.get("tool_resources"))
        assistant = kinds.assistants.add(connection, {**_DEFAULTS, **given})
    services.background.take_up(INDEXING)
    return assistant


@router.get("/{assistant_id}", response_model=schema.Assistant)
def get_assistant(services: ServicesOf, assistant_id: str) -> Any:
    """The assistant."""
    with services.database.read() as connection:
        return kinds.assistants.get(connection, assistant_id)


@router.post("/{assistant_id}", response_model=schema.Assistant)
def modify_assistant(services: ServicesOf, assistant_id: str, body: schema.ModifyAssistantRequest) -> Any:
    """The assistant with the properties sent; null takes a property back to its default."""
    changes = {name: _DEFAULTS[name] if value is None else value for name, value in sent(body).items()}
    check_format(changes.get("response_format"))
    with services.database.write() as connection:
        settled(connection, changes.get("tool_resources"))
        return kinds.assistants.change(connection, kinds.assistants.row(connection, assistant_id), changes)


@router.delete("/{assistant_id}", response_model=schema.DeletedAssistant)
def delete_assistant(services: ServicesOf, assistant_id: str) -> Any:
    """What was deleted."""
    with services.database.write() as connection:
        return kinds.assistants.remove(connection, assistant_id)
