"""The layer before the routes in which requests with a key are told from those that came before."""

import hashlib

import anyio
from anyio import CancelScope, to_thread
from sqlalchemy.exc import DatabaseError
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pdfai.server.failures import answer, disk_is_full
from pdfai.server.idempotency.body_hash import HashedBody
from pdfai.server.idempotency.witness import Witness
from pdfai.server.problems import ConflictProblem, Problem, is_disk_full
from pdfai.server.store.attempts import attempt
from pdfai.server.store.idempotency import Earlier, IdempotentRequests

_PATIENCE_SECONDS = 30.0
"""How long a request waits for the same one that is under way."""
_LOOK_SECONDS = 0.1
"""How long between looks at it: another process may be at work for it."""

# These make nothing that could be there twice, and what they answer is kept nowhere: not here either.
_NOTHING_IS_MADE = ("/chat/completions", "/embeddings", "/search")


class Idempotency:
    """Carries a POST with an `Idempotency-Key` out once, and gives its answer to all with the same key."""

    def __init__(self, app: ASGIApp, *, requests: IdempotentRequests) -> None:
        self._app = app
        self._requests = requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer as it was answered before."""
        # Servers read on in the context of whichever request made them pause, and the next one inherits it.
        attempt.set(None)
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        key = headers.get("idempotency-key")
        if not key or scope["method"] != "POST" or scope["path"].endswith(_NOTHING_IS_MADE):
            await self._app(scope, receive, send)
            return
        body = HashedBody(receive, headers.get("content-type", ""))
        try:
            found = await self._begin(_key_sha256(headers, key), _request(scope))
        except DatabaseError as error:
            if not is_disk_full(error):
                raise
            await disk_is_full()(scope, receive, send)
            return
        if isinstance(found, int):
            await self._carry_out(found, scope, body, send)
        else:
            await (await _again(found, scope, body))(scope, receive, send)

    async def _begin(self, key_sha256: str, request: str) -> int | Earlier:
        deadline = anyio.current_time() + _PATIENCE_SECONDS
        while True:
            # An attempt that has begun has to be heard of, or nobody would ever end it.
            with CancelScope(shield=True):
                found = await to_thread.run_sync(self._requests.begin, key_sha256, request)
            if isinstance(found, int) or not found.is_under_way or found.request != request:
                return found
            if anyio.current_time() > deadline:
                return found
            await anyio.sleep(_LOOK_SECONDS)

    async def _carry_out(self, id: int, scope: Scope, body: HashedBody, send: Send) -> None:
        witness = Witness(self._requests, id, body, send)
        before = attempt.set(id)
        try:
            await self._app(scope, body.receive, witness.send)
        finally:
            attempt.reset(before)
            await witness.leave()


async def _again(earlier: Earlier, scope: Scope, body: HashedBody) -> Response:
    """What a request is told that is not carried out because of an earlier one."""
    if earlier.request != _request(scope):
        return answer(_other_request(earlier))
    if earlier.is_under_way:
        return answer(
            ConflictProblem(
                "A request with this Idempotency-Key is still being carried out: send it again later.",
                code="idempotency_key_in_use",
                headers={"retry-after": "1"},
            )
        )
    if earlier.body_sha256 is not None:
        await body.read_to_the_end()
        if body.sha256() != earlier.body_sha256:
            return answer(_other_request(earlier))
    if earlier.answer is None:
        return answer(_no_answer(earlier))
    headers = {"content-type": earlier.answer.content_type, "idempotent-replayed": "true"}
    return Response(earlier.answer.body, earlier.answer.status, headers)


def _other_request(earlier: Earlier) -> Problem:
    return Problem(
        f"This Idempotency-Key came with another request before, {earlier.request}: "
        "make a new key for each request, and send it again with the same one only.",
        code="idempotency_key_reused",
    )


def _no_answer(earlier: Earlier) -> Problem:
    created = f", and created {', '.join(earlier.created)}" if earlier.created else ""
    return Problem(
        f"{earlier.request} with this Idempotency-Key was carried out already{created}. Its answer cannot be "
        "given again: look for what came of it, or send the request with another key.",
        code="idempotent_answer_lost",
    )


def _key_sha256(headers: Headers, key: str) -> str:
    # Keys are each caller's own; and who that is can be told from the hash by nobody who finds the file.
    return hashlib.sha256(f"{headers.get('authorization', '')}\n{key}".encode()).hexdigest()


def _request(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    return f"POST {scope['path']}" + (f"?{query}" if query else "")
