"""Chat completions: one answer to one conversation, nothing kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from pdfai_api.api.chat import create_completion
from pdfai_api.models import Completion, CreateCompletionRequest

from pdfai._async.sending import AsyncSender
from pdfai.calling import one_body

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
        return await self._send(create_completion.request(body=one_body(request, parameters)))
