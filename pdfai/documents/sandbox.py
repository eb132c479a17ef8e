"""Start a script in a process of its own, under limits, and tell how it ended; it can do no harm here."""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pdfai.documents.stopping import ReadingStoppedError, Stop
from pdfai.errors import ConfigurationError

logger = logging.getLogger("pdfai.documents")

# Windows cannot start Python without it.
_ENVIRONMENT = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
# Windows has neither.
_SIGXCPU, _SIGKILL = getattr(signal, "SIGXCPU", None), getattr(signal, "SIGKILL", None)
_WINDOWS_CRASHES = 0x80000000
"""Where exit codes begin that Windows gives to what it ends; elsewhere they are signals, below 0."""
# One per processor: more would only share them, and each may take its whole memory limit.
_PLACES = threading.BoundedSemaphore(os.cpu_count() or 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class SandboxLimits:
    """What one process may take."""

    memory: int
    """Address space, in bytes, beyond three times the size of the data."""
    cpu_seconds: int
    wall_seconds: float


class Sandboxed:
    """Limits of which some are those of a process."""

    __slots__ = ()
    memory: int
    cpu_seconds: int
    wall_seconds: float

    @property
    def sandbox(self) -> SandboxLimits:
        """What the process may take."""
        return SandboxLimits(memory=self.memory, cpu_seconds=self.cpu_seconds, wall_seconds=self.wall_seconds)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """What a process wrote, and how it ended."""

    output: bytes
    """All of it, also of a process that did not come to its end."""
    cause: Literal["", "limit", "crash", "exit"] = ""
    """`""`: by itself, in peace; `limit`: it took too much; `crash`: its document's fault, as a rule; `exit`:
    by itself, with an exit code, which is no document's fault."""
    detail: str = ""
    """The limit, e.g. "60 s of processor time"; or the exit code."""


def run_script(
    script: Path,
    task: Mapping[str, Any],
    data: bytes = b"",
    *,
    limits: SandboxLimits,
    stop: Stop | None = None,
    purpose: str = "reads PDFs",
    environment: Mapping[str, str] = _ENVIRONMENT,
) -> Ending:
    """Give the script the task, with `memory` and `cpu_seconds`, as a line of JSON, and the data, on stdin.

    The script must hold itself to these two; the time on the clock is held here. Blocks; raises
    `ReadingStoppedError` once another thread sets `stop`, and ConfigurationError when nothing can be started.
    """
    order = {**task, "memory": limits.memory + 3 * len(data), "cpu_seconds": limits.cpu_seconds}
    given = json.dumps(order).encode() + b"\n" + data
    stop, is_late = stop or Stop(), False
    with _PLACES:
        if stop.is_set:
            raise ReadingStoppedError
        with _start(script, purpose, environment) as process, stop.watching(process):
            try:
                output, complaints = process.communicate(given, timeout=limits.wall_seconds)
            except subprocess.TimeoutExpired:
                is_late = True
                process.kill()
                output, complaints = process.communicate()
            finally:
                process.kill()
    if stop.is_set:
        raise ReadingStoppedError
    if is_late:
        return Ending(output=output, cause="limit", detail=f"{limits.wall_seconds:g} s")
    if process.returncode != 0:
        logger.debug(
            "%s ended with %d: %s", script.name, process.returncode, complaints.decode(errors="replace")
        )
    return _ending(process.returncode, output, limits)


def _start(script: Path, purpose: str, environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    pipe = subprocess.PIPE
    # -I: nothing from the environment, the working folder or the user's site-packages. -S: no start-up hooks.
    command: Sequence[str] = [sys.executable, "-I", "-S", str(script)]
    try:
        # A group of its own, or Ctrl-C at the terminal would reach it as well.
        return subprocess.Popen(  # noqa: S603  # our own script, no argument from outside
            command,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            env=environment,
            cwd=script.anchor,
            process_group=0 if os.name == "posix" else None,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise ConfigurationError(f"Cannot start the process that {purpose}: {error.strerror}") from error


def _ending(code: int, output: bytes, limits: SandboxLimits) -> Ending:
    if code == 0:
        return Ending(output=output)
    if 0 < code < _WINDOWS_CRASHES:
        return Ending(output=output, cause="exit", detail=str(code))
    if -code == _SIGXCPU:
        return Ending(output=output, cause="limit", detail=f"{limits.cpu_seconds} s of processor time")
    if -code in {signal.SIGABRT, _SIGKILL}:  # pdfium gives up, or the system runs out
        return Ending(output=output, cause="limit", detail=memory_limit(limits.memory))
    return Ending(output=output, cause="crash")


def memory_limit(memory: int) -> str:
    """The limit in words."""
    return f"{memory // 1024**2:,} MiB of memory"
