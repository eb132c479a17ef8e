"""Have the worker do something with a document, and turn its refusals into errors."""

from typing import NoReturn

from pdfai.documents.formats import is_cut_off, require_pdf
from pdfai.documents.limits import ReadingLimits
from pdfai.documents.process import Answer, Order, Refusal, run_worker
from pdfai.documents.stopping import Stop
from pdfai.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    EncryptedDocumentError,
    PagesNotFoundError,
    UnreadableTextError,
    UnsupportedEncryptionError,
    WrongPasswordError,
)


def serve_pdf(order: Order, data: bytes, *, name: str, limits: ReadingLimits, stop: Stop | None) -> Answer:
    """What the worker makes of a PDF; raises a `DocumentError` leaf."""
    require_readable_pdf(data, name=name, most_bytes=limits.bytes)
    return _serve(order, data, name=name, limits=limits, stop=stop)


def serve_text(order: Order, data: bytes, *, name: str, limits: ReadingLimits, stop: Stop | None) -> Answer:
    """What the worker makes of a text; raises a `DocumentError` leaf."""
    _check_size(data, name=name, most_bytes=limits.bytes)
    return _serve(order, data, name=name, limits=limits, stop=stop)


def require_readable_pdf(data: bytes, *, name: str, most_bytes: int) -> None:
    """Raise a `DocumentError` leaf unless this is a whole PDF that is not too large."""
    require_pdf(data, name=name)
    _check_size(data, name=name, most_bytes=most_bytes)
    if is_cut_off(data):
        raise DamagedDocumentError(name, "its end is missing")


def raise_refusal(refusal: Refusal, *, name: str, password: str | None) -> NoReturn:
    """Raise the `DocumentError` leaf that a worker's refusal of a whole document is."""
    match refusal.reason:
        case "password":
            raise WrongPasswordError(name) if password else EncryptedDocumentError(name)
        case "unsupported_encryption":
            raise UnsupportedEncryptionError(name)
        case "limit":
            raise DocumentTooLargeError(name, refusal.detail)
        case "encoding":
            raise UnreadableTextError(name, refusal.detail)
        case _:
            raise DamagedDocumentError(name, refusal.detail)


def _serve(order: Order, data: bytes, *, name: str, limits: ReadingLimits, stop: Stop | None) -> Answer:
    outcome = run_worker(order, data, limits=limits, stop=stop)
    if isinstance(outcome, Refusal):
        if outcome.reason == "no_such_pages":
            raise _pages_not_found(outcome, order, name)
        raise_refusal(outcome, name=name, password=order.password)
    return outcome


def _check_size(data: bytes, *, name: str, most_bytes: int) -> None:
    if len(data) > most_bytes:
        raise DocumentTooLargeError(name, f"{len(data):,} bytes, {most_bytes:,} allowed")


def _pages_not_found(refusal: Refusal, order: Order, name: str) -> PagesNotFoundError:
    assert order.ranges is not None
    try:
        order.ranges.numbers(int(refusal.detail))
    except PagesNotFoundError as error:
        return error.named(name)
    return PagesNotFoundError(name)
