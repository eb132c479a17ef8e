"""Chat completions: one answer to one conversation, nothing kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from pdfai_api.api.chat import create_completion
from pdfai_api.models import Completion, CompletionChunk, CreateCompletionRequest

from pdfai._async.sending import AsyncSender
from pdfai._async.streaming import AsyncEventStream
from pdfai.calling import one_body, whole_body

if TYPE_CHECKING:
    from pdfai_wire import params


class AsyncChat(AsyncSender):
    """The calls for chat completions."""

    @overload
    async def create_completion(self, request: CreateCompletionRequest, /) -> Completion: ...

    @overload
    async def create_completion(
        self, /, **parameters: Unpack[params.CreateCompletionRequest]
    ) -> Completion: ...

    async def create_completion(
        self, request: CreateCompletionRequest | None = None, /, **parameters: Any
    ) -> Completion:
        """Answer a conversation."""
        return await self._send(create_completion.request(body=whole_body(request, parameters)))

    @overload
    def stream_completion(self, request: CreateCompletionRequest, /) -> AsyncEventStream[CompletionChunk]: ...

    @overload
    def stream_completion(
        self, /, **parameters: Unpack[params.CreateCompletionRequest]
    ) -> AsyncEventStream[CompletionChunk]: ...

    def stream_completion(
        self, request: CreateCompletionRequest | None = None, /, **parameters: Any
    ) -> AsyncEventStream[CompletionChunk]:
        """As `create_completion`; the answer comes in chunks."""
        return self._stream(create_completion.stream(body=one_body(request, parameters)))
