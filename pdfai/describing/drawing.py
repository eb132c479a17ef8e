"""Pictures of a PDF as people see them, and what they look like."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from pdfai.documents.pictures.appearance import Appearance, appearance
from pdfai.documents.pictures.showing import picture_bytes
from pdfai.documents.rendering import Rendered, RenderingFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pdfai.documents.inspecting import PdfLook
    from pdfai.documents.pictures.picture import Picture
    from pdfai.documents.stopping import Stop
    from pdfai.sources import Document

_THUMBNAIL = 96
"""Pixels, which are enough to judge a picture by its colours."""
_PHOTOGRAPHIC = {"photo", "scan"}
"""What is many times smaller as a JPEG."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A picture as a person sees it."""

    data: bytes
    format: Literal["png", "jpeg"]
    look: Appearance


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawing:
    """What pictures are drawn from."""

    document: Document
    data: bytes
    look: PdfLook | None
    stop: Stop | None

    def drawn(self, pictures: Sequence[Picture]) -> Iterator[Shown | str]:
        """Each as it is seen, photographs as JPEG; or why it cannot be shown."""
        document = self.document
        draw = partial(
            picture_bytes, self.data, name=document.name, password=document.password, stop=self.stop
        )
        thumbnails = draw(pictures, format="pixels", longest_side=_THUMBNAIL)
        looks = [
            self._look(picture, each) if isinstance(each, Rendered) else None
            for picture, each in zip(pictures, thumbnails, strict=True)
        ]
        formats = [_format(look) for look in looks]
        wholes = {
            format: iter(
                draw(
                    [each for each, wanted in zip(pictures, formats, strict=True) if wanted == format],
                    format=format,
                )
            )
            for format in set(formats)
        }
        for thumbnail, look, format in zip(thumbnails, looks, formats, strict=True):
            whole = next(wholes[format])
            if isinstance(whole, RenderingFailed):
                yield whole.problem
            elif isinstance(thumbnail, RenderingFailed) or look is None:
                yield "it cannot be drawn"
            else:
                yield Shown(data=whole.data, format=format, look=look)

    def _look(self, picture: Picture, thumbnail: Rendered) -> Appearance:
        left, bottom, right, top = picture.whole
        width, height = right - left, top - bottom
        pages = self.look.pages if self.look is not None else ()
        cover = next(
            (width * height / (page.width * page.height) for page in pages if page.number == picture.page),
            0.0,
        )
        return appearance(thumbnail.data, longest_side=max(width, height), cover=cover)


def _format(look: Appearance | None) -> Literal["png", "jpeg"]:
    return "jpeg" if look is not None and look.kind in _PHOTOGRAPHIC else "png"
