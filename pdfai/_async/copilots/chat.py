"""The chat copilot: questions to documents, and answers with pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from pdfai._async.copilots.belongings import AsyncBelongings
from pdfai.blocking import ain_thread
from pdfai.errors import DocumentRefusedError, InvalidArgumentError
from pdfai.outcomes import answered_by, file_failure
from pdfai.responses import read_response
from pdfai.uploads import check_document

if TYPE_CHECKING:
    from types import TracebackType

    from pdfai._async.client import AsyncOpenAIClient
    from pdfai.options import ChatCopilotOptions
    from pdfai.responses import ChatResponse


class AsyncChatCopilot:
    """A conversation about documents; close it, or use it in a `with` statement. Ask one question at a time.

    The documents are uploaded and indexed with the first question. Closing deletes what the copilot made on
    the server, and so does a failure to prepare the documents; kept documents are kept only when the block
    ends without an error.
    """

    def __init__(self, client: AsyncOpenAIClient, options: ChatCopilotOptions) -> None:
        """Keep the options; nothing is sent yet."""
        self._client = client
        self._options = options
        self._documents = options.documents
        self._belongings: AsyncBelongings | None = None
        self._is_closed = False

    async def prepare(self) -> None:
        """Upload and index the documents now, not with the first question.

        Raises a `DocumentError` for a document that cannot be asked; nothing is left on the server then.
        """
        await self._ready()

    async def get_response(self, message: str) -> ChatResponse:
        """Ask, with all that was said before in mind.

        Raises a `DocumentError` for a document that cannot be asked, `RunFailedError` when the model fails.
        """
        if not message.strip():
            raise InvalidArgumentError("The question is empty: ask something")
        belongings = await self._ready()
        thread_id = belongings.thread_id
        await self._client.create_thread_message(thread_id, role="user", content=message)
        run, answer = await self._client._run_to_answer(thread_id, self._run_options(belongings.assistant_id))
        return read_response(answer, names=belongings.names, model=answered_by(run) or self._options.model)

    async def close(self) -> None:
        """Delete what was made on the server; what cannot be deleted is logged. This chat has ended then."""
        await self._leave(keep_documents=self._options.keep_documents)

    async def __aenter__(self) -> Self:
        """The copilot, which is closed at the end of the block."""
        return self

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the copilot; after an error nothing is kept."""
        await self._leave(keep_documents=self._options.keep_documents and error is None)

    async def _ready(self) -> AsyncBelongings:
        """What a conversation needs on the server, made once: all of it, or nothing is left."""
        if self._is_closed:
            raise InvalidArgumentError("This chat is closed: begin another with get_chat_copilot")
        if self._belongings is not None:
            return self._belongings
        self._documents = tuple([await ain_thread(check_document, each) for each in self._documents])
        belongings = AsyncBelongings(self._client)
        try:
            await self._make(belongings)
        except BaseException:
            await belongings.delete(keep_documents=False)
            raise
        self._belongings = belongings
        return belongings

    async def _make(self, belongings: AsyncBelongings) -> None:
        # The thread first: a server without the Assistants API is found out before it is sent a document.
        await belongings.add_thread()
        for document in self._documents:
            await belongings.add_document(document)
        await belongings.add_vector_store()
        store = await self._client.wait_for_vector_store_to_complete(belongings.vector_store_id)
        if getattr(store.file_counts, "failed", 0):  # other servers may not count
            await self._raise_refusal(belongings)
        await belongings.add_assistant(
            model=self._options.model,
            name=self._options.assistant_name,
            instructions=self._options.instructions,
            temperature=self._options.temperature,
            top_p=self._options.top_p,
        )

    async def _raise_refusal(self, belongings: AsyncBelongings) -> None:
        files = await self._client.get_vector_store_files(
            belongings.vector_store_id, filter="failed", order="asc", limit=1
        )
        for file in files.data:
            failure = file_failure(file, belongings.names.get(file.id, ""))
            raise DocumentRefusedError(failure.document, failure.message)
        raise DocumentRefusedError

    def _run_options(self, assistant_id: str) -> Any:
        tokens = self._options.max_completion_tokens
        return {"assistant_id": assistant_id, **({"max_completion_tokens": tokens} if tokens else {})}

    async def _leave(self, *, keep_documents: bool) -> None:
        self._is_closed = True
        belongings, self._belongings = self._belongings, None
        if belongings is not None:
            await belongings.delete(keep_documents=keep_documents)
