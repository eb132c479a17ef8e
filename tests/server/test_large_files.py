"""A file far larger than what the client may hold of it."""

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

QUARTER_GIBIBYTE = 1 << 28
UPLOAD = """
import resource, sys, asyncio
from pdfai import AsyncOpenAIClient, OpenAIClient

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

def small_first(upload):
    upload("assistants", "small.pdf", b"%PDF")
    before = peak()
    upload("assistants", "large.pdf", sys.argv[2])
    print(peak() - before, "KiB")

def upload_async(*arguments):
    async def once():
        async with AsyncOpenAIClient.create_with_api_key("k").with_base_domain(sys.argv[1]).build() as client:
            await client.upload_file(*arguments)
    asyncio.run(once())

if sys.argv[3] == "sync":
    small_first(OpenAIClient.create_with_api_key("k").with_base_domain(sys.argv[1]).build().upload_file)
else:
    small_first(upload_async)
"""


class Sink(BaseHTTPRequestHandler):
    """Reads what it is sent, keeps nothing, and says how much it was."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Swallow it."""
        left = size = int(self.headers["content-length"])
        while left:
            left -= len(self.rfile.read(min(left, 1 << 20)))
        answer = b'{"id": "file-1", "object": "file", "bytes": %d}' % size
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def sink() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Sink) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no resource module")
@pytest.mark.parametrize("colour", ["sync", "async"])
def test_uploading_a_large_file_takes_little_memory(sink: str, tmp_path: Path, colour: str) -> None:
    """Less than 32 MiB more than uploading four bytes."""
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(QUARTER_GIBIBYTE)  # no block of the disk is taken
    command = [sys.executable, "-c", UPLOAD, sink, str(large), colour]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    grown = re.fullmatch(r"(\d+) KiB\n", said)
    assert grown
    assert int(grown[1]) < 32 * 1024
