"""Questions to one assistant, each in a conversation of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from pdfai._async.copilots.belongings import AsyncBelongings
from pdfai.outcomes import answered_by
from pdfai.responses import read_response

if TYPE_CHECKING:
    from types import TracebackType

    from pdfai._async.client import AsyncOpenAIClient
    from pdfai.options import CopilotOptions


class AsyncQuestions:
    """Asks a model as a copilot's options say, in a `with` statement; nothing of it stays on the server."""

    def __init__(self, client: AsyncOpenAIClient, options: CopilotOptions, kind: str) -> None:
        """Keep the options; nothing is made yet."""
        self.model = options.model
        """Who answered last."""
        self._client = client
        self._options = options
        self._kind = kind
        self._assistant = AsyncBelongings(client, kind)

    async def answer(self, question: str) -> str:
        """What the model says; raises `RunFailedError` and the like."""
        belongings = AsyncBelongings(self._client, self._kind)
        try:
            await belongings.add_thread(messages=[{"role": "user", "content": question}])
            run, message = await self._client._run_to_answer(belongings.thread_id, self._run_options())
        finally:
            await belongings.delete(keep_documents=False)
        self.model = answered_by(run) or self.model
        return read_response(message, documents={}, model=self.model).text

    async def __aenter__(self) -> Self:
        """With an assistant."""
        options = self._options
        await self._assistant.add_assistant(
            model=options.model,
            name=options.assistant_name,
            instructions=options.instructions,
            temperature=options.temperature,
            top_p=options.top_p,
        )
        return self

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Without it again."""
        await self._assistant.delete(keep_documents=False)

    def _run_options(self) -> dict[str, Any]:
        limits = {
            "max_prompt_tokens": self._options.max_prompt_tokens,
            "max_completion_tokens": self._options.max_completion_tokens,
        }
        given = {name: tokens for name, tokens in limits.items() if tokens}
        return {"assistant_id": self._assistant.assistant_id, **given}
