"""Why a request is not served, and how the API says it."""

import logging
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

_log = logging.getLogger("pdfai.server")


class Problem(Exception):
    """A request at fault, with the status and the words that tell its sender."""

    status = 400

    def __init__(self, message: str, *, param: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.param = param
        self.code = code


class NotFoundProblem(Problem):
    """The object asked for does not exist."""

    status = 404


class UnauthorizedProblem(Problem):
    """The key is missing or wrong."""

    status = 401


class BadGatewayProblem(Problem):
    """The model behind the server could not answer."""

    status = 502


def answer_problems(app: FastAPI) -> None:
    """Make every error of `app` read as the API's own."""

    @app.exception_handler(Problem)
    def problem(_request: Request, error: Problem) -> JSONResponse:
        return _answer(error.status, error.message, param=error.param, code=error.code)

    @app.exception_handler(RequestValidationError)
    def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        message, param = _first_violation(error.errors())
        return _answer(400, message, param=param)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> JSONResponse:
        message = f"{error.detail}: {request.method} {request.url.path}"
        return _answer(error.status_code, message, headers=dict(error.headers or {}))

    @app.exception_handler(Exception)
    def broken(request: Request, error: Exception) -> JSONResponse:
        _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return _answer(500, "The server failed while serving this request.", type="server_error")


def _answer(  # the body has these properties
    status: int,
    message: str,
    *,
    param: str | None = None,
    code: str | None = None,
    type: str = "invalid_request_error",
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    body = {"error": {"message": message, "type": type, "param": param, "code": code}}
    return JSONResponse(body, status_code=status, headers=headers)


def _first_violation(errors: Sequence[dict[str, Any]]) -> tuple[str, str | None]:
    """What to say of the first thing wrong with a request, and where it is."""
    error = errors[0]
    place = [part for part in error["loc"] if part not in ("body", "query", "path", "header")]
    param = _path(place) or None
    match error["type"]:
        case "extra_forbidden":
            return f"Unknown parameter: '{param}'.", param
        case "missing":
            return f"Missing required parameter: '{param}'.", param
        case "json_invalid":
            return f"The body is not valid JSON: {error['ctx']['error']}.", None
        case _:
            return f"Invalid value for '{param}': {error['msg']}." if param else f"{error['msg']}.", param


def _path(place: Sequence[str | int]) -> str:
    path = ""
    for part in place:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path
