"""Scans for tests: pages drawn, laid on the glass a little askew, and kept as pictures. Needs Pillow."""

import io
from collections.abc import Sequence

from pdf_writer import assemble, stream
from PIL import Image, ImageChops, ImageFilter

from pdfai.documents.rendering import Rendered, View, render

_WHITE = 255


def scan(documents: Sequence[bytes], *, turned: int = 0, askew: float = 0.5, entries: str = "") -> bytes:
    """Make a PDF of the first page of each, scanned; `turned` is how far paper lay against the clock."""
    pictures = []
    for document in documents:
        (drawn,) = render(document, [View(page=1, dpi=300, gray=True)])
        assert isinstance(drawn, Rendered)
        pictures.append(_photograph(Image.open(io.BytesIO(drawn.data)), turned=turned, askew=askew))
    return pdf_of(pictures, entries=entries)


def pdf_of(pictures: Sequence[Image.Image], *, dpi: int = 300, entries: str = "") -> bytes:
    """Make a PDF of a page for each gray picture; `entries` are further ones of each page."""
    objects = [b"", b""]
    for picture in pictures:
        width, height = (side * 72 / dpi for side in picture.size)
        at = len(objects) + 1
        image = (
            f"/Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height}"
            " /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode"
        )
        objects += [
            (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.3f} {height:.3f}]"
                f" /Contents {at + 1} 0 R /Resources << /XObject << /Im {at + 2} 0 R >> >> {entries} >>"
            ).encode(),
            # What it leaves behind must not move the words of a layer.
            stream(f"{width:.3f} 0 0 {height:.3f} 0 0 cm /Im Do".encode()),
            stream(_jpeg(picture), entries=image),
        ]
    kids = " ".join(f"{number} 0 R" for number in range(3, len(objects) + 1, 3))
    objects[:2] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pictures)} >>".encode(),
    ]
    return assemble(objects)


def _photograph(page: Image.Image, *, turned: int, askew: float) -> Image.Image:
    upright = page.rotate(turned, expand=True)
    laid = upright.rotate(askew, fillcolor=_WHITE, resample=Image.Resampling.BICUBIC)
    noise = Image.effect_noise(laid.size, 20)
    return ImageChops.add(laid.filter(ImageFilter.GaussianBlur(0.8)), noise, scale=1, offset=-128)


def _jpeg(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=50)
    return written.getvalue()
