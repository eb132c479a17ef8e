"""A server that only sends: its answers are serialised before the first question comes.

    python benchmarks/canned_server.py

It says its URL on stdout and stops when its stdin ends, so that it never outlives whoever started it.
"""

import asyncio
import json
import random
import sys
from string import ascii_letters, digits
from typing import Any

# What stands in every answer of a large API; a client has to read it all.
HEADERS = """\
HTTP/1.1 200 OK
Date: Thu, 05 Jun 2025 09:30:00 GMT
Content-Type: application/json
Content-Length: {length}
Connection: keep-alive
openai-version: 2020-10-01
openai-organization: an-organization
openai-processing-ms: 41
x-request-id: req_5f0c7a9d3b1e4f62a8d0c9b7e6f5a4d3
x-ratelimit-limit-requests: 10000
x-ratelimit-remaining-requests: 9999
x-ratelimit-reset-requests: 6ms
strict-transport-security: max-age=31536000; includeSubDomains; preload
x-content-type-options: nosniff
server: canned
alt-svc: h3=":443"; ma=86400

"""
VALUE = (
    "The net revenue was 12 million euros in 2024【4:0†source】, and 85 people work there【4:1†source】. "
    + "Both figures are those of the annual report, which names the Blue Heron company as its author. " * 4
)


def an_id(prefix: str, number: int) -> str:
    """Letters and digits at random, as in the API's ids, but the same ones each time."""
    chance = random.Random(f"{prefix}{number}")  # noqa: S311
    return prefix + "".join(chance.choices(ascii_letters + digits, k=24))


def message(number: int) -> dict[str, Any]:
    """An answer of an assistant that cites two files."""
    citations = [
        {
            "type": "file_citation",
            "text": f"【4:{index}†source】",
            "start_index": 44 + 48 * index,
            "end_index": 56 + 48 * index,
            "file_citation": {"file_id": an_id("file-", 2 * number + index)},
        }
        for index in range(2)
    ]
    return {
        "id": an_id("msg_", number),
        "object": "thread.message",
        "created_at": 1749115800 + number,
        "assistant_id": an_id("asst_", 1),
        "thread_id": "thread_1",
        "run_id": an_id("run_", number),
        "role": "assistant",
        "content": [{"type": "text", "text": {"value": VALUE, "annotations": citations}}],
        "attachments": [],
        "metadata": {},
    }


def messages(count: int) -> dict[str, Any]:
    """One page of a thread."""
    page = [message(number) for number in range(count)]
    ends = {"first_id": page[0]["id"], "last_id": page[-1]["id"], "has_more": False}
    return {"object": "list", "data": page, **ends}


def run() -> dict[str, Any]:
    """A run that has ended."""
    return {
        "id": "run_1",
        "object": "thread.run",
        "created_at": 1749115800,
        "assistant_id": an_id("asst_", 1),
        "thread_id": "thread_1",
        "status": "completed",
        "required_action": None,
        "last_error": None,
        "incomplete_details": None,
        "started_at": 1749115801,
        "expires_at": None,
        "cancelled_at": None,
        "failed_at": None,
        "completed_at": 1749115807,
        "model": "gpt-4o",
        "instructions": "Answer from the documents and cite them.",
        "tools": [{"type": "file_search"}],
        "tool_resources": {"file_search": {"vector_store_ids": [an_id("vs_", 1)]}},
        "metadata": {},
        "temperature": 1.0,
        "top_p": 1.0,
        "max_prompt_tokens": None,
        "max_completion_tokens": None,
        "truncation_strategy": {"type": "auto", "last_messages": None},
        "response_format": "auto",
        "tool_choice": "auto",
        "parallel_tool_calls": True,
        "usage": {"prompt_tokens": 1412, "completion_tokens": 57, "total_tokens": 1469},
    }


def serialised(answer: dict[str, Any]) -> bytes:
    """The whole of an answer, as it goes over the wire."""
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    return HEADERS.format(length=len(body)).replace("\n", "\r\n").encode() + body


class Canned(asyncio.Protocol):
    """Finds the path in what comes in and sends what was made for it; questions have no body."""

    def __init__(self, answers: dict[bytes, bytes]) -> None:
        self.answers = answers
        self.received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each question that is whole."""
        *questions, self.received = (self.received + data).split(b"\r\n\r\n")
        for question in questions:
            target = question.split(b" ", 2)[1]
            self.transport.write(self.answers[target.partition(b"?")[0]])


class Parent(asyncio.Protocol):
    """Stops the server when stdin ends."""

    def __init__(self, gone: asyncio.Event) -> None:
        self.gone = gone

    def connection_lost(self, error: Exception | None) -> None:
        """Nobody is there any more."""
        self.gone.set()


async def serve() -> None:
    """Serve on a port of loopback until the parent goes."""
    answers = {
        b"/v1/threads/thread_1/messages": serialised(messages(100)),
        b"/v1/threads/thread_1/runs/run_1": serialised(run()),
    }
    loop, gone = asyncio.get_running_loop(), asyncio.Event()
    server = await loop.create_server(lambda: Canned(answers), "127.0.0.1", 0)
    await loop.connect_read_pipe(lambda: Parent(gone), sys.stdin)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
    await gone.wait()


if __name__ == "__main__":
    asyncio.run(serve())
