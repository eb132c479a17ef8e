"""Read a PDF's text page by page, in a process of its own that may fail without harm."""

import itertools
import os
from dataclasses import dataclass, field
from threading import BoundedSemaphore

from pdfai.documents.formats import is_cut_off, require_pdf
from pdfai.documents.limits import ReadingLimits
from pdfai.documents.process import Answer, Stop, Task, run_worker
from pdfai.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    EncryptedDocumentError,
    NoTextError,
    UnsupportedEncryptionError,
    WrongPasswordError,
)

DEFAULT_LIMITS = ReadingLimits()

# One pdfium per processor: more would only share them, and each may take its whole memory limit.
_PLACES = BoundedSemaphore(os.cpu_count() or 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page and its text: lines as on paper, words whole, "" where there is only a picture."""

    number: int
    """Counted from 1."""
    text: str
    places: bytes = field(default=b"", compare=False, repr=False)
    """Where its words stand, for `places.rectangles_of`; empty unless asked for."""


def read_pdf(
    data: bytes,
    *,
    name: str = "",
    password: str | None = None,
    limits: ReadingLimits = DEFAULT_LIMITS,
    with_places: bool = False,
    stop: Stop | None = None,
) -> tuple[Page, ...]:
    """Read all pages; may be called from any thread, and blocks it; `stop` ends it early from another one.

    `name` is for the messages of errors. Raises a `DocumentError` leaf; also when a single page cannot be
    read, for a gap nobody sees is worse.
    """
    answer = _serve(
        "read", data, name=name, password=password, limits=limits, with_places=with_places, stop=stop
    )
    texts = itertools.zip_longest(answer.pages, answer.places, fillvalue=b"")
    pages = tuple(
        Page(number=number, text=str(text), places=bytes(places))
        for number, (text, places) in enumerate(texts, start=1)
    )
    if not pages:
        raise DamagedDocumentError(name, "it has no pages")
    if not any(page.text for page in pages):
        raise NoTextError(name, f"{len(pages)} page{'s' if len(pages) > 1 else ''}, probably scanned")
    return pages


def unlock_pdf(
    data: bytes,
    *,
    name: str = "",
    password: str,
    limits: ReadingLimits = DEFAULT_LIMITS,
    stop: Stop | None = None,
) -> bytes:
    """Return the same document without encryption; one that has none comes back as it is."""
    return _serve("unlock", data, name=name, password=password, limits=limits, stop=stop).unlocked or data


def _serve(
    task: Task,
    data: bytes,
    *,
    name: str,
    password: str | None,
    limits: ReadingLimits,
    with_places: bool = False,
    stop: Stop | None,
) -> Answer:
    _check(data, name=name, limits=limits)
    with _PLACES:
        outcome = run_worker(task, data, password=password, limits=limits, with_places=with_places, stop=stop)
    if isinstance(outcome, Answer):
        return outcome
    match outcome.reason:
        case "password":
            raise WrongPasswordError(name) if password else EncryptedDocumentError(name)
        case "unsupported_encryption":
            raise UnsupportedEncryptionError(name)
        case "limit":
            raise DocumentTooLargeError(name, outcome.detail)
        case _:
            raise DamagedDocumentError(name, outcome.detail)


def _check(data: bytes, *, name: str, limits: ReadingLimits) -> None:
    """Refuse what needs no PDF library to be refused."""
    require_pdf(data, name=name)
    if len(data) > limits.bytes:
        raise DocumentTooLargeError(name, f"{len(data):,} bytes, {limits.bytes:,} allowed")
    if is_cut_off(data):
        raise DamagedDocumentError(name, "its end is missing")
