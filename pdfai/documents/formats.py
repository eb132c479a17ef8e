"""Tell by the bytes, not by the name, whether something is a whole PDF, a text or what else."""

import codecs
import re

from pdfai.errors import EmptyDocumentError, NotAPdfError, UnreadableTextError

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

TEXT = "plain text"
_TEXT_WITHIN = 8192
_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# Controls that no text has; those of terminals stand in logs.
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
_ASCII_LETTERS = frozenset(b" \n\r\tabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def require_document(data: bytes, *, name: str) -> None:
    """Raise `EmptyDocumentError` or `NotAPdfError` unless the bytes, or their beginning, are PDF or text."""
    if is_pdf(data) or seems_to_be(data) != TEXT:
        require_pdf(data, name=name)


def require_pdf(data: bytes, *, name: str) -> None:
    """Raise `EmptyDocumentError` or `NotAPdfError` unless the bytes, or their beginning, are a PDF's."""
    if not data:
        raise EmptyDocumentError(name)
    if not is_pdf(data):
        kind = seems_to_be(data)
        if not kind and _is_old_text(data[:_HEADER_WITHIN]):
            raise UnreadableTextError(name)
        raise NotAPdfError(name, f"it looks like {kind}" if kind else "")


def is_pdf(data: bytes) -> bool:
    """Whether the bytes announce themselves as PDF; a text that only speaks of PDFs does not."""
    at = data.find(_HEADER, 0, _HEADER_WITHIN + len(_HEADER))
    return at == 0 or (at > 0 and (_OBJECT.search(data, at) is not None or not _is_text(data)))


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
    return TEXT if _is_text(data) else ""


def text_encoding(data: bytes) -> str:
    """What a text is decoded with: its byte order mark says so, or else it is UTF-8."""
    return next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), "utf-8-sig")


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


def _is_text(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder(text_encoding(data))()
    try:
        text = decoder.decode(data[:_TEXT_WITHIN])  # the last character may be cut in two
    except UnicodeDecodeError:
        return False
    return _NO_TEXT.search(text) is None


def _is_old_text(start: bytes) -> bool:
    """Whether this is text of one of the encodings that came before Unicode, nobody knows which."""
    letters = sum(byte in _ASCII_LETTERS for byte in start)
    return _NO_TEXT.search(start.decode("latin-1")) is None and letters > len(start) / 2
