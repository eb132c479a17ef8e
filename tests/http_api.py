"""Plain HTTP calls to a server, for tests that look at what goes over the wire."""

import json
from typing import Any

import httpx
from pdf_writer import write_pdf

from pdfai.testing import eventually

REPORT = write_pdf(
    [
        "Annual report of the Blue Heron company.",
        "The net revenue was 12 million euros in 2024.\nThe company employs 85 people.",
    ]
)


class Api:
    """Plain HTTP calls to a server; whatever the test did not expect fails it."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http

    def call(self, method: str, path: str, **request: Any) -> Any:
        """The JSON of an answer that must be 200."""
        answer = self.http.request(method, path, **request)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def get(self, path: str, **query: Any) -> Any:
        """What is there."""
        return self.call("GET", path, params=query)

    def post(self, path: str, body: Any = None) -> Any:
        """What came of it."""
        return self.call("POST", path, json={} if body is None else body)

    def delete(self, path: str) -> Any:
        """What was deleted."""
        return self.call("DELETE", path)

    def refused(self, status: int, method: str, path: str, **request: Any) -> Any:
        """The error of an answer that must have this status."""
        if "json" in request:
            # httpx refuses some of what other clients send.
            request |= {
                "content": json.dumps(request.pop("json")),
                "headers": {"Content-Type": "application/json"},
            }
        answer = self.http.request(method, path, **request)
        assert answer.status_code == status, answer.text
        assert set(answer.json()) == {"error"}
        assert set(answer.json()["error"]) == {"message", "type", "param", "code"}
        return answer.json()["error"]

    def upload(self, content: bytes = REPORT, name: str = "report.pdf") -> str:
        """The id of a new file."""
        file = self.call("POST", "/files", files={"file": (name, content)}, data={"purpose": "assistants"})
        return str(file["id"])

    def store(self, *file_ids: str, **properties: Any) -> str:
        """The id of a new vector store, when its files are indexed."""
        store = self.post("/vector_stores", {"file_ids": list(file_ids), **properties})
        return str(self.indexed(store["id"])["id"])

    def indexed(self, store_id: str) -> Any:
        """The vector store as soon as nothing of it is being indexed."""

        def look() -> Any:
            store = self.get(f"/vector_stores/{store_id}")
            return store["status"] != "in_progress" and store

        return eventually(look)

    def assistant(self, store_id: str | None = None, **properties: Any) -> str:
        """The id of a new assistant, one that searches files where a store is given."""
        searching = {
            "tools": [{"type": "file_search"}],
            "tool_resources": {"file_search": {"vector_store_ids": [store_id]}},
        }
        body = {"model": "any", **(searching if store_id else {}), **properties}
        return str(self.post("/assistants", body)["id"])

    def thread(self, *texts: str) -> str:
        """The id of a new thread with these messages of its user."""
        messages = [{"role": "user", "content": text} for text in texts]
        return str(self.post("/threads", {"messages": messages})["id"])

    def run(self, thread_id: str, assistant_id: str, **properties: Any) -> Any:
        """A new run, when it has ended."""
        run = self.post(f"/threads/{thread_id}/runs", {"assistant_id": assistant_id, **properties})
        return self.ended(run)

    def ended(self, run: Any) -> Any:
        """The run as soon as it has ended."""
        path = f"/threads/{run['thread_id']}/runs/{run['id']}"

        def look() -> Any:
            seen = self.get(path)
            return seen["status"] not in ("queued", "in_progress") and seen

        return eventually(look)
