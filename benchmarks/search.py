"""How long a search takes as the index grows, and how long the index takes to grow.

    python benchmarks/search.py [--sizes 1000 10000 100000] [--questions 200] [--check]

The texts are of a made-up language with Zipf's frequencies, so that they can be made anew anywhere. `--check`
fails when half of the searches of the largest index take more than they may.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from growth import exponent
from language import Language
from reporting import keep
from sqlalchemy import Connection, literal, select

from pdfai.server.retrieval.chunking import Chunk
from pdfai.server.retrieval.index import add_index, search
from pdfai.server.retrieval.tables import indexes
from pdfai.server.store.database import Database

P50_AT_MOST = 30.0
"""Milliseconds in the largest index, of processor time: the machine may have other work."""
MAX_TOKENS, OVERLAP_TOKENS = 800, 400
RESULTS = 20
WARM_UP = 10


def grow(database: Database, language: Language, chunks: int, known: int) -> Iterator[float]:
    """Add documents until there are so many chunks; the seconds that each kept other writers waiting."""
    for number, texts in enumerate(language.documents(chunks - known), start=known):
        pieces = [Chunk(page=page, text=text) for page, text in enumerate(texts, start=1)]
        key: dict[str, Any] = {"max_tokens": MAX_TOKENS, "overlap_tokens": OVERLAP_TOKENS}
        start = time.perf_counter()
        with database.write() as connection:
            add_index(connection, sha256=f"{known}-{number}", **key, chunks=pieces)
        yield time.perf_counter() - start


def milliseconds(connection: Connection, questions: Sequence[str]) -> list[tuple[float, float]]:
    """What each search takes, by the clock and of the processor, in a store that holds all there is."""
    scope = select(
        indexes.c.id.label("index_id"),
        indexes.c.sha256.label("file_id"),
        literal("a.pdf").label("file_name"),
    )
    taken = []
    for question in [*questions[:WARM_UP], *questions]:
        start, cpu = time.perf_counter(), time.process_time()
        assert search(connection, scope=scope, query=question, limit=RESULTS)
        taken.append(((time.perf_counter() - start) * 1000, (time.process_time() - cpu) * 1000))
    return taken[WARM_UP:]


def measure(sizes: Sequence[int], questions: int) -> dict[int, dict[str, float]]:
    """By the number of chunks."""
    language = Language()
    asked = language.questions(questions)
    measured = {}
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "pdfai.sqlite")
        known = 0
        for size in sorted(sizes):
            held = list(grow(database, language, size, known))
            with database.read() as connection:
                taken, cpu = zip(*milliseconds(connection, asked), strict=True)
            measured[size] = {
                "search_p50": median(taken),
                "search_p95": quantiles(taken, n=20)[-1],
                "search_cpu_p50": median(cpu),
                "search_cpu_p95": quantiles(cpu, n=20)[-1],
                "write_per_1000_chunks": sum(held) * 1_000_000 / (size - known),
                "longest_write": max(held) * 1000,
            }
            known = size
        database.close()
    return measured


def main() -> None:
    """Measure, print, write down, and with `--check` judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    measured = measure(arguments.sizes, arguments.questions)
    names = list(next(iter(measured.values())))
    print(f"{'chunks':>10}" + "".join(f"{name.replace('_', ' '):>24}" for name in names) + "   (ms)")
    for size, found in measured.items():
        print(f"{size:>10,}" + "".join(f"{value:>24.1f}" for value in found.values()))
    growth = exponent({size: found["search_p50"] for size, found in measured.items()})
    print(f"growth of the search's CPU p50: chunks to the power of {growth:.2f}")
    by_size = {
        str(size): {name: round(value, 2) for name, value in found.items()}
        for size, found in measured.items()
    }
    keep("search", {"milliseconds_by_chunks": by_size, "growth_exponent": round(growth, 2)})
    slowest = measured[max(measured)]["search_cpu_p50"]
    if arguments.check and slowest > P50_AT_MOST:
        sys.exit(f"half of the searches take more than {slowest:.0f} ms, and may take {P50_AT_MOST:.0f}")


if __name__ == "__main__":
    main()
