"""What the callers of both colours share: the keywords of lists, and the body given in one of two ways."""

from collections.abc import Mapping
from typing import Any, TypedDict, TypeVar

from pdfai_api.models import FilePurpose, ListOrder, RunStepInclude

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
