"""What `pdfai serve` can do as its data grows: requests, runs, indexing, listeners.

    python benchmarks/server.py [requests] [runs] [streams] [--check]

The server is a process of its own and answers over loopback; the client speaks bare HTTP, so that it is not
what is measured. `--check` fails where the largest size misses its target.
"""

import argparse
import asyncio
import json
import os
import re
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from chat import QUESTION, text_pdf
from growth import exponent
from reporting import keep

SECONDS = 3.0
"""How long requests or runs are made without a pause."""
CALLERS = 4
POLL_AFTER = 0.05
"""Seconds: what the server asks for at first."""
LISTENERS_AT_ONCE = 50

BySize = dict[int, dict[str, float]]


class Target(NamedTuple):
    """What a measure may at most be, or must at least be, at the largest size."""

    measure: str
    limit: float
    is_least: bool = False

    def is_missed(self, value: float) -> bool:
        """Whether it is."""
        return value < self.limit if self.is_least else value > self.limit


class Connection:
    """One connection, and one request at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    def send(self, method: str, path: str, body: bytes = b"", kind: str = "application/json") -> None:
        """A request."""
        head = f"{method} /v1{path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\n"
        self.writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)

    async def call(self, method: str, path: str, body: object = None) -> Any:
        """The JSON that answers it."""
        self.send(method, path, b"" if body is None else json.dumps(body).encode())
        return await self.answer()

    async def answer(self) -> Any:
        """The JSON that comes next."""
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: *(\d+)", head)
        assert length, head
        body = await self.reader.readexactly(int(length[1]))
        assert b" 200 " in head.split(b"\r\n", 1)[0], body
        return json.loads(body)

    async def upload(self, content: bytes) -> str:
        """The id of a new file."""
        part = 'Content-Disposition: form-data; name="{}"{}\r\n\r\n'
        fields = (
            part.format("purpose", "")
            + "assistants\r\n--benchmark\r\n"
            + part.format("file", '; filename="a.pdf"')
        )
        body = b"--benchmark\r\n" + fields.encode() + content + b"\r\n--benchmark--\r\n"
        self.send("POST", "/files", body, "multipart/form-data; boundary=benchmark")
        return str((await self.answer())["id"])


class Server:
    """A running server."""

    def __init__(self, port: int, pid: int) -> None:
        self._port = port
        self._pid = pid

    async def connect(self) -> Connection:
        """A new connection."""
        return Connection(*await asyncio.open_connection("127.0.0.1", self._port))

    def mebibytes(self) -> float:
        """The memory it has."""
        status = Path(f"/proc/{self._pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024


@asynccontextmanager
async def serving(*options: str) -> AsyncIterator[Server]:
    """A server on an empty data directory while the block lasts."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "PDFAI_"))
    }
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pdfai", "serve", "--port", "0", "--data-dir", folder, *options]
        process = await asyncio.create_subprocess_exec(*command, stderr=subprocess.PIPE, env=environment)
        assert process.stderr
        try:
            found = re.search(rb"http://[^:]+:(\d+)/v1", await process.stderr.readline())
            assert found
            yield Server(int(found[1]), process.pid)
        finally:
            process.terminate()
            # Or it might wait for somebody to read what it says at its end.
            await process.communicate()


async def all_at_once(times: int, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """So many of the same."""
    async with asyncio.TaskGroup() as group:
        for _ in range(times):
            group.create_task(work())


async def requests() -> BySize:
    """Looking a thread up, among more and more of them."""
    measured: BySize = {}
    async with serving() as server:
        connection = await server.connect()
        thread_id, known = "", 0
        for size in (100, 1_000, 5_000):
            for _ in range(size - known):
                thread_id = (await connection.call("POST", "/threads", {}))["id"]
            known, done, until = size, 0, time.perf_counter() + SECONDS
            path = f"/threads/{thread_id}"

            async def look(path: str = path, until: float = until) -> None:
                nonlocal done
                connection = await server.connect()
                while time.perf_counter() < until:
                    await connection.call("GET", path)
                    done += 1

            await all_at_once(CALLERS, look)
            measured[size] = {"requests_per_second": done / SECONDS}
    return measured


async def runs() -> BySize:
    """Asking longer and longer documents, offline; what indexing them takes."""
    measured: BySize = {}
    async with serving() as server:
        connection = await server.connect()
        for pages in (10, 100, 1_000):
            file_id = await connection.upload(text_pdf(pages))
            start = time.perf_counter()
            store = await connection.call("POST", "/vector_stores", {"file_ids": [file_id]})
            while store["status"] == "in_progress":
                await asyncio.sleep(0.01)
                store = await connection.call("GET", f"/vector_stores/{store['id']}")
            indexed = time.perf_counter() - start
            asked = {
                "model": "offline",
                "tools": [{"type": "file_search"}],
                "tool_resources": {"file_search": {"vector_store_ids": [store["id"]]}},
            }
            assistant_id = (await connection.call("POST", "/assistants", asked))["id"]
            alone = [await run(connection, assistant_id) for _ in range(40)]
            done, until = 0, time.perf_counter() + SECONDS

            async def ask(assistant_id: str = assistant_id, until: float = until) -> None:
                nonlocal done
                connection = await server.connect()
                while time.perf_counter() < until:
                    await run(connection, assistant_id, look_seconds=POLL_AFTER)
                    done += 1

            await all_at_once(CALLERS, ask)
            measured[pages] = {
                "index_seconds": indexed,
                "run_p50_milliseconds": median(alone[5:]) * 1000,
                "runs_per_second": done / SECONDS,
            }
    return measured


async def run(connection: Connection, assistant_id: str, look_seconds: float = 0.003) -> float:
    """The seconds from a run's creation to its end, as seen by who looks so often."""
    thread = {"messages": [{"role": "user", "content": QUESTION}]}
    start = time.perf_counter()
    run = await connection.call("POST", "/threads/runs", {"assistant_id": assistant_id, "thread": thread})
    path = f"/threads/{run['thread_id']}/runs/{run['id']}"
    while run["status"] in ("queued", "in_progress"):
        await asyncio.sleep(look_seconds)
        run = await connection.call("GET", path)
    taken = time.perf_counter() - start
    assert run["status"] == "completed", run
    return taken


async def streams() -> BySize:
    """Listeners to runs of which nothing is heard: the upstream thinks, and does not answer."""
    measured: BySize = {}
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    async with AsyncExitStack() as stack:
        silent = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        port = silent.getsockname()[1]
        server = await stack.enter_async_context(serving("--upstream-url", f"http://127.0.0.1:{port}/v1"))
        connection = await server.connect()
        assistant_id = (await connection.call("POST", "/assistants", {"model": "silent"}))["id"]
        listeners: list[Connection] = []

        async def listen() -> None:
            listener = await server.connect()
            body = {"assistant_id": assistant_id, "stream": True}
            listener.send("POST", "/threads/runs", json.dumps(body).encode())
            await listener.reader.readuntil(b"thread.run.queued")
            listeners.append(listener)

        for size in (10, 100, 1_000):
            while len(listeners) < size:
                await all_at_once(min(LISTENERS_AT_ONCE, size - len(listeners)), listen)
            connection, start = await server.connect(), time.perf_counter()
            await connection.call("GET", f"/assistants/{assistant_id}")
            measured[size] = {
                "mebibytes": server.mebibytes(),
                "request_beside_milliseconds": (time.perf_counter() - start) * 1000,
            }
    return measured


PARTS: dict[str, tuple[Callable[[], Coroutine[Any, Any, BySize]], str, list[Target]]] = {
    "requests": (requests, "threads", [Target("requests_per_second", 300, is_least=True)]),
    "runs": (
        runs,
        "pages",
        [
            Target("index_seconds", 10),
            Target("run_p50_milliseconds", 50),
            Target("runs_per_second", 20, is_least=True),
        ],
    ),
    "streams": (streams, "listeners", [Target("mebibytes", 300)]),
}


def told(measured: BySize, unit: str, targets: list[Target]) -> Mapping[str, float]:
    """The growth of each measure, which is printed with the measures and what they are to be."""
    limits = {target.measure: target for target in targets}
    growth = {}
    for measure in next(iter(measured.values())):
        by_size = {size: found[measure] for size, found in measured.items()}
        growth[measure] = round(exponent(by_size), 2)
        sizes = ", ".join(f"{value:.1f} ({size:,} {unit})" for size, value in by_size.items())
        target = limits.get(measure)
        wanted = f", {'at least' if target.is_least else 'at most'} {target.limit:g}" if target else ""
        missed = "  MISSED" if target and target.is_missed(by_size[max(by_size)]) else ""
        print(f"{measure.replace('_', ' ')}: {sizes}; growth {growth[measure]:.2f}{wanted}{missed}")
    return growth


def main() -> None:
    """Measure, print, write down, and with `--check` judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    missed = []
    for name in arguments.parts or PARTS:
        part, unit, targets = PARTS[name]
        measured = asyncio.run(part())
        growth = told(measured, unit, targets)
        rounded = {
            str(size): {each: round(value, 2) for each, value in found.items()}
            for size, found in measured.items()
        }
        keep(f"server {name}", {f"by_{unit}": rounded, "growth_exponents": growth})
        largest = measured[max(measured)]
        missed += [target.measure for target in targets if target.is_missed(largest[target.measure])]
    if arguments.check and missed:
        sys.exit(f"missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
