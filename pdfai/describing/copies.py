"""Copies of PDFs whose images carry alternative text: where they go, and what stands in them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pdfai.describing.descriptions import DescribedPdf, ImageOutcome
from pdfai.documents.alt_text import AltText, write_alt_text
from pdfai.errors import InvalidArgumentError, SignedDocumentError
from pdfai.replacement import is_same_file, replacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pdfai.describing.descriptions import ImageDescription
    from pdfai.describing.looking import IllustratedDocument
    from pdfai.documents.alt_text.written import Place
    from pdfai.documents.stopping import Stop
    from pdfai.options import ImageDescriptionCopilotOptions
    from pdfai.sources import Document


def copy_paths(documents: Sequence[Document], folder: str | os.PathLike[str]) -> list[Path]:
    """Where the copy of each goes, under its own name.

    Raises `InvalidArgumentError` where a copy would take the place of a document, or of another copy.
    """
    target = Path(folder)
    paths: dict[Path, Document] = {}
    sources = [Path(each.source) for each in documents if isinstance(each.source, str | os.PathLike)]
    for document in documents:
        path = target / _file_name(document)
        if path in paths:
            raise InvalidArgumentError(
                f"{paths[path].name} and {document.name} would both be written to {path}: "
                "give each a folder of its own"
            )
        paths[path] = document
    for source in sources:
        if is_same_file(source.parent, target) or any(is_same_file(source, path) for path in paths):
            raise InvalidArgumentError(
                f"{target} holds the document {source.name} itself: write the copies to another folder"
            )
    return list(paths)


def alt_texts(images: Iterable[ImageDescription]) -> dict[Place, AltText]:
    """What is to be written: nothing for images that nobody could describe."""
    return {
        (image.page, image.number - 1): AltText.decorative()
        if image.decoration
        else AltText(image.description)
        for image in images
        if image.decoration or image.description.strip()
    }


def refuse_unwritable(
    illustrated: IllustratedDocument, *, allow_unsigned: bool = False, stop: Stop | None = None
) -> None:
    """Raise, before anybody is asked about its images, what writing the copy would raise at the end.

    `InvalidArgumentError` for what holds no alternative text, `SignedDocumentError`, `ProtectedDocumentError`
    or another `DocumentError` leaf. Blocks.
    """
    document = illustrated.document
    if not illustrated.is_pdf:
        raise InvalidArgumentError(
            f"{document.name} is an image, and only PDFs hold alternative text: leave it out, or "
            "take its description as it is"
        )
    if illustrated.damage is not None:
        raise illustrated.damage
    if illustrated.is_signed and not allow_unsigned:
        raise SignedDocumentError(document.name)
    if illustrated.is_protected:  # whether the password is its owner's shows when it is opened to be changed
        name, password = document.name, document.password
        write_alt_text(illustrated.data, {}, name=name, password=password, allow_unsigned=True, stop=stop)


def write_copy(
    illustrated: IllustratedDocument,
    texts: Mapping[Place, AltText],
    path: Path,
    *,
    options: ImageDescriptionCopilotOptions,
    stop: Stop | None = None,
) -> DescribedPdf:
    """Write the copy, whole or not at all; raises a `DocumentError` leaf. Blocks."""
    document = illustrated.document
    written = write_alt_text(
        illustrated.data,
        texts,
        name=document.name,
        language=illustrated.language,
        title=Path(document.name).stem,
        overwrite=options.overwrite,
        allow_unsigned=options.allow_unsigned,
        password=document.password,
        stop=stop,
    )
    with replacing(path) as write:
        write(written.data)
    outcomes = tuple(
        ImageOutcome(page=page, number=ordinal + 1, state=outcome.state, problem=outcome.problem)
        for (page, ordinal), outcome in sorted(written.outcomes.items())
    )
    return DescribedPdf(document=document.name, path=path, outcomes=outcomes)


def _file_name(document: Document) -> str:
    name = Path(document.name).name
    return name if name.lower().endswith(".pdf") else f"{name}.pdf"
