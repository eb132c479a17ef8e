"""How fast alternative text is written into a document of 100 pages with 50 images.

    python benchmarks/alt_text.py [--runs 5] [--check]

The document has no tags, so that each of its pages is tagged and drawn again, before and after. `--check`
fails when writing takes longer than its limit.
"""

import argparse
import io
import random
import sys
import time

from PIL import Image
from reporting import keep
from verdicts import Spread

from pdfai.documents.alt_text import AltText, write_alt_text

PAGES, IMAGES = 100, 50
LIMIT = 3.0
"""Seconds."""
WORDS = ["the", "valve", "opens", "when", "its", "spring", "is", "no", "longer", "held", "by", "water"]


def drawing(chance: random.Random) -> bytes:
    """A JPEG of 600 x 400 pixels like no other."""
    coarse = Image.frombytes("RGB", (30, 20), chance.randbytes(1800))
    written = io.BytesIO()
    coarse.resize((600, 400), Image.Resampling.BICUBIC).save(written, "JPEG")
    return written.getvalue()


def stream(entries: str, data: bytes) -> bytes:
    """A stream object."""
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def document(chance: random.Random) -> bytes:
    """A manual: forty lines of text on each page, and an image on every second one."""
    kids = " ".join(f"{4 + 3 * page} 0 R" for page in range(PAGES))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {PAGES} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    entries = (
        "/Type /XObject /Subtype /Image /Width 600 /Height 400 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    )
    for page in range(PAGES):
        lines = [
            f"BT /F1 10 Tf 50 {800 - 11 * line} Td ({' '.join(chance.choices(WORDS, k=14))}) Tj ET"
            for line in range(40)
        ]
        has_image = page % (PAGES // IMAGES) == 0
        lines += ["q 400 0 0 266 50 60 cm /Im Do Q"] * has_image
        number = 4 + 3 * page
        resources = f"<< /Font << /F1 3 0 R >> /XObject << /Im {number + 2} 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R"
            f" /Resources {resources} >>".encode(),
            stream("", "\n".join(lines).encode()),
            stream(f"{entries} /Filter /DCTDecode", drawing(chance)) if has_image else b"null",
        ]
    return assembled(objects)


def assembled(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the catalog first."""
    written, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(written) + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )


def writing(data: bytes, runs: int) -> Spread:
    """Seconds of a call, the process it starts included."""
    texts = {(page, 0): AltText(f"Drawing {page}") for page in range(1, PAGES + 1, PAGES // IMAGES)}
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        result = write_alt_text(data, texts)
        taken.append(time.perf_counter() - start)
        assert {outcome.state for outcome in result.outcomes.values()} == {"written"}
    return Spread.of(taken)


def main() -> None:
    """Measure, print, write down, and with `--check` judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    data = document(random.Random(7))  # noqa: S311  # the same pictures each time
    taken = writing(data, arguments.runs)
    told = f"{taken.median:.2f} s ({taken.least:.2f} to {taken.most:.2f})"
    print(f"alternative text for {IMAGES} images on {PAGES} pages, {len(data) / 1e6:.1f} MB: {told}")
    keep("alt_text", {"seconds": taken.rounded()})
    if arguments.check and taken.median > LIMIT:
        sys.exit(f"alternative text takes {taken.median:.1f} s, the limit is {LIMIT:g}")


if __name__ == "__main__":
    main()
