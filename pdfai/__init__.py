"""pdfai: questions to PDFs, through an Assistants-style API or the server embedded in this package."""

import typing

from pdfai import lazy
from pdfai.clock import Clock
from pdfai.config import ClientSettings
from pdfai.errors import (
    AnswerBrokenOffError,
    ApiError,
    AssistantsApiRetiredError,
    AuthenticationError,
    BadRequestError,
    BudgetExceededError,
    ConfigurationError,
    ConflictError,
    ConnectionFailedError,
    DamagedDocumentError,
    DataDirectoryError,
    DocumentError,
    DocumentNotFoundError,
    DocumentRefusedError,
    DocumentTooLargeError,
    EmptyDocumentError,
    EncryptedDocumentError,
    FileBatchFailedError,
    FileFailure,
    FunctionFailedError,
    IndexingFailedError,
    InvalidArgumentError,
    MalformedAnswerError,
    MessageIncompleteError,
    MissingExtraError,
    NotAPdfError,
    NotAPictureError,
    NoTextError,
    NotFoundError,
    OcrUnavailableError,
    PagesNotFoundError,
    PdfaiError,
    PermissionDeniedError,
    PollingTimeoutError,
    PortInUseError,
    ProtectedDocumentError,
    RateLimitError,
    RequestTimeoutError,
    RunFailedError,
    RunIncompleteError,
    RunNotCompletedError,
    RunRequiresActionError,
    SavedContextError,
    ServerError,
    SignedDocumentError,
    TransportError,
    UnknownFormatError,
    UnprocessableError,
    UnreadableTextError,
    UnsupportedEncryptionError,
    VectorStoreFailedError,
    WorkFailedError,
    WrongPasswordError,
)
from pdfai.policy import PollingPolicy, RetryPolicy

if typing.TYPE_CHECKING:
    from pdfai._async.builder import AsyncOpenAIClientBuilder
    from pdfai._async.client import AsyncOpenAIClient
    from pdfai._async.copilots.chat import AsyncChatCopilot
    from pdfai._async.copilots.chat_stream import AsyncChatStream
    from pdfai._async.copilots.image_description import AsyncImageDescriptionCopilot
    from pdfai._async.copilots.ocr import AsyncOcrCopilot
    from pdfai._async.copilots.summary import AsyncSummaryCopilot
    from pdfai._async.pages import AsyncPage
    from pdfai._async.streaming import AsyncEventStream
    from pdfai._sync.builder import OpenAIClientBuilder
    from pdfai._sync.client import OpenAIClient
    from pdfai._sync.copilots.chat import ChatCopilot
    from pdfai._sync.copilots.chat_stream import ChatStream
    from pdfai._sync.copilots.image_description import ImageDescriptionCopilot
    from pdfai._sync.copilots.ocr import OcrCopilot
    from pdfai._sync.copilots.summary import SummaryCopilot
    from pdfai._sync.pages import Page
    from pdfai._sync.streaming import EventStream
    from pdfai.describing.descriptions import (
        DescribedPdf,
        DocumentImageDescriptions,
        ImageDescription,
        ImageOutcome,
    )
    from pdfai.indexing import FileOutcome, IndexingProgress
    from pdfai.inspection import Inspection, PageInspection, inspect
    from pdfai.options import (
        OFFLINE_MODEL,
        ChatCopilotOptions,
        ImageDescriptionCopilotOptions,
        OcrCopilotOptions,
        SummaryCopilotOptions,
    )
    from pdfai.page_ranges import PageRanges
    from pdfai.recognitions import (
        DocumentTextRecognition,
        PageTextRecognition,
        SearchablePdf,
        TextRecognitionResult,
    )
    from pdfai.responses import ChatResponse, Citation
    from pdfai.sources import Document, DocumentCollection, PdfDocument, TextDocument
    from pdfai.spending.budget import Budget, Price
    from pdfai.spending.ledger import Ledger, LedgerRow
    from pdfai.spending.usage import Usage
    from pdfai.summaries.summary import Summary, SummaryProgress, SummarySection, SummaryStatement
    from pdfai.token_count import TokenCount

__all__ = [
    "OFFLINE_MODEL",
    "AnswerBrokenOffError",
    "ApiError",
    "AssistantsApiRetiredError",
    "AsyncChatCopilot",
    "AsyncChatStream",
    "AsyncEventStream",
    "AsyncImageDescriptionCopilot",
    "AsyncOcrCopilot",
    "AsyncOpenAIClient",
    "AsyncOpenAIClientBuilder",
    "AsyncPage",
    "AsyncSummaryCopilot",
    "AuthenticationError",
    "BadRequestError",
    "Budget",
    "BudgetExceededError",
    "ChatCopilot",
    "ChatCopilotOptions",
    "ChatResponse",
    "ChatStream",
    "Citation",
    "ClientSettings",
    "Clock",
    "ConfigurationError",
    "ConflictError",
    "ConnectionFailedError",
    "DamagedDocumentError",
    "DataDirectoryError",
    "DescribedPdf",
    "Document",
    "DocumentCollection",
    "DocumentError",
    "DocumentImageDescriptions",
    "DocumentNotFoundError",
    "DocumentRefusedError",
    "DocumentTextRecognition",
    "DocumentTooLargeError",
    "EmptyDocumentError",
    "EncryptedDocumentError",
    "EventStream",
    "FileBatchFailedError",
    "FileFailure",
    "FileOutcome",
    "FunctionFailedError",
    "ImageDescription",
    "ImageDescriptionCopilot",
    "ImageDescriptionCopilotOptions",
    "ImageOutcome",
    "IndexingFailedError",
    "IndexingProgress",
    "Inspection",
    "InvalidArgumentError",
    "Ledger",
    "LedgerRow",
    "MalformedAnswerError",
    "MessageIncompleteError",
    "MissingExtraError",
    "NoTextError",
    "NotAPdfError",
    "NotAPictureError",
    "NotFoundError",
    "OcrCopilot",
    "OcrCopilotOptions",
    "OcrUnavailableError",
    "OpenAIClient",
    "OpenAIClientBuilder",
    "Page",
    "PageInspection",
    "PageRanges",
    "PageTextRecognition",
    "PagesNotFoundError",
    "PdfDocument",
    "PdfaiError",
    "PermissionDeniedError",
    "PollingPolicy",
    "PollingTimeoutError",
    "PortInUseError",
    "Price",
    "ProtectedDocumentError",
    "RateLimitError",
    "RequestTimeoutError",
    "RetryPolicy",
    "RunFailedError",
    "RunIncompleteError",
    "RunNotCompletedError",
    "RunRequiresActionError",
    "SavedContextError",
    "SearchablePdf",
    "ServerError",
    "SignedDocumentError",
    "Summary",
    "SummaryCopilot",
    "SummaryCopilotOptions",
    "SummaryProgress",
    "SummarySection",
    "SummaryStatement",
    "TextDocument",
    "TextRecognitionResult",
    "TokenCount",
    "TransportError",
    "UnknownFormatError",
    "UnprocessableError",
    "UnreadableTextError",
    "UnsupportedEncryptionError",
    "Usage",
    "VectorStoreFailedError",
    "WorkFailedError",
    "WrongPasswordError",
    "inspect",
]

_HOMES = {
    "AsyncChatCopilot": "pdfai._async.copilots.chat",
    "AsyncChatStream": "pdfai._async.copilots.chat_stream",
    "AsyncEventStream": "pdfai._async.streaming",
    "AsyncImageDescriptionCopilot": "pdfai._async.copilots.image_description",
    "AsyncOcrCopilot": "pdfai._async.copilots.ocr",
    "AsyncOpenAIClient": "pdfai._async.client",
    "AsyncOpenAIClientBuilder": "pdfai._async.builder",
    "AsyncPage": "pdfai._async.pages",
    "AsyncSummaryCopilot": "pdfai._async.copilots.summary",
    "Budget": "pdfai.spending.budget",
    "ChatCopilot": "pdfai._sync.copilots.chat",
    "ChatCopilotOptions": "pdfai.options",
    "ChatResponse": "pdfai.responses",
    "ChatStream": "pdfai._sync.copilots.chat_stream",
    "Citation": "pdfai.responses",
    "DescribedPdf": "pdfai.describing.descriptions",
    "Document": "pdfai.sources",
    "DocumentImageDescriptions": "pdfai.describing.descriptions",
    "DocumentTextRecognition": "pdfai.recognitions",
    "DocumentCollection": "pdfai.sources",
    "EventStream": "pdfai._sync.streaming",
    "FileOutcome": "pdfai.indexing",
    "ImageDescription": "pdfai.describing.descriptions",
    "ImageDescriptionCopilot": "pdfai._sync.copilots.image_description",
    "ImageDescriptionCopilotOptions": "pdfai.options",
    "ImageOutcome": "pdfai.describing.descriptions",
    "IndexingProgress": "pdfai.indexing",
    "Inspection": "pdfai.inspection",
    "Ledger": "pdfai.spending.ledger",
    "LedgerRow": "pdfai.spending.ledger",
    "OFFLINE_MODEL": "pdfai.options",
    "OcrCopilot": "pdfai._sync.copilots.ocr",
    "OcrCopilotOptions": "pdfai.options",
    "OpenAIClient": "pdfai._sync.client",
    "OpenAIClientBuilder": "pdfai._sync.builder",
    "Page": "pdfai._sync.pages",
    "PageTextRecognition": "pdfai.recognitions",
    "PageInspection": "pdfai.inspection",
    "PageRanges": "pdfai.page_ranges",
    "PdfDocument": "pdfai.sources",
    "SearchablePdf": "pdfai.recognitions",
    "Summary": "pdfai.summaries.summary",
    "SummaryCopilot": "pdfai._sync.copilots.summary",
    "SummaryCopilotOptions": "pdfai.options",
    "SummaryProgress": "pdfai.summaries.summary",
    "SummarySection": "pdfai.summaries.summary",
    "SummaryStatement": "pdfai.summaries.summary",
    "TextRecognitionResult": "pdfai.recognitions",
    "TextDocument": "pdfai.sources",
    "Price": "pdfai.spending.budget",
    "TokenCount": "pdfai.token_count",
    "Usage": "pdfai.spending.usage",
    "inspect": "pdfai.inspection",
}
"""Imported when first asked for: nobody pays for the other colour, or for a copilot not used."""


if not typing.TYPE_CHECKING:  # which would take it that any name can be imported
    __getattr__ = lazy.importer(globals(), _HOMES)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
