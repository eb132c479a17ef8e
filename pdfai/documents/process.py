"""Start the worker, hand it a document, and survive whatever becomes of it."""

import functools
import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pdfai.documents.limits import ReadingLimits
from pdfai.documents.sandbox import Ending, memory_limit, run_script
from pdfai.documents.stopping import Stop
from pdfai.errors import ConfigurationError, MissingExtraError
from pdfai.page_ranges import PageRanges

_WORKER = Path(__file__).with_name("worker.py")
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
        "pages": limits.pages,
        "characters_per_page": limits.characters_per_page,
        "characters": limits.characters,
    }
    ending = run_script(_WORKER, task, data, limits=limits.sandbox, stop=stop)
    return _refusal(ending) if ending.cause else _answer(ending.output, limits)


@functools.cache
def _packages() -> str:
    """The folder pdfium's bindings are installed in, wherever this process found them."""
    spec = importlib.util.find_spec("pypdfium2_raw")
    if spec is None or spec.origin is None:
        raise MissingExtraError("documents", "The PDF reader")
    return str(Path(spec.origin).parent.parent)


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
            return _too_much(memory_limit(limits.memory))
        case {"error": reason, "detail": detail}:
            return Refusal(reason=reason, detail=detail)
    return Refusal(reason="damaged", detail="the PDF library fails on it")


def _cut(attachment: bytes, sizes: Any) -> Iterator[bytes]:
    end = 0
    for size in sizes:
        start, end = end, end + size
        yield attachment[start:end]


def _refusal(ending: Ending) -> Refusal:
    """What the document did to a process that did not answer; raises when it ended by itself."""
    match ending.cause:
        case "exit":
            code = f"exit code {ending.detail}"
            raise ConfigurationError(
                f"The process that reads PDFs fails ({code}): reinstall pdfai and pypdfium2"
            )
        case "limit":
            return _too_much(ending.detail)
    return Refusal(reason="damaged", detail="the PDF library fails on it")


def _too_much(limit: str) -> Refusal:
    return Refusal(reason="limit", detail=f"reading takes more than {limit}")
