"""What is tried with each document: its images described by a copilot, or a person's texts written."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from pdfai import OpenAIClient
from pdfai.cli.image_texts import Described
from pdfai.cli.review import Review, ReviewTable
from pdfai.describing.copies import copy_paths, refuse_unwritable, write_copy
from pdfai.describing.descriptions import DocumentImageDescriptions
from pdfai.describing.looking import open_illustrated
from pdfai.errors import PdfaiError
from pdfai.options import ImageDescriptionCopilotOptions
from pdfai.replacement import check_replaceable, make_folder
from pdfai.sources import Document

Attempt = Callable[[Document], Described]


def check_targets(documents: Sequence[Document], folder: Path | None, review: Path | None) -> None:
    """Refuse, before anything is paid for, what would be refused at the end."""
    if folder is not None:
        copy_paths(documents, folder)
    if review is not None:
        check_replaceable(review)
    elif folder is not None:
        make_folder(folder)


def described(client: OpenAIClient, options: ImageDescriptionCopilotOptions, folder: Path | None) -> Attempt:
    """Describes a document, and writes its copy where there is a folder for it."""

    def attempt(document: Document) -> Described:
        copilot = client.get_image_description_copilot(replace(options, documents=(document,)))
        copy = None
        try:
            if folder is not None:
                (copy,) = copilot.add_pdf_image_descriptions(folder)
            (told,) = copilot.get_image_descriptions()
        except PdfaiError as error:
            if not (paid := _paid(copilot.get_image_descriptions_so_far())):
                raise
            return Described(told=paid[0], error=error)
        return Described(told=told, copy=copy)

    return attempt


def tabled(client: OpenAIClient, options: ImageDescriptionCopilotOptions, table: ReviewTable) -> Attempt:
    """Describes a document, and puts the texts into the table, also where it breaks off."""

    def attempt(document: Document) -> Described:
        illustrated = open_illustrated(document)
        if illustrated.is_pdf:
            refuse_unwritable(illustrated, allow_unsigned=options.allow_unsigned)
        copilot = client.get_image_description_copilot(replace(options, documents=(document,)))
        try:
            (told,) = copilot.get_image_descriptions()
        except BaseException as error:
            paid = _paid(copilot.get_image_descriptions_so_far())
            for each in paid:
                table.add(each)
            if not paid or not isinstance(error, PdfaiError):
                raise
            return Described(told=paid[0], error=error)
        table.add(told)
        return Described(told=told)

    return attempt


def reviewed(
    documents: Sequence[Document], options: ImageDescriptionCopilotOptions, review: Review, folder: Path
) -> Attempt:
    """Writes a document's copy with the texts that a person left."""
    paths = dict(zip(documents, copy_paths(documents, folder), strict=True))

    def attempt(document: Document) -> Described:
        illustrated = open_illustrated(document)
        refuse_unwritable(illustrated, allow_unsigned=options.allow_unsigned)
        said = review.of(document.name, illustrated.fingerprint)
        make_folder(folder)
        copy = write_copy(illustrated, said.texts, paths[document], options=options)
        return Described(copy=copy, untold=frozenset((page, at + 1) for page, at in said.untold))

    return attempt


def _paid(so_far: Sequence[DocumentImageDescriptions]) -> list[DocumentImageDescriptions]:
    """Those of which some was described."""
    return [each for each in so_far if any(image.model for image in each.images)]
