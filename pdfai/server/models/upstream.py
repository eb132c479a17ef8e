"""The server's one door to models elsewhere: an OpenAI-compatible endpoint, called by pdfai's own client."""

from collections.abc import AsyncIterator, Awaitable, Mapping
from typing import Any, NoReturn, Protocol

import httpx

from pdfai._async.client import AsyncOpenAIClient
from pdfai.config import ClientSettings
from pdfai.errors import (
    AnswerBrokenOffError,
    ApiError,
    AuthenticationError,
    InvalidArgumentError,
    MalformedAnswerError,
    PdfaiError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
    TransportError,
)
from pdfai.policy import RetryPolicy
from pdfai.server.models.base import ModelError
from pdfai.server.problems import BadGatewayProblem, Problem

JsonObject = dict[str, Any]


class _Said(Protocol):
    def to_dict(self) -> JsonObject: ...


class Upstream:
    """An endpoint, and the calls that are handed on to it as they come."""

    def __init__(
        self,
        url: str,
        api_key: str | None = None,
        *,
        model_map: Mapping[str, str] | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        retry: RetryPolicy | None = None,
    ) -> None:
        self.url = url
        self._model_map = model_map or {}
        settings = ClientSettings(api_key=api_key or "", base_domain=url)
        self.client = AsyncOpenAIClient(settings, transport=transport, retry=retry)

    def served(self, model: str) -> str:
        """The endpoint's model that serves in the place of one that was asked for."""
        return self._model_map.get(model) or self._model_map.get("*") or model

    async def complete(self, request: JsonObject) -> JsonObject:
        """The endpoint's answer to a conversation."""
        return await self._answer(self.client.create_completion(**self._mapped(request)))

    async def stream(self, request: JsonObject) -> AsyncIterator[JsonObject]:
        """The chunks of the endpoint's answer, as they come."""
        try:
            async with self.client.stream_completion(**self._mapped(request)) as chunks:
                async for chunk in chunks:
                    yield chunk.to_dict()
        except PdfaiError as error:
            self._raise(error)

    async def embed(self, request: JsonObject) -> JsonObject:
        """The endpoint's vectors."""
        return await self._answer(self.client.create_embedding(**self._mapped(request)))

    async def models(self) -> JsonObject:
        """The endpoint's models."""
        return await self._answer(self.client.get_models())

    async def model(self, name: str) -> JsonObject:
        """One of the endpoint's models."""
        return await self._answer(self.client.get_model(self.served(name)))

    async def close(self) -> None:
        """Give the connections back."""
        await self.client.close()

    def failure(self, error: PdfaiError) -> ModelError:
        """Why a run is not answered, without the endpoint's key."""
        match error:
            case RateLimitError():
                return ModelError(f"The model refused for now: {error}", code="rate_limit_exceeded")
            case AnswerBrokenOffError():
                return ModelError(f"The answer of the model at {self.url} broke off: ask again")
            case TransportError():
                return ModelError(
                    f"The model at {self.url} cannot be reached ({error.reason}): is it running?"
                )
            case MalformedAnswerError():
                return ModelError(
                    f"What answers at {self.url} is no Chat Completions endpoint ({error.reason}): "
                    "check the upstream URL, which mostly ends in /v1"
                )
            case _:
                return ModelError(f"The model at {self.url} refused: {error}")

    def _mapped(self, request: JsonObject) -> JsonObject:
        return {**request, "model": self.served(request["model"])}

    async def _answer(self, call: Awaitable[_Said]) -> JsonObject:
        try:
            return (await call).to_dict()
        except PdfaiError as error:
            self._raise(error)

    def _raise(self, error: PdfaiError) -> NoReturn:
        """A refusal is the caller's to read; that this server is refused, or the endpoint fails, is not."""
        match error:
            case AuthenticationError() | PermissionDeniedError() | ServerError():
                pass
            case InvalidArgumentError():
                raise Problem(error.message) from error
            # A stream tells of failures with the status of its success.
            case ApiError() if error.status >= 400:
                raise _Refused(error) from error
        failure = self.failure(error)
        raise BadGatewayProblem(failure.message, code=failure.code) from error


_WAITS = ("retry-after", "retry-after-ms", "x-should-retry")


class _Refused(Problem):
    """What the endpoint said, in its own words."""

    def __init__(self, error: ApiError) -> None:
        waits = {name: error.headers[name] for name in _WAITS if name in error.headers}
        super().__init__(error.message, param=error.param, code=error.code, headers=waits)
        self.status = error.status
