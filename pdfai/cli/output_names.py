"""What the files are called that are written to a folder; pure."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from pdfai.sources import Document

_LONGEST = 255
"""In bytes, as file systems take names."""


def output_names(groups: Sequence[Sequence[Document]], ending: str) -> list[str]:
    """A file name for what is made of each group of documents, such as `report.summary.pdf`.

    A document keeps its name whatever stands beside it in its folder: an ending other than `.pdf` is part of
    it. Where several have one name, all but the first are told apart by a hash of their paths.
    """
    names: list[str] = []
    taken: set[str] = set()
    for group in groups:
        stem = _stem(group)
        name = _fitting(stem, ending)
        if name.casefold() in taken:
            name = _fitting(stem, f"-{_short_hash(_path(group[0]))}{ending}")
        names.append(name)
        taken.add(name.casefold())
    return names


def _stem(group: Sequence[Document]) -> str:
    first = group[0]
    path = Path(Path(first.name).name)
    stem = (path.stem if path.suffix.lower() == ".pdf" else path.name) or "document"
    pages = f" p{first.pages}" if first.pages else ""
    return f"{stem}{pages}" if len(group) == 1 else f"{stem} and {len(group) - 1} more"


def _fitting(stem: str, ending: str) -> str:
    """Both, the stem cut short where the name would be too long, and then told apart by a hash."""
    encoded = stem.encode(errors="replace")
    if len(encoded) + len(ending.encode()) <= _LONGEST:
        return stem + ending
    ending = f"-{_short_hash(stem)}{ending}"
    return encoded[: _LONGEST - len(ending.encode())].decode(errors="ignore") + ending


def _path(document: Document) -> str:
    source = document.source
    path = os.path.abspath(source) if isinstance(source, str | os.PathLike) else document.name
    return f"{path}[{document.pages}]"


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:8]
