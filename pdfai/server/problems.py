"""Why a request is not served, and how the API says it."""

import errno
import logging
import sqlite3

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DatabaseError
from starlette.exceptions import HTTPException

from pdfai.server.violations import violation

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
    async def problem(_request: Request, error: Problem) -> JSONResponse:
        return answer(error)

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        message, param = violation(error.errors(), error.body)
        return _answer(400, message, param=param)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        message = f"{error.detail}: {request.method} {request.url.path}"
        return _answer(error.status_code, message, headers=dict(error.headers or {}))

    @app.exception_handler(OSError)
    @app.exception_handler(DatabaseError)
    async def full(request: Request, error: Exception) -> JSONResponse:
        if not _is_disk_full(error):
            return await broken(request, error)
        message = "The server's disk is full and nothing of this request was kept: free some space there."
        # No retry mends that.
        return _answer(507, message, type="server_error", headers={"x-should-retry": "false"})

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> JSONResponse:
        _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return _answer(500, "The server failed while serving this request.", type="server_error")


def answer(problem: Problem) -> JSONResponse:
    """The problem as the API answers it."""
    return _answer(problem.status, problem.message, param=problem.param, code=problem.code)


def _is_disk_full(error: Exception) -> bool:
    cause = error.orig if isinstance(error, DatabaseError) else error
    full = getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return full or getattr(cause, "errno", None) in (errno.ENOSPC, errno.EDQUOT)


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
