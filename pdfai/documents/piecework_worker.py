"""Runs a tool on a document piece by piece; never imported, started by path with `python -I -S`.

In, on stdin: one line of JSON (the task), then the document's bytes. Out, on stdout: for each answer one line
of JSON, which says in `size` how many bytes come behind it; the first is `{"ready": true}`, or
`{"error": code, "detail": ...}` when there is no working on the document.

A tool is a module with two functions: `prepare(worker)` imports its libraries; then the means to do harm are
given up; then `begin(libraries, task, data)` opens the document and returns what does one piece.
"""

import contextlib
import ctypes
import importlib.util
import json
import sys
from io import BufferedReader
from pathlib import Path
from typing import Any, cast


def main() -> None:
    """Do one task."""
    task = json.loads(sys.stdin.buffer.readline())
    sys.path.extend(task["packages"])
    worker = load(Path(__file__).with_name("worker.py"))
    try:
        do = begin(worker, task)
    except worker.RefusedError as refused:
        write({"error": refused.args[0], "detail": refused.args[1]})
        return
    except MemoryError:
        write({"error": "memory", "detail": ""})
        return
    write({"ready": True})
    for piece in task["pieces"]:
        allow_time(task["cpu_seconds"])
        try:
            write(*do(piece))
        except worker.RefusedError as refused:
            write({"error": refused.args[0], "detail": refused.args[1]})
        except MemoryError:
            write({"error": "memory", "detail": ""})


def begin(worker: Any, task: dict[str, Any]) -> Any:
    """Load the libraries, give up the means to do harm, and only then look at the document."""
    try:
        tool = load(Path(task["tool"]))
        libraries = tool.prepare(worker)
    except (ImportError, OSError) as error:
        raise worker.RefusedError("setup", str(error)) from error
    whole = task["cpu_seconds"] * (len(task["pieces"]) + 1)
    worker.limit_resources(memory=task["memory"], cpu_seconds=whole)
    allow_time(task["cpu_seconds"])
    data = (ctypes.c_char * task["size"])()
    cast(BufferedReader, sys.stdin.buffer).readinto(data)
    return tool.begin(libraries, task, data)


def allow_time(seconds: int) -> None:
    """Begin to count the processor's seconds anew. Windows does not count them."""
    try:
        import resource  # noqa: PLC0415  # POSIX only
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    with contextlib.suppress(ValueError, OSError):  # stricter limits are in force already
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, most))


def write(answer: dict[str, Any], data: bytes = b"") -> None:
    """Send an answer off: what comes next may end the process."""
    sys.stdout.buffer.write(json.dumps({**answer, "size": len(data)}).encode() + b"\n")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def load(path: Path) -> Any:
    """Load a module by path: importing it by name would import the whole package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
