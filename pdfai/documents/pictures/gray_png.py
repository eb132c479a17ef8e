"""Pictures as engines that recognise text take them."""

from pathlib import Path

from pdfai.documents.piecework import Failed, Job, do_pieces
from pdfai.documents.rendering import DEFAULT_RENDERING_LIMITS
from pdfai.documents.stopping import Stop
from pdfai.errors import DamagedDocumentError, DocumentTooLargeError

_TOOL = Path(__file__).with_name("gray_png_worker.py")
_NAME = "The picture"
"""In the messages of errors."""


def as_gray_png(data: bytes, *, stop: Stop | None = None) -> bytes:
    """A picture (JPEG, PNG) as a gray PNG; needs the `images` extra. Raises a `DocumentError` leaf."""
    job = Job(tool=_TOOL, limits=DEFAULT_RENDERING_LIMITS.sandbox, packages={"PIL": "images"}, name=_NAME)
    (done,) = do_pieces(job, [{}], data, stop=stop)
    if isinstance(done, Failed):
        raise (DocumentTooLargeError if done.is_limit else DamagedDocumentError)(_NAME, done.problem)
    return done.data
