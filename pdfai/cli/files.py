"""The files that a command is given: names, patterns, folders, pages."""

import glob
import os
from collections.abc import Iterable
from pathlib import Path

from pdfai.errors import DocumentNotFoundError, InvalidArgumentError
from pdfai.page_ranges import split_pages
from pdfai.replacement import is_same_file
from pdfai.sources import Document, as_documents

_PATTERN = set("*?")
PDFS = frozenset({".pdf"})
"""Endings of files, which are looked for in folders."""
TEXTS = frozenset({".txt", ".md", ".markdown"})
IMAGES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif"})
_KINDS = {"a PDF": PDFS, "a text": TEXTS, "an image": IMAGES}


def documents_of(
    files: list[str], *, password: str | None, endings: frozenset[str] = PDFS | TEXTS
) -> tuple[Document, ...]:
    """The documents that files, patterns and folders stand for, each once, in their order.

    `reports/*.pdf[1-3]` are the first three pages of each; of a folder, the files with such endings are
    meant. Raises `DocumentNotFoundError` for a pattern that fits nothing and a folder without documents,
    `InvalidArgumentError` for no file at all.
    """
    paths = dict.fromkeys(path for file in files for path in _paths(file, endings))
    if not paths:
        raise InvalidArgumentError("No file was named: name a PDF, a pattern such as *.pdf, or a folder")
    return as_documents([Document(source=path, password=password) for path in paths])


def are_for_several(files: list[str]) -> bool:
    """Whether they may stand for several documents, however many these are today."""
    return len(files) > 1 or any(os.path.isdir(file) or _is_pattern(file) for file in files)


def is_folder(output: str, *, for_several: bool) -> bool:
    """Whether an output is a folder: one already, ends as one, or has no ending and is for several files.

    Raises `InvalidArgumentError` for a file's name where a folder's is needed.
    """
    if os.path.isdir(output) or output.endswith((os.sep, os.altsep or os.sep)):
        return True
    if not for_several:
        return False
    if os.path.lexists(output):
        raise InvalidArgumentError(f"{output} is a file: what is made of several files needs a folder")
    if Path(output).suffix:
        raise InvalidArgumentError(
            f"{output} is a file's name: what is made of several files needs a folder, "
            f"such as {output}{os.sep}"
        )
    return True


def refuse_source(target: Path, documents: Iterable[Document]) -> None:
    """Raise `InvalidArgumentError` where the target is one of the documents, by whatever name."""
    if any(
        isinstance(each.source, str | os.PathLike) and is_same_file(target, each.source) for each in documents
    ):
        raise InvalidArgumentError(f"{target} is the document itself: write to another file")


def _paths(file: str, endings: frozenset[str]) -> list[str]:
    if os.path.isdir(file):
        found = sorted(entry.path for entry in os.scandir(file) if _is_document(entry, endings))
        kinds = " or ".join(kind for kind, its_endings in _KINDS.items() if its_endings & endings)
        return _some(found, file, f"a folder without {kinds} in it")
    path, pages = split_pages(file)
    if not _is_pattern(file):
        return [file]
    suffix = "" if pages is None else f"[{pages}]"
    found = [f"{each}{suffix}" for each in sorted(glob.glob(path, recursive=True))]
    return _some(found, path, "no file fits the pattern")


def _is_pattern(file: str) -> bool:
    path, _ = split_pages(file)
    return not os.path.lexists(file) and not os.path.lexists(path) and bool(_PATTERN & set(path))


def _is_document(entry: os.DirEntry[str], endings: frozenset[str]) -> bool:
    return entry.is_file() and not entry.name.startswith(".") and Path(entry.name).suffix.lower() in endings


def _some(paths: list[str], file: str, lack: str) -> list[str]:
    if not paths:
        raise DocumentNotFoundError(file, lack)
    return paths
