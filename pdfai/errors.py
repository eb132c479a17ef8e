"""Everything pdfai raises: one tree, so that one `except PdfaiError` is enough.

The number is the exit code of the command line; it belongs to the branch, not to the leaf.

    PdfaiError                          1
    ├── InvalidArgumentError            2   the caller's: what could never work (also a ValueError)
    │   └── UnknownFormatError              a format nothing is saved in: `format`
    ├── DocumentError                   3   the document's: carries `document`, `detail`
    │   ├── DocumentNotFoundError           no such file, a directory, not readable
    │   ├── EmptyDocumentError              no bytes at all
    │   ├── NotAPdfError                    nor text, whatever its name says
    │   │   └── UnreadableTextError             text, but not in UTF-8
    │   ├── NotAPictureError                an image file was wanted
    │   ├── PagesNotFoundError              it does not have the pages asked for
    │   ├── EncryptedDocumentError          needs a password
    │   ├── WrongPasswordError              does not open with the one given
    │   ├── UnsupportedEncryptionError      encrypted in a way nobody here can open
    │   ├── DamagedDocumentError            truncated or broken
    │   ├── NoTextError                     pictures only
    │   ├── DocumentTooLargeError           past a limit of size, pages, memory or time
    │   ├── SignedDocumentError             a change would break its signatures
    │   ├── ProtectedDocumentError          its author allows no changes
    │   └── DocumentRefusedError            the server could not index it, in the server's words
    ├── TransportError                  4   the way there: carries `method`, `url`, `reason`
    │   ├── ConnectionFailedError           nobody answered
    │   │   └── AnswerBrokenOffError            the answer began, and never came to its end
    │   └── RequestTimeoutError             the answer took too long
    ├── MalformedAnswerError            4   an answer that is not the API's: `status`, `request_id`, `excerpt`
    ├── ApiError                        5   the API said no: `status code type param request_id message`
    │   ├── BadRequestError                 400
    │   ├── AuthenticationError             401
    │   ├── PermissionDeniedError           403
    │   ├── NotFoundError                   404
    │   │   └── AssistantsApiRetiredError   404 from api.openai.com for assistants and threads
    │   ├── ConflictError                   409
    │   ├── UnprocessableError              422
    │   ├── RateLimitError                  429
    │   └── ServerError                     5xx
    ├── WorkFailedError                 6   accepted, begun, and ended badly
    │   ├── RunNotCompletedError            carries `run`, `request_id`
    │   │   ├── RunFailedError              failed, cancelled or expired
    │   │   ├── RunIncompleteError          cut short
    │   │   ├── RunRequiresActionError      wants tool outputs that nobody here gives
    │   │   └── FunctionFailedError         a function it called raised: `function`
    │   ├── MessageIncompleteError          a message cut short: `thread_message`
    │   ├── VectorStoreFailedError          expired: `vector_store`
    │   ├── FileBatchFailedError            failed or cancelled: `batch`
    │   └── IndexingFailedError             which files failed and why: `failures`
    ├── PollingTimeoutError             7   not finished in time: `last`
    ├── ConfigurationError              8   the set-up's: settings that contradict or do not parse
    │   ├── MissingExtraError               a library that `pip install` did not bring
    │   ├── OcrUnavailableError             nothing installed recognises text, or this language's
    │   ├── DataDirectoryError              cannot be written
    │   ├── SavedContextError               a noted conversation that cannot be gone on with: `path`
    │   └── PortInUseError                  somebody else listens there
    └── BudgetExceededError             9   no room for a call: carries `spent held limit needed`

Every message is one printable line that says what to do. Every error can be pickled. None holds a key.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

if TYPE_CHECKING:
    from decimal import Decimal

    from pdfai_api.models import Message, Run, VectorStore, VectorStoreFileBatch

EXCERPT_LENGTH = 200
"""Characters of a malformed answer that are kept."""


class PdfaiError(Exception):
    """The root: whatever pdfai raises on purpose."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str) -> None:
        """Make the message one printable line."""
        super().__init__(_one_line(message))
        self.message: str = self.args[0]

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by state: leaves take other arguments than the message."""
        return _rebuild, (type(self), self.args), self.__dict__


class InvalidArgumentError(PdfaiError, ValueError):
    """An argument that could never work, refused before anything is sent."""

    exit_code = 2


class UnknownFormatError(InvalidArgumentError):
    """Nothing is saved in this format."""

    def __init__(self, format: str, known: Sequence[str] = ()) -> None:
        """Name the format asked for ("" where a path's ending names none), and those there are."""
        self.format = format
        asked = f"{format!r} is no format to save in" if format else "Which format is it to be saved in?"
        super().__init__(f"{asked}: choose one of {', '.join(known)}")


class DocumentError(PdfaiError):
    """A document could not be used; nothing of it is kept."""

    exit_code = 3
    problem: ClassVar[str] = "could not be read"
    advice: ClassVar[str] = ""

    def __init__(self, document: str = "", detail: str = "") -> None:
        """Name the document (may be "") and, where known, what exactly is wrong."""
        self.document = document
        self.detail = detail
        super().__init__(self._told())

    def _told(self) -> str:
        return (
            f"{self.document or 'The document'} {self.problem}"
            + (f" ({self.detail})" if self.detail else "")
            + (f": {self.advice}" if self.advice else "")
        )

    def named(self, document: str) -> Self:
        """The same error for a document by this name: whoever reads bytes does not know it."""
        return type(self)(document, self.detail)


class DocumentNotFoundError(DocumentError):
    """The path leads to no readable file."""

    problem = "cannot be opened"
    advice = "give the path of a file that you may read"


class EmptyDocumentError(DocumentError):
    """The file holds no bytes."""

    problem = "is empty"
    advice = "was it saved or downloaded completely?"


class NotAPdfError(DocumentError):
    """The bytes are neither a PDF nor text, whatever the name says."""

    problem = "is not a PDF"
    advice = "convert it to PDF first"


class UnreadableTextError(NotAPdfError):
    """The bytes are text in an encoding nobody named."""

    problem = "is text in an unknown encoding"
    advice = "save it as UTF-8"


class NotAPictureError(DocumentError):
    """The bytes are no picture that can be read, whatever the name says."""

    problem = "is not a picture"
    advice = "give a PNG, JPEG, WebP or GIF file, or a PDF"


class PagesNotFoundError(DocumentError):
    """Pages were asked for that the document does not have."""

    problem = "does not have these pages"
    advice = "ask for others, or for all"


class EncryptedDocumentError(DocumentError):
    """The document opens with a password only, and none was given."""

    problem = "is encrypted"
    advice = "give its password (--password, or with_document(..., password=...))"


class WrongPasswordError(DocumentError):
    """The document does not open with the password given."""

    problem = "does not open with this password"
    advice = "check the password (--password, or with_document(..., password=...))"


class UnsupportedEncryptionError(DocumentError):
    """The document is encrypted in a way that no password opens here, e.g. for certificates."""

    problem = "is encrypted in a way pdfai does not know"
    advice = "save a copy without protection in the program it was made for"


class DamagedDocumentError(DocumentError):
    """The document is truncated or broken."""

    problem = "is damaged"
    advice = "get a fresh copy; it may have been cut off"


class NoTextError(DocumentError):
    """The pages hold pictures but no text."""

    problem = "contains no text, only pictures"
    advice = "if its pages are scanned, pdfai ocr reads them (--searchable writes a copy to ask)"


class DocumentTooLargeError(DocumentError):
    """The document goes past a limit of size, pages, memory or time."""

    problem = "is too large to read"
    advice = "split it, or raise the reading limits"


class SignedDocumentError(DocumentError):
    """The document is signed, and a changed copy would not be."""

    problem = "is signed, and a change would break that"
    advice = "change it before it is signed"


class ProtectedDocumentError(DocumentError):
    """The document opens, but its author allows no changes without the owner's password."""

    problem = "is protected against changes"
    advice = "give its owner's password (--password, or with_document(..., password=...))"


class DocumentRefusedError(DocumentError):
    """The server that was to index the document could not; `detail` are the server's words."""

    problem = "was not indexed by the server"

    def _told(self) -> str:
        # A server that names the document, as ours does, says it all.
        if self.document and self.document in self.detail:
            return self.detail
        return f"{self.document or 'The document'} {self.problem}: {self.detail or 'it gave no reason'}"


class TransportError(PdfaiError):
    """A request went out and no whole answer came back, after all retries."""

    exit_code = 4

    def __init__(self, message: str, *, method: str, url: str, reason: str = "") -> None:
        """Name the request by method and URL, without query or credentials; `reason` is the system's word."""
        self.method = method
        self.url = url
        self.reason = reason
        super().__init__(message)


class ConnectionFailedError(TransportError):
    """Nobody answered, or the connection broke."""


class AnswerBrokenOffError(ConnectionFailedError):
    """An answer began and never came to its end; a run's stream can be read on with `stream_run_events`."""


class RequestTimeoutError(TransportError):
    """The answer took longer than the timeout."""


class MalformedAnswerError(PdfaiError):
    """An answer that is not the API's: HTML, truncated JSON, a wrong content type."""

    exit_code = 4

    def __init__(self, reason: str, *, status: int, request_id: str | None, body: str) -> None:
        """Keep the first 200 characters of the body as `excerpt`."""
        self.reason = reason
        self.status = status
        self.request_id = request_id
        self.excerpt = body[:EXCERPT_LENGTH]
        super().__init__(
            f"The server's answer is not one of this API: {reason} (status {status}"
            + (f", request {request_id}" if request_id else "")
            + f"); check the base URL. It begins: {self.excerpt!r}"
        )


class ApiError(PdfaiError):
    """The API understood the request and refused it."""

    exit_code = 5

    def __init__(
        self,
        message: str,
        *,
        status: int,
        code: str | None = None,
        type: str | None = None,  # the wire's own name
        param: str | None = None,
        request_id: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Carry what the API said; `message` is its own text, `headers` have names in lower case."""
        self.status = status
        self.code = code
        self.type = type
        self.param = param
        self.request_id = request_id
        self.headers = dict(headers or {})
        super().__init__(message)

    def __str__(self) -> str:
        """The API's message, with the status and the request id to quote to its operator."""
        request = f", request {self.request_id}" if self.request_id else ""
        return f"{self.message} (status {self.status}{request})"


class BadRequestError(ApiError):
    """400: the request is wrong, or comes at the wrong time."""


class AuthenticationError(ApiError):
    """401: the key is missing, wrong or revoked."""


class PermissionDeniedError(ApiError):
    """403: the key is right but may not do this."""


class NotFoundError(ApiError):
    """404: there is no such thing, or no such API."""


class AssistantsApiRetiredError(NotFoundError):
    """api.openai.com no longer has assistants and threads; the embedded server does."""

    def __init__(self, path: str, *, request_id: str | None = None) -> None:
        """Name the path that was asked for."""
        self.path = path
        super().__init__(
            f"OpenAI switched the Assistants API off on 2026-08-26, so {path} is gone there; use pdfai's: "
            "OpenAIClient.embedded() in process, or `pdfai serve` and its URL as base domain",
            status=404,
            request_id=request_id,
        )


class ConflictError(ApiError):
    """409: somebody else changed it first."""


class UnprocessableError(ApiError):
    """422: well formed, but meaningless."""


class RateLimitError(ApiError):
    """429: too many requests, or (`code` "insufficient_quota") nothing left to spend."""


class ServerError(ApiError):
    """5xx: the server's own fault, after all retries."""


class WorkFailedError(PdfaiError):
    """The API accepted the work, began it, and it ended badly."""

    exit_code = 6


class RunNotCompletedError(WorkFailedError):
    """The run gave no whole answer."""

    def __init__(self, run: "Run", *, request_id: str | None = None) -> None:
        """Carry the run as last seen, and the request that saw it."""
        self.run = run
        self.request_id = request_id
        super().__init__(f"Run {run.id} {self._told()}")

    def _told(self) -> str:
        return _ended(self.run.status)


class RunFailedError(RunNotCompletedError):
    """The run failed, was cancelled or expired; `run.last_error` says why."""

    def _told(self) -> str:
        reason = getattr(self.run.last_error, "message", "")
        return super()._told() + (f": {reason}" if reason else "")


class RunIncompleteError(RunNotCompletedError):
    """The run was cut short, mostly by a token limit; `partial_message` is what it wrote so far, if known."""

    partial_message: "Message | None" = None

    def _told(self) -> str:
        reason = getattr(self.run.incomplete_details, "reason", "") or "no reason given"
        return f"ended incomplete ({reason}): allow it more tokens, or ask for less"


class RunRequiresActionError(RunNotCompletedError):
    """The run waits for tool outputs, so there is no answer to return yet."""

    def __init__(self, run: "Run", *, request_id: str | None = None, missing: Sequence[str] = ()) -> None:
        """Carry the run, and the names it called of functions that the caller has not given."""
        self.missing = tuple(missing)
        super().__init__(run, request_id=request_id)

    def _told(self) -> str:
        if self.missing:
            return f"calls {', '.join(self.missing)}, not among the functions given: add it to them"
        return "waits for tool outputs: submit them, then wait again"


class FunctionFailedError(RunNotCompletedError):
    """A function that the run called raised; its own error is the cause."""

    def __init__(self, run: "Run", *, function: str, reason: str) -> None:
        """Carry the run, which was cancelled, and the function's name."""
        self.function = function
        self.reason = reason
        super().__init__(run)

    def _told(self) -> str:
        return f"was cancelled, for {self.function} failed: {self.reason}"


class MessageIncompleteError(WorkFailedError):
    """The message was cut short."""

    def __init__(self, thread_message: "Message") -> None:
        """Carry the message as far as it goes."""
        self.thread_message = thread_message
        reason = getattr(thread_message.incomplete_details, "reason", "") or "no reason given"
        super().__init__(f"Message {thread_message.id} is incomplete ({reason})")


class VectorStoreFailedError(WorkFailedError):
    """The vector store can no longer become ready."""

    def __init__(self, vector_store: "VectorStore") -> None:
        """Carry the store as last seen."""
        self.vector_store = vector_store
        super().__init__(
            f"Vector store {vector_store.id} {_ended(vector_store.status)}: create it anew from its files"
        )


class FileBatchFailedError(WorkFailedError):
    """The batch was given up before all its files were dealt with."""

    def __init__(self, batch: "VectorStoreFileBatch") -> None:
        """Carry the batch as last seen."""
        self.batch = batch
        super().__init__(
            f"File batch {batch.id} {_ended(batch.status)}: look at its files, and add them again"
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class FileFailure:
    """One file that could not be indexed, and why."""

    file_id: str
    document: str = ""
    """The file's name, where known."""
    code: str = ""
    message: str = ""

    def __str__(self) -> str:
        """The file and the reason, in a few words."""
        return f"{self.document or self.file_id}: {self.message or self.code or 'no reason given'}"


class IndexingFailedError(WorkFailedError):
    """Files could not be indexed; `failures` says which and why."""

    def __init__(self, failures: Iterable[FileFailure]) -> None:
        """Carry one failure per file."""
        self.failures = tuple(failures)
        super().__init__("Not indexed: " + "; ".join(map(str, self.failures)))


class PollingTimeoutError(PdfaiError):
    """The work had not finished when the whole wait's time was up; it may still finish."""

    exit_code = 7

    # Any, not object: whoever waited for a run knows that it is one.
    def __init__(self, message: str, *, last: Any) -> None:
        """Hand over, as `last`, what was last seen (None if nothing was)."""
        self.last = last
        super().__init__(message)


class ConfigurationError(PdfaiError):
    """The set-up is wrong: settings that contradict each other or do not parse."""

    exit_code = 8


class MissingExtraError(ConfigurationError):
    """An optional part of pdfai is not installed."""

    def __init__(self, extra: str, part: str = "This part of pdfai") -> None:
        """Name the extra to install, and the part that is missing."""
        self.extra = extra
        self.part = part
        super().__init__(f"{part} is not installed: run pip install 'pdfai[{extra}]'")


class OcrUnavailableError(ConfigurationError):
    """Nothing that is installed recognises text, or text of this language."""

    def __init__(self, language: str = "", installed: Sequence[str] = (), engine: str = "tesseract") -> None:
        """Name the language that is missing by the engine's code ("" where all are), and those there are."""
        self.language = language
        self.installed = tuple(installed)
        self.engine = engine
        package = f"the package tesseract-ocr-{language.replace('_', '-')} or the like"
        reader, remedy = "Tesseract", f"install its data ({package})"
        if engine != "tesseract":
            reader, remedy = engine, f"install Tesseract with the data of that language ({package})"
        super().__init__(
            f"{reader} cannot read {language!r} here: {remedy}"
            + (f", or choose among {', '.join(installed)}" if installed else "")
            if language
            else "Nothing here recognises text: install Tesseract (the package is called tesseract-ocr or "
            "tesseract), with the data of your languages, or for English, Chinese and others what "
            "pip install 'pdfai[ocr]' brings"
        )


class DataDirectoryError(ConfigurationError):
    """The data directory cannot be created or written."""

    def __init__(self, path: str, reason: str = "") -> None:
        """Name the directory, and what the system said."""
        self.path = path
        self.reason = reason
        super().__init__(
            f"Cannot write to the data directory {path}"
            + (f" ({reason})" if reason else "")
            + ": choose another with --data-dir or PDFAI_DATA_DIR"
        )


class SavedContextError(ConfigurationError):
    """The conversation noted in a file cannot be gone on with."""

    def __init__(self, path: str | PathLike[str], reason: str) -> None:
        """Name the file, and say what is wrong with it."""
        self.path = fspath(path)
        self.reason = reason
        super().__init__(
            f"Cannot go on with the conversation in {self.path}: {reason}; delete the file to begin another"
        )


class PortInUseError(ConfigurationError):
    """Another program listens on the port."""

    def __init__(self, host: str, port: int) -> None:
        """Name the address asked for."""
        self.host = host
        self.port = port
        super().__init__(
            f"Port {port} on {host} is in use: choose another with --port, or stop what listens there"
        )


class BudgetExceededError(PdfaiError):
    """A call might have passed the client's budget, and was not sent."""

    exit_code = 9

    def __init__(
        self,
        unit: Literal["tokens", "cost"],
        *,
        spent: "int | Decimal",
        held: "int | Decimal",
        limit: "int | Decimal",
        needed: "int | Decimal",
    ) -> None:
        """Say what of the limit is `spent`, what is `held` for calls under way, and what was `needed`."""
        self.unit = unit
        self.spent = spent
        self.held = held
        self.limit = limit
        self.needed = needed
        super().__init__(self._told())

    def _told(self) -> str:
        counted, may, limit = (
            (" tokens", "need", "max_tokens_total") if self.unit == "tokens" else ("", "cost", "max_cost")
        )
        left = max(self.limit - self.spent - self.held, 0)
        under_way = f", {_number(self.held)} held for calls under way" if self.held else ""
        return (
            f"The budget has {_number(left)} of {_number(self.limit)}{counted} left "
            f"({_number(self.spent)} spent{under_way}) and this call may {may} {_number(self.needed)}: "
            f"allow it fewer tokens, or raise {limit}"
        )


_BY_STATUS: dict[int, type[ApiError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableError,
    429: RateLimitError,
}


def api_error_class(status: int) -> type[ApiError]:
    """The class for a status; a status nobody named is a plain `ApiError`."""
    return _BY_STATUS.get(status, ServerError if status >= 500 else ApiError)


def _ended(status: object) -> str:
    # "failed", "was cancelled", "expired": statuses are adjectives or verbs; an unknown one is quoted.
    known = {"failed": "failed", "cancelled": "was cancelled", "expired": "expired"}
    return known.get(str(status), f"ended with status {str(status)!r}")


def _number(value: "int | Decimal") -> str:
    # As people write it: decimals may come as 1E+1.
    return str(value) if isinstance(value, int) else f"{value.normalize():f}"


def _one_line(text: str) -> str:
    # File names and answers may hold line breaks and terminal escapes.
    return "".join(char if char.isprintable() else "\ufffd" for char in " ".join(text.split()))


def _rebuild(cls: type[PdfaiError], args: tuple[Any, ...]) -> PdfaiError:
    return cls.__new__(cls, *args)
