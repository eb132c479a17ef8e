"""What the tools of an assistant or a thread may use: vector stores, perhaps created with it, and files."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row

from pdfai.server.problems import Problem
from pdfai.server.store import kinds
from pdfai.server.store.placing import attach_files, is_attached
from pdfai.server.store.records import JsonObject, now

WEEK = {"anchor": "last_active_at", "days": 7}
"""When a vector store that belongs to a thread expires."""


def settled(
    connection: Connection, resources: Mapping[str, Any] | None, *, expires_after: JsonObject | None = None
) -> JsonObject:
    """Resources as the API shows them: what they name exists, and what they describe has been created."""
    shown = {name: dict(value) for name, value in (resources or {}).items()}
    for file_id in shown.get("code_interpreter", {}).get("file_ids", ()):
        kinds.files.row(connection, file_id)
    searching = shown.get("file_search", {})
    described = searching.pop("vector_stores", [])
    if described and searching.get("vector_store_ids"):
        raise Problem(
            "Give either vector_store_ids or vector_stores, not both.",
            param="tool_resources.file_search.vector_stores",
        )
    for id in searching.get("vector_store_ids", ()):
        kinds.vector_stores.row(connection, id)
    if described:
        created = [_created(connection, each, expires_after) for each in described]
        searching["vector_store_ids"] = created
    return shown


def attach_to_thread(connection: Connection, thread: Row[Any], attachments: list[JsonObject]) -> None:
    """Let the tools named beside each attached file use it, as long as the thread goes on."""
    resources = {name: dict(value) for name, value in (thread.body.get("tool_resources") or {}).items()}
    for attachment in attachments:
        kinds.files.row(connection, attachment["file_id"])
        for tool in attachment["tools"]:
            if tool["type"] == "file_search":
                _let_search(connection, resources, attachment["file_id"])
            else:
                files = resources.setdefault("code_interpreter", {}).setdefault("file_ids", [])
                files += [attachment["file_id"]] if attachment["file_id"] not in files else []
    kinds.threads.change(connection, thread, {"tool_resources": resources})


def _let_search(connection: Connection, resources: JsonObject, file_id: str) -> None:
    stores = resources.setdefault("file_search", {}).setdefault("vector_store_ids", [])
    if not stores:
        stores.append(_created(connection, {}, WEEK))
    if not is_attached(connection, stores[0], file_id):
        attach_files(connection, stores[0], {"file_ids": [file_id]})


def _created(connection: Connection, described: Mapping[str, Any], expires_after: JsonObject | None) -> str:
    body = {
        "name": None,
        "description": None,
        "expires_after": expires_after,
        "metadata": described.get("metadata") or {},
    }
    store = kinds.vector_stores.add(connection, body, last_active_at=now())
    attach_files(connection, store["id"], described)
    return str(store["id"])
