"""How fast documents are read and summarised without a model, and saved; and how much memory that takes.

    python benchmarks/summary.py [--manuals DIR] [--runs 3] [--check]

Real manuals, as benchmarks/answers has them. `--check` fails when a figure misses its limit: pages that are
read a second, all manuals together, with where their words stand; seconds of `pdfai summarize` on a manual of
320 pages, a whole process with a new data directory; seconds to save ten pages as PDF; MiB of a process and
its worker for 2,000 pages.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pypdfium2  # type: ignore[import-untyped]  # it has no types
from answers.manuals import pdf
from answers.questions import load
from reporting import keep
from verdicts import Spread

from pdfai.documents.reading import read_pdf
from pdfai.documents.saving import save_text
from pdfai.summaries.extractive import summarize

LIMITS = {"pages_a_second": 200.0, "summarize_seconds": 6.0, "save_seconds": 1.0, "peak_mebibytes": 400.0}
MANUAL = "gnucash-guide.en"
LARGE = 2_000
MEASURED_ALONE = """
import json, pathlib, resource, sys
from pdfai.documents.reading import read_pdf
from pdfai.summaries.extractive import summarize
data = pathlib.Path(sys.argv[1]).read_bytes()
summary = summarize([("large.pdf", read_pdf(data))], length="long")
own, worker = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({"statements": len(summary.statements), "own": own / 1024, "worker": worker / 1024}))
"""


class Pace(NamedTuple):
    """How fast a manual was read."""

    pages: int
    seconds: float

    @property
    def pages_a_second(self) -> float:
        """With where their words stand."""
        return self.pages / self.seconds


def seconds(action: Callable[[], object]) -> float:
    """How long an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def reading(data: bytes, runs: int) -> Pace:
    """The best of the runs: other work on the machine only ever slows down."""
    return Pace(
        pages=len(read_pdf(data)),
        seconds=min(seconds(partial(read_pdf, data, with_places=True)) for _ in range(runs)),
    )


def choosing(data: bytes, runs: int) -> Spread:
    """Seconds of the summary alone, once its document is read."""
    pages = read_pdf(data)
    return Spread.of([seconds(partial(summarize, [("manual.pdf", pages)])) for _ in range(runs)])


def command(data: bytes, runs: int) -> Spread:
    """Seconds of `pdfai summarize`, from its start to its end."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI_")}
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "manual.pdf"
        document.write_bytes(data)
        program = [sys.executable, "-m", "pdfai", "summarize", str(document), "--data-dir"]
        calls = [[*program, str(Path(folder) / f"data-{run}")] for run in range(runs)]
        run = partial(subprocess.run, capture_output=True, check=True, env=environment)
        return Spread.of([seconds(partial(run, call)) for call in calls])


def saving(runs: int) -> Spread:
    """Seconds to save a summary of ten pages as PDF."""
    statement = "- In 2025 the company sold more instruments than in any year before. (p. 7)"
    text = "\n\n".join(f"## Section {number}\n\n" + "\n".join([statement] * 7) for number in range(1, 42))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "summary.pdf"
        save = partial(save_text, text, path, title="Summary")
        spread = Spread.of([seconds(save) for _ in range(runs)])
        assert len(pypdfium2.PdfDocument(path)) == 10
    return spread


def memory(manuals: Sequence[bytes]) -> dict[str, float]:
    """MiB of a process that reads and summarises a large document, and of its worker; they live together."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.pdf"
        large = pypdfium2.PdfDocument.new()
        while len(large) < LARGE:
            for data in manuals:
                source = pypdfium2.PdfDocument(data)
                large.import_pages(source, list(range(min(len(source), LARGE - len(large)))))
        large.save(path)
        done = subprocess.run(
            [sys.executable, "-c", MEASURED_ALONE, str(path)], capture_output=True, text=True, check=True
        )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def failures(found: Mapping[str, float]) -> list[str]:
    """One line for each figure that misses its limit."""
    missed = [name for name, limit in LIMITS.items() if (found[name] < limit) == (name == "pages_a_second")]
    return [f"{name} is {found[name]:.1f}, the limit {LIMITS[name]:g}" for name in missed]


def main() -> None:
    """Measure, print, write down, and with `--check` judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--manuals", type=Path, metavar="DIR")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    known = {question.manual.name: question.manual for question in load()}
    manuals = {name: pdf(manual, arguments.manuals) for name, manual in known.items()}
    paces = {name: reading(data, arguments.runs) for name, data in manuals.items()}
    together = Pace(*(sum(each) for each in zip(*paces.values(), strict=True)))
    chosen, whole = choosing(manuals[MANUAL], arguments.runs), command(manuals[MANUAL], arguments.runs)
    saved, used = saving(arguments.runs), memory(list(manuals.values()))
    found = {
        "pages_a_second": together.pages_a_second,
        "summarize_seconds": whole.median,
        "save_seconds": saved.median,
        "peak_mebibytes": used["own"] + used["worker"],
    }
    for name, pace in {**paces, "all of them": together}.items():
        print(f"{name:>20}: {pace.pages_a_second:6.0f} pages a second, with places")
    print(f"{MANUAL}, read: summary in {chosen.median:.2f} s ({chosen.least:.2f} to {chosen.most:.2f})")
    print(f"{MANUAL}: pdfai summarize in {whole.median:.2f} s ({whole.least:.2f} to {whole.most:.2f})")
    print(f"ten pages saved as PDF in {saved.median:.2f} s ({saved.least:.2f} to {saved.most:.2f})")
    print(f"{LARGE:,} pages: {used['own']:.0f} MiB, and {used['worker']:.0f} MiB of the worker")
    keep(
        "summary",
        {
            "pages_a_second": {name: round(pace.pages_a_second) for name, pace in paces.items()},
            "summary_seconds": chosen.rounded(),
            "summarize_seconds": whole.rounded(),
            "save_seconds": saved.rounded(),
            "mebibytes": {name: round(used[name]) for name in ("own", "worker")},
        },
    )
    if arguments.check and (said := failures(found)):
        sys.exit("\n".join(said))


if __name__ == "__main__":
    main()
