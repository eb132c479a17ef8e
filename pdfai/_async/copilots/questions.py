"""Questions to one assistant, each in a conversation of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from pdfai._async.copilots.belongings import AsyncBelongings
from pdfai.errors import BudgetExceededError
from pdfai.language.tokens import estimate_tokens
from pdfai.outcomes import answered_by
from pdfai.responses import read_response
from pdfai.spending.usage import counted

if TYPE_CHECKING:
    from types import TracebackType

    from pdfai_api.models import Message, Run

    from pdfai._async.client import AsyncOpenAIClient
    from pdfai.options import CopilotOptions, Detail
    from pdfai.token_count import TokenCount


_PICTURE_TOKENS = 3_000
"""More than models read of one."""
_LEAST_TOKENS = 2_000
_MARGIN = 3
"""Tokens are estimated, and instructions are read as well."""
_SECONDS_BETWEEN_TRIES = 0.2


@dataclass(frozen=True, kw_only=True, slots=True)
class PictureShown:
    """A picture that a question is about."""

    name: str
    """With the ending of its kind."""
    data: bytes
    detail: Detail = "auto"


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelAnswer:
    """What a model said."""

    text: str
    model: str
    tokens: TokenCount
    """What it cost."""


class AsyncQuestions:
    """Asks a model as a copilot's options say, in a `with` statement; nothing of it stays on the server."""

    def __init__(self, client: AsyncOpenAIClient, options: CopilotOptions, kind: str) -> None:
        """Keep the options; nothing is made yet."""
        self._client = client
        self._options = options
        self._kind = kind
        self._assistant = AsyncBelongings(client, kind)

    async def answer(self, question: str, *pictures: PictureShown) -> ModelAnswer:
        """What the model says; raises `RunFailedError` and the like."""
        belongings = AsyncBelongings(self._client, self._kind)
        try:
            content: list[Any] = [{"type": "text", "text": question}]
            for picture in pictures:
                file_id = await belongings.add_picture(picture.name, picture.data)
                shown = {"file_id": file_id, "detail": picture.detail}
                content.append({"type": "image_file", "image_file": shown})
            await belongings.add_thread(messages=[{"role": "user", "content": content}])
            read = estimate_tokens(question) + len(pictures) * _PICTURE_TOKENS
            run, message = await self._run(belongings.thread_id, self._run_options(read))
        finally:
            await belongings.delete(keep_documents=False)
        model = answered_by(run) or self._options.model
        text = read_response(message, documents={}, model=model).text
        return ModelAnswer(text=text, model=model, tokens=counted(run.usage))

    async def __aenter__(self) -> Self:
        """With an assistant."""
        options = self._options
        try:
            await self._assistant.add_assistant(
                model=options.model,
                name=options.assistant_name,
                instructions=options.instructions,
                temperature=options.temperature,
                top_p=options.top_p,
            )
        except BaseException:
            await self._assistant.delete(keep_documents=False)
            raise
        return self

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Without it again."""
        await self._assistant.delete(keep_documents=False)

    async def _run(self, thread_id: str, body: dict[str, Any]) -> tuple[Run, Message]:
        """The run and its answer; where other calls under way hold the budget, once they are settled."""
        patience = self._client._patience(None)
        while True:
            try:
                return await self._client._run_to_answer(thread_id, body)
            except BudgetExceededError as error:
                if not error.held or patience.left <= 0:
                    raise
            await self._client._clock.asleep(_SECONDS_BETWEEN_TRIES)

    def _run_options(self, read: int) -> dict[str, Any]:
        """What the run is told: its own maxima, or such as a question of so many tokens needs.

        Without them a run would hold far more of a budget than it can spend.
        """
        options = self._options
        reads = options.max_prompt_tokens or _LEAST_TOKENS + _MARGIN * read
        writes = {"max_completion_tokens": options.max_completion_tokens}
        given = {name: tokens for name, tokens in writes.items() if tokens}
        return {"assistant_id": self._assistant.assistant_id, "max_prompt_tokens": reads, **given}
