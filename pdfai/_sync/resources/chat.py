# Derived from pdfai/_async/resources/chat.py by scripts/unasync.py.
"""Chat completions: one answer to one conversation, nothing kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from pdfai_api.api.chat import create_completion
from pdfai_api.models import Completion, CompletionChunk, CreateCompletionRequest

from pdfai._sync.sending import Sender
from pdfai._sync.streaming import EventStream
from pdfai.calling import one_body, whole_body

if TYPE_CHECKING:
    from pdfai_wire import params


class Chat(Sender):
    """The calls for chat completions."""

    @overload
    def create_completion(self, request: CreateCompletionRequest, /) -> Completion: ...

    @overload
    def create_completion(self, /, **parameters: Unpack[params.CreateCompletionRequest]) -> Completion: ...

    def create_completion(
        self, request: CreateCompletionRequest | None = None, /, **parameters: Any
    ) -> Completion:
        """Answer a conversation."""
        return self._send(create_completion.request(body=whole_body(request, parameters)))

    @overload
    def stream_completion(self, request: CreateCompletionRequest, /) -> EventStream[CompletionChunk]: ...

    @overload
    def stream_completion(
        self, /, **parameters: Unpack[params.CreateCompletionRequest]
    ) -> EventStream[CompletionChunk]: ...

    def stream_completion(
        self, request: CreateCompletionRequest | None = None, /, **parameters: Any
    ) -> EventStream[CompletionChunk]:
        """As `create_completion`; the answer comes in chunks."""
        return self._stream(create_completion.stream(body=one_body(request, parameters)))
