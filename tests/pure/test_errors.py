"""The error tree: drawn whole, picklable, and fit to print."""

import inspect
import pickle
from collections.abc import Callable
from decimal import Decimal

import pytest
from pdfai_api.models import Message, Run, VectorStore, VectorStoreFileBatch

from pdfai import errors
from pdfai.errors import (
    ApiError,
    AssistantsApiRetiredError,
    BudgetExceededError,
    ConfigurationError,
    ConnectionFailedError,
    DataDirectoryError,
    DocumentError,
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
    PdfaiError,
    PollingTimeoutError,
    PortInUseError,
    RequestTimeoutError,
    RunNotCompletedError,
    SavedContextError,
    TransportError,
    VectorStoreFailedError,
    WorkFailedError,
    api_error_class,
)

CLASSES = [
    value
    for value in vars(errors).values()
    if inspect.isclass(value) and issubclass(value, PdfaiError) and value.__module__ == errors.__name__
]
RUN = Run.from_dict({"id": "run_1", "status": "failed", "last_error": {"code": "x", "message": "on fire"}})
VECTOR_STORE = VectorStore.from_dict({"id": "vs_1", "status": "expired"})


def made(cls: type[PdfaiError]) -> PdfaiError:
    """One of each, with the arguments its branch takes."""
    branches: dict[type[PdfaiError], Callable[..., PdfaiError]] = {
        AssistantsApiRetiredError: lambda c: c("/threads", request_id="req_1"),
        ApiError: lambda c: c("no", status=418, code="c", type="t", param="p", request_id="req_1"),
        DocumentError: lambda c: c("a.pdf", "page 3"),
        TransportError: lambda c: c("gone", method="GET", url="http://localhost/v1"),
        MalformedAnswerError: lambda c: c("HTML", status=200, request_id="req_1", body="<html>"),
        FunctionFailedError: lambda c: c(RUN, function="look", reason="it is dark"),
        MessageIncompleteError: lambda c: c(Message.from_dict({"id": "msg_1"})),
        FileBatchFailedError: lambda c: c(VectorStoreFileBatch.from_dict({"id": "b", "status": "failed"})),
        RunNotCompletedError: lambda c: c(RUN, request_id="req_1"),
        VectorStoreFailedError: lambda c: c(VECTOR_STORE),
        IndexingFailedError: lambda c: c(
            [FileFailure(file_id="file-1", document="a.pdf", message="no text")]
        ),
        PollingTimeoutError: lambda c: c("slow", last=RUN),
        MissingExtraError: lambda c: c("server", "The embedded server"),
        DataDirectoryError: lambda c: c("/data", "Permission denied"),
        BudgetExceededError: lambda c: c("cost", spent=Decimal(1), held=0, limit=Decimal("1.5"), needed=1),
        PortInUseError: lambda c: c("127.0.0.1", 8080),
        SavedContextError: lambda c: c("chat.json", "its server has forgotten it"),
    }
    for branch, make in branches.items():
        if issubclass(cls, branch):
            return make(cls)
    return cls("message")


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_pickles(cls: type[PdfaiError]) -> None:
    """Every error comes back from a worker process with all it carries."""
    error = made(cls)
    error.add_note("seen in a worker")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    assert type(copy) is cls
    assert (str(copy), copy.args, vars(copy)) == (str(error), error.args, vars(error))


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_one_line(cls: type[PdfaiError]) -> None:
    """Every message is one printable line."""
    assert str(made(cls)).isprintable()


def test_hostile_name() -> None:
    """A file name with line breaks and terminal escapes is defused."""
    assert str(NotAPdfError("a\r\n\x1b[2J.pdf")) == "a \ufffd[2J.pdf is not a PDF: convert it to PDF first"


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_drawn(cls: type[PdfaiError]) -> None:
    """Every class stands in the drawing, under its parent, with its branch's exit code."""
    drawing = errors.__doc__ or ""
    (line,) = (line for line in drawing.splitlines() if cls.__name__ in line.split())
    depth = line.index(cls.__name__) // 4
    assert depth == len([base for base in cls.__mro__ if issubclass(base, PdfaiError)])
    code = line.split(cls.__name__)[1].split()[0]
    assert code == str(cls.exit_code) or depth > 2


def test_exit_codes_belong_to_branches() -> None:
    """No two branches share an exit code by accident, and no leaf has one of its own."""
    branches = {cls: cls.exit_code for cls in CLASSES if cls.__base__ is PdfaiError or cls is PdfaiError}
    assert branches == {
        PdfaiError: 1,
        InvalidArgumentError: 2,
        DocumentError: 3,
        TransportError: 4,
        MalformedAnswerError: 4,
        ApiError: 5,
        WorkFailedError: 6,
        PollingTimeoutError: 7,
        ConfigurationError: 8,
        BudgetExceededError: 9,
    }
    for cls in CLASSES:
        assert cls in branches or "exit_code" not in vars(cls)


def test_named_later() -> None:
    """Whoever reads bytes does not know the name; whoever does can add it."""
    error = EncryptedDocumentError(detail="256 bit").named("report.pdf")
    assert type(error) is EncryptedDocumentError
    assert str(error) == (
        "report.pdf is encrypted (256 bit): "
        "give its password (--password, or with_document(..., password=...))"
    )
    assert str(DocumentError()) == "The document could not be read"


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "BadRequestError"),
        (404, "NotFoundError"),
        (418, "ApiError"),
        (500, "ServerError"),
        (599, "ServerError"),
    ],
)
def test_by_status(status: int, name: str) -> None:
    """A status that has no class of its own is a plain ApiError, or from 500 on the server's."""
    assert api_error_class(status).__name__ == name


def test_what_to_install() -> None:
    """A missing extra says the command that helps."""
    told = str(MissingExtraError("server", "The embedded server"))
    assert told == "The embedded server is not installed: run pip install 'pdfai[server]'"


def test_transport_leaves() -> None:
    """One `except TransportError` covers every request without an answer."""
    assert {ConnectionFailedError, RequestTimeoutError} <= set(TransportError.__subclasses__())
