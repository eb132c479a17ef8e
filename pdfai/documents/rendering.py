"""Pages, or parts of them, as pictures: as a reader sees them, drawn in processes of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pdfai.documents.piecework import Done, Failed, Job, do_pieces
from pdfai.documents.places import Rectangle
from pdfai.documents.sandbox import Sandboxed
from pdfai.documents.serving import require_readable_pdf
from pdfai.documents.stopping import Stop

_TOOL = Path(__file__).with_name("rendering_worker.py")
_PDFIUM = {"pypdfium2_raw": "documents"}
_MIB = 1024 * 1024

Format = Literal["png", "jpeg", "pixels"]
"""`pixels`: row by row from the top, one byte (gray) or three (red, green, blue) each."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RenderingLimits(Sandboxed):
    """What drawing may cost; a view that takes more has failed, the others have not."""

    bytes: int = 512 * _MIB
    """Size of the file."""
    longest_side: int = 4000
    """In pixels; what would be larger is drawn at a lower resolution."""
    memory: int = 1024 * _MIB
    """Address space of each process, beyond three times the size of the file."""
    cpu_seconds: int = 20
    """For one view."""
    wall_seconds: float = 60.0


DEFAULT_RENDERING_LIMITS = RenderingLimits()


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """What is wanted of a page."""

    page: int
    """Counted from 1."""
    dpi: float = 150.0
    crop: Rectangle | None = None
    """In points, in the page's own coordinates, before any rotation; None: the whole page."""
    gray: bool = False
    format: Format = "png"
    quality: int = 80
    """Of a JPEG, 1 to 95."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendered:
    """A view, upright as a reader sees it."""

    data: bytes = field(repr=False)
    """In the format that was asked for."""
    width: int
    """In pixels."""
    height: int
    dpi: float
    """What it is drawn at: less than was asked for where it would have become too large."""
    matrix: tuple[float, float, float, float, float, float]
    """What turns a point of it, in pixels from its upper left, into one of the page, as PDF writes it."""
    is_one_colour: bool
    """Whether there is nothing to see."""

    def on_page(self, left: float, top: float, right: float, bottom: float) -> Rectangle:
        """Where a part of the picture, in pixels, stands on the page, in points before any rotation."""
        a, b, c, d, e, f = self.matrix
        xs = sorted(a * x + c * y + e for x, y in ((left, top), (right, bottom)))
        ys = sorted(b * x + d * y + f for x, y in ((left, top), (right, bottom)))
        return Rectangle(xs[0], ys[0], xs[1], ys[1])


@dataclass(frozen=True, kw_only=True, slots=True)
class RenderingFailed:
    """Why there is no picture of this view, in a few words for people."""

    page: int
    problem: str


def render(
    data: bytes,
    views: Sequence[View],
    *,
    name: str = "",
    password: str | None = None,
    limits: RenderingLimits = DEFAULT_RENDERING_LIMITS,
    stop: Stop | None = None,
) -> list[Rendered | RenderingFailed]:
    """Draw views of a PDF, in their order; forms and annotations are filled in, hidden layers are not shown.

    Several processes draw at once, as many as there are processors. JPEG needs the `images` extra.
    Blocks; may be called from any thread. Raises a `DocumentError` leaf when the document does not open.
    """
    require_readable_pdf(data, name=name, most_bytes=limits.bytes)
    if not views:
        return []
    job = Job(
        tool=_TOOL,
        limits=limits.sandbox,
        packages=_PDFIUM | ({"PIL": "images"} if any(view.format == "jpeg" for view in views) else {}),
        password=password,
        name=name,
    )
    pieces = [
        {**{key: getattr(view, key) for key in view.__slots__}, "longest_side": limits.longest_side}
        for view in views
    ]
    results = do_pieces(job, pieces, data, stop=stop)
    return [_result(view, result) for view, result in zip(views, results, strict=True)]


def _result(view: View, result: Done | Failed) -> Rendered | RenderingFailed:
    if isinstance(result, Failed):
        return RenderingFailed(page=view.page, problem=result.problem)
    return Rendered(data=result.data, **{**result.answer, "matrix": tuple(result.answer["matrix"])})
