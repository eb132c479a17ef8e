"""How fast pages become pictures, and how fast the pictures on them are found.

    python benchmarks/rendering.py [--manuals DIR] [--runs 3] [--check]

Real manuals, as benchmarks/answers has them. `--check` fails when fewer pages a second are drawn than the
limit: at 300 dpi, gray, as PNG, which is what text recognition wants.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from answers.manuals import pdf
from answers.questions import load
from reporting import keep

from pdfai.documents.pictures.finding import find_pictures
from pdfai.documents.rendering import RenderingFailed, View, render

PAGES_A_SECOND = 5.0
PAGES = 32
WAYS = {
    "300 dpi, gray, PNG": View(page=1, dpi=300, gray=True),
    "300 dpi, gray, JPEG": View(page=1, dpi=300, gray=True, format="jpeg"),
    "150 dpi, JPEG": View(page=1, dpi=150, format="jpeg"),
    "150 dpi, PNG": View(page=1, dpi=150),
}
"""The first is the one with the limit."""


def best(action: Callable[[], object], runs: int) -> float:
    """The fewest seconds it takes: other work on the machine only ever slows down."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return min(taken)


def draw(data: bytes, views: Sequence[View]) -> None:
    """All views, each of which must succeed."""
    if failed := [each for each in render(data, views) if isinstance(each, RenderingFailed)]:
        raise SystemExit(f"page {failed[0].page}: {failed[0].problem}")


def main() -> None:
    """Measure, print, write down, and with `--check` judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--manuals", type=Path, metavar="DIR")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    known = {question.manual.name: question.manual for question in load()}
    manuals = {name: pdf(manual, arguments.manuals) for name, manual in known.items()}
    drawn: dict[str, dict[str, float]] = {way: {} for way in WAYS}
    found: dict[str, float] = {}
    for name, data in manuals.items():
        for way, view in WAYS.items():
            # From the 11th on: those before are titles and tables of contents.
            views = [replace(view, page=page) for page in range(11, 11 + PAGES)]
            drawn[way][name] = PAGES / best(partial(draw, data, views), arguments.runs)
        pages = find_pictures(data).page_count
        found[name] = pages / best(partial(find_pictures, data), arguments.runs)
    for way, paces in {**drawn, "pictures found": found}.items():
        print(f"{way}, pages a second: " + ", ".join(f"{name} {pace:.1f}" for name, pace in paces.items()))
    keep(
        "rendering",
        {
            "pages_a_second": {way: _rounded(paces) for way, paces in drawn.items()},
            "pages_looked_at_a_second": _rounded(found),
        },
    )
    slowest = min(next(iter(drawn.values())).values())
    if arguments.check and slowest < PAGES_A_SECOND:
        sys.exit(f"{slowest:.1f} pages a second are drawn, the limit is {PAGES_A_SECOND:g}")


def _rounded(paces: dict[str, float]) -> dict[str, float]:
    return {name: round(pace, 1) for name, pace in paces.items()}


if __name__ == "__main__":
    main()
