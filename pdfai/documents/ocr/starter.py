"""Becomes another program under limits; never imported, started by path with `python -I -S`.

In, on stdin: one line of JSON (the command and its limits), then what the program is to read there.
"""

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

WORKER = Path(__file__).parents[1] / "worker.py"


def main() -> None:
    """Give up the means to do harm, and start the program."""
    task = json.loads(first_line())
    limit_resources = runpy.run_path(str(WORKER))["limit_resources"]
    limit_resources(memory=task["memory"], cpu_seconds=task["cpu_seconds"])
    command = task["command"]
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606  # a program by its path, without a shell
    sys.exit(subprocess.run(command, check=False).returncode)  # noqa: S603  # as above


def first_line() -> bytes:
    """Read byte by byte: what is read beyond the line would be lost to the program."""
    line = bytearray()
    while not line.endswith(b"\n"):
        line += os.read(0, 1)
    return bytes(line)


if __name__ == "__main__":
    main()
