"""Who may ask for what, decided before anything of a request's body is read."""

import secrets

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from pdfai.server.problems import NotFoundProblem, Problem, UnauthorizedProblem, answer


class Access:
    """Lets requests through to an app that carry a known key, and whose path is what it seems to be."""

    def __init__(self, app: ASGIApp, *, api_keys: tuple[str, ...]) -> None:
        self._app = app
        self._keys = [key.encode() for key in api_keys]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer why not."""
        problem = self._problem(scope) if scope["type"] == "http" else None
        await (self._app if problem is None else answer(problem))(scope, receive, send)

    def _problem(self, scope: Scope) -> Problem | None:
        if self._keys and not self._is_known(Headers(scope=scope).get("authorization", "")):
            return UnauthorizedProblem(
                "Incorrect API key provided: send one this server was started with as a bearer token.",
                code="invalid_api_key",
            )
        # Decoded, such an id would be read as another path.
        if b"%2f" in (scope.get("raw_path") or b"").lower():
            return NotFoundProblem("No object has an id with a slash in it.")
        return None

    def _is_known(self, authorization: str) -> bool:
        scheme, _, key = authorization.partition(" ")
        given = key.strip().encode()
        # All are compared, so that the time it takes says nothing.
        matches = [secrets.compare_digest(given, known) for known in self._keys]
        return scheme.lower() == "bearer" and any(matches)
