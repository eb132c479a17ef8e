"""Tell by the bytes, not by the name, whether something is a whole PDF, and what else it seems to be."""

import re

from pdfai.errors import EmptyDocumentError, NotAPdfError

_HEADER = b"%PDF-"
_HEADER_WITHIN = 1024  # bytes that may precede it, as PDF readers agreed upon

_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
_START = re.compile(rb"startxref\s+\d+")

_ZIP_MEMBERS = {
    b"word/": "a Word document",
    b"xl/": "an Excel workbook",
    b"ppt/": "a PowerPoint presentation",
    b"application/vnd.oasis.opendocument": "an OpenDocument file",
    b"application/epub+zip": "an EPUB book",
}
_SIGNATURES = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Word, Excel or PowerPoint file",
    b"\x89PNG\r\n\x1a\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"II*\0": "a TIFF image",
    b"MM\0*": "a TIFF image",
    b"{\\rtf": "an RTF document",
    b"%!PS": "a PostScript file",
    b"\x1f\x8b": "a gzip archive",
}
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_ZIP_NAMES_WITHIN = 65_536


def require_pdf(data: bytes, *, name: str) -> None:
    """Raise `EmptyDocumentError` or `NotAPdfError` unless the bytes, or their beginning, are a PDF's."""
    if not data:
        raise EmptyDocumentError(name)
    if not is_pdf(data):
        kind = seems_to_be(data)
        raise NotAPdfError(name, f"it looks like {kind}" if kind else "")


def is_pdf(data: bytes) -> bool:
    """Whether the bytes announce themselves as PDF."""
    return _HEADER in data[: _HEADER_WITHIN + len(_HEADER)]


def seems_to_be(data: bytes) -> str:
    """What something that is not a PDF is instead, e.g. "a PNG image"; "" when nothing fits."""
    start = data[:_HEADER_WITHIN]
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "a WebP image"
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _HTML.search(start):
        return "a web page"
    for signature, kind in _SIGNATURES.items():
        if start.startswith(signature):
            return kind
    return "plain text" if _is_text(start) else ""


def is_cut_off(data: bytes) -> bool:
    """Whether the end is missing: no end mark at all, or objects after the last one.

    Half a file of one revision has no end mark; a file cut in a later revision, or one arranged for the
    web (whose first end mark comes early), has objects after it. Junk after a whole file does no harm.
    """
    end = data.rfind(b"%%EOF")
    start = data.rfind(b"startxref")
    if start >= 0 and (mark := _START.match(data, start)):
        end = max(end, mark.end())
    return end < 0 or _OBJECT.search(data, end) is not None


def _kind_of_zip(data: bytes) -> str:
    # Members are named where they begin and again in the directory at the end.
    names = data[:_ZIP_NAMES_WITHIN] + data[-_ZIP_NAMES_WITHIN:]
    return next((kind for member, kind in _ZIP_MEMBERS.items() if member in names), "a ZIP archive")


def _is_text(start: bytes) -> bool:
    text = start.decode("utf-8", "ignore")  # the last character may be cut in two
    return len(text.encode()) > len(start) - 4 and all(char.isprintable() or char.isspace() for char in text)
