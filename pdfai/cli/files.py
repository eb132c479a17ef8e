"""The files that a command is given: names, patterns, folders, pages."""

import glob
import os
from pathlib import Path

from pdfai.errors import DocumentNotFoundError, InvalidArgumentError
from pdfai.page_ranges import split_pages
from pdfai.sources import Document, as_documents

_PATTERN = set("*?")
_ENDINGS = frozenset({".pdf", ".txt", ".md", ".markdown"})
"""What is looked for in a folder."""


def documents_of(files: list[str], *, password: str | None) -> tuple[Document, ...]:
    """The documents that files, patterns and folders stand for, each once, in their order.

    `reports/*.pdf[1-3]` are the first three pages of each. Raises `DocumentNotFoundError` for a pattern that
    fits nothing and a folder without documents, `InvalidArgumentError` for no file at all.
    """
    paths = dict.fromkeys(path for file in files for path in _paths(file))
    if not paths:
        raise InvalidArgumentError("No file was named: name a PDF, a pattern such as *.pdf, or a folder")
    return as_documents([Document(source=path, password=password) for path in paths])


def _paths(file: str) -> list[str]:
    if os.path.isdir(file):
        found = sorted(entry.path for entry in os.scandir(file) if _is_document(entry))
        return _some(found, file, "a folder without a PDF or a text in it")
    path, pages = (file, None) if os.path.lexists(file) else split_pages(file)
    if os.path.lexists(path) or not _PATTERN & set(path):
        return [file]
    suffix = "" if pages is None else f"[{pages}]"
    found = [f"{each}{suffix}" for each in sorted(glob.glob(path, recursive=True))]
    return _some(found, path, "no file fits the pattern")


def _is_document(entry: os.DirEntry[str]) -> bool:
    return entry.is_file() and not entry.name.startswith(".") and Path(entry.name).suffix.lower() in _ENDINGS


def _some(paths: list[str], file: str, lack: str) -> list[str]:
    if not paths:
        raise DocumentNotFoundError(file, lack)
    return paths
