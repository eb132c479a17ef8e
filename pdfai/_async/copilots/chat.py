"""The chat copilot: questions to documents, and answers with pages."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from pdfai.clock import ashielded
from pdfai.errors import DocumentRefusedError, InvalidArgumentError, NotFoundError, PdfaiError
from pdfai.outcomes import file_failure
from pdfai.responses import read_response
from pdfai.uploads import open_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from pdfai._async.client import AsyncOpenAIClient
    from pdfai.options import ChatCopilotOptions, Document
    from pdfai.responses import ChatResponse

_log = logging.getLogger("pdfai")

# A chat that a killed process left on the server is no longer searchable after so many days.
_EXPIRES_AFTER_DAYS = 7


@dataclass(kw_only=True, slots=True)
class _Created:
    """What the copilot has made on the server, to be deleted again."""

    names: dict[str, str] = field(default_factory=dict)
    """The documents' names by file id."""
    vector_store_id: str = ""
    assistant_id: str = ""
    thread_id: str = ""


class AsyncChatCopilot:
    """A conversation about documents; close it, or use it in a `with` statement.

    The documents are uploaded and indexed with the first question. Closing deletes what the copilot made on
    the server, and so does a failure to prepare the documents.
    """

    def __init__(self, client: AsyncOpenAIClient, options: ChatCopilotOptions) -> None:
        """Keep the options; nothing is sent yet."""
        self._client = client
        self._options = options
        self._created: _Created | None = None

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
            raise InvalidArgumentError("The question is empty")
        created = await self._ready()
        thread_id = created.thread_id
        await self._client.create_thread_message(thread_id, role="user", content=message)
        answer = await self._client.run_and_get_assistant_response(
            thread_id, **self._run_options(created.assistant_id)
        )
        return read_response(answer, names=created.names, model=self._options.model)

    async def close(self) -> None:
        """Delete what was made on the server; what cannot be deleted is logged."""
        created, self._created = self._created, None
        if created is not None:
            with ashielded():
                await self._delete(created, keep_documents=self._options.keep_documents)

    async def __aenter__(self) -> Self:
        """The copilot, which is closed at the end of the block."""
        return self

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the copilot."""
        await self.close()

    async def _ready(self) -> _Created:
        """What a conversation needs on the server, made once: all of it, or nothing is left."""
        if self._created is not None:
            return self._created
        created = _Created()
        try:
            await self._index(created)
            await self._open_conversation(created)
        except BaseException:
            with ashielded():
                await self._delete(created, keep_documents=False)
            raise
        self._created = created
        return created

    async def _index(self, created: _Created) -> None:
        for document in self._options.documents:
            await self._upload(document, created)
        store = await self._client.create_vector_store(
            file_ids=list(created.names),
            expires_after={"anchor": "last_active_at", "days": _EXPIRES_AFTER_DAYS},
        )
        created.vector_store_id = store.id
        store = await self._client.wait_for_vector_store_to_complete(store.id)
        if store.file_counts.failed:
            await self._raise_refusal(created)

    async def _upload(self, document: Document, created: _Created) -> None:
        with open_document(document.source, name=document.name, password=document.password) as content:
            file = await self._client.upload_file("assistants", document.name, content)
        created.names[file.id] = document.name

    async def _raise_refusal(self, created: _Created) -> None:
        files = await self._client.get_vector_store_files(created.vector_store_id, filter="failed", limit=1)
        failure = file_failure(files.data[0], created.names.get(files.data[0].id, ""))
        raise DocumentRefusedError(failure.document, failure.message)

    async def _open_conversation(self, created: _Created) -> None:
        options = self._options
        assistant = await self._client.create_assistant(
            model=options.model,
            name=options.assistant_name,
            instructions=options.instructions,
            temperature=options.temperature,
            top_p=options.top_p,
            tools=[{"type": "file_search"}],
            tool_resources={"file_search": {"vector_store_ids": [created.vector_store_id]}},
        )
        created.assistant_id = assistant.id
        thread = await self._client.create_thread()
        created.thread_id = thread.id

    def _run_options(self, assistant_id: str) -> Any:
        tokens = self._options.max_completion_tokens
        return {"assistant_id": assistant_id, **({"max_completion_tokens": tokens} if tokens else {})}

    async def _delete(self, created: _Created, *, keep_documents: bool) -> None:
        client = self._client
        if created.thread_id:
            await self._attempt(client.delete_thread, created.thread_id)
        if created.assistant_id:
            await self._attempt(client.delete_assistant, created.assistant_id)
        if created.vector_store_id:
            await self._attempt(client.delete_vector_store, created.vector_store_id)
        kept = await self._worth_keeping(created) if keep_documents else set()
        for file_id in created.names.keys() - kept:
            await self._attempt(client.delete_file, file_id)

    async def _worth_keeping(self, created: _Created) -> set[str]:
        """Of the uploaded files, those whose bytes no other file on the server has."""
        try:
            files = (await self._client.get_files(purpose="assistants")).data
        except PdfaiError as error:
            _log.warning("the documents' files are kept without a look for copies: %s", error)
            return set(created.names)
        others = {file.sha256 for file in files if file.id not in created.names and file.sha256}
        return {file.id for file in files if file.id in created.names and file.sha256 not in others}

    async def _attempt(self, delete: Callable[[str], Any], object_id: str) -> None:
        try:
            await delete(object_id)
        except NotFoundError:
            pass  # somebody else deleted it
        except PdfaiError as error:
            _log.warning("%s is left on the server: %s", object_id, error)
