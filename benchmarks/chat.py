"""How long `pdfai chat` takes on a text PDF: cold, and again.

    python benchmarks/chat.py [--pages 100] [--runs 5]

Whole processes are timed. What counts is the ratio to the same process without pdfai: bare pdfium reading the
same pages, so that the figures of two machines can be compared.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pdfai import OpenAIClient

sys.path.append(str(Path(__file__).parent.parent / "tests"))
from pdf_writer import write_pdf

LINES_PER_PAGE, WORDS_PER_LINE = 45, 11
QUESTION = "Which pump feeds the northern reservoir?"
ANSWER = "The pump named Halvorsen feeds the northern reservoir."
BARE_PDFIUM = """
import sys, pypdfium2
for page in pypdfium2.PdfDocument(sys.argv[1]): page.get_textpage().get_text_range()
"""


def text_pdf(pages: int) -> bytes:
    """A text of made-up words, with one answer on its last page but one."""
    chance = random.Random(7)  # noqa: S311
    syllables = ["ba", "do", "ke", "li", "mur", "nan", "or", "pel", "ras", "tu", "vin", "zo"]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(6000)]
    lines = [
        [" ".join(chance.choices(words, k=WORDS_PER_LINE)).capitalize() + "." for _ in range(LINES_PER_PAGE)]
        for _ in range(pages)
    ]
    lines[-2][LINES_PER_PAGE // 2] = ANSWER
    return write_pdf(["\n".join(page) for page in lines])


def seconds(action: Callable[[], object]) -> float:
    """How long an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def ask(document: Path, data_dir: Path) -> None:
    """One `pdfai chat --ask`, from its start to its end, which must find the answer."""
    program = [sys.executable, "-m", "pdfai", "chat"]
    command = [*program, str(document), "--ask", QUESTION, "--data-dir", str(data_dir)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI_")}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert "Halvorsen" in done.stdout, done.stdout


def index(document: Path, data_dir: Path) -> float:
    """Reading and indexing alone, in a process that is already warm."""
    with OpenAIClient.embedded(data_dir) as client:
        file = client.upload_file("assistants", document.name, document)
        return seconds(lambda: client.create_vector_store_and_wait_to_complete(file_ids=[file.id]))


def read_bare(document: Path) -> None:
    """The reference."""
    subprocess.run([sys.executable, "-c", BARE_PDFIUM, str(document)], check=True)


def main() -> None:
    """Measure in turns and print medians with their spread."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    taken: dict[str, list[float]] = {"bare pdfium": [], "read and index": [], "cold": [], "again": []}
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "text.pdf"
        document.write_bytes(text_pdf(arguments.pages))
        for run in range(arguments.runs):
            data_dir = Path(folder) / f"data-{run}"
            taken["bare pdfium"].append(seconds(partial(read_bare, document)))
            taken["read and index"].append(index(document, Path(folder) / f"index-{run}"))
            taken["cold"].append(seconds(partial(ask, document, data_dir)))
            taken["again"].append(seconds(partial(ask, document, data_dir)))
    reference = statistics.median(taken["bare pdfium"])
    print(f"{arguments.pages} pages, {arguments.runs} runs in turn; seconds: median (least to most), ratio")
    for name, times in taken.items():
        median = statistics.median(times)
        print(
            f"{name:>15}  {median:6.2f} ({min(times):.2f} to {max(times):.2f})  {median / reference:5.1f} x"
        )


if __name__ == "__main__":
    main()
