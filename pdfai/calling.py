"""What the callers of both colours share: the keywords of lists, and the body given in one of two ways."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict, TypeVar

from pdfai_api.models import FilePurpose, ListOrder, RunStepInclude

from pdfai.answers import Answer
from pdfai.errors import InvalidArgumentError

M = TypeVar("M")


class ListQuery(TypedDict, total=False):
    """Which part of a list: at most `limit`, behind the id `after` or in front of the id `before`."""

    limit: int
    order: ListOrder
    after: str
    before: str


class MessageListQuery(ListQuery, total=False):
    """A list of messages, perhaps only those that one run wrote."""

    run_id: str


class RunStepQuery(TypedDict, total=False):
    """What else to tell of a run step: the text of search results is left out unless asked for."""

    include: list[RunStepInclude]


class RunStepListQuery(ListQuery, RunStepQuery, total=False):
    """A list of run steps."""


class FileListQuery(TypedDict, total=False):
    """A list of files, perhaps only those for one purpose."""

    purpose: FilePurpose
    limit: int
    order: ListOrder
    after: str


@dataclass(frozen=True, kw_only=True)
class RequestOptions:
    """What calls do otherwise than the client's settings say; None leaves it to those."""

    timeout_seconds: float | None = None
    max_retries: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    on_answer: Callable[[Answer[Any]], object] | None = None

    def __post_init__(self) -> None:
        """Refuse what could never work."""
        if self.timeout_seconds is not None and not self.timeout_seconds > 0:
            raise InvalidArgumentError(f"timeout_seconds must be more than 0, not {self.timeout_seconds!r}")
        if self.max_retries is not None and self.max_retries < 0:
            raise InvalidArgumentError(f"max_retries must be 0 or more, not {self.max_retries!r}")


class WaitOptions(TypedDict, total=False):
    """How to wait, this time."""

    timeout_seconds: float
    """What the whole wait may take, instead of the client's `polling_timeout_seconds`."""
    on_progress: Callable[[Any], object]
    """Called with what each look saw."""


class RunWaitOptions(WaitOptions, total=False):
    """How to wait for a run, this time."""

    cancel_on_timeout: bool
    """Whether a run that takes too long is cancelled."""


def whole_body(request: M | None, parameters: Mapping[str, Any]) -> M | Mapping[str, Any]:
    """As `one_body`, for a call whose events another method reads."""
    body = one_body(request, parameters)
    if body.get("stream") if isinstance(body, Mapping) else getattr(body, "stream", None) is True:
        raise InvalidArgumentError("This call has one answer: leave 'stream' out, or use its stream_ sister")
    return body


def one_body(request: M | None, parameters: Mapping[str, Any]) -> M | Mapping[str, Any]:
    """The request object or the keywords, whichever was given; both is a TypeError."""
    if request is None:
        return parameters
    if parameters:
        raise TypeError(f"Give a {type(request).__name__} or keywords, not both: {', '.join(parameters)}")
    return request
