"""Pictures made gray for engines that read."""

import pytest

from pdfai.documents.pictures import gray_png
from pdfai.documents.piecework import Failed
from pdfai.errors import DamagedDocumentError, DocumentError, DocumentTooLargeError


@pytest.mark.parametrize(
    ("is_limit", "error"), [(False, DamagedDocumentError), (True, DocumentTooLargeError)]
)
def test_a_worker_that_dies_is_an_error_of_the_picture(
    monkeypatch: pytest.MonkeyPatch, is_limit: bool, error: type[DocumentError]
) -> None:
    """Which whoever reads pictures takes for one without text."""
    failed = Failed(problem="the library fails on it", is_limit=is_limit)
    monkeypatch.setattr(gray_png, "do_pieces", lambda *_, **__: [failed])
    with pytest.raises(error, match="The picture is"):
        gray_png.as_gray_png(b"")


def test_a_broken_picture_is_damaged() -> None:
    pytest.importorskip("PIL", reason="pictures need Pillow")
    with pytest.raises(DamagedDocumentError, match="cannot be unpacked"):
        gray_png.as_gray_png(b"\x89PNG no more")
