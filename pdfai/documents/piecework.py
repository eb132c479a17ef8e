"""Have a worker do something with a document piece by piece; what kills it costs one piece, not all."""

import functools
import importlib.util
import itertools
import json
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pdfai.documents.process import Refusal
from pdfai.documents.sandbox import Ending, SandboxLimits, memory_limit, run_script
from pdfai.documents.serving import raise_refusal
from pdfai.documents.stopping import Stop
from pdfai.errors import ConfigurationError, MissingExtraError

_WORKER = Path(__file__).with_name("piecework_worker.py")
_CANNOT = "the PDF library fails on it"


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """What the worker made of a piece."""

    answer: dict[str, Any]
    data: bytes = field(default=b"", repr=False)


_NOTHING = Done(answer={})


@dataclass(frozen=True, kw_only=True, slots=True)
class Failed:
    """Why it made nothing of it, for people."""

    problem: str
    is_limit: bool = False
    """Whether it took too much."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """What is the same for all pieces."""

    tool: Path
    """The module that does them; see `piecework_worker`."""
    limits: SandboxLimits
    """The times are those of one piece."""
    packages: Mapping[str, str]
    """The modules that the tool imports, and for each the extra that brings it."""
    task: Mapping[str, Any] = field(default_factory=dict)
    password: str | None = field(default=None, repr=False)
    name: str = ""
    """Of the document, for the messages of errors."""
    most_pieces: int = 16
    """That one process does, so that its answers do not pile up."""


def do_pieces(
    job: Job, pieces: Sequence[Mapping[str, Any]], data: bytes, *, stop: Stop | None = None
) -> list[Done | Failed]:
    """What becomes of each piece, in their order; several processes do them at once.

    Raises a `DocumentError` leaf when the document does not open, MissingExtraError, and
    `ReadingStoppedError` once another thread sets `stop`.
    """
    processes = os.cpu_count() or 1
    size = min(job.most_pieces, -(-len(pieces) // processes)) or 1
    batches = [pieces[start : start + size] for start in range(0, len(pieces), size)]
    packages = sorted({_folder(module, extra) for module, extra in job.packages.items()})
    ours = Stop()
    do = functools.partial(_batch, job, packages, data, ours)
    threads = ThreadPoolExecutor(max_workers=processes, thread_name_prefix="pdfai-pieces")
    with (stop or Stop()).watching(ours), threads:
        try:
            return list(itertools.chain.from_iterable(threads.map(do, batches)))
        except BaseException:
            ours.set()  # the pool waits for all that runs
            raise


def _batch(
    job: Job, packages: Sequence[str], data: bytes, stop: Stop, pieces: Sequence[Mapping[str, Any]]
) -> list[Done | Failed]:
    """One process after the other, each going on behind the piece that the last one died of."""
    results: list[Done | Failed] = []
    while len(results) < len(pieces):
        left = pieces[len(results) :]
        ending = _run(job, packages, data, stop, left)
        ready, *answers = _frames(ending.output) or [_NOTHING]
        if "ready" not in ready.answer:
            refusal = _refusal(ready.answer, job.limits) if ready.answer else _cause_of_death(ending)
            raise_refusal(refusal, name=job.name, password=job.password)
        results += [_piece(answer, job.limits) for answer in answers]
        if len(answers) < len(left):
            results.append(_failed(_cause_of_death(ending)))
    return results


def _run(
    job: Job,
    packages: Sequence[str],
    data: bytes,
    stop: Stop,
    pieces: Sequence[Mapping[str, Any]],
) -> Ending:
    task = {
        **job.task,
        "tool": str(job.tool),
        "packages": packages,
        "password": job.password,
        "size": len(data),
        "pieces": pieces,
    }
    limits = replace(job.limits, wall_seconds=job.limits.wall_seconds * len(pieces))
    ending = run_script(_WORKER, task, data, limits=limits, stop=stop)
    if ending.cause == "exit":
        raise ConfigurationError(
            f"The process that works on PDFs fails (exit code {ending.detail}): reinstall pdfai"
        )
    return ending


def _frames(output: bytes) -> list[Done]:
    """Each is a line of JSON that says how many bytes come behind it; one cut off is left out."""
    frames, start = list[Done](), 0
    while (end := output.find(b"\n", start) + 1) > 0:
        answer = json.loads(output[start:end])
        start = end + answer.pop("size")
        if start > len(output):
            break
        frames.append(Done(answer=answer, data=output[end:start]))
    return frames


def _piece(done: Done, limits: SandboxLimits) -> Done | Failed:
    return _failed(_refusal(done.answer, limits)) if "error" in done.answer else done


def _failed(refusal: Refusal) -> Failed:
    return Failed(problem=refusal.detail, is_limit=refusal.reason == "limit")


def _refusal(answer: Mapping[str, Any], limits: SandboxLimits) -> Refusal:
    match answer["error"], answer["detail"]:
        case "setup", detail:
            raise ConfigurationError(f"A library does not load ({detail}): reinstall pypdfium2 and pillow")
        case "memory", _:
            return Refusal(
                reason="limit", detail=f"working on it takes more than {memory_limit(limits.memory)}"
            )
        case reason, detail:
            return Refusal(reason=reason, detail=detail)
    raise AssertionError


def _cause_of_death(ending: Ending) -> Refusal:
    if ending.cause == "limit":
        return Refusal(reason="limit", detail=f"working on it takes more than {ending.detail}")
    return Refusal(reason="damaged", detail=_CANNOT)


@functools.cache
def _folder(module: str, extra: str) -> str:
    """The folder a module is installed in, wherever this process found it."""
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise MissingExtraError(extra, "The part of pdfai that works on pictures")
    return str(Path(spec.origin).parent.parent)
