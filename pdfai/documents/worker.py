"""Runs pdfium in a process of its own; never imported, started by path with `python -I -S`.

pdfium aborts its process when memory runs out, is not thread safe, and parses what strangers wrote.

In, on stdin: one line of JSON (the task), then the document's bytes. Out, on stdout: one line of JSON, which
is `{"error": code, "detail": ...}` or, by task,

    read     `{"pages": [...], "places": [size, ...], "count": ...}` and so many bytes for each page (0:
             nobody knows where its words stand)
    text     `{"pages": [...]}`
    inspect  `{"pages": [...], "looks": [...], "facts": {...}, "count": ...}`
    copy     `{"copied": size, "is_encrypted": ..., "count": ...}` and that many bytes (0: nothing to change)
"""

import contextlib
import ctypes
import importlib.util
import json
import sys
from array import array
from collections.abc import Iterator, Sequence
from io import BufferedReader
from pathlib import Path
from typing import Any, cast

# By pdfium's error code; 0 ("success") is what it leaves behind for an encryption it does not know.
LOAD_ERRORS = {4: "password", 5: "unsupported_encryption", 0: "unsupported_encryption"}
NOT_ENCRYPTED = -1

TOOLS = {"read": "worker_places", "inspect": "worker_inspecting", "copy": "worker_copying"}
"""Modules next to this one."""


class RefusedError(Exception):
    """The document cannot be served: a code for the parent, and details for people."""


def main() -> None:
    """Do one task."""
    task = json.loads(sys.stdin.buffer.readline())
    try:
        answer = serve(task)
    except RefusedError as refused:
        answer = line({"error": refused.args[0], "detail": refused.args[1]})
    except MemoryError:
        answer = line({"error": "memory", "detail": ""})
    sys.stdout.buffer.write(answer)


def serve(task: dict[str, Any]) -> bytes:
    """Load the libraries, give up the means to do harm, and only then look at the document."""
    text = load("text")
    if task["do"] == "text":
        limit_resources(memory=task["memory"], cpu_seconds=task["cpu_seconds"])
        return read_text(task, text)
    sys.path.append(task["packages"])
    try:
        # Found through that path; without types, as ctypes bindings are.
        import pypdfium2_raw as pdfium  # type: ignore[import-untyped]  # noqa: PLC0415  # see above
    except (ImportError, OSError) as error:
        raise RefusedError("setup", str(error)) from error
    tool = load(TOOLS[task["do"]])
    limit_resources(memory=task["memory"], cpu_seconds=task["cpu_seconds"])
    data = (ctypes.c_char * task["size"])()
    cast(BufferedReader, sys.stdin.buffer).readinto(data)
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))
    document = open_document(pdfium, data, task["password"])
    match task["do"]:
        case "copy":
            return copy(pdfium, document, task, tool)
        case "inspect":
            return inspect(pdfium, document, task, data=data, text=text, tool=tool)
    return read(pdfium, document, task, text=text, tool=tool)


def read_text(task: dict[str, Any], text: Any) -> bytes:
    """A text's pages, which form feeds part."""
    try:
        whole = sys.stdin.buffer.read().decode(task["encoding"])
    except UnicodeDecodeError as error:
        raise RefusedError("encoding", f"byte {error.start + 1:,} does not fit") from error
    if len(whole) > task["characters"]:
        raise RefusedError("limit", f"{len(whole):,} characters, {task['characters']:,} allowed")
    pages = whole.removesuffix("\f").split("\f")
    if len(pages) > task["pages"]:
        raise RefusedError("limit", f"{len(pages):,} pages, {task['pages']:,} allowed")
    return line({"pages": list(map(text.clean, pages))})


def copy(pdfium: Any, document: Any, task: dict[str, Any], tool: Any) -> bytes:
    """The document without its encryption, or those of its pages that are meant."""
    is_encrypted = pdfium.FPDF_GetSecurityHandlerRevision(document) != NOT_ENCRYPTED
    indexes = wanted_pages(pdfium, document, task)
    copied: bytes | None = b""
    if task["ranges"] is not None:
        copied = tool.copy_pages(pdfium, document, indexes)
    elif is_encrypted:
        copied = tool.copy_unlocked(pdfium, document)
    if copied is None:
        raise RefusedError("damaged", "its pages cannot be copied")
    answer = {"copied": len(copied), "is_encrypted": is_encrypted, "count": count(pdfium, document)}
    return line(answer) + copied


def inspect(
    pdfium: Any,
    document: Any,
    task: dict[str, Any],
    *,
    data: ctypes.Array[ctypes.c_char],
    text: Any,
    tool: Any,
) -> bytes:
    """All pages, with what can be seen on them, and what is known of the whole."""
    raw, looks = [], []
    for page in open_pages(pdfium, document, task):
        raw.append(page.read())
        looks.append(tool.look(pdfium, page.page))
    pages, facts = text.readable_pages(raw), tool.facts(pdfium, document, data)
    return line({"pages": pages, "looks": looks, "facts": facts, "count": count(pdfium, document)})


def read(pdfium: Any, document: Any, task: dict[str, Any], *, text: Any, tool: Any) -> bytes:
    """All pages, with where their words stand if that is wanted."""
    raw: list[str] = []
    places: list[Any] = []
    for page in open_pages(pdfium, document, task):
        raw.append(page.read())
        if task["places"]:
            places.append(tool.Places(page, raw[-1], text.clean))
    pages = text.readable_pages(raw)
    packed = [each.of(page) for each, page in zip(places, pages, strict=True)] if places else []
    sizes = [len(each) for each in packed]
    return line({"pages": pages, "places": sizes, "count": count(pdfium, document)}) + b"".join(packed)


def load(sibling: str) -> Any:
    """Load a module next to this one by path: importing it by name would import the whole package."""
    spec = importlib.util.spec_from_file_location(sibling, Path(__file__).with_name(f"{sibling}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def limit_resources(*, memory: int, cpu_seconds: int, open_files: int = 16) -> None:
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
        resource.RLIMIT_NOFILE: (open_files, open_files),
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
    """Yield each page that is wanted, to be read before the next one is asked for."""
    total = 0
    for index in wanted_pages(pdfium, document, task):
        with contextlib.closing(PageText(pdfium, document, index)) as page:
            total += page.characters
            if page.characters > task["characters_per_page"] or total > task["characters"]:
                raise RefusedError("limit", f"too many characters on page {index + 1}")
            yield page


def wanted_pages(pdfium: Any, document: Any, task: dict[str, Any]) -> list[int]:
    """Return the pages that are meant, counted from 0."""
    last_page = count(pdfium, document)
    if last_page > task["pages"]:
        raise RefusedError("limit", f"{last_page:,} pages, {task['pages']:,} allowed")
    if task["ranges"] is None:
        return list(range(last_page))
    if max(last or first for first, last in task["ranges"]) > last_page:
        raise RefusedError("no_such_pages", str(last_page))
    return [index for first, last in task["ranges"] for index in range(first - 1, last or last_page)]


def count(pdfium: Any, document: Any) -> int:
    """Return how many pages there are."""
    return max(0, cast("int", pdfium.FPDF_GetPageCount(document)))


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


def line(answer: dict[str, Any]) -> bytes:
    """One line of JSON."""
    return json.dumps(answer).encode() + b"\n"


if __name__ == "__main__":
    main()
