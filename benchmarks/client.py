"""What a call costs, in CPU time: pdfai, bare httpx and the openai package, in turns.

    python benchmarks/client.py httpx=PYTHON pdfai=PYTHON pdfai+speed=PYTHON openai-2=PYTHON openai-3=PYTHON
        [--rounds 200] [--check | --set-baseline]

Each PYTHON is an environment's; `nox -s bench` makes them. What counts are ratios: those of two machines can
be compared, times cannot. `--check` fails when a target is missed, or a ratio is a fifth worse than in
baseline.json.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from reporting import keep, results, table
from verdicts import Target, Times, failures, ratio

FOLDER = Path(__file__).parent
BASELINE = FOLDER / "baseline.json"


class Contender(NamedTuple):
    """Where it runs, and the module that knows how it is used."""

    environment: str
    module: str


CONTENDERS = {
    "httpx": Contender("httpx", "bare_httpx"),
    "httpx+orjson": Contender("httpx", "bare_httpx_orjson"),
    "pdfai": Contender("pdfai", "with_pdfai"),
    "pdfai+speed": Contender("pdfai+speed", "with_pdfai"),
    "openai-2": Contender("openai-2", "with_openai"),
    "openai-3": Contender("openai-3", "with_openai"),
}
# How often in one turn: turns are short, so that all contenders of a round meet the same weather.
TASKS = {"messages": 5, "run": 15}
FIRST = "import and first call"
ROUNDS_PER_FIRST_CALL = 10
TARGETS = [
    Target("messages", "pdfai+speed", "httpx", at_most=1.3),
    Target("messages", "pdfai", "httpx", at_most=1.5),
    Target("messages", "pdfai", "openai-2", at_most=0.25),
    Target("messages", "pdfai", "openai-3", at_most=0.25),
    Target("run", "pdfai", "httpx", at_most=1.1),
    Target("run", "pdfai+speed", "httpx", at_most=1.1),
    Target("run", "pdfai", "openai-2", at_most=0.6),
    Target("run", "pdfai", "openai-3", at_most=0.6),
    Target(FIRST, "pdfai", "httpx", at_most=1.4),
    Target(FIRST, "pdfai+speed", "httpx", at_most=1.4),
    Target(FIRST, "pdfai", "openai-2", at_most=0.3),
    Target(FIRST, "pdfai", "openai-3", at_most=0.3),
]
# No proxies, and nothing else of this machine's.
ENVIRONMENT = {"PATH": os.environ.get("PATH", ""), "PYTHONWARNINGS": "ignore"}


@contextmanager
def talking(*command: str | Path) -> Iterator[subprocess.Popen[str]]:
    """A process that is spoken to in lines, and ends with its stdin."""
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, env=ENVIRONMENT
    ) as process:
        yield process


def heard(process: subprocess.Popen[str]) -> str:
    """The next line that the process says."""
    assert process.stdout
    line = process.stdout.readline()
    if not line:
        raise SystemExit(f"{process.args!r} said no more")
    return line.strip()


def turn(process: subprocess.Popen[str], task: str, times: int) -> float:
    """The CPU seconds of one call."""
    assert process.stdin
    process.stdin.write(f"{task} {times}\n")
    return float(heard(process).split()[0])


def first_call(python: str, module: str, url: str) -> float:
    """The CPU seconds of a whole process that makes one call."""
    command = [python, "-c", f"import {module}; {module}.run()", url]
    process = subprocess.Popen(command, cwd=FOLDER / "contenders", env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command!r} failed")
    return usage.ru_utime + usage.ru_stime


def measure(pythons: Mapping[str, str], rounds: int) -> Times:
    """What each round took, by task and contender."""
    taken: Times = {task: {name: [] for name in CONTENDERS} for task in [*TASKS, FIRST]}
    with ExitStack() as stack:
        url = heard(stack.enter_context(talking(sys.executable, FOLDER / "canned_server.py")))
        workers = {
            name: stack.enter_context(talking(pythons[environment], FOLDER / "turns.py", module, url))
            for name, (environment, module) in CONTENDERS.items()
        }
        for worker in workers.values():
            assert heard(worker) == "ready"
        for number in range(rounds):
            for task, times in TASKS.items():
                for name, worker in workers.items():
                    taken[task][name].append(turn(worker, task, times))
            if number % ROUNDS_PER_FIRST_CALL == 0:
                for name, (environment, module) in CONTENDERS.items():
                    taken[FIRST][name].append(first_call(pythons[environment], module, url))
    return taken


def compile_all(pythons: Mapping[str, str]) -> None:
    """As pip leaves an environment; uv does not compile, and then the compiling would be measured."""
    script = "import compileall; compileall.compile_path(quiet=2); compileall.compile_dir('.', quiet=2)"
    for python in pythons.values():
        subprocess.run([python, "-c", script], cwd=FOLDER / "contenders", check=True, env=ENVIRONMENT)


def main() -> None:
    """Measure, print, write down, and with `--check` judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("environments", nargs="+", metavar="NAME=PYTHON")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--set-baseline", action="store_true")
    arguments = parser.parse_args()
    pythons = dict(each.split("=", 1) for each in arguments.environments)
    compile_all(pythons)
    times = measure(pythons, arguments.rounds)
    ratios = {target: ratio(times, target) for target in TARGETS}
    print("\n".join(table(times, ratios)))
    keep("client", results(times, ratios, pythons))
    if arguments.set_baseline:
        baseline = {target.name: round(spread.median, 3) for target, spread in ratios.items()}
        BASELINE.write_text(json.dumps(baseline, indent=2) + "\n")
    if arguments.check and (problems := list(failures(ratios, json.loads(BASELINE.read_text())))):
        sys.exit("\n".join(["", *problems]))


if __name__ == "__main__":
    main()
