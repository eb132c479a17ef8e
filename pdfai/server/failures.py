"""How the API says why a request is not served."""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DatabaseError
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route

from pdfai.server.problems import DISK_IS_FULL, Problem, is_disk_full
from pdfai.server.violations import violation

_log = logging.getLogger("pdfai.server")


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
        if isinstance(error.__cause__, OSError):
            # What arrives is put on disk, and the framework blames the sender for all that goes wrong there.
            return await full(request, error.__cause__)
        message = f"{error.detail}: {request.method} {request.url.path}"
        headers = {"allow": _allowed(request)} if error.status_code == 405 else None
        return _answer(error.status_code, message, headers=headers)

    @app.exception_handler(OSError)
    @app.exception_handler(DatabaseError)
    async def full(request: Request, error: Exception) -> JSONResponse:
        if not is_disk_full(error):
            return await broken(request, error)
        return disk_is_full()

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> JSONResponse:
        # This handler stands before all layers, also before the one that labels answers.
        request_id = request.scope["state"]["request_id"]
        _log.error("%s %s failed (%s)", request.method, request.url.path, request_id, exc_info=error)
        message = "The server failed while serving this request."
        return _answer(500, message, type="server_error", headers={"x-request-id": request_id})


def _allowed(request: Request) -> str:
    """The methods of the path asked for; the framework names those of its first handler alone."""
    routes = [route for route in request.app.routes if isinstance(route, Route)]
    path = next(route.path for route in routes if route.matches(request.scope)[0] is not Match.NONE)
    return ", ".join(method for route in routes if route.path == path for method in route.methods or ())


def answer(problem: Problem) -> JSONResponse:
    """The problem as the API answers it."""
    return _answer(
        problem.status, problem.message, param=problem.param, code=problem.code, headers=problem.headers
    )


def disk_is_full() -> JSONResponse:
    """What whoever asked for something to be kept is told; no retry mends it."""
    return _answer(507, DISK_IS_FULL, type="server_error", headers={"x-should-retry": "false"})


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
