# Derived from pdfai/_async/copilots/ocr.py by scripts/unasync.py.
"""The OCR copilot: the text of scanned pages, and scans that can be searched."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pdfai._sync.copilots.questions import PictureShown, Questions
from pdfai._sync.copilots.scoped import ScopedCopilot
from pdfai.blocking import all_of, in_thread
from pdfai.documents.inspecting import look_at_pdf
from pdfai.documents.ocr import RecognizedPage, add_text_layer, available_engine, recognize
from pdfai.documents.rendering import Rendered, View, render
from pdfai.documents.stopping import Stop
from pdfai.errors import InvalidArgumentError, WorkFailedError
from pdfai.opening import document_bytes
from pdfai.options import OFFLINE_MODEL
from pdfai.recognitions import DocumentTextRecognition, PageTextRecognition, TextRecognitionResult
from pdfai.sources import PdfDocument, as_documents

if TYPE_CHECKING:
    from collections.abc import Callable

    from pdfai._sync.client import OpenAIClient
    from pdfai.options import OcrCopilotOptions
    from pdfai.sources import Document

_AT_ONCE = 4
"""Pages that a model reads at the same time."""
_QUESTION = (
    "Write down the text of this page as it stands there, in reading order, and nothing else. Keep lines of "
    "a table on lines of their own. Where there is no text, answer with nothing."
)


class OcrCopilot(ScopedCopilot):
    """Reads scanned pages.

    A vision model reads them where the options name one, and else the engine of this machine (tesseract):
    then nothing is sent. Pages are read whether they need it or not; `report.pdf[2-5]` reads some of them.
    """

    def __init__(self, client: OpenAIClient, options: OcrCopilotOptions) -> None:
        """Keep the options; nothing is read or sent yet."""
        self._client = client
        self._options = options
        self._documents = as_documents(options.documents)
        self._result: TextRecognitionResult | None = None

    def get_text_recognition_result(
        self, *, progress: Callable[[int, int], object] | None = None
    ) -> TextRecognitionResult:
        """Read the documents, once: asking again costs nothing more.

        A page that cannot be read says why, and the others are unaffected. Raises a `DocumentError` for a
        document that does not open, `OcrUnavailableError` where there is neither a model nor an engine.
        """
        if self._result is None:
            if not self._documents:
                raise InvalidArgumentError("There is nothing to read: give the options a document")
            read = self._read_here if self._options.model == OFFLINE_MODEL else self._read_by_model
            documents = [read(document, progress) for document in self._documents]
            self._result = TextRecognitionResult(documents=tuple(documents))
        return self._result

    def get_searchable_documents(self) -> list[PdfDocument]:
        """Copies of the PDFs whose scanned pages can be searched: the words lie, unseen, on their picture.

        Where words stand only the engine of this machine tells: `InvalidArgumentError` with a model.
        """
        if self._options.model != OFFLINE_MODEL:
            raise InvalidArgumentError(
                "A model does not tell where words stand: leave the model out to make a scan searchable"
            )
        result = self.get_text_recognition_result()
        return [
            PdfDocument(document.name, in_thread(partial(_with_layer, document, read)))
            for document, read in zip(self._documents, result.documents, strict=True)
        ]

    def _read_here(
        self, document: Document, progress: Callable[[int, int], object] | None
    ) -> DocumentTextRecognition:
        stop = Stop()
        try:
            return in_thread(partial(_recognized, document, self._options, progress, stop))
        finally:
            stop.set()  # should the task be cancelled, the thread has its end too

    def _read_by_model(
        self, document: Document, progress: Callable[[int, int], object] | None
    ) -> DocumentTextRecognition:
        data = in_thread(document_bytes, document)
        numbers = in_thread(_page_numbers, data, document)
        pages: list[PageTextRecognition] = []
        models: list[str] = []
        with Questions(self._client, self._options, "ocr") as questions:

            def read(number: int) -> PageTextRecognition:
                page, model = self._page(questions, data, document, number)
                pages.append(page)
                models.append(model)
                if progress is not None:
                    progress(len(pages), len(numbers))
                return page

            in_order = all_of(read, numbers, at_once=_AT_ONCE)
        return DocumentTextRecognition(document=document.name, pages=tuple(in_order), model=models[-1])

    def _page(
        self, questions: Questions, data: bytes, document: Document, number: int
    ) -> tuple[PageTextRecognition, str]:
        """The page, and who read it."""
        view = View(page=number, dpi=self._options.resolution, format="jpeg")
        (drawn,) = in_thread(partial(render, data, [view], name=document.name, password=document.password))
        if not isinstance(drawn, Rendered):
            return PageTextRecognition(number=number, error=drawn.problem), self._options.model
        picture = PictureShown(name=f"page-{number}.jpg", data=drawn.data, detail=self._options.detail)
        try:
            answer = questions.answer(self._options.user_instructions or _QUESTION, picture)
        except WorkFailedError as error:
            return PageTextRecognition(number=number, error=str(error)), self._options.model
        page = PageTextRecognition(number=number, text=answer.text, usage=answer.tokens)
        return page, answer.model


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


def _with_layer(document: Document, read: DocumentTextRecognition) -> bytes:
    pages = [RecognizedPage(number=page.number, words=page.words) for page in read.pages]
    return add_text_layer(document_bytes(document), pages, name=document.name, password=document.password)


def _page_numbers(data: bytes, document: Document) -> list[int]:
    look = look_at_pdf(data, name=document.name, password=document.password, pages=document.page_ranges)
    return [page.number for page in look.pages]
