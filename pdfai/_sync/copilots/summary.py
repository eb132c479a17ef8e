# Derived from pdfai/_async/copilots/summary.py by scripts/unasync.py.
"""The summary copilot: what documents say, in few statements that lead back to their pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pdfai._sync.copilots.scoped import ScopedCopilot
from pdfai._sync.copilots.summary_by_model import SummaryByModel
from pdfai.blocking import Lock, in_thread
from pdfai.documents.saving import check_target, render_text
from pdfai.documents.stopping import Stop
from pdfai.errors import InvalidArgumentError
from pdfai.opening import read_document
from pdfai.options import OFFLINE_MODEL
from pdfai.reading_scans import read_with_scans
from pdfai.sources import PdfDocument, as_documents
from pdfai.summaries.extractive import summarize
from pdfai.summaries.prompting import text_tokens

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence

    from pdfai._sync.client import OpenAIClient
    from pdfai.documents.reading import Page
    from pdfai.documents.saving import SavedFile
    from pdfai.options import SummaryCopilotOptions
    from pdfai.sources import Document
    from pdfai.summaries.summary import Summary, SummaryProgress


class SummaryCopilot(ScopedCopilot):
    """A summary of documents.

    The documents are read here. A model is sent their text section by section and then what it said of the
    sections; offline, the summary is made of the documents' own sentences, and nothing is sent. The summary
    is made once: asking again, or saving it, costs nothing more.
    """

    def __init__(self, client: OpenAIClient, options: SummaryCopilotOptions) -> None:
        """Keep the options; nothing is read or sent yet."""
        self._client = client
        self._options = options
        self._summary: Summary | None = None
        self._by_model: SummaryByModel | None = None
        self._one_at_a_time = Lock()

    def get_summary(self, *, progress: Callable[[SummaryProgress], object] | None = None) -> Summary:
        """Summarise the documents; `progress` is told of each section that is done.

        Raises a `DocumentError` for a document that cannot be read, `RunFailedError` when the model fails.
        What it said of sections until then is kept: asking again goes on from there.
        """
        with self._one_at_a_time:
            if self._summary is None:
                if self._options.model == OFFLINE_MODEL:
                    read = self._read()
                    self._summary = in_thread(
                        lambda: summarize(read, length=self._options.length, progress=progress)
                    )
                else:
                    self._by_model = self._by_model or self._begun()
                    self._summary = self._by_model.summary(progress)
                    self._by_model = None
            return self._summary

    def get_summary_document(self, page_size: str | tuple[float, float] = "A4") -> PdfDocument:
        """The summary as a PDF; page sizes are names, or width and height in points."""
        summary = self.get_summary()
        data, _ = in_thread(
            lambda: render_text(
                summary.text,
                format="pdf",
                title=summary.title,
                language=summary.language,
                page_size=page_size,
            )
        )
        return PdfDocument(f"{summary.title}.pdf", data)

    def save_summary(
        self,
        path: str | os.PathLike[str],
        format: str | None = None,
        *,
        sections: bool = False,
        page_size: str | tuple[float, float] = "A4",
        progress: Callable[[SummaryProgress], object] | None = None,
    ) -> SavedFile:
        """Summarise, and write the summary as `pdf`, `docx`, `html`, `md` or `txt`, whole or not at all.

        The format is the one the path ends in unless given; with `sections` the document's sections follow. A
        path that cannot be written is refused before anything is read.
        """
        in_thread(lambda: check_target(path, format, page_size=page_size))
        summary = self.get_summary(progress=progress)
        return in_thread(lambda: summary.save(path, format, sections=sections, page_size=page_size))

    def _begun(self) -> SummaryByModel:
        options = self._options
        tokens = text_tokens(
            options.max_prompt_tokens,
            documents=[document.name for document in self._documents()],
            wish=options.summary_prompt,
            instructions=str(options.instructions or ""),
        )
        return SummaryByModel(self._client, options, self._read(), tokens=tokens)

    def _documents(self) -> tuple[Document, ...]:
        documents = as_documents(self._options.documents)
        if not documents:
            raise InvalidArgumentError("There is nothing to summarise: give the options a document")
        return documents

    def _read(self) -> list[tuple[str, Sequence[Page]]]:
        documents = self._documents()
        read = read_with_scans if self._options.ocr == "auto" else read_document
        stop = Stop()
        try:
            return [(document.name, in_thread(partial(read, document, stop=stop))) for document in documents]
        finally:
            stop.set()  # should the task be cancelled, the thread has its end too
