"""An answer of the chat copilot as it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from pdfai_api.api.runs import submit_tool_outputs
from pdfai_api.models import Message, MessageEvent, Run

from pdfai.errors import InvalidArgumentError
from pdfai.functions import function_set
from pdfai.responses import AnswerDraft, ChatResponse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from pdfai._async.copilots.chat import AsyncChatCopilot
    from pdfai._async.streaming import AsyncEventStream


class AsyncChatStream:
    """The pieces of an answer's text, once, as they come; and `response`, the whole answer, at their end.

    Together the pieces are the response's text. What was given is not taken back, though: where a model
    writes before it calls functions too, or a server changes its words at the end, the response is right.

    Read it to the end, or in a `with` statement, which closes it. Nothing is asked before. It raises as
    `get_response` does.
    """

    def __init__(self, copilot: AsyncChatCopilot, messages: str | Sequence[str]) -> None:
        """Keep what is to be asked."""
        self._copilot = copilot
        self._messages = messages
        self._functions = function_set(copilot._options.functions)
        self._events: AsyncEventStream[Any] | None = None
        self._draft = AnswerDraft({})
        self._message: Message | None = None
        self._response: ChatResponse | None = None
        self._is_over = False

    @property
    def response(self) -> ChatResponse:
        """The answer with its citations; `InvalidArgumentError` before its last piece was read."""
        if self._response is None:
            raise InvalidArgumentError("The answer is not whole yet: read its pieces to the end first")
        return self._response

    def __aiter__(self) -> Self:
        """Itself: what was read is gone."""
        return self

    async def __anext__(self) -> str:
        """The next piece, when it is there; never an empty one. `[1]` stands for the first citation."""
        try:
            piece = None if self._is_over else await self._next_piece()
        except BaseException:
            await self.close()
            raise
        if piece is None:
            self._is_over = True
            raise StopAsyncIteration
        return piece

    async def close(self) -> None:
        """Give the connection back; an answer that is not whole yet is not waited for."""
        self._is_over = True
        if self._events is not None:
            await self._events.close()

    async def __aenter__(self) -> Self:
        """The stream, which is closed at the end of the block."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        await self.close()

    async def _next_piece(self) -> str | None:
        while True:
            events = await self._opened()
            async for event in events:
                if isinstance(event, MessageEvent) and event.event == "thread.message.completed":
                    self._message = event.data
                elif piece := self._draft.add(event):
                    return piece
            run = await events.final_run()
            if run.status != "requires_action":
                self._is_over = True
                return await self._rest(run) or None
            self._events = await self._gone_on(run)

    async def _opened(self) -> AsyncEventStream[Any]:
        if self._events is None:
            belongings, body = await self._copilot._asked(self._messages)
            if self._functions:
                tools = [function.tool() for function in self._functions.values()]
                body = {**body, "tools": [*body["tools"], *tools]}
            self._draft = AnswerDraft(belongings.documents)
            self._events = self._copilot._client.stream_run(belongings.thread_id, **body)
        return self._events

    async def _gone_on(self, run: Run) -> AsyncEventStream[Any]:
        """The events that follow once the functions were called that the run asks for."""
        client = self._copilot._client
        outputs = await client._outputs(run.thread_id, run, self._functions, False)
        body = {"tool_outputs": outputs}
        return client._stream(submit_tool_outputs.stream(run.thread_id, run.id, body=body))

    async def _rest(self, run: Run) -> str:
        """What no piece had yet of the answer, which is whole now."""
        client = self._copilot._client
        message = self._message or await client._message_of(run.thread_id, run, client._patience(None))
        self._response = self._copilot._response(run, message)
        return self._draft.end(message)
