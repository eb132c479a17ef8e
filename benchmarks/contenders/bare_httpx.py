"""Bare httpx with the standard library's json: what everything else is compared with."""

import json
import sys
from typing import Any

import httpx

client = httpx.Client(
    base_url=sys.argv[-1], headers={"Authorization": "Bearer key", "OpenAI-Beta": "assistants=v2"}
)


def get(path: str, **query: int) -> Any:
    """The JSON of an answer that must be a success."""
    return json.loads(client.get(path, params=query).raise_for_status().content)


def run() -> Any:
    """One run."""
    return get("/threads/thread_1/runs/run_1")


def messages() -> Any:
    """A hundred messages."""
    return get("/threads/thread_1/messages", limit=100)


def last_cited(page: Any) -> str:
    """The proof that a page was read to its end."""
    return str(page["data"][-1]["content"][0]["text"]["annotations"][-1]["file_citation"]["file_id"])
