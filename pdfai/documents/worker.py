"""Runs pdfium in a process of its own; never imported, started by path with `python -I -S`.

pdfium aborts its process when memory runs out, is not thread safe, and parses what strangers wrote.

In, on stdin: one line of JSON (the task), then the document's bytes. Out, on stdout: one line of JSON, which
is `{"pages": [...], "places": [size, ...]}` followed by so many bytes for each page (0: nobody knows where
its words stand), `{"unlocked": size}` followed by that many bytes (0: it is not encrypted), or
`{"error": code, "detail": ...}`.
"""

import contextlib
import ctypes
import importlib.util
import itertools
import json
import re
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from io import BufferedReader
from operator import sub
from pathlib import Path
from typing import Any, cast

# By pdfium's error code; 0 ("success") is what it leaves behind for an encryption it does not know.
LOAD_ERRORS = {4: "password", 5: "unsupported_encryption", 0: "unsupported_encryption"}
NOT_ENCRYPTED = -1

# Where no spaces stand between words, each letter is a word. U+FFFE is pdfium's for the hyphen and the
# break at a line's end.
WORDS = re.compile(
    "[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]|[^\\s\ufffe\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]+"
)
LEFT, TOP, RIGHT, BOTTOM = range(4)
"""In pdfium's rectangles."""


class RefusedError(Exception):
    """The document cannot be served: a code for the parent, and details for people."""


def main() -> None:
    """Do one task."""
    task = json.loads(sys.stdin.buffer.readline())
    sys.path.append(task["packages"])
    try:
        answer = serve(task)
    except RefusedError as refused:
        answer = line({"error": refused.args[0], "detail": refused.args[1]})
    except MemoryError:
        answer = line({"error": "memory", "detail": ""})
    sys.stdout.buffer.write(answer)


def serve(task: dict[str, Any]) -> bytes:
    """Load the libraries, give up the means to do harm, and only then look at the document."""
    try:
        # Found through the path the task brings; without types, as ctypes bindings are.
        import pypdfium2_raw as pdfium  # type: ignore[import-untyped]  # noqa: PLC0415  # see above
    except (ImportError, OSError) as error:
        raise RefusedError("setup", str(error)) from error
    text = load_text()
    limit_resources(memory=task["memory"], cpu_seconds=task["cpu_seconds"])
    data = (ctypes.c_char * task["size"])()
    cast(BufferedReader, sys.stdin.buffer).readinto(data)
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))
    document = open_document(pdfium, data, task["password"])
    if task["do"] == "unlock":
        encrypted = pdfium.FPDF_GetSecurityHandlerRevision(document) != NOT_ENCRYPTED
        unlocked = save_unlocked(pdfium, document) if encrypted else b""
        return line({"unlocked": len(unlocked)}) + unlocked
    return read(pdfium, document, task, text)


def read(pdfium: Any, document: Any, task: dict[str, Any], text: Any) -> bytes:
    """All pages, with where their words stand if that is wanted."""
    raw: list[str] = []
    places: list[Places] = []
    for page in open_pages(pdfium, document, task):
        raw.append(page.read())
        if task["places"]:
            places.append(Places(page, raw[-1], text.clean))
    pages = text.readable_pages(raw)
    packed = [each.of(page) for each, page in zip(places, pages, strict=True)] if places else []
    return line({"pages": pages, "places": [len(each) for each in packed]}) + b"".join(packed)


def load_text() -> Any:
    """Load the sibling module by path: importing it by name would import the whole package."""
    spec = importlib.util.spec_from_file_location("text", Path(__file__).with_name("text.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def limit_resources(*, memory: int, cpu_seconds: int) -> None:
    """Bound memory and time; forbid writing files. Windows has no such limits."""
    try:
        import resource  # noqa: PLC0415  # POSIX only
    except ImportError:
        return
    wanted = {
        resource.RLIMIT_AS: (memory, memory),
        # The soft limit's signal says what happened, the hard one's does not.
        resource.RLIMIT_CPU: (cpu_seconds, cpu_seconds + 1),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_NOFILE: (16, 16),
        resource.RLIMIT_CORE: (0, 0),
    }
    for kind, values in wanted.items():
        with contextlib.suppress(ValueError, OSError):  # stricter limits are in force already
            resource.setrlimit(kind, values)


def open_document(pdfium: Any, data: ctypes.Array[ctypes.c_char], password: str | None) -> Any:
    """Open the document, or say why it does not open."""
    # A document may be protected against changes only: then it opens without, whatever was given.
    for secret in (password, None) if password else (None,):
        encoded = None if secret is None else secret.encode(errors="surrogateescape")
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), encoded)
        if document:
            return document
    code = pdfium.FPDF_GetLastError()
    raise RefusedError(LOAD_ERRORS.get(code, "damaged"), "")


def open_pages(pdfium: Any, document: Any, task: dict[str, Any]) -> Iterator["PageText"]:
    """Yield each page, to be read before the next one is asked for."""
    count = pdfium.FPDF_GetPageCount(document)
    if count > task["pages"]:
        raise RefusedError("limit", f"{count:,} pages, {task['pages']:,} allowed")
    total = 0
    for index in range(count):
        with contextlib.closing(PageText(pdfium, document, index)) as page:
            total += page.characters
            if page.characters > task["characters_per_page"] or total > task["characters"]:
                raise RefusedError("limit", f"too many characters on page {index + 1}")
            yield page


class PageText:
    """An open page."""

    def __init__(self, pdfium: Any, document: Any, index: int) -> None:
        """Open a page and lay out its text."""
        self.pdfium = pdfium
        self.page = pdfium.FPDF_LoadPage(document, index)
        self.text: Any = pdfium.FPDFText_LoadPage(self.page) if self.page else None
        if not self.text:
            raise RefusedError("damaged", f"page {index + 1} cannot be read")
        self.characters: int = max(0, pdfium.FPDFText_CountChars(self.text))

    def read(self) -> str:
        """Return the text; the count is of code points, the buffer of UTF-16 units."""
        buffer = (ctypes.c_ushort * (2 * self.characters + 1))()
        units = self.pdfium.FPDFText_GetText(self.text, 0, self.characters, buffer)
        return bytes(memoryview(buffer)[: max(0, units - 1)]).decode("utf-16-le", "replace")

    def read_by_index(self) -> str:
        """Return a character for each that pdfium counts, also for those that `read` leaves out."""
        unicode = self.pdfium.FPDFText_GetUnicode
        return "".join(chr(unicode(self.text, index)) for index in range(self.characters))

    def boxes(self, indexes: Sequence[int]) -> "array[float]":
        """Return the boxes of characters, four numbers each; zeros where there is none."""
        rectangles = (self.pdfium.FS_RECTF * len(indexes))()
        # A number for its address takes half as long as a reference.
        address, size = ctypes.addressof(rectangles), ctypes.sizeof(self.pdfium.FS_RECTF)
        box_of = self.pdfium.FPDFText_GetLooseCharBox
        box_of.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p]
        page = ctypes.addressof(self.text.contents)
        for place, index in enumerate(indexes):
            box_of(page, index, address + place * size)
        return array("f", bytes(rectangles))

    def close(self) -> None:
        """Give the page's memory back."""
        self.pdfium.FPDFText_ClosePage(self.text)
        self.pdfium.FPDF_ClosePage(self.page)


class Places:
    """Where the words of a page stand, by how many letters and digits each has."""

    def __init__(self, page: PageText, text: str, clean: Any) -> None:
        """Look where each word of a page begins and ends."""
        if len(text) != page.characters:
            text = page.read_by_index()
        words = list(WORDS.finditer(text))
        letters = [letter_count(word[0], clean) for word in words]
        boxes = page.boxes([index for word in words for index in (word.start(), word.end() - 1)])
        self.letters = sum(letters)
        self.packed = pack(letters, boxes)

    def of(self, page: str) -> bytes:
        """Return them as they are kept; nothing where they are not those of the page's text."""
        return self.packed if self.letters == letter_count(page, None) else b""


def pack(letters: list[int], boxes: "array[float]") -> bytes:
    """Return for each word its letters, left, width, bottom and height, one column after the other.

    In tenths of a point; of lefts and bottoms it is how far they are from those of the word before.
    """
    sides = [(boxes[side::8], boxes[side + 4 :: 8]) for side in range(4)]
    try:
        left, bottom = (in_tenths(map(min, *sides[side])) for side in (LEFT, BOTTOM))
        right, top = (in_tenths(map(max, *sides[side])) for side in (RIGHT, TOP))
        columns = (letters, steps(left), map(sub, right, left), steps(bottom), map(sub, top, bottom))
        numbers = array("h", itertools.chain.from_iterable(columns))
    except (ValueError, OverflowError):  # no numbers, or where no page is
        return b""
    if sys.byteorder == "big":
        numbers.byteswap()
    return zlib.compress(numbers.tobytes(), 1)


def in_tenths(points: Iterable[float]) -> list[int]:
    """Return points in tenths."""
    return [round(each * 10) for each in points]


def steps(numbers: list[int]) -> Iterator[int]:
    """Return how far each number is from the one before."""
    return map(sub, numbers, [0, *numbers[:-1]])


def letter_count(word: str, clean: Any) -> int:
    """Return how many letters and digits a word has, when it is cleaned."""
    if word.isascii() and word.isalnum():
        return len(word)
    if clean is not None and not word.isascii():
        word = clean(word.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))
    return sum(map(str.isalnum, word))


def save_unlocked(pdfium: Any, document: Any) -> bytes:
    """Write the document without its encryption."""
    unlocked = bytearray()

    def write(_: Any, block: int, size: int) -> int:
        unlocked.extend(ctypes.string_at(block, size))
        return 1

    callback = pdfium.FPDF_FILEWRITE._fields_[1][1](write)
    writer = pdfium.FPDF_FILEWRITE(version=1, WriteBlock=callback)
    if not pdfium.FPDF_SaveAsCopy(document, writer, pdfium.FPDF_REMOVE_SECURITY):
        raise RefusedError("damaged", "it cannot be written without its encryption")
    return bytes(unlocked)


def line(answer: dict[str, Any]) -> bytes:
    """One line of JSON."""
    return json.dumps(answer).encode() + b"\n"


if __name__ == "__main__":
    main()
