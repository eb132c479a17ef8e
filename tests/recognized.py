"""Recognised pages for tests, and a drawing to lay their words on."""

from pdf_writer import assemble, stream

from pdfai.documents.ocr import RecognizedPage, Word
from pdfai.documents.places import Rectangle


def row(text: str, *, top: float = 712) -> tuple[Word, ...]:
    """Words beside each other, as they are read; those from the right begin there."""
    left, right, words = 50.0, 545.0, []
    parts = text.split(" ")
    for at, part in enumerate(parts, start=1):
        width = 8.0 * len(part)
        box = Rectangle(left, top - 12, left + width, top)
        if part[0] in "אבגדהוזחטיכלמנסעפצקרשתاعبكلم":
            box, right = Rectangle(right - width, top - 12, right, top), right - width - 5
        left = box.right + 5
        words.append(Word(text=part, rectangle=box, confidence=0.9, after=" " if at < len(parts) else "\n"))
    return tuple(words)


def page(*lines: str, number: int = 1) -> RecognizedPage:
    """A page of such rows."""
    words = tuple(word for at, line in enumerate(lines) for word in row(line, top=712 - 20 * at))
    return RecognizedPage(number=number, words=words)


def a_drawing(*, entries: str = "", content: str = "0 g 50 50 100 100 re f") -> bytes:
    """A page without text and without resources."""
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {entries} >>".encode(),
            stream(content.encode()),
        ]
    )
