"""A minimal PDF writer for tests: Latin text on A4 pages, valid down to its cross-reference table."""

from collections.abc import Iterable, Sequence

_CATALOG, _PAGE_TREE, _FONT, _FIRST_PAGE = 1, 2, 3, 4
_TOP, _BOTTOM, _LEFT = 790, 50, 50


def write_pdf(pages: Sequence[str]) -> bytes:
    r"""Write a PDF with one page per string; a line break in it is a line break on the page.

    The text is set in Helvetica and must be encodable in Windows-1252 (`UnicodeEncodeError` otherwise).
    Lines are not wrapped; a page with many lines gets smaller type, so nothing falls off its foot.
    """
    kids = " ".join(f"{_FIRST_PAGE + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages {_PAGE_TREE} 0 R >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, text in enumerate(pages):
        content = _FIRST_PAGE + 2 * index + 1
        objects += [
            (
                f"<< /Type /Page /Parent {_PAGE_TREE} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R"
                f" /Resources << /Font << /F1 {_FONT} 0 R >> >> >>"
            ).encode(),
            stream(show_lines(text)),
        ]
    return assemble(objects)


def show_lines(text: str) -> bytes:
    """Write the content stream that shows each line of the text below the one before."""
    lines = text.split("\n")
    leading = min(14.0, (_TOP - _BOTTOM) / len(lines))
    shown = b" T*\n".join(b"(" + _escape(line.encode("cp1252")) + b") Tj" for line in lines)
    return f"BT /F1 {leading * 0.8:.2f} Tf {leading:.2f} TL {_LEFT} {_TOP} Td\n".encode() + shown + b"\nET"


def stream(data: bytes, *, entries: str = "") -> bytes:
    """Write a stream object; `entries` are further dictionary entries, e.g. `/Filter /FlateDecode`."""
    return f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"


def assemble(objects: Iterable[bytes], *, trailer: str = "") -> bytes:
    """Number the objects from 1 (the catalog) and add header, cross-reference table and trailer."""
    document = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(document))
        document += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(document)
    document += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    document += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    document += f"trailer\n<< /Size {len(offsets) + 1} /Root {_CATALOG} 0 R {trailer} >>\n".encode()
    document += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(document)


def _escape(text: bytes) -> bytes:
    return text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
