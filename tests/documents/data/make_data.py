"""Makes the PDFs of this folder: `python tests/documents/data/make_data.py FONT_FOLDER`.

Needs the packages `typst` and `pikepdf`, and a folder with the fonts Lato, NanumGothic and Noto Sans CJK.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf  # type: ignore[import-not-found,unused-ignore]  # only who changes the data needs it
import typst  # type: ignore[import-not-found,unused-ignore]

HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1]))

from pdf_writer import write_pdf  # type: ignore[import-not-found,unused-ignore]  # noqa: E402  # found through the path set above

PLAIN = write_pdf([f"Secret of page {number}: velvet otter {number}." for number in (1, 2)])
ENCRYPTIONS = {
    "rc4-40": pikepdf.Encryption(user="open sesame", owner="boss", R=2, aes=False, metadata=False),
    "rc4-128": pikepdf.Encryption(user="open sesame", owner="boss", R=3, aes=False, metadata=False),
    "aes-128": pikepdf.Encryption(user="open sesame", owner="boss", R=4, aes=True),
    "aes-256": pikepdf.Encryption(user="open sesame", owner="boss", R=6, aes=True),
    "aes-256-korean": pikepdf.Encryption(user="열려라 참깨", owner="boss", R=6, aes=True),
    "rc4-128-latin": pikepdf.Encryption(user="pässwörd", owner="boss", R=3, aes=False, metadata=False),
    "aes-256-owner-only": pikepdf.Encryption(user="", owner="boss", R=6, aes=True),
}

for source in HERE.glob("*.typ"):
    typst.compile(
        source,
        output=source.with_suffix(".pdf"),
        font_paths=sys.argv[1:],
        ignore_system_fonts=True,
        timestamp=int(datetime(2026, 3, 12, tzinfo=UTC).timestamp()),
    )
for name, encryption in ENCRYPTIONS.items():
    with pikepdf.open(BytesIO(PLAIN)) as pdf:
        pdf.save(HERE / f"encrypted-{name}.pdf", encryption=encryption)
WEB_READY = write_pdf([f"Page {number} of a web-ready file." for number in range(1, 31)])
with pikepdf.open(BytesIO(WEB_READY)) as pdf:
    pdf.save(HERE / "linearized.pdf", linearize=True)
