"""Recognition of text for tests: scans made without a picture library, and an engine that reads by script."""

from collections.abc import Sequence

from pdf_writer import assemble, stream

from pdfai.documents.ocr import EngineFailedError, Glance
from pdfai.documents.ocr.hocr import SeenWord
from pdfai.documents.stopping import Stop


class ScriptedEngine:
    """Reads the same on each page, in a row of words."""

    name = "scripted"
    languages = frozenset({"eng"})
    is_one_model = False

    def __init__(self, text: str) -> None:
        """What it reads."""
        self.text = text
        self.confidence = 0.9
        self.asked = 0

    def read(
        self, image: bytes, *, language: str, dpi: float, is_turned: bool = False, stop: Stop | None = None
    ) -> list[SeenWord]:
        """The text; of nothing but a PNG, as real engines."""
        if not image.startswith(b"\x89PNG"):
            raise EngineFailedError("its picture is not a PNG")
        self.asked += 1
        return [
            SeenWord(text=word, left=at, top=100, right=at + 90, bottom=140, confidence=self.confidence)
            for at, word in zip(range(100, 10_000, 100), self.text.split(), strict=False)
        ]

    def glance(self, image: bytes, *, dpi: float, stop: Stop | None = None) -> Glance:
        """Nothing."""
        return Glance()


def scanned_pdf(pages: Sequence[str], *, stamp: str = "", entries: str = "") -> bytes:
    """A page for each text; one with "" is a picture of the whole page, and nothing else but the stamp.

    The entries are further ones of the catalog.
    """
    image = "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {entries} >>".encode(),
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        stream(b"\x00\xff\xff\x00", entries=image),
    ]
    for text in pages:
        at = len(objects) + 1
        shown = f"BT /F 12 Tf 50 500 Td ({text or stamp}) Tj ET"
        if not text:
            shown = f"q 600 0 0 600 0 0 cm /Im Do Q {shown}"
        resources = "<< /Font << /F 3 0 R >> /XObject << /Im 4 0 R >> >>"
        page = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 600 600] /Contents {at + 1} 0 R"
        objects += [f"<< {page} /Resources {resources} >>".encode(), stream(shown.encode())]
    kids = " ".join(f"{number} 0 R" for number in range(5, len(objects) + 1, 2))
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()
    return assemble(objects)
