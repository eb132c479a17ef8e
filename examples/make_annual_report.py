"""Typeset annual-report-2025.typ: `python examples/make_annual_report.py FONT_FOLDER`.

Needs the `typst` package, and a folder with the fonts Lato and NanumGothic. The same fonts give the same
bytes.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import typst  # type: ignore[import-not-found]  # only who changes the report needs it

SOURCE = Path(__file__).with_name("annual-report-2025.typ")

typst.compile(
    SOURCE,
    output=SOURCE.with_suffix(".pdf"),
    font_paths=sys.argv[1:],
    ignore_system_fonts=True,
    timestamp=int(datetime(2026, 3, 12, tzinfo=UTC).timestamp()),
)
