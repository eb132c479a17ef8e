# Derived from pdfai/_async/copilots/image_description.py by scripts/unasync.py.
"""The image-description copilot: what images show, written into PDFs as alternative text."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pdfai._sync.copilots.questions import PictureShown, Questions
from pdfai._sync.copilots.scoped import ScopedCopilot
from pdfai.blocking import Lock, all_of, in_thread
from pdfai.describing.copies import alt_texts, copy_paths, refuse_unwritable, write_copy
from pdfai.describing.looking import look_for_images
from pdfai.describing.offline import described_here
from pdfai.documents.stopping import Stop
from pdfai.errors import ApiError, InvalidArgumentError, WorkFailedError
from pdfai.options import OFFLINE_MODEL
from pdfai.replacement import make_folder
from pdfai.sources import as_documents

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence

    from pdfai._sync.client import OpenAIClient
    from pdfai.describing.descriptions import DescribedPdf, DocumentImageDescriptions, ImageDescription
    from pdfai.describing.looking import IllustratedDocument
    from pdfai.options import ImageDescriptionCopilotOptions
    from pdfai.sources import Document

_AT_ONCE = 4
"""Images that a model looks at at the same time."""
_OF_ONE_IMAGE = {400, 413}
"""What a server answers to a picture that it does not take."""
_TASK = (
    "Write the alternative text of this image, for people who do not see it: what it shows and what it is "
    'there for, in one or two sentences. Do not begin with "image of" or the like, and answer with nothing '
    "but the text."
)


class ImageDescriptionCopilot(ScopedCopilot):
    """Describes the images of PDFs, and image files.

    A vision model describes them where the options name one. Else nothing is sent, and a description says
    what can be known without one: the kind, the size, the colours, the caption, the text in it.
    """

    def __init__(self, client: OpenAIClient, options: ImageDescriptionCopilotOptions) -> None:
        """Keep the options; nothing is read or sent yet."""
        self._client = client
        self._options = options
        self._documents = as_documents(options.documents)
        self._illustrated: tuple[IllustratedDocument, ...] | None = None
        self._told: tuple[dict[int, ImageDescription], ...] = tuple({} for _ in self._documents)
        """By document what is said of each of its subjects, by their numbers."""
        self._descriptions: tuple[DocumentImageDescriptions, ...] | None = None
        self._one_at_a_time = Lock()

    def get_image_descriptions(
        self, *, progress: Callable[[int, int], object] | None = None
    ) -> tuple[DocumentImageDescriptions, ...]:
        """Describe the images of each document, once: asking again, or twice at once, costs nothing more.

        `progress` is told how many of a document's pictures are described, and of how many. An image that
        cannot be described says why, and the others are unaffected. Raises a `DocumentError` for a document
        that does not open. Where a model's answers break off (the budget, the network), what is being
        described then is kept too; asking again goes on from there, and tries again what failed. Once there
        is a result it stays as it is, with what failed.
        """
        with self._one_at_a_time:
            if self._descriptions is None:
                for illustrated, told in zip(self._look(), self._told, strict=True):
                    self._describe(illustrated, told, progress)
                self._descriptions = self.get_image_descriptions_so_far()
            return self._descriptions

    def get_image_descriptions_so_far(self) -> tuple[DocumentImageDescriptions, ...]:
        """What is described by now; the other images say in `error` that they are not. Asks nobody.

        Nothing before the documents are looked at, which `get_image_descriptions` begins with.
        """
        if self._illustrated is None:
            return ()
        told = zip(self._illustrated, self._told, strict=True)
        return tuple(illustrated.described(of_subjects) for illustrated, of_subjects in told)

    def add_pdf_image_descriptions(self, output_dir: str | os.PathLike[str]) -> tuple[DescribedPdf, ...]:
        """Write a copy of each PDF to the folder, whose images carry their descriptions.

        They are alternative text in tags, which screen readers follow; pages look as before. Decorative
        images become artifacts, and texts that there are stay, unless the options say `overwrite`.

        All documents are checked before anybody is asked about an image: raises `InvalidArgumentError` for
        image files and for a folder that holds a document itself, `SignedDocumentError` and
        `ProtectedDocumentError`. Should one fail while it is written, the copies of those before it stay.
        """
        paths = in_thread(copy_paths, self._documents, output_dir)
        with self._one_at_a_time:
            looked_at = self._look()
        stop = Stop()
        try:
            allow_unsigned = self._options.allow_unsigned
            for each in looked_at:
                in_thread(partial(refuse_unwritable, each, allow_unsigned=allow_unsigned, stop=stop))
            in_thread(make_folder, output_dir)
            descriptions = self.get_image_descriptions()
            copies = [
                in_thread(
                    partial(write_copy, each, alt_texts(told.images), path, options=self._options, stop=stop)
                )
                for each, told, path in zip(looked_at, descriptions, paths, strict=True)
            ]
        finally:
            stop.set()  # should the task be cancelled, the thread has its end too
        return tuple(copies)

    def _look(self) -> tuple[IllustratedDocument, ...]:
        """The documents with their images, looked at once."""
        if self._illustrated is None:
            if not self._documents:
                raise InvalidArgumentError("There is nothing to describe: give the options a document")
            illustrated = [self._look_at(document) for document in self._documents]
            self._illustrated = tuple(illustrated)
        return self._illustrated

    def _look_at(self, document: Document) -> IllustratedDocument:
        stop = Stop()
        look = partial(look_for_images, document, overwrite=self._options.overwrite, stop=stop)
        try:
            return in_thread(look)
        finally:
            stop.set()  # as above

    def _describe(
        self,
        illustrated: IllustratedDocument,
        told: dict[int, ImageDescription],
        progress: Callable[[int, int], object] | None,
    ) -> None:
        """Put to what is told already what is said of the other subjects, one by one."""
        done = {number for number, image in told.items() if not image.error}
        left = [number for number in range(len(illustrated.subjects)) if number not in done]
        if not left:
            return

        def keep(number: int, described: ImageDescription) -> None:
            told[number] = described
            done.add(number)
            if progress is not None:
                progress(len(done), len(illustrated.subjects))

        describe = self._describe_here if self._options.model == OFFLINE_MODEL else self._ask
        describe(illustrated, left, keep)

    def _describe_here(
        self,
        illustrated: IllustratedDocument,
        numbers: Sequence[int],
        keep: Callable[[int, ImageDescription], object],
    ) -> None:
        stop = Stop()

        def describe(number: int) -> None:
            subject, language = illustrated.subjects[number], illustrated.language
            keep(number, in_thread(partial(described_here, subject, language, stop=stop)))

        try:
            all_of(describe, numbers, at_once=_AT_ONCE, stop=stop.set, lets_finish=True)
        finally:
            stop.set()  # as above

    def _ask(
        self,
        illustrated: IllustratedDocument,
        numbers: Sequence[int],
        keep: Callable[[int, ImageDescription], object],
    ) -> None:
        with Questions(self._client, self._options, "image-description") as questions:

            def ask(number: int) -> None:
                image = illustrated.subjects[number].image
                keep(number, self._described(questions, image, illustrated.language))

            all_of(ask, numbers, at_once=_AT_ONCE, lets_finish=True)

    def _described(self, questions: Questions, image: ImageDescription, language: str) -> ImageDescription:
        """The image as the model sees it, or why it does not."""
        ending = "jpg" if image.media_type == "image/jpeg" else "png"
        picture = PictureShown(
            name=f"page-{image.page}-image-{image.number}.{ending}",
            data=image.data,
            detail=self._options.image_detail,
        )
        question = self._options.image_description_prompt or _question(image.caption, language)
        try:
            answer = questions.answer(question, picture)
        except WorkFailedError as error:
            return replace(image, error=str(error))
        except ApiError as error:
            if error.status not in _OF_ONE_IMAGE:
                raise
            return replace(image, error=str(error))
        text = " ".join(answer.text.split())
        lack = "" if text else "the model said nothing of it"
        return replace(image, description=text, error=lack, model=answer.model, usage=answer.tokens)


def _question(caption: str, language: str) -> str:
    """What to ask unless the options say; a caption is what the page says, and no instruction."""
    spoken = f"Write in the language with the code {language!r}." if language else "Write in its language."
    context = f"Its caption, as context and not to be repeated: {caption!r}" if caption else ""
    return "\n".join(filter(None, (_TASK, spoken, context)))
