"""The images of documents before anybody describes them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from pdfai.contents import open_content
from pdfai.describing.descriptions import DocumentImageDescriptions, ImageDescription
from pdfai.describing.drawing import Drawing, Shown
from pdfai.documents.alt_text import existing_alt_text
from pdfai.documents.inspecting import look_at_pdf
from pdfai.documents.pictures.appearance import appearance
from pdfai.documents.pictures.finding import find_pictures
from pdfai.documents.pictures.image_file import is_image, read_image_file
from pdfai.documents.rendering import DEFAULT_RENDERING_LIMITS
from pdfai.errors import DocumentError
from pdfai.language.languages import main_language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pdfai.documents.inspecting import PdfLook
    from pdfai.documents.pictures.appearance import Appearance
    from pdfai.documents.pictures.picture import FoundPictures, Picture
    from pdfai.documents.stopping import Stop
    from pdfai.sources import Document

_FINGERPRINT = 12
"""Digits, which are enough for a person's documents."""
_NOT_YET = "it has not been described yet"


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """A picture to be described, once for all its places."""

    image: ImageDescription
    """At the first of them that has a caption, or the first."""
    places: tuple[int, ...]
    """Where they are among the document's images; that of `image` is the first."""
    look: Appearance
    width: int
    """In pixels, of the picture itself; of strips, of the whole that they are."""
    height: int


@dataclass(frozen=True, kw_only=True, slots=True)
class IllustratedDocument:
    """A document with what is known of its images before anybody describes them."""

    document: Document
    data: bytes = field(repr=False)
    is_pdf: bool
    language: str
    """Of its text, as a code; "" where nobody knows."""
    is_signed: bool = False
    is_protected: bool = False
    """Whether its author wants no changes; who has the owner's password may change it all the same."""
    damage: DocumentError | None = None
    """Why no copy of it can be written, though its pictures can be seen."""
    images: tuple[ImageDescription, ...] = ()
    """Those that had a text, that are decorative and that cannot be shown are as they will be."""
    subjects: tuple[Subject, ...] = ()
    """The others."""
    problems: Mapping[int, str] = field(default_factory=dict)
    """Pages that could not be looked at, and why."""

    @property
    def fingerprint(self) -> str:
        """Of its bytes."""
        # With these letters no spreadsheet takes it for a number.
        return f"sha256:{sha256(self.data).hexdigest()[:_FINGERPRINT]}"

    def described(self, told: Mapping[int, ImageDescription]) -> DocumentImageDescriptions:
        """With what is told of subjects by their numbers, put in all their places."""
        images = list(self.images)
        for number, subject in enumerate(self.subjects):
            described = told.get(number) or replace(subject.image, error=_NOT_YET)
            first, *others = subject.places
            images[first] = described
            for place in others:
                images[place] = described.placed(images[place])
        return DocumentImageDescriptions(
            document=self.document.name,
            images=tuple(images),
            problems=self.problems,
            fingerprint=self.fingerprint,
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
    look = _look_at(document, data, stop)
    texts: Mapping[tuple[int, int], str] = {}
    damage: DocumentError | None = None
    try:
        if found.pictures:
            texts = existing_alt_text(data, name=document.name, password=document.password, stop=stop)
    except DocumentError as error:  # its pictures can be seen all the same
        damage = error
    drawing = Drawing(document=document, data=data, look=look, stop=stop)
    images = [_image(picture, texts, overwrite=overwrite) for picture in found.pictures]
    subjects = tuple(_subjects(found, images, drawing))
    return replace(
        _looked_at(document, data, look),
        images=tuple(images),
        subjects=subjects,
        problems=found.problems,
        damage=damage,
    )


def open_illustrated(document: Document, *, stop: Stop | None = None) -> IllustratedDocument:
    """A document whose images somebody else has described; blocks. Raises a `DocumentError` leaf."""
    data = _bytes_of(document)
    if is_image(data):
        return IllustratedDocument(document=document, data=data, is_pdf=False, language="")
    return _looked_at(document, data, _look_at(document, data, stop))


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


def _looked_at(document: Document, data: bytes, look: PdfLook | None) -> IllustratedDocument:
    """A PDF without its images; what nobody could look at is taken as it is."""
    if look is None:
        return IllustratedDocument(document=document, data=data, is_pdf=True, language="")
    return IllustratedDocument(
        document=document,
        data=data,
        is_pdf=True,
        language=look.language or main_language_of("\n".join(page.text for page in look.pages)),
        is_signed=look.signatures > 0,
        is_protected="modify" not in look.permissions,
    )


def _subjects(found: FoundPictures, images: list[ImageDescription], drawing: Drawing) -> Iterator[Subject]:
    """Those among the images, each of which gets its data here."""
    groups = defaultdict[str, list[int]](list)
    for place, picture in enumerate(found.pictures):
        if picture.is_worth_describing:
            groups[picture.key].append(place)
    first = [found.pictures[places[0]] for places in groups.values()]
    for places, shown in zip(groups.values(), drawing.drawn(first), strict=True):
        for place in places:
            images[place] = _shown(images[place], shown)
        untold = [place for place in places if not images[place].description]
        if untold and isinstance(shown, Shown):
            # A model should know of a caption if there is one.
            untold.sort(key=lambda place: not images[place].caption)
            picture = found.pictures[untold[0]]
            width, height = _pixels(picture)
            yield Subject(
                image=images[untold[0]], places=tuple(untold), look=shown.look, width=width, height=height
            )


def _pixels(picture: Picture) -> tuple[int, int]:
    """Its width and height; strips are as fine as the first of them."""
    left, bottom, right, top = picture.rectangle
    wide, high = right - left, top - bottom
    across = (picture.whole.right - picture.whole.left) / wide
    down = (picture.whole.top - picture.whole.bottom) / high
    if (picture.width - picture.height) * (wide - high) < 0:  # it lies on its side
        across, down = down, across
    return round(picture.width * across), round(picture.height * down)


def _image(picture: Picture, texts: Mapping[tuple[int, int], str], *, overwrite: bool) -> ImageDescription:
    """As it is before anybody looks at it; with `overwrite` texts stay where nobody will describe anew."""
    text = texts.get((picture.page, picture.ordinal), "")
    is_further_part = picture.part_of not in {None, picture.ordinal} and not picture.problem
    if overwrite and not picture.decoration:
        text = ""
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


def _shown(image: ImageDescription, shown: Shown | str) -> ImageDescription:
    """With its data, or with why there is none."""
    if isinstance(shown, str):
        return replace(image, error="" if image.description else shown)
    return replace(image, data=shown.data, media_type=f"image/{shown.format}")
