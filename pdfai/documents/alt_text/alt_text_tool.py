"""Writes alternative text into a PDF with pikepdf; a tool of `piecework_worker`, loaded from its path."""

import ctypes
import sys
import types
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

_HERE = Path(__file__).parent
_PACKAGES = {"pdfai": _HERE.parents[1], "pdfai.documents": _HERE.parent, "pdfai.documents.alt_text": _HERE}
_DIFFERENT = "the page would look different"
_DAMAGED = "the page is damaged"
_NO_IMAGE = "there is no such image"
_NO_PAGE = "there is no such page"

Pages = dict[int, dict[int, str | None]]
"""What each image of each page says; None: it is decoration."""


class Libraries(NamedTuple):
    """What writing needs."""

    worker: Any
    pikepdf: Any
    pdfium: Any
    saving: Any
    tagging: Any
    structure: Any
    content: Any


def prepare(worker: Any) -> Libraries:
    """Import them."""
    # Found through the path the task brings.
    import pikepdf  # noqa: PLC0415  # see above
    import pypdfium2_raw as pdfium  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415  # see above

    for name, folder in _PACKAGES.items():  # bare ones: importing the real ones would import all of pdfai
        package = types.ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules.setdefault(name, package)
    from pdfai.documents.alt_text import content, structure, tagging  # noqa: PLC0415  # only now

    return Libraries(worker, pikepdf, pdfium, worker.load("worker_saving"), tagging, structure, content)


def begin(
    libraries: Libraries, task: dict[str, Any], data: "ctypes.Array[ctypes.c_char]"
) -> Callable[[dict[str, Any]], tuple[dict[str, Any], bytes]]:
    """Open the document."""
    libraries.pdfium.FPDF_InitLibraryWithConfig(libraries.pdfium.FPDF_LIBRARY_CONFIG(version=2))
    original = Original(libraries, data, task["password"])

    def do(piece: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        try:
            return read(original) if piece["is_read"] else write(original, piece)
        # What is wrong with a broken document comes out as any of these.
        except (libraries.pikepdf.PdfError, *BROKEN) as error:
            raise libraries.worker.RefusedError("damaged", "it cannot be written anew") from error

    return do


BROKEN = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
"""What pikepdf raises where a document is not what it should be."""


class Original:
    """The document as it was."""

    def __init__(
        self, libraries: Libraries, data: "ctypes.Array[ctypes.c_char]", password: str | None
    ) -> None:
        """Open it for looking at."""
        self.libraries, self.data, self.password = libraries, data, password
        self.document = libraries.worker.open_document(libraries.pdfium, data, password)

    def open(self) -> Any:
        """Open it anew for writing."""
        worker, pikepdf = self.libraries.worker, self.libraries.pikepdf
        return self.libraries.saving.open_to_change(worker, pikepdf, bytes(self.data), self.password)


def read(original: Original) -> tuple[dict[str, Any], bytes]:
    """The alternative texts there are."""
    libraries, document = original.libraries, original.open()
    structure = libraries.structure.Structure(libraries.pikepdf, document)
    texts: list[tuple[int, int, str]] = []
    for number, page in enumerate(document.pages if structure.is_tagged else (), start=1):
        try:
            tags = libraries.tagging.PageTags(structure, page.obj)
            texts += [(number, ordinal, text) for ordinal, text in tags.texts()]
        except (libraries.pikepdf.PdfError, libraries.content.BrokenContentError, *BROKEN):
            continue  # nobody can read what it says, nor what is drawn there
    return {"texts": texts}, b""


def write(original: Original, piece: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The document with alternative texts, what became of each, and which pages are not what they were."""
    libraries = original.libraries
    is_signed = libraries.pdfium.FPDF_GetSignatureCount(original.document) > 0
    if is_signed and not piece["allow_unsigned"]:
        return {"is_signed": True}, b""
    told: Pages = {}
    for page, ordinal, text in piece["texts"]:
        told.setdefault(page, {})[ordinal] = text
    failed = dict.fromkeys(piece["different"], _DIFFERENT)
    while True:
        attempt = Attempt(original, told, piece, failed)
        if not attempt.is_allowed:
            return {"is_protected": True}, b""
        if attempt.go():
            break
    written = libraries.saving.saved(libraries.pikepdf, attempt.document) if attempt.is_worth_saving else b""
    outcomes = [
        (page, ordinal, *state)
        for (page, ordinal), state in attempt.outcomes.items()
        if written or ordinal in told.get(page, ())
    ]
    return {"outcomes": outcomes, "touched": attempt.touched}, written


@dataclass
class Attempt:
    """The document on its way to be written, but for some pages."""

    original: Original
    told: Pages
    piece: dict[str, Any]
    failed: dict[int, str]
    """The pages to leave as they are, and why."""
    outcomes: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    """What became of each image: a state, and for failures the problem."""
    touched: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Open it."""
        self.libraries, self.document = self.original.libraries, self.original.open()
        self.structure = self.libraries.structure.Structure(self.libraries.pikepdf, self.document)

    @property
    def is_allowed(self) -> bool:
        """Whether its author lets it be changed."""
        return bool(self.document.owner_password_matched or self.document.allow.modify_other)

    @property
    def is_worth_saving(self) -> bool:
        """Whether there is anything to write."""
        return any(state in {"written", "artifact"} for state, _ in self.outcomes.values())

    def go(self) -> bool:
        """Tag all pages but those that failed; False when one failed half tagged: all must be done anew."""
        count = len(self.document.pages)
        for number, told in self.told.items():
            problem = self.failed.get(number, _NO_IMAGE if number <= count else _NO_PAGE)
            self.outcomes |= {(number, ordinal): ("failed", problem) for ordinal in told}
        self.structure.prepare()
        for number, tags in self._pages():
            try:
                self._tag(number, tags)
            except self._broken:
                self._fail(number, _DAMAGED)
                return False
        self._say()
        return True

    def _pages(self) -> Iterator[tuple[int, Any]]:
        """Those with images to describe, or all where none has tags, without those that nobody can read."""
        for number, page in enumerate(self.document.pages, start=1):
            if number in self.failed or (self.structure.is_tagged and number not in self.told):
                continue
            try:
                yield number, self.libraries.tagging.PageTags(self.structure, page.obj)
            except self.libraries.content.BrokenContentError as error:
                self._fail(number, str(error))
            except self._broken:
                self._fail(number, _DAMAGED)

    @property
    def _broken(self) -> tuple[type[Exception], ...]:
        return self.libraries.pikepdf.PdfError, *BROKEN

    def _fail(self, number: int, problem: str) -> None:
        self.failed[number] = problem
        self.outcomes |= {(number, ordinal): ("failed", problem) for ordinal in self.told.get(number, ())}

    def _tag(self, number: int, tags: Any) -> None:
        told = self.told.get(number, {})
        known = {ordinal: said for ordinal, said in told.items() if ordinal in tags.ordinals}
        if self.structure.is_tagged:
            states = tags.tag(known, overwrite=self.piece["overwrite"])
        else:
            states = tags.tag_all(known)
        for ordinal, state in states.items():
            has_failed = isinstance(state, self.libraries.tagging.NotTaggedError)
            self.outcomes[number, ordinal] = ("failed", str(state)) if has_failed else (state, "")
        tags.finish(self._stream)
        self.touched.append(number)

    def _stream(self, content: bytes) -> Any:
        packed = zlib.compress(content)
        return self.document.make_stream(packed, Filter=self.libraries.pikepdf.Name.FlateDecode)

    def _say(self) -> None:
        """Say which language the document is in, and have its title shown."""
        pdf, root = self.libraries.pikepdf, self.document.Root
        if self.piece["language"] and not str(root.get("/Lang", "")):
            root["/Lang"] = pdf.String(self.piece["language"])
        if self.piece["title"] and not str(self.document.docinfo.get("/Title", "")):
            self.document.docinfo["/Title"] = pdf.String(self.piece["title"])
        if str(self.document.docinfo.get("/Title", "")):
            shown = root.get("/ViewerPreferences", pdf.Dictionary())
            shown["/DisplayDocTitle"] = True
            root["/ViewerPreferences"] = shown
