"""The one door for answers: status, headers and bytes in, a value or one of our errors out. No I/O."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Generic, TypeVar

from pdfai_api.request import Request
from pdfai_api.types import WireObject

from pdfai.config import is_openai
from pdfai.decoding import decode
from pdfai.errors import (
    ApiError,
    AssistantsApiRetiredError,
    MalformedAnswerError,
    api_error_class,
)
from pdfai.redaction import Redactor

T = TypeVar("T")

# The first of these that the contract gives an object. A completion's id is nothing to ask for it by.
_NEEDED = {"data": list, "choices": list, "id": str}
_NO_PROPERTY = object()
_RETIRED_PATHS = re.compile(r"/(assistants|threads)(/|$)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer(Generic[T]):
    """A value and what came with it."""

    value: T
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""

    @property
    def request_id(self) -> str | None:
        """What to quote to the server's operator."""
        return self.headers.get("x-request-id")


def read_answer(
    request: Request[T],
    redactor: Redactor,
    *,
    host: str,
    status: int,
    headers: Mapping[str, str],
    content: bytes,
) -> Answer[T]:
    """The answer's value; or `ApiError` when the API refuses, `MalformedAnswerError` when it is not the API.

    `headers` has lower-case names, and like the `host` asked holds no secret.
    """
    if status < 300:
        try:
            decoded = content if request.kind == "bytes" else _json_object(content, headers)
            value = request.read(decoded)
            _check_recognizable(value)
            redactor.value(value, content)
            return Answer(value=value, status=status, headers=headers)
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            reason = redactor.text(str(error))
            raise _malformed(reason, _text(content, redactor), status, headers) from error
    if status == 404 and is_openai(host) and _RETIRED_PATHS.match(request.path):
        raise AssistantsApiRetiredError(request.path, request_id=headers.get("x-request-id"))
    raise _refusal(_text(content, redactor), status, headers)


def _check_recognizable(value: object) -> None:
    """Refuse an object of the contract that lacks what nobody can do without; all else may be absent."""
    for name, kind in _NEEDED.items():
        found = getattr(value, name, _NO_PROPERTY)
        if found is not _NO_PROPERTY:
            if not isinstance(found, kind) or found == "":
                raise ValueError(f"it has no {name}")
            if name == "data":
                _check_items(found)
            return


def _check_items(items: Iterable[object]) -> None:
    for item in items:
        if not isinstance(item, WireObject):
            raise TypeError(f"a list with a {type(item).__name__} where an object belongs")
        _check_recognizable(item)


def _json_object(content: bytes, headers: Mapping[str, str]) -> dict[str, Any]:
    content_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    # A server that names no type may still speak JSON; one that names another does not.
    if content_type and content_type != "application/json" and not content_type.endswith("+json"):
        raise ValueError(f"{content_type} instead of JSON")
    try:
        decoded = decode(content)
    except ValueError:
        raise ValueError("JSON that is broken or cut off" if content else "nothing instead of JSON") from None
    if not isinstance(decoded, dict):
        raise TypeError(f"JSON with a {type(decoded).__name__} where an object belongs")
    return decoded


def _refusal(text: str, status: int, headers: Mapping[str, str]) -> ApiError | MalformedAnswerError:
    if status < 400:
        return _malformed(f"it redirects to {headers.get('location', '?')}", text, status, headers)
    details = error_details(text)
    if details is None and (status < 500 or status == 501) and status not in (401, 403, 429):
        # No API refuses like this: most likely the base URL leads to some website.
        return _malformed("no error in the API's form", text, status, headers)
    details = details or {"message": f"{_phrase(status)}, and no word from the API itself: try again later"}
    return api_error_class(status)(
        str(details.get("message") or _phrase(status)),
        status=status,
        code=optional_text(details.get("code")),
        type=optional_text(details.get("type")),
        param=optional_text(details.get("param")),
        request_id=headers.get("x-request-id"),
        headers=headers,
    )


def error_details(text: str) -> dict[str, Any] | None:
    """What the refusal says: in OpenAI's form, or in the simpler ones of compatible servers; else None."""
    try:
        body = decode(text.encode())
    except ValueError:
        return None
    if not isinstance(body, dict):
        return None
    error = body.get("error")
    if isinstance(error, dict):
        return error
    for message in (error, body.get("message"), body.get("detail")):
        if message:
            return {**body, "message": message if isinstance(message, str) else json.dumps(message)}
    return None


def _malformed(reason: str, text: str, status: int, headers: Mapping[str, str]) -> MalformedAnswerError:
    return MalformedAnswerError(reason, status=status, request_id=headers.get("x-request-id"), body=text)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return f"Status {status}"


def optional_text(value: object) -> str | None:
    """The value as text, if there is one."""
    return None if value is None else str(value)


def _text(content: bytes, redactor: Redactor) -> str:
    return redactor.text(content.decode("utf-8", errors="replace"))
