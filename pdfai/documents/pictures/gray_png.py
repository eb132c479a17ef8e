"""Pictures as engines that recognise text take them."""

from pathlib import Path

from pdfai.documents.piecework import Done, Job, do_pieces
from pdfai.documents.rendering import DEFAULT_RENDERING_LIMITS
from pdfai.documents.stopping import Stop

_TOOL = Path(__file__).with_name("gray_png_worker.py")


def as_gray_png(data: bytes, *, name: str = "", stop: Stop | None = None) -> bytes:
    """A picture (JPEG, PNG) as a gray PNG; needs the `images` extra. Raises a `DocumentError` leaf."""
    job = Job(tool=_TOOL, limits=DEFAULT_RENDERING_LIMITS.sandbox, packages={"PIL": "images"}, name=name)
    (done,) = do_pieces(job, [{}], data, stop=stop)
    assert isinstance(done, Done)
    return done.data
