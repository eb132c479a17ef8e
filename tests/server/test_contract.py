"""Server, clients and contract agree."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from http_api import Api
from pdfai_wire import schema
from pydantic import BaseModel

from pdfai import AsyncOpenAIClient, OpenAIClient
from pdfai.server.app import create_app
from pdfai.server.settings import ServerSettings

SPEC = yaml.safe_load((Path(__file__).parents[2] / "spec" / "openapi.yaml").read_text())
OPERATIONS = {
    operation["operationId"]: (method, path)
    for path, methods in SPEC["paths"].items()
    for method, operation in methods.items()
    if method != "parameters"
}
WITH_CONTENT = "step_details.tool_calls[*].file_search.results[*].content"


@pytest.fixture(scope="module")
def routes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The paths the server has, as it describes them itself."""
    app = create_app(ServerSettings(data_dir=tmp_path_factory.mktemp("data")))
    app.state.services.database.close()
    paths: dict[str, Any] = app.openapi()["paths"]
    return paths


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_is_served(operation: str, routes: dict[str, Any]) -> None:
    """The server has each operation of the contract, under its path and method."""
    method, path = OPERATIONS[operation]
    assert method in routes[f"/v1{path}"]


def test_nothing_else_is_served(routes: dict[str, Any]) -> None:
    """What the server answers, the contract describes."""
    served = {(method, path) for path, methods in routes.items() for method in methods}
    assert served == {(method, f"/v1{path}") for method, path in OPERATIONS.values()}


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("client", [OpenAIClient, AsyncOpenAIClient])
def test_every_operation_is_a_method_of_the_clients(operation: str, client: type[object]) -> None:
    """Both clients call the operation by its name."""
    assert callable(getattr(client, operation))


def test_answers_are_what_the_contract_says(offline: Api) -> None:
    """Each answer of a whole conversation passes through the contract's schema unchanged."""
    file_id = offline.upload()
    store_id = offline.store(file_id, name="reports", expires_after={"anchor": "last_active_at", "days": 1})
    junk_id = offline.upload(b"\x00junk")
    batch = offline.post(f"/vector_stores/{store_id}/file_batches", {"file_ids": [junk_id]})
    offline.indexed(store_id)
    assistant_id = offline.assistant(store_id, metadata={"a": "b"})
    thread_id = offline.thread("What was the net revenue in 2024?")
    run = offline.run(thread_id, assistant_id)
    run_path = f"/threads/{thread_id}/runs/{run['id']}"
    kinds: dict[str, type[BaseModel]] = {
        f"/files/{file_id}": schema.File,
        "/files": schema.FileList,
        f"/vector_stores/{store_id}": schema.VectorStore,
        "/vector_stores": schema.VectorStoreList,
        f"/vector_stores/{store_id}/files": schema.VectorStoreFileList,
        f"/vector_stores/{store_id}/files/{file_id}": schema.VectorStoreFile,
        f"/vector_stores/{store_id}/file_batches/{batch['id']}": schema.VectorStoreFileBatch,
        f"/assistants/{assistant_id}": schema.Assistant,
        f"/threads/{thread_id}": schema.Thread,
        f"/threads/{thread_id}/messages": schema.MessageList,
        run_path: schema.Run,
        f"/threads/{thread_id}/runs": schema.RunList,
        f"{run_path}/steps?include[]={WITH_CONTENT}": schema.RunStepList,
    }
    for path, kind in kinds.items():
        answer = offline.call("GET", path)
        assert kind.model_validate(answer).model_dump(mode="json") == answer


def test_our_extensions_survive_the_contract(offline: Api) -> None:
    """A file's hash, a result's page, and a citation's page, quote and rectangles reach the caller."""
    file_id = offline.upload()
    thread_id = offline.thread("What was the net revenue in 2024?")
    run = offline.run(thread_id, offline.assistant(offline.store(file_id)))
    step = offline.get(f"/threads/{thread_id}/runs/{run['id']}/steps", order="asc")["data"][0]
    message = offline.get(f"/threads/{thread_id}/messages")["data"][0]
    assert len(offline.get(f"/files/{file_id}")["sha256"]) == 64
    assert step["step_details"]["tool_calls"][0]["file_search"]["results"][0]["page"] == 2
    assert message["content"][0]["text"]["annotations"][0]["file_citation"] == {
        "file_id": file_id,
        "page": 2,
        "quote": "The net revenue was 12 million euros in 2024.",
        "rectangles": [[50.0, 787.5, 279.1, 800.6]],
    }
