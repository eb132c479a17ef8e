"""The image-description copilot: what images show, written into PDFs as alternative text."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pdfai._async.copilots.questions import AsyncQuestions, PictureShown
from pdfai._async.copilots.scoped import AsyncScopedCopilot
from pdfai.blocking import aall_of, ain_thread
from pdfai.described_copies import alt_texts, copy_paths, refuse_image_file, write_copy
from pdfai.describing import described_here, look_for_images
from pdfai.documents.stopping import Stop
from pdfai.errors import ApiError, InvalidArgumentError, WorkFailedError
from pdfai.options import OFFLINE_MODEL
from pdfai.sources import as_documents

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence

    from pdfai._async.client import AsyncOpenAIClient
    from pdfai.describing import IllustratedDocument, Subject
    from pdfai.image_descriptions import DescribedPdf, DocumentImageDescriptions, ImageDescription
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


class AsyncImageDescriptionCopilot(AsyncScopedCopilot):
    """Describes the images of PDFs, and image files.

    A vision model describes them where the options name one. Else nothing is sent, and a description says
    what can be known without one: the kind, the size, the colours, the caption.
    """

    def __init__(self, client: AsyncOpenAIClient, options: ImageDescriptionCopilotOptions) -> None:
        """Keep the options; nothing is read or sent yet."""
        self._client = client
        self._options = options
        self._documents = as_documents(options.documents)
        self._illustrated: tuple[IllustratedDocument, ...] | None = None
        self._descriptions: tuple[DocumentImageDescriptions, ...] | None = None

    async def get_image_descriptions(
        self, *, progress: Callable[[int, int], object] | None = None
    ) -> tuple[DocumentImageDescriptions, ...]:
        """Describe the images of each document, once: asking again costs nothing more.

        `progress` is told how many of a document's pictures are described, and of how many. An image that
        cannot be described says why, and the others are unaffected. Raises a `DocumentError` for a document
        that does not open.
        """
        if self._descriptions is None:
            looked_at = await self._look()
            descriptions = [await self._describe(each, progress) for each in looked_at]
            self._descriptions = tuple(descriptions)
        return self._descriptions

    async def add_pdf_image_descriptions(
        self, output_dir: str | os.PathLike[str]
    ) -> tuple[DescribedPdf, ...]:
        """Write a copy of each PDF to the folder, whose images carry their descriptions.

        They are alternative text in tags, which screen readers follow; pages look as before. Decorative
        images become artifacts, and texts that there are stay, unless the options say `overwrite`. Raises
        `InvalidArgumentError` for image files and for a folder that holds a document itself.
        """
        paths = await ain_thread(copy_paths, self._documents, output_dir)
        looked_at = await self._look()
        for each in looked_at:
            refuse_image_file(each)
        descriptions = await self.get_image_descriptions()
        stop = Stop()
        try:
            copies = [
                await ain_thread(
                    partial(write_copy, each, alt_texts(told.images), path, options=self._options, stop=stop)
                )
                for each, told, path in zip(looked_at, descriptions, paths, strict=True)
            ]
        finally:
            stop.set()  # should the task be cancelled, the thread has its end too
        return tuple(copies)

    async def _look(self) -> tuple[IllustratedDocument, ...]:
        """The documents with their images, looked at once."""
        if self._illustrated is None:
            if not self._documents:
                raise InvalidArgumentError("There is nothing to describe: give the options a document")
            illustrated = [await self._look_at(document) for document in self._documents]
            self._illustrated = tuple(illustrated)
        return self._illustrated

    async def _look_at(self, document: Document) -> IllustratedDocument:
        stop = Stop()
        look = partial(look_for_images, document, overwrite=self._options.overwrite, stop=stop)
        try:
            return await ain_thread(look)
        finally:
            stop.set()  # as above

    async def _describe(
        self, illustrated: IllustratedDocument, progress: Callable[[int, int], object] | None
    ) -> DocumentImageDescriptions:
        subjects = illustrated.subjects
        if self._options.model == OFFLINE_MODEL:
            return illustrated.described(await self._describe_here(illustrated, subjects))
        told = await self._ask(illustrated, subjects, progress) if subjects else []
        return illustrated.described(told)

    async def _describe_here(
        self, illustrated: IllustratedDocument, subjects: Sequence[Subject]
    ) -> list[ImageDescription]:
        stop = Stop()

        async def describe(subject: Subject) -> ImageDescription:
            return await ain_thread(partial(described_here, subject, illustrated.language, stop=stop))

        try:
            return await aall_of(describe, subjects, at_once=_AT_ONCE)
        finally:
            stop.set()  # as above

    async def _ask(
        self,
        illustrated: IllustratedDocument,
        subjects: Sequence[Subject],
        progress: Callable[[int, int], object] | None,
    ) -> list[ImageDescription]:
        ended: list[ImageDescription] = []
        async with AsyncQuestions(self._client, self._options, "image-description") as questions:

            async def ask(subject: Subject) -> ImageDescription:
                described = await self._described(questions, subject.image, illustrated.language)
                ended.append(described)
                if progress is not None:
                    progress(len(ended), len(subjects))
                return described

            return await aall_of(ask, subjects, at_once=_AT_ONCE)

    async def _described(
        self, questions: AsyncQuestions, image: ImageDescription, language: str
    ) -> ImageDescription:
        """The image as the model sees it, or why it does not."""
        ending = "jpg" if image.media_type == "image/jpeg" else "png"
        picture = PictureShown(
            name=f"page-{image.page}-image-{image.number}.{ending}",
            data=image.data,
            detail=self._options.image_detail,
        )
        question = self._options.image_description_prompt or _question(image.caption, language)
        try:
            answer = await questions.answer(question, picture)
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
