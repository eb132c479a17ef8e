"""How fast scanned pages are recognised and made searchable on this machine.

    python benchmarks/ocr.py [--pages 8] [--runs 3] [--check]

The pages are those of the tests' PDFs, drawn with 300 dots to the inch and kept as pictures, a document for
each language. Needs Tesseract with their data; without it, nothing is measured. `--check` fails when a figure
misses its limit: seconds of a page, recognised alone in any of the languages, and of writing its layer.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from reporting import keep
from verdicts import Spread

from pdfai.documents.ocr import RecognizedPage, layered, recognize
from pdfai.documents.ocr.tesseract import installed_tesseract
from pdfai.errors import OcrUnavailableError

TESTS = Path(__file__).parents[1] / "tests"
sys.path.append(str(TESTS))
from scanning import scan  # noqa: E402  # found through that path

SOURCES = {
    "en": "manual-en.pdf",
    "de": "invoice-de.pdf",
    "fr": "letter-fr.pdf",
    "es": "minutes-es.pdf",
    "ko": "manual-ko.pdf",
    "zh": "notice-zh.pdf",
}
SECONDS_A_PAGE = 4.0
LAYER_SECONDS_A_PAGE = 0.2


def alone(data: bytes, language: str) -> float:
    """Seconds of one page, from its PDF to its words, in a language that is known."""
    start = time.perf_counter()
    (page,) = recognize(data, language=language)
    assert page.words, page.problem
    return time.perf_counter() - start


def together(data: bytes) -> tuple[list[RecognizedPage], float]:
    """The pages of a document in one language, as many at once as there are processors, and the seconds."""
    start = time.perf_counter()
    pages = list(recognize(data))
    return pages, time.perf_counter() - start


def layer(data: bytes, pages: Sequence[RecognizedPage]) -> tuple[float, int]:
    """Seconds that writing the layer takes, and by how many bytes a page the document grows."""
    start = time.perf_counter()
    written = layered(data, pages).data
    return time.perf_counter() - start, (len(written) - len(data)) // len(pages)


def main() -> None:
    """Measure, print, write down, and with `--check` judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    try:
        installed_tesseract()
    except OcrUnavailableError as error:
        print(f"Recognition is not measured: {error}")
        return
    originals = {
        language: (TESTS / "documents" / "data" / name).read_bytes() for language, name in SOURCES.items()
    }
    scans = {language: scan([original]) for language, original in originals.items()}
    single = {
        language: Spread.of([alone(data, language) for _ in range(arguments.runs)])
        for language, data in scans.items()
    }
    for language, taken in single.items():
        print(f"{language}: a page in {taken.median:.2f} s ({taken.least:.2f} to {taken.most:.2f})")
    many = scan([originals["fr"]] * arguments.pages)
    pages, seconds = together(many)
    print(f"{len(pages)} pages together: {seconds / len(pages):.2f} s a page, {os.cpu_count()} processors")
    writing, growth = layer(many, pages)
    print(f"their layer: {writing:.2f} s, and {growth:,} bytes a page")
    keep(
        "ocr",
        {
            "seconds_a_page": {language: taken.rounded() for language, taken in single.items()},
            "seconds_a_page_together": round(seconds / len(pages), 3),
            "layer_seconds_a_page": round(writing / len(pages), 3),
            "layer_bytes_a_page": growth,
        },
    )
    slowest = max(taken.median for taken in single.values())
    if arguments.check and slowest > SECONDS_A_PAGE:
        sys.exit(f"a page takes {slowest:.1f} s, and may take {SECONDS_A_PAGE:g}")
    if arguments.check and writing / len(pages) > LAYER_SECONDS_A_PAGE:
        sys.exit(
            f"the layer of a page takes {writing / len(pages):.2f} s, and may take {LAYER_SECONDS_A_PAGE:g}"
        )


if __name__ == "__main__":
    main()
