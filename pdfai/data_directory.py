"""Where state is kept, for those that look without a server."""

import os
from pathlib import Path

import platformdirs

from pdfai.spending.ledger import LEDGER_NAME, Ledger


def default_data_dir() -> Path:
    """`PDFAI_DATA_DIR`, or else the user's data directory for pdfai."""
    named = os.environ.get("PDFAI_DATA_DIR")
    return Path(named) if named else platformdirs.user_data_path("pdfai", appauthor=False)


def ledger_in(data_dir: str | os.PathLike[str] | None = None) -> Ledger:
    """The ledger of a data directory, the user's own unless given."""
    return Ledger(Path(default_data_dir() if data_dir is None else data_dir) / LEDGER_NAME)
