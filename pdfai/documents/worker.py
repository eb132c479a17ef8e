"""Runs pdfium in a process of its own; never imported, started by path with `python -I -S`.

pdfium aborts its process when memory runs out, is not thread safe, and parses what strangers wrote.

In, on stdin: one line of JSON (the task), then the document's bytes. Out, on stdout: one line of JSON, which
is `{"pages": [...]}`, `{"unlocked": size}` followed by that many bytes (0: it is not encrypted), or
`{"error": code, "detail": ...}`.
"""

import contextlib
import ctypes
import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import Any, cast

# By pdfium's error code; 0 ("success") is what it leaves behind for an encryption it does not know.
LOAD_ERRORS = {4: "password", 5: "unsupported_encryption", 0: "unsupported_encryption"}
NOT_ENCRYPTED = -1


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
    readable_pages = load_readable_pages()
    limit_resources(memory=task["memory"], cpu_seconds=task["cpu_seconds"])
    data = (ctypes.c_char * task["size"])()
    cast(BufferedReader, sys.stdin.buffer).readinto(data)
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))
    document = open_document(pdfium, data, task["password"])
    if task["do"] == "unlock":
        encrypted = pdfium.FPDF_GetSecurityHandlerRevision(document) != NOT_ENCRYPTED
        unlocked = save_unlocked(pdfium, document) if encrypted else b""
        return line({"unlocked": len(unlocked)}) + unlocked
    return line({"pages": readable_pages(list(page_texts(pdfium, document, task)))})


def load_readable_pages() -> Callable[[list[str]], list[str]]:
    """Load the sibling module by path: importing it by name would import the whole package."""
    spec = importlib.util.spec_from_file_location("text", Path(__file__).with_name("text.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.readable_pages  # type: ignore[no-any-return]  # a module loaded by path has no types


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


def page_texts(pdfium: Any, document: Any, task: dict[str, Any]) -> Iterator[str]:
    """Yield each page's text as pdfium gives it."""
    count = pdfium.FPDF_GetPageCount(document)
    if count > task["pages"]:
        raise RefusedError("limit", f"{count:,} pages, {task['pages']:,} allowed")
    total = 0
    for index in range(count):
        with contextlib.closing(PageText(pdfium, document, index)) as page:
            total += page.characters
            if page.characters > task["characters_per_page"] or total > task["characters"]:
                raise RefusedError("limit", f"too many characters on page {index + 1}")
            yield page.read()


class PageText:
    """An open page."""

    def __init__(self, pdfium: Any, document: Any, index: int) -> None:
        """Open a page and lay out its text."""
        self.pdfium = pdfium
        self.page = pdfium.FPDF_LoadPage(document, index)
        self.text = pdfium.FPDFText_LoadPage(self.page) if self.page else None
        if not self.text:
            raise RefusedError("damaged", f"page {index + 1} cannot be read")
        self.characters: int = max(0, pdfium.FPDFText_CountChars(self.text))

    def read(self) -> str:
        """Return the text; the count is of code points, the buffer of UTF-16 units."""
        buffer = (ctypes.c_ushort * (2 * self.characters + 1))()
        units = self.pdfium.FPDFText_GetText(self.text, 0, self.characters, buffer)
        return bytes(memoryview(buffer)[: max(0, units - 1)]).decode("utf-16-le", "replace")

    def close(self) -> None:
        """Give the page's memory back."""
        self.pdfium.FPDFText_ClosePage(self.text)
        self.pdfium.FPDF_ClosePage(self.page)


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
