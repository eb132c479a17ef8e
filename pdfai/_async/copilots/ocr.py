"""The OCR copilot: the text of scanned pages, and scans that can be searched."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pdfai._async.copilots.questions import AsyncQuestions, PictureShown
from pdfai._async.copilots.scoped import AsyncScopedCopilot
from pdfai.blocking import AsyncLock, aall_of, ain_thread
from pdfai.documents.inspecting import look_at_pdf
from pdfai.documents.ocr import RecognizedPage, available_engine, layered, recognize
from pdfai.documents.ocr.drawing import READING_SIZE, view_to_read
from pdfai.documents.rendering import Rendered, RenderingFailed, View, render
from pdfai.documents.stopping import Stop
from pdfai.errors import InvalidArgumentError, WorkFailedError
from pdfai.opening import document_bytes
from pdfai.options import OFFLINE_MODEL
from pdfai.recognitions import (
    DocumentTextRecognition,
    PageTextRecognition,
    SearchablePdf,
    TextRecognitionResult,
)
from pdfai.sources import as_documents

if TYPE_CHECKING:
    from collections.abc import Callable

    from pdfai._async.client import AsyncOpenAIClient
    from pdfai.options import OcrCopilotOptions
    from pdfai.sources import Document

_AT_ONCE = 4
"""Pages that a model reads at the same time."""
_QUESTION = (
    "Write down the text of this page as it stands there, in reading order, and nothing else. Keep lines of "
    "a table on lines of their own. Where there is no text, answer with nothing."
)


class AsyncOcrCopilot(AsyncScopedCopilot):
    """Reads scanned pages.

    A vision model reads them where the options name one, and else the engine of this machine (tesseract
    or rapidocr): then nothing is sent. Pages are read whether they need it or not; `report.pdf[2-5]` reads
    some of them.
    """

    def __init__(self, client: AsyncOpenAIClient, options: OcrCopilotOptions) -> None:
        """Keep the options; nothing is read or sent yet."""
        self._client = client
        self._options = options
        self._documents = as_documents(options.documents)
        self._read: dict[int, DocumentTextRecognition] = {}
        """By the documents' places among all."""
        self._pages: dict[int, dict[int, _PageRead]] = {}
        """What a model read of them, by the pages' numbers."""
        self._result: TextRecognitionResult | None = None
        self._one_at_a_time = AsyncLock()

    async def get_text_recognition_result(
        self, *, progress: Callable[[int, int], object] | None = None
    ) -> TextRecognitionResult:
        """Read the documents, once: asking again, or twice at once, costs nothing more.

        A page that cannot be read says why, and the others are unaffected. Raises a `DocumentError` for a
        document that does not open, `OcrUnavailableError` where there is neither a model nor an engine,
        `BudgetExceededError`. What was read until then, and what is being read, is kept; asking again goes
        on from there, and a model tries again where it failed. Once there is a result it stays as it is,
        with what failed.
        """
        async with self._one_at_a_time:
            if self._result is None:
                if not self._documents:
                    raise InvalidArgumentError("There is nothing to read: give the options a document")
                for place, document in enumerate(self._documents):
                    if self._is_left(place):
                        self._read[place] = await self._document(place, document, progress)
                read = [self._read[place] for place in range(len(self._documents))]
                self._result = TextRecognitionResult(documents=tuple(read))
            return self._result

    def get_text_recognition_result_so_far(self) -> TextRecognitionResult:
        """What is read by now; other pages of a document that a model reads say in `error` that they are not.

        Asks nobody. Documents that are not begun are left out.
        """
        read = dict(self._read)
        for place, pages in self._pages.items():
            read[place] = self._of_pages(self._documents[place], pages)
        return TextRecognitionResult(documents=tuple(read[place] for place in sorted(read)))

    async def get_searchable_documents(self) -> list[SearchablePdf]:
        """Copies of the PDFs whose scanned pages can be searched: the words lie, unseen, on their picture.

        Each names the pages that are so now. Where words stand only the engine of this machine tells:
        `InvalidArgumentError` with a model.
        """
        if self._options.model != OFFLINE_MODEL:
            raise InvalidArgumentError(
                "A model does not tell where words stand: leave the model out to make a scan searchable"
            )
        result = await self.get_text_recognition_result()
        stop = Stop()
        try:
            return [
                await ain_thread(partial(_searchable, document, read, stop))
                for document, read in zip(self._documents, result.documents, strict=True)
            ]
        finally:
            stop.set()  # should the task be cancelled, the thread has its end too

    def _is_left(self, place: int) -> bool:
        """Whether a document is not read yet, or a model failed at pages of it."""
        read = self._read.get(place)
        return read is None or (place in self._pages and not read.success)

    async def _document(
        self, place: int, document: Document, progress: Callable[[int, int], object] | None
    ) -> DocumentTextRecognition:
        stop = Stop()
        try:
            if self._options.model == OFFLINE_MODEL:
                return await ain_thread(partial(_recognized, document, self._options, progress, stop))
            return await self._read_by_model(place, document, progress, stop)
        finally:
            stop.set()  # as above

    async def _read_by_model(
        self, place: int, document: Document, progress: Callable[[int, int], object] | None, stop: Stop
    ) -> DocumentTextRecognition:
        """All pages, of which those that were read before are not asked for again."""
        data = await ain_thread(document_bytes, document)
        views = await ain_thread(partial(_views, data, document, self._options.resolution, stop))
        read = self._pages.setdefault(place, {})
        for view in views:
            read.setdefault(view.page, self._unread(view.page, "it is not read yet"))
        done = {number for number, each in read.items() if each.page.success}
        async with AsyncQuestions(self._client, self._options, "ocr") as questions:

            async def ask(view: View) -> None:
                draw = partial(_drawn, data, document, view, stop)
                read[view.page] = await self._page(questions, view.page, await ain_thread(draw))
                done.add(view.page)
                if progress is not None:
                    progress(len(done), len(views))

            missing = [view for view in views if view.page not in done]
            await aall_of(ask, missing, at_once=_AT_ONCE, stop=stop.set, lets_finish=True)
        return self._of_pages(document, read)

    def _of_pages(self, document: Document, read: dict[int, _PageRead]) -> DocumentTextRecognition:
        models = [each.model for each in read.values() if each.page.success]
        return DocumentTextRecognition(
            document=document.name,
            pages=tuple(each.page for each in read.values()),
            model=models[-1] if models else self._options.model,
        )

    def _unread(self, number: int, problem: str) -> _PageRead:
        return _PageRead(page=PageTextRecognition(number=number, error=problem), model=self._options.model)

    async def _page(
        self, questions: AsyncQuestions, number: int, drawn: Rendered | RenderingFailed
    ) -> _PageRead:
        if not isinstance(drawn, Rendered):
            return self._unread(number, drawn.problem)
        picture = PictureShown(name=f"page-{number}.jpg", data=drawn.data, detail=self._options.detail)
        try:
            answer = await questions.answer(self._options.user_instructions or _QUESTION, picture)
        except WorkFailedError as error:
            return self._unread(number, str(error))
        page = PageTextRecognition(number=number, text=answer.text, usage=answer.tokens)
        return _PageRead(page=page, model=answer.model)


@dataclass(frozen=True, kw_only=True, slots=True)
class _PageRead:
    page: PageTextRecognition
    model: str
    """Who read it."""


def _recognized(
    document: Document,
    options: OcrCopilotOptions,
    progress: Callable[[int, int], object] | None,
    stop: Stop,
) -> DocumentTextRecognition:
    engine = available_engine()
    pages = recognize(
        document_bytes(document),
        name=document.name,
        password=document.password,
        pages=document.page_ranges,
        language=options.language,
        dpi=options.resolution,
        engine=engine,
        progress=progress or (lambda _done, _total: None),
        stop=stop,
    )
    return DocumentTextRecognition(
        document=document.name,
        pages=tuple(
            PageTextRecognition(number=page.number, text=page.text, error=page.problem, words=page.words)
            for page in pages
        ),
        model=engine.name,
    )


def _searchable(document: Document, read: DocumentTextRecognition, stop: Stop) -> SearchablePdf:
    pages = [RecognizedPage(number=page.number, words=page.words) for page in read.pages]
    data = document_bytes(document)
    copy = layered(data, pages, name=document.name, password=document.password, stop=stop)
    return SearchablePdf(document.name, copy.data, layered_pages=copy.pages)


def _views(data: bytes, document: Document, dpi: int, stop: Stop) -> list[View]:
    name, password, pages = document.name, document.password, document.page_ranges
    look = look_at_pdf(data, name=name, password=password, pages=pages, stop=stop)
    return [view_to_read(page, dpi=dpi, format="jpeg") for page in look.pages]


def _drawn(data: bytes, document: Document, view: View, stop: Stop) -> Rendered | RenderingFailed:
    (drawn,) = render(
        data, [view], name=document.name, password=document.password, limits=READING_SIZE, stop=stop
    )
    return drawn
