"""Alternative text in PDFs: read, and written as tags that screen readers follow."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pdfai.documents.alt_text.looks import Looks
from pdfai.documents.alt_text.written import AltText, Outcome, Place, WrittenAltText, whole_characters
from pdfai.documents.limits import DEFAULT_LIMITS, ReadingLimits
from pdfai.documents.piecework import Done, Failed, Job, do_pieces
from pdfai.documents.serving import require_readable_pdf
from pdfai.documents.stopping import Stop
from pdfai.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    ProtectedDocumentError,
    SignedDocumentError,
)

_TOOL = Path(__file__).with_name("alt_text_tool.py")
_PACKAGES = {"pypdfium2_raw": "documents", "pikepdf": "images"}


def write_alt_text(
    data: bytes,
    texts: Mapping[Place, AltText],
    *,
    name: str = "",
    language: str = "",
    title: str = "",
    overwrite: bool = False,
    allow_unsigned: bool = False,
    password: str | None = None,
    limits: ReadingLimits = DEFAULT_LIMITS,
    stop: Stop | None = None,
) -> WrittenAltText:
    """Give images alternative text, in a copy of a PDF that looks the same, page by page.

    A document without tags gets coarse ones, for its whole text: better than none, though no PDF/UA. One that
    has tags keeps them, and the texts it has unless `overwrite`. `language` (as in `en-GB`) and `title` are
    for documents that do not say them. What opens the document opens the copy, and one that is not encrypted
    gives the same bytes each time. Raises a `DocumentError` leaf, `SignedDocumentError` and
    `ProtectedDocumentError` among them; with `allow_unsigned` its signatures are in the copy, and not valid.
    """
    piece = {
        "is_read": False,
        "texts": [(*place, None if told.is_decorative else told.text) for place, told in texts.items()],
        "language": whole_characters(language),
        "title": whole_characters(title),
        "overwrite": overwrite,
        "allow_unsigned": allow_unsigned,
    }
    done = _written(piece, data, name=name, password=password, limits=limits, stop=stop)
    outcomes = {
        (page, ordinal): Outcome(state=state, problem=problem)
        for page, ordinal, state, problem in done.answer["outcomes"]
    }
    return WrittenAltText(data=done.data or data, outcomes=outcomes)


def existing_alt_text(
    data: bytes,
    *,
    name: str = "",
    password: str | None = None,
    limits: ReadingLimits = DEFAULT_LIMITS,
    stop: Stop | None = None,
) -> dict[Place, str]:
    """The alternative texts of a PDF's images, where they have one; raises a `DocumentError` leaf."""
    done = _done({"is_read": True}, data, name=name, password=password, limits=limits, stop=stop)
    return {(page, ordinal): text for page, ordinal, text in done.answer["texts"]}


def _written(
    piece: Mapping[str, Any],
    data: bytes,
    *,
    name: str,
    password: str | None,
    limits: ReadingLimits,
    stop: Stop | None,
) -> Done:
    """Write the copy until no page that is in it looks different; without any if that leaves none."""
    looks = Looks(data, name=name, password=password, limits=limits, stop=stop)
    different: set[int] = set()
    while True:
        task = {**piece, "different": sorted(different)}
        done = _done(task, data, name=name, password=password, limits=limits, stop=stop)
        if done.answer.get("is_signed"):
            raise SignedDocumentError(name)
        if done.answer.get("is_protected"):
            raise ProtectedDocumentError(name)
        if not done.data or not (found := looks.different(done.data, done.answer["touched"])):
            return done
        different |= found


def _done(
    piece: Mapping[str, Any],
    data: bytes,
    *,
    name: str,
    password: str | None,
    limits: ReadingLimits,
    stop: Stop | None,
) -> Done:
    require_readable_pdf(data, name=name, most_bytes=limits.bytes)
    job = Job(
        tool=_TOOL,
        limits=limits.sandbox,
        packages=_PACKAGES,
        password=password,
        name=name,
    )
    (result,) = do_pieces(job, [piece], data, stop=stop)
    if isinstance(result, Failed):
        raise (DocumentTooLargeError if result.is_limit else DamagedDocumentError)(name, result.problem)
    return result
