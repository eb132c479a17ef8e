"""Writes alternative text into a PDF with pikepdf; a tool of `piecework_worker`, loaded from its path."""

import ctypes
import io
import sys
import types
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pdfai.documents.alt_text.tagging import Told

_HERE = Path(__file__).parent
_PACKAGES = {"pdfai": _HERE.parents[1], "pdfai.documents": _HERE.parent, "pdfai.documents.alt_text": _HERE}
_LOOK = {"crop": None, "dpi": 48, "longest_side": 2000}
"""How a page is drawn to see whether it still is what it was."""
_DIFFERENT = "the page would look different"
_DAMAGED = "the page is damaged"
_NO_IMAGE = "there is no such image"
_NO_PAGE = "there is no such page"

Pages = dict[int, "dict[int, Told]"]
"""What is told of the images of each page."""


class Libraries(NamedTuple):
    """What writing needs."""

    worker: Any
    pikepdf: Any
    pdfium: Any
    drawing: Any
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

    drawing = worker.load("rendering_worker")
    return Libraries(worker, pikepdf, pdfium, drawing, tagging, structure, content)


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
        """Open it anew for writing; one that is only protected may open without what was given."""
        pikepdf = self.libraries.pikepdf
        for secret in (self.password, "") if self.password else ("",):
            try:
                return pikepdf.open(io.BytesIO(bytes(self.data)), password=secret)
            except pikepdf.PasswordError:
                continue
        raise self.libraries.worker.RefusedError("password", "")

    def different(self, written: bytes, numbers: Iterable[int]) -> set[int]:
        """Which of these pages look different in what was written."""
        worker, pdfium, drawing = self.libraries[0], self.libraries.pdfium, self.libraries.drawing
        data = (ctypes.c_char * len(written)).from_buffer_copy(written)
        document = worker.open_document(pdfium, data, self.password)
        before = drawing.Drawer(worker, pdfium, self.document, self.data)
        after = drawing.Drawer(worker, pdfium, document, data)
        return {
            number
            for number in numbers
            if _picture(worker, before, number) != _picture(worker, after, number)
        }


def _picture(worker: Any, drawer: Any, number: int) -> Any:
    try:
        with drawer.page(number) as page:
            sheet = drawer.sheet(page, _LOOK)
            return sheet, drawer.draw(page, sheet, gray=False)
    except worker.RefusedError as refused:
        return refused.args


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
    """The document with alternative texts, and what became of each."""
    libraries = original.libraries
    is_signed = libraries.pdfium.FPDF_GetSignatureCount(original.document) > 0
    if is_signed and not piece["allow_unsigned"]:
        return {"is_signed": True}, b""
    told: Pages = {}
    for page, ordinal, text in piece["texts"]:
        told.setdefault(page, {})[ordinal] = libraries.tagging.Told(text)
    failed: dict[int, str] = {}
    while True:
        attempt = Attempt(original, told, piece)
        if not attempt.is_allowed:
            return {"is_protected": True}, b""
        attempt.go(failed)
        if not attempt.is_new:
            written = b""
            break
        if attempt.broken_page is not None:
            failed[attempt.broken_page[0]] = attempt.broken_page[1]
            continue
        written = attempt.saved()
        different = original.different(written, attempt.touched)
        if not different:
            break
        failed.update(dict.fromkeys(different, _DIFFERENT))
    outcomes = [(page, ordinal, *state) for (page, ordinal), state in attempt.outcomes.items()]
    return {"outcomes": outcomes}, written


@dataclass
class Attempt:
    """The document on its way to be written, but for some pages."""

    original: Original
    told: Pages
    piece: dict[str, Any]
    outcomes: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    """What became of each image: a state, and for failures the problem."""
    touched: list[int] = field(default_factory=list)
    broken_page: tuple[int, str] | None = None
    """One that could not be tagged to its end, and why: it must be left out."""

    def __post_init__(self) -> None:
        """Open it."""
        self.libraries, self.document = self.original.libraries, self.original.open()
        self.structure = self.libraries.structure.Structure(self.libraries.pikepdf, self.document)

    @property
    def is_allowed(self) -> bool:
        """Whether its author lets it be changed."""
        return bool(self.document.owner_password_matched or self.document.allow.modify_other)

    @property
    def is_new(self) -> bool:
        """Whether there is anything to write, or something went wrong on the way there."""
        states = {state for state, _ in self.outcomes.values()}
        return self.broken_page is not None or bool(states & {"written", "artifact"})

    def go(self, failed: dict[int, str]) -> None:
        """Tag all pages but those that failed."""
        count = len(self.document.pages)
        for number, told in self.told.items():
            problem = failed.get(number, _NO_IMAGE if number <= count else _NO_PAGE)
            self.outcomes.update({(number, ordinal): ("failed", problem) for ordinal in told})
        self.structure.prepare()
        for number, page in self._pages():
            if number in failed:
                continue
            try:
                self._tag(number, page)
            except self.libraries.content.BrokenContentError as error:
                self.broken_page = (number, str(error))
            except (self.libraries.pikepdf.PdfError, *BROKEN):
                self.broken_page = (number, _DAMAGED)
            if self.broken_page is not None:
                return
        self._say()

    def _pages(self) -> Iterator[tuple[int, Any]]:
        """Those with images to describe; all, where none has tags."""
        for number, page in enumerate(self.document.pages, start=1):
            if number in self.told or not self.structure.is_tagged:
                yield number, page.obj

    def _tag(self, number: int, page: Any) -> None:
        tags, told = self.libraries.tagging.PageTags(self.structure, page), self.told.get(number, {})
        known = {ordinal: each for ordinal, each in told.items() if ordinal in tags.ordinals}
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

    def saved(self) -> bytes:
        """The document as encrypted as it was; without encryption always the same bytes."""
        pdf, written = self.libraries.pikepdf, io.BytesIO()
        # Before 1.5, and so in PDF/A-1, there is no packing of objects.
        is_packed = self.document.pdf_version >= "1.5"
        modes = pdf.ObjectStreamMode
        self.document.save(
            written,
            encryption=self.document.is_encrypted,
            deterministic_id=not self.document.is_encrypted,
            # pikepdf takes no such wish for what it encrypts.
            stream_decode_level=None if self.document.is_encrypted else pdf.StreamDecodeLevel.none,
            object_stream_mode=modes.generate if is_packed else modes.preserve,
            fix_metadata_version=False,
        )
        return written.getvalue()
