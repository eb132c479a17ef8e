"""What the callers of both colours share: keywords, the body given in one of two ways, how long is left."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict, TypeVar

from pdfai_api.models import FilePurpose, ListOrder, RunStepInclude

from pdfai.answers import Answer
from pdfai.clock import Clock
from pdfai.errors import InvalidArgumentError, PollingTimeoutError
from pdfai.policy import PollingPolicy

M = TypeVar("M")

LAST_LOOK_SECONDS = 1.0
"""The least that a request gets, so that the last look, at the deadline, still can be answered."""

_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


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
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    on_answer: Callable[[Answer[Any]], object] | None = None

    def __post_init__(self) -> None:
        """Refuse what could never work."""
        seconds = self.timeout_seconds
        if seconds is not None and not (isinstance(seconds, int | float) and seconds > 0):
            raise InvalidArgumentError(f"timeout_seconds must be more than 0, not {seconds!r}")
        for name, value in self.headers.items():
            _check_header(name, value)


class WaitOptions(TypedDict, total=False):
    """How to wait, this time."""

    timeout_seconds: float | None
    """What the whole wait may take, instead of the client's `polling_timeout_seconds`."""
    on_progress: Callable[[Any], object] | None
    """Called with what each look saw."""


class RunWaitOptions(WaitOptions, total=False):
    """How to wait for a run, this time."""

    cancel_on_timeout: bool
    """Whether a run that takes too long is cancelled."""


class Patience:
    """How much longer a whole wait may take, over all the requests it is made of."""

    def __init__(self, clock: Clock, policy: Callable[[], PollingPolicy]) -> None:
        """Count from now. The policy is asked for anew each time, for it may change while somebody waits."""
        self.policy = policy
        self._clock = clock
        self._start = clock.monotonic()
        policy()  # raises what there is to say against it, before anything is sent

    @property
    def elapsed(self) -> float:
        """Seconds since it began."""
        return self._clock.monotonic() - self._start

    @property
    def left(self) -> float:
        """Seconds until it ends; 0 or less when it has."""
        return self.policy().timeout_seconds - self.elapsed

    @property
    def allowed(self) -> float:
        """What a request gets that is sent now."""
        return max(self.left, LAST_LOOK_SECONDS)

    def ended(self, what: str, last: object) -> PollingTimeoutError:
        """The error for work that has not."""
        status = getattr(last, "status", "without an answer")
        limit = self.policy().timeout_seconds
        return PollingTimeoutError(
            f"{what} is still {status} after {limit:g} s: wait again, or longer", last=last
        )


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


def _check_header(name: object, value: object) -> None:
    if not (isinstance(name, str) and _HEADER_NAME.fullmatch(name)):
        raise InvalidArgumentError("A header's name must be of letters, digits and dashes")
    if not (isinstance(value, str) and value.isascii() and value.isprintable() and value == value.strip()):
        # Not quoting it: it may be a key. Libraries that meet such a header do quote it.
        raise InvalidArgumentError(
            f"The header {name} must be printable ASCII text, without line breaks or spaces at its ends"
        )
