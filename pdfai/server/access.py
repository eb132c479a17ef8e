"""Who may ask for what, decided before anything of a request's body is read."""

import ipaddress
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from pdfai.server.failures import answer
from pdfai.server.problems import ForbiddenProblem, NotFoundProblem, Problem, UnauthorizedProblem

_EMBEDDED_HOST = "pdfai.embedded"
"""How clients in the server's own process address it."""
_MODELS = b"/v1/models/"


class Access:
    """Lets requests through to an app that carry a known key, and whose path is what it seems to be.

    Without keys it lets those through that were meant for this machine: a browser also sends what websites
    make it send, and finds this machine under any name its owner gives it.
    """

    def __init__(self, app: ASGIApp, *, api_keys: tuple[str, ...]) -> None:
        self._app = app
        self._keys = [key.encode() for key in api_keys]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer why not."""
        problem = self._problem(scope) if scope["type"] == "http" else None
        await (self._app if problem is None else answer(problem))(scope, receive, send)

    def _problem(self, scope: Scope) -> Problem | None:
        headers = Headers(scope=scope)
        if self._keys and not self._is_known(headers.get("authorization", "")):
            return UnauthorizedProblem(
                "Incorrect API key provided: send one this server was started with as a bearer token.",
                code="invalid_api_key",
            )
        if not self._keys and not _is_meant_for_here(headers):
            return ForbiddenProblem(
                "This server has no API keys, so it serves this machine only: ask it under localhost, "
                "from no other website, or start it with a key."
            )
        if _has_hidden_slash(scope.get("raw_path") or b""):
            return NotFoundProblem("No object has an id with a slash in it.")
        return None

    def _is_known(self, authorization: str) -> bool:
        scheme, _, key = authorization.partition(" ")
        given = key.strip().encode()
        # All are compared, so that the time it takes says nothing.
        matches = [secrets.compare_digest(given, known) for known in self._keys]
        return scheme.lower() == "bearer" and any(matches)


def _has_hidden_slash(path: bytes) -> bool:
    """Whether an id in an encoded path has a slash: decoded, it would be read as another path.

    The names of models may have one, and nothing else has a path below theirs.
    """
    return b"%2f" in path.lower() and not path.startswith(_MODELS)


def _is_meant_for_here(headers: Headers) -> bool:
    origin = headers.get("origin")
    return _is_here("//" + headers.get("host", "")) and (origin is None or _is_here(origin))


def _is_here(url: str) -> bool:
    """Whether a URL's host is this machine by a name that nobody else can give to it."""
    try:
        host = urlsplit(url).hostname or ""
        return host in {"localhost", _EMBEDDED_HOST} or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
