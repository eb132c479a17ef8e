"""A proxy on loopback that does to answers what networks and servers do to them."""

import http.client
import random
import select
import socket
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

FAULTS = ("rate limit", "server error", "reset", "lost answer", "truncated", "stall")
ERROR = b'{"error": {"message": "Not now.", "type": "server_error", "param": null, "code": null}}'
HOP_BY_HOP = {"connection", "transfer-encoding", "content-length", "keep-alive", "host"}


class FaultyProxy(ThreadingHTTPServer):
    """Hands requests on to `upstream`; one in twenty suffers each of the faults."""

    daemon_threads = True
    request_queue_size = 1024

    def __init__(self, upstream: str, *, seed: int, share: float = 0.05) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upstream = urlsplit(upstream)
        self.seen: Counter[str] = Counter()
        self._random = random.Random(seed)  # noqa: S311  # faults, not secrets
        self._share = share
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def fault(self) -> str:
        """What happens to the next request."""
        with self._lock:
            drawn = self._random.random() / self._share
            fault = FAULTS[int(drawn)] if drawn < len(FAULTS) else "none"
            self.seen[fault] += 1
            return fault


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FaultyProxy

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        fault = self.server.fault()
        if fault == "rate limit":
            self._answer(429, ERROR, {"retry-after-ms": "1"})
        elif fault == "server error":
            self._answer(500, ERROR)
        elif fault == "reset":
            self._reset()
        else:
            status, answer, headers = self._ask(body)
            if fault == "lost answer":
                self._reset()
            elif fault == "stall":
                select.select([self.connection], [], [])  # until the client has enough of it
                self._reset()
            else:
                self._answer(status, answer, headers, cut=fault == "truncated")

    do_GET = do_POST = do_DELETE = _serve  # noqa: N815  # the library's names

    def _ask(self, body: bytes) -> tuple[int, bytes, dict[str, str]]:
        upstream = self.server.upstream
        assert upstream.hostname
        connection = http.client.HTTPConnection(upstream.hostname, upstream.port)
        headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
        connection.request(self.command, self.path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, content, dict(answer.getheaders())

    def _answer(
        self, status: int, body: bytes, headers: dict[str, str] | None = None, *, cut: bool = False
    ) -> None:
        self.send_response_only(status)
        for name, value in (headers or {"content-type": "application/json"}).items():
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        if cut:
            self._reset()

    def _reset(self) -> None:
        self.wfile.flush()
        # A connection that lingers for no time is not closed but reset.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def handle(self) -> None:
        """Serve until the client leaves, which it may do at any time."""
        try:
            super().handle()
        except (OSError, ValueError):
            self.close_connection = True

    def finish(self) -> None:
        """Close what is still open."""
        try:
            super().finish()
        except (OSError, ValueError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def faulty(upstream: str, *, seed: int) -> Iterator[FaultyProxy]:
    """Such a proxy while the block lasts."""
    with FaultyProxy(upstream, seed=seed) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield proxy
        finally:
            proxy.shutdown()
            thread.join()
