"""Start the worker, hand it a document, and survive whatever becomes of it."""

import contextlib
import functools
import importlib.util
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pdfai.documents.limits import ReadingLimits
from pdfai.errors import ConfigurationError, MissingExtraError
from pdfai.page_ranges import PageRanges

logger = logging.getLogger("pdfai.documents")

_WORKER = Path(__file__).with_name("worker.py")
# Windows cannot start Python without it.
_ENVIRONMENT = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
# Windows has neither.
_SIGXCPU, _SIGKILL = getattr(signal, "SIGXCPU", None), getattr(signal, "SIGKILL", None)

_WINDOWS_CRASHES = 0x80000000
"""Where exit codes begin that Windows gives to what it ends; elsewhere they are signals, below 0."""

Task = Literal["read", "text", "inspect", "copy"]
Reason = Literal["password", "unsupported_encryption", "damaged", "limit", "no_such_pages", "encoding"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What the worker is to do with a document."""

    task: Task
    password: str | None = field(default=None, repr=False)
    ranges: PageRanges | None = None
    """The pages that are meant; None: all."""
    with_places: bool = False
    encoding: str = ""
    """Of a text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What the worker made of the document."""

    pages: list[str] = field(default_factory=list)
    """Of those that were meant."""
    places: list[bytes] = field(default_factory=list)
    """For each page where its words stand; empty where nobody knows, or asked."""
    looks: list[dict[str, Any]] = field(default_factory=list)
    """For each page what can be seen on it."""
    facts: dict[str, Any] = field(default_factory=dict)
    count: int = 0
    """How many pages the document has."""
    copied: bytes = b""
    """Empty when there is nothing to change."""
    is_encrypted: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """Why it made nothing of it."""

    reason: Reason
    detail: str = ""


class ReadingStoppedError(Exception):
    """Nobody wants the document any more; says nothing about the document."""


class Stop:
    """Ends the readings that were given it, from another thread, and lets none begin."""

    def __init__(self) -> None:
        self.is_set = False
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()

    def set(self) -> None:
        """End them."""
        with self._lock:
            self.is_set = True
            for process in self._running:
                process.kill()

    @contextlib.contextmanager
    def watching(self, process: subprocess.Popen[bytes]) -> Iterator[None]:
        """End this process too while the block lasts."""
        with self._lock:
            self._running.add(process)
            if self.is_set:
                process.kill()
        try:
            yield
        finally:
            with self._lock:
                self._running.discard(process)


def run_worker(
    order: Order, data: bytes, *, limits: ReadingLimits, stop: Stop | None = None
) -> Answer | Refusal:
    """Let a process of its own do it; it gets the password on stdin, where no process list shows it.

    Raises `ReadingStoppedError` once another thread sets `stop`.
    """
    task = {
        "do": order.task,
        "places": order.with_places,
        "ranges": None if order.ranges is None else order.ranges.ranges,
        "encoding": order.encoding,
        "size": len(data),
        "password": order.password,
        "packages": "" if order.task == "text" else _packages(),
        "memory": limits.memory + 3 * len(data),
        "cpu_seconds": limits.cpu_seconds,
        "pages": limits.pages,
        "characters_per_page": limits.characters_per_page,
        "characters": limits.characters,
    }
    stop = stop or Stop()
    with _start() as process, stop.watching(process):
        try:
            with contextlib.suppress(BrokenPipeError):  # it died at once; its exit code says why
                assert process.stdin is not None
                process.stdin.write(json.dumps(task).encode() + b"\n")
            output, complaints = process.communicate(data, timeout=limits.wall_seconds)
        except subprocess.TimeoutExpired:
            return _too_much(f"{limits.wall_seconds:g} s")
        finally:
            process.kill()
    if stop.is_set:
        raise ReadingStoppedError
    if process.returncode != 0:
        logger.debug("worker ended with %d: %s", process.returncode, complaints.decode(errors="replace"))
        return _post_mortem(process.returncode, limits)
    return _answer(output, limits)


@functools.cache
def _packages() -> str:
    """The folder pdfium's bindings are installed in, wherever this process found them."""
    spec = importlib.util.find_spec("pypdfium2_raw")
    if spec is None or spec.origin is None:
        raise MissingExtraError("documents", "The PDF reader")
    return str(Path(spec.origin).parent.parent)


def _start() -> subprocess.Popen[bytes]:
    # -I: nothing from the environment, the working folder or the user's site-packages. -S: no start-up hooks.
    command = [sys.executable, "-I", "-S", str(_WORKER)]
    pipe = subprocess.PIPE
    try:
        # A group of its own, or Ctrl-C at the terminal would reach it as well.
        return subprocess.Popen(  # noqa: S603  # our own script, no argument from outside
            command,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            env=_ENVIRONMENT,
            cwd=_WORKER.anchor,
            process_group=0 if os.name == "posix" else None,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise ConfigurationError(f"Cannot start the process that reads PDFs: {error.strerror}") from error


def _answer(output: bytes, limits: ReadingLimits) -> Answer | Refusal:
    head, _, attachment = output.partition(b"\n")
    told = json.loads(head)
    match told:
        case {"copied": _} if told.pop("copied") == len(attachment):
            return Answer(copied=attachment, **told)
        case {"pages": _}:
            places = list(_cut(attachment, told.pop("places", ())))
            return Answer(places=places, **told)
        case {"error": "setup", "detail": detail}:
            raise ConfigurationError(f"The PDF library does not load ({detail}): reinstall pypdfium2")
        case {"error": "memory"}:
            return _out_of_memory(limits)
        case {"error": reason, "detail": detail}:
            return Refusal(reason=reason, detail=detail)
    return Refusal(reason="damaged", detail="the PDF library fails on it")


def _cut(attachment: bytes, sizes: Any) -> Iterator[bytes]:
    end = 0
    for size in sizes:
        start, end = end, end + size
        yield attachment[start:end]


def _post_mortem(code: int, limits: ReadingLimits) -> Refusal:
    """What the document did to a process that did not answer; raises when it ended by itself."""
    if 0 < code < _WINDOWS_CRASHES:
        raise ConfigurationError(
            f"The process that reads PDFs fails (exit code {code}): reinstall pdfai and pypdfium2"
        )
    if -code == _SIGXCPU:
        return _too_much(f"{limits.cpu_seconds} s of processor time")
    if -code in {signal.SIGABRT, _SIGKILL}:  # pdfium gives up, or the system runs out
        return _out_of_memory(limits)
    return Refusal(reason="damaged", detail="the PDF library fails on it")


def _out_of_memory(limits: ReadingLimits) -> Refusal:
    return _too_much(f"{limits.memory // 1024**2:,} MiB of memory")


def _too_much(limit: str) -> Refusal:
    return Refusal(reason="limit", detail=f"reading takes more than {limit}")
