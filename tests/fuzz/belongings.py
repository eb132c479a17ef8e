"""What a server has before it is tried: two random ids would never name a run and its own thread."""

from typing import Any

import httpx
from http_api import Api

FUNCTION = {"type": "function", "function": {"name": "total"}}
DRAWN = 0.3
"""How often one of these ids is drawn, and not one that the server gave out later, or nobody ever did."""


def belongings(url: str, api_key: str) -> dict[str, Any]:
    """Settings for Schemathesis by which it draws ids of a store, an assistant, and an answered thread."""
    headers = {"Authorization": f"Bearer {api_key}"}
    with httpx.Client(base_url=url, headers=headers, trust_env=False) as http:
        ids = _made(Api(http))
    # The calls that the scripted model asks for have this id, which is all that an answer to them needs.
    ids["body.tool_outputs[*].tool_call_id"] = "call_1"
    return {
        "dictionaries": {f"d{number}": {"values": [id]} for number, id in enumerate(ids.values())},
        "parameters": {
            name: {"dictionary": f"d{number}", "probability": DRAWN} for number, name in enumerate(ids)
        },
    }


def _made(api: Api) -> dict[str, str]:
    file_id = api.upload()
    store_id = api.store(api.upload())
    batch = api.post(f"/vector_stores/{store_id}/file_batches", {"file_ids": [file_id]})
    api.indexed(store_id)
    assistant_id = api.assistant(store_id, tools=[{"type": "file_search"}, FUNCTION])
    run = api.run(api.thread("What was the net revenue?"), assistant_id)
    thread = f"/threads/{run['thread_id']}"
    return {
        "path.file_id": file_id,
        "path.vector_store_id": store_id,
        "path.batch_id": batch["id"],
        "path.assistant_id": assistant_id,
        "path.thread_id": run["thread_id"],
        "path.run_id": run["id"],
        "path.message_id": api.get(f"{thread}/messages")["first_id"],
        "path.step_id": api.get(f"{thread}/runs/{run['id']}/steps")["first_id"],
        "body.assistant_id": assistant_id,
        "body.file_id": file_id,
        "body.file_ids[*]": file_id,
    }
