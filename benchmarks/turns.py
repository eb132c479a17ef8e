"""One contender, warm, that works when it is its turn.

    python turns.py CONTENDER URL

Each line of stdin is a task and how often to do it; each line of stdout the CPU and wall seconds of one time.
It runs in the contender's environment and needs nothing that is not there.
"""

import importlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

WARM_UP = 20


def measure(task: Callable[[], object], times: int) -> tuple[float, float]:
    """CPU and wall seconds that one call takes."""
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(times):
        task()
    return (time.process_time() - cpu) / times, (time.perf_counter() - wall) / times


def main() -> None:
    """Warm up, prove that the answer is read, then take turns until stdin ends."""
    sys.path.insert(0, str(Path(__file__).parent / "contenders"))
    contender = importlib.import_module(sys.argv[1])
    assert contender.last_cited(contender.messages()).startswith("file-")
    for name in ("messages", "run"):
        measure(getattr(contender, name), WARM_UP)
    print("ready", flush=True)
    for line in sys.stdin:
        name, times = line.split()
        print(*measure(getattr(contender, name), int(times)), flush=True)


if __name__ == "__main__":
    main()
