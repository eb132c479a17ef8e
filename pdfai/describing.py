"""The images of documents, before and after they are described; all that happens on this machine."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from pdfai.contents import open_content
from pdfai.documents.alt_text import existing_alt_text
from pdfai.documents.inspecting import look_at_pdf
from pdfai.documents.ocr import EngineFailedError, available_engine
from pdfai.documents.ocr.languages import first_guess
from pdfai.documents.pictures.appearance import Appearance, appearance
from pdfai.documents.pictures.finding import find_pictures
from pdfai.documents.pictures.image_file import is_image, read_image_file
from pdfai.documents.pictures.offline import describe_offline
from pdfai.documents.pictures.showing import picture_bytes
from pdfai.documents.rendering import DEFAULT_RENDERING_LIMITS, Rendered, RenderingFailed
from pdfai.errors import DocumentError, OcrUnavailableError
from pdfai.image_descriptions import DocumentImageDescriptions, ImageDescription
from pdfai.language.languages import main_language_of
from pdfai.options import OFFLINE_MODEL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pdfai.documents.inspecting import PdfLook
    from pdfai.documents.pictures.picture import FoundPictures, Picture
    from pdfai.documents.stopping import Stop
    from pdfai.sources import Document

_THUMBNAIL = 96
"""Pixels, which are enough to judge a picture by its colours."""
_DPI = 150
"""About what pictures are drawn at."""
_SURE = 0.6
"""How confident an engine is of words that are there, mostly."""
_PHOTOGRAPHIC = {"photo", "scan"}
"""What is many times smaller as a JPEG."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """A picture to be described, once for all its places."""

    image: ImageDescription
    """At the first of them that has a caption, or the first."""
    places: tuple[int, ...]
    """Where they are among the document's images; that of `image` is the first."""
    look: Appearance
    width: int
    """In pixels, of the picture itself."""
    height: int


@dataclass(frozen=True, kw_only=True, slots=True)
class IllustratedDocument:
    """A document with what is known of its images before anybody describes them."""

    document: Document
    data: bytes = field(repr=False)
    is_pdf: bool
    language: str
    """Of its text, as a code; "" where nobody knows."""
    images: tuple[ImageDescription, ...] = ()
    """Those that had a text, that are decorative and that cannot be shown are as they will be."""
    subjects: tuple[Subject, ...] = ()
    """The others."""
    problems: Mapping[int, str] = field(default_factory=dict)
    """Pages that could not be looked at, and why."""

    def described(self, told: Sequence[ImageDescription]) -> DocumentImageDescriptions:
        """With what is told of each subject, put in all its places."""
        images = list(self.images)
        for subject, described in zip(self.subjects, told, strict=True):
            first, *others = subject.places
            images[first] = described
            for place in others:
                images[place] = described.placed(images[place])
        return DocumentImageDescriptions(
            document=self.document.name, images=tuple(images), problems=self.problems
        )


def look_for_images(
    document: Document, *, overwrite: bool = False, stop: Stop | None = None
) -> IllustratedDocument:
    """The images of a PDF or an image file; blocks. Raises a `DocumentError` leaf.

    Images that have an alternative text are subjects only with `overwrite`.
    """
    data = _bytes_of(document)
    if is_image(data):
        return _image_file(document, data, stop)
    found = find_pictures(
        data, name=document.name, password=document.password, pages=document.page_ranges, stop=stop
    )
    texts: Mapping[tuple[int, int], str] = {}
    if found.pictures and not overwrite:
        texts = existing_alt_text(data, name=document.name, password=document.password, stop=stop)
    look = _look_at(document, data, stop) if found.pictures else None
    images, subjects = _images(found, texts, _Drawing(document=document, data=data, look=look, stop=stop))
    return IllustratedDocument(
        document=document,
        data=data,
        is_pdf=True,
        language=_language(look),
        images=tuple(images),
        subjects=tuple(subjects),
        problems=found.problems,
    )


def open_illustrated(document: Document, *, stop: Stop | None = None) -> IllustratedDocument:
    """A document whose images somebody else has described; blocks. Raises a `DocumentError` leaf."""
    data = _bytes_of(document)
    is_pdf = not is_image(data)
    return IllustratedDocument(
        document=document,
        data=data,
        is_pdf=is_pdf,
        language=_language(_look_at(document, data, stop)) if is_pdf else "",
    )


def described_here(subject: Subject, language: str, *, stop: Stop | None = None) -> ImageDescription:
    """What can be said of it without a model, with the text that an engine of this machine reads; blocks."""
    text = describe_offline(
        subject.look,
        width=subject.width,
        height=subject.height,
        caption=subject.image.caption,
        text=_text_in(subject, language, stop),
        language=language,
    )
    return replace(subject.image, description=text, model=OFFLINE_MODEL)


def _text_in(subject: Subject, language: str, stop: Stop | None) -> str:
    """As far as it is sure of it; "" without an engine, and for photographs, where it would see ghosts."""
    if subject.look.kind == "photo":
        return ""
    try:
        engine = available_engine()
        code = first_guess(language, installed=engine.languages)
        words = engine.read(subject.image.data, language=code, dpi=_DPI, stop=stop)
    except (OcrUnavailableError, EngineFailedError):
        return ""
    return " ".join(word.text for word in words if word.confidence >= _SURE)


def _bytes_of(document: Document) -> bytes:
    """All bytes of whatever it is, and never many more than may be read."""
    with open_content(document.source) as content:
        if isinstance(content, bytes):
            return content
        if content.seekable():
            content.seek(0)
        return content.read(DEFAULT_RENDERING_LIMITS.bytes + 1)


def _image_file(document: Document, data: bytes, stop: Stop | None) -> IllustratedDocument:
    read = read_image_file(data, name=document.name, stop=stop)
    image = ImageDescription(
        page=1,
        number=1,
        rectangle=(0.0, 0.0, float(read.width), float(read.height)),
        data=read.data,
        media_type=f"image/{read.format}",
    )
    look = appearance(read.thumbnail[2])
    subject = Subject(image=image, places=(0,), look=look, width=read.width, height=read.height)
    return IllustratedDocument(
        document=document,
        data=data,
        is_pdf=False,
        language="",
        images=(image,),
        subjects=(subject,),
    )


def _look_at(document: Document, data: bytes, stop: Stop | None) -> PdfLook | None:
    try:
        return look_at_pdf(
            data, name=document.name, password=document.password, pages=document.page_ranges, stop=stop
        )
    except DocumentError:  # its pictures can be seen all the same
        return None


def _language(look: PdfLook | None) -> str:
    if look is None:
        return ""
    return look.language or main_language_of("\n".join(page.text for page in look.pages))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Shown:
    """A picture as a person sees it."""

    data: bytes
    format: Literal["png", "jpeg"]
    look: Appearance


@dataclass(frozen=True, kw_only=True, slots=True)
class _Drawing:
    """What pictures are drawn from."""

    document: Document
    data: bytes
    look: PdfLook | None
    stop: Stop | None

    def drawn(self, pictures: Sequence[Picture]) -> Iterator[_Shown | str]:
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
                yield _Shown(data=whole.data, format=format, look=look)

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


def _images(
    found: FoundPictures, texts: Mapping[tuple[int, int], str], drawing: _Drawing
) -> tuple[list[ImageDescription], list[Subject]]:
    """The images as they are shown, and the subjects among them."""
    images = [_image(picture, texts) for picture in found.pictures]
    groups = defaultdict[str, list[int]](list)
    for place, picture in enumerate(found.pictures):
        if picture.is_worth_describing:
            groups[picture.key].append(place)
    first = [found.pictures[places[0]] for places in groups.values()]
    subjects = []
    for places, shown in zip(groups.values(), drawing.drawn(first), strict=True):
        for place in places:
            images[place] = _shown(images[place], shown)
        untold = [place for place in places if not images[place].description]
        if untold and isinstance(shown, _Shown):
            # A model should know of a caption if there is one.
            untold.sort(key=lambda place: not images[place].caption)
            picture = found.pictures[untold[0]]
            subjects.append(
                Subject(
                    image=images[untold[0]],
                    places=tuple(untold),
                    look=shown.look,
                    width=picture.width,
                    height=picture.height,
                )
            )
    return images, subjects


def _image(picture: Picture, texts: Mapping[tuple[int, int], str]) -> ImageDescription:
    """As it is before anybody looks at it."""
    text = texts.get((picture.page, picture.ordinal), "")
    is_further_part = picture.part_of not in {None, picture.ordinal} and not picture.problem
    decoration = picture.decoration or ("part" if is_further_part else "")
    return ImageDescription(
        page=picture.page,
        number=picture.ordinal + 1,
        rectangle=picture.rectangle if decoration else picture.whole,
        description=text,
        decoration="" if text else decoration,
        error="" if text else picture.problem,
        caption=picture.caption,
    )


def _shown(image: ImageDescription, shown: _Shown | str) -> ImageDescription:
    """With its data, or with why there is none."""
    if isinstance(shown, str):
        return replace(image, error="" if image.description else shown)
    return replace(image, data=shown.data, media_type=f"image/{shown.format}")
