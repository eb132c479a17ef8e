"""Have the worker do something with a document, and turn its refusals into errors."""

import os
from threading import BoundedSemaphore
from typing import NoReturn

from pdfai.documents.formats import is_cut_off, require_pdf
from pdfai.documents.limits import ReadingLimits
from pdfai.documents.process import Answer, Order, Refusal, Stop, run_worker
from pdfai.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    EncryptedDocumentError,
    PagesNotFoundError,
    UnreadableTextError,
    UnsupportedEncryptionError,
    WrongPasswordError,
)

# One pdfium per processor: more would only share them, and each may take its whole memory limit.
_PLACES = BoundedSemaphore(os.cpu_count() or 1)


def serve_pdf(order: Order, data: bytes, *, name: str, limits: ReadingLimits, stop: Stop | None) -> Answer:
    """What the worker makes of a PDF; raises a `DocumentError` leaf."""
    require_pdf(data, name=name)
    _check_size(data, name=name, limits=limits)
    if is_cut_off(data):
        raise DamagedDocumentError(name, "its end is missing")
    return _serve(order, data, name=name, limits=limits, stop=stop)


def serve_text(order: Order, data: bytes, *, name: str, limits: ReadingLimits, stop: Stop | None) -> Answer:
    """What the worker makes of a text; raises a `DocumentError` leaf."""
    _check_size(data, name=name, limits=limits)
    return _serve(order, data, name=name, limits=limits, stop=stop)


def _serve(order: Order, data: bytes, *, name: str, limits: ReadingLimits, stop: Stop | None) -> Answer:
    with _PLACES:
        outcome = run_worker(order, data, limits=limits, stop=stop)
    if isinstance(outcome, Refusal):
        _raise(outcome, order, name)
    return outcome


def _check_size(data: bytes, *, name: str, limits: ReadingLimits) -> None:
    if len(data) > limits.bytes:
        raise DocumentTooLargeError(name, f"{len(data):,} bytes, {limits.bytes:,} allowed")


def _raise(refusal: Refusal, order: Order, name: str) -> NoReturn:
    match refusal.reason:
        case "password":
            raise WrongPasswordError(name) if order.password else EncryptedDocumentError(name)
        case "unsupported_encryption":
            raise UnsupportedEncryptionError(name)
        case "limit":
            raise DocumentTooLargeError(name, refusal.detail)
        case "encoding":
            raise UnreadableTextError(name, refusal.detail)
        case "no_such_pages":
            raise _pages_not_found(refusal, order, name)
        case _:
            raise DamagedDocumentError(name, refusal.detail)


def _pages_not_found(refusal: Refusal, order: Order, name: str) -> PagesNotFoundError:
    assert order.ranges is not None
    try:
        order.ranges.numbers(int(refusal.detail))
    except PagesNotFoundError as error:
        return error.named(name)
    return PagesNotFoundError(name)
