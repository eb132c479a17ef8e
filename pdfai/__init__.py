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
    NoTextError,
    NotFoundError,
    PdfaiError,
    PermissionDeniedError,
    PollingTimeoutError,
    PortInUseError,
    RateLimitError,
    RequestTimeoutError,
    RunFailedError,
    RunIncompleteError,
    RunNotCompletedError,
    RunRequiresActionError,
    ServerError,
    TransportError,
    UnprocessableError,
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
    from pdfai._async.pages import AsyncPage
    from pdfai._async.streaming import AsyncEventStream
    from pdfai._sync.builder import OpenAIClientBuilder
    from pdfai._sync.client import OpenAIClient
    from pdfai._sync.copilots.chat import ChatCopilot
    from pdfai._sync.pages import Page
    from pdfai._sync.streaming import EventStream
    from pdfai.indexing import FileOutcome, IndexingProgress
    from pdfai.options import OFFLINE_MODEL, ChatCopilotOptions, Document
    from pdfai.responses import ChatResponse, Citation
    from pdfai.usage import TokenCount, Usage

__all__ = [
    "OFFLINE_MODEL",
    "AnswerBrokenOffError",
    "ApiError",
    "AssistantsApiRetiredError",
    "AsyncChatCopilot",
    "AsyncEventStream",
    "AsyncOpenAIClient",
    "AsyncOpenAIClientBuilder",
    "AsyncPage",
    "AuthenticationError",
    "BadRequestError",
    "ChatCopilot",
    "ChatCopilotOptions",
    "ChatResponse",
    "Citation",
    "ClientSettings",
    "Clock",
    "ConfigurationError",
    "ConflictError",
    "ConnectionFailedError",
    "DamagedDocumentError",
    "DataDirectoryError",
    "Document",
    "DocumentError",
    "DocumentNotFoundError",
    "DocumentRefusedError",
    "DocumentTooLargeError",
    "EmptyDocumentError",
    "EncryptedDocumentError",
    "EventStream",
    "FileBatchFailedError",
    "FileFailure",
    "FileOutcome",
    "FunctionFailedError",
    "IndexingFailedError",
    "IndexingProgress",
    "InvalidArgumentError",
    "MalformedAnswerError",
    "MessageIncompleteError",
    "MissingExtraError",
    "NoTextError",
    "NotAPdfError",
    "NotFoundError",
    "OpenAIClient",
    "OpenAIClientBuilder",
    "Page",
    "PdfaiError",
    "PermissionDeniedError",
    "PollingPolicy",
    "PollingTimeoutError",
    "PortInUseError",
    "RateLimitError",
    "RequestTimeoutError",
    "RetryPolicy",
    "RunFailedError",
    "RunIncompleteError",
    "RunNotCompletedError",
    "RunRequiresActionError",
    "ServerError",
    "TokenCount",
    "TransportError",
    "UnprocessableError",
    "UnsupportedEncryptionError",
    "Usage",
    "VectorStoreFailedError",
    "WorkFailedError",
    "WrongPasswordError",
]

_HOMES = {
    "AsyncChatCopilot": "pdfai._async.copilots.chat",
    "AsyncEventStream": "pdfai._async.streaming",
    "AsyncOpenAIClient": "pdfai._async.client",
    "AsyncOpenAIClientBuilder": "pdfai._async.builder",
    "AsyncPage": "pdfai._async.pages",
    "ChatCopilot": "pdfai._sync.copilots.chat",
    "ChatCopilotOptions": "pdfai.options",
    "ChatResponse": "pdfai.responses",
    "Citation": "pdfai.responses",
    "Document": "pdfai.options",
    "EventStream": "pdfai._sync.streaming",
    "FileOutcome": "pdfai.indexing",
    "IndexingProgress": "pdfai.indexing",
    "OFFLINE_MODEL": "pdfai.options",
    "OpenAIClient": "pdfai._sync.client",
    "OpenAIClientBuilder": "pdfai._sync.builder",
    "Page": "pdfai._sync.pages",
    "TokenCount": "pdfai.usage",
    "Usage": "pdfai.usage",
}
"""Imported when first asked for: nobody pays for the other colour, or for a copilot not used."""


if not typing.TYPE_CHECKING:  # which would take it that any name can be imported
    __getattr__ = lazy.importer(globals(), _HOMES)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
