"""What a copilot makes on a server, and how it goes away again."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

from pdfai_api.api.assistants import delete_assistant
from pdfai_api.api.files import delete_file
from pdfai_api.api.threads import delete_thread
from pdfai_api.api.vector_stores import delete_vector_store

from pdfai.blocking import ain_thread
from pdfai.contexts import Context, UploadedDocument
from pdfai.documents.stopping import Stop
from pdfai.errors import NotFoundError, PdfaiError
from pdfai.finishing import afinished
from pdfai.marks import KEPT, MARK
from pdfai.opening import fingerprint
from pdfai.uploads import Upload, open_document

if TYPE_CHECKING:
    from pdfai_api.request import Request

    from pdfai._async.client import AsyncOpenAIClient
    from pdfai.sources import Document

_log = logging.getLogger("pdfai.copilots")

# Who is leaving does not wait for long.
_SECONDS_TO_DELETE = 10.0


class AsyncBelongings:
    """A copilot's thread, files, vector store and assistant.

    Making a thing and noting its id are one step that neither cancellation nor Ctrl-C divides, so that
    `delete` knows of everything there is.
    """

    def __init__(self, client: AsyncOpenAIClient, kind: str, *, are_kept: bool = False) -> None:
        """Nothing yet; `kind` is the copilot's, and what is kept is not for `pdfai clean`."""
        self.documents: dict[str, UploadedDocument] = {}
        """By file id."""
        self.thread_id = ""
        self.vector_store_id = ""
        self.assistant_id = ""
        self._client = client
        self._metadata = {MARK: kind, **({KEPT: "true"} if are_kept else {})}
        self._unlocked: set[str] = set()

    @classmethod
    def restored(cls, client: AsyncOpenAIClient, kind: str, context: Context) -> Self:
        """Those of a conversation that was noted."""
        restored = cls(client, kind, are_kept=True)
        restored.documents = dict(context.documents)
        restored.thread_id = context.thread_id
        restored.vector_store_id = context.vector_store_id
        restored.assistant_id = context.assistant_id
        return restored

    @property
    def are_kept(self) -> bool:
        """Whether they stay on the server when the copilot is closed."""
        return KEPT in self._metadata

    @afinished
    async def keep(self) -> None:
        """Let them stay, and say so on the server; where that fails, they do not."""
        kept = {**self._metadata, KEPT: "true"}
        await self._client.modify_thread(self.thread_id, metadata=kept)
        if self.vector_store_id:
            await self._client.modify_vector_store(self.vector_store_id, metadata=kept)
        await self._client.modify_assistant(self.assistant_id, metadata=kept)
        self._metadata = kept

    @afinished
    async def add_thread(self, **parameters: Any) -> None:
        """Open a conversation."""
        self.thread_id = (await self._client.create_thread(metadata=self._metadata, **parameters)).id

    async def add_document(self, document: Document, *, reads_scans: bool) -> None:
        """Upload a document; raises a `DocumentError` for one that no server could read."""
        with ExitStack() as opened:
            stop = Stop()
            opened.callback(stop.set)  # should the task be cancelled, the thread has its end too
            reading = open_document(document, stop=stop, reads_scans=reads_scans)
            upload = await ain_thread(opened.enter_context, reading)
            await self._upload(document.name, upload, await ain_thread(fingerprint, document))

    @afinished
    async def add_picture(self, name: str, data: bytes) -> str:
        """Upload a picture for a model to look at, and return its file id."""
        file = await self._client.upload_file("vision", name, data)
        self.documents[file.id] = UploadedDocument(name=name)
        return file.id

    @afinished
    async def add_vector_store(self, *, expire_days: int) -> None:
        """Have the documents indexed; the work goes on."""
        store = await self._client.create_vector_store(
            file_ids=list(self.documents),
            expires_after={"anchor": "last_active_at", "days": expire_days},
            metadata=self._metadata,
        )
        self.vector_store_id = store.id

    @afinished
    async def add_assistant(self, **parameters: Any) -> None:
        """Make the assistant, which searches the vector store where there is one."""
        if self.vector_store_id:
            parameters["tools"] = [{"type": "file_search"}]
            parameters["tool_resources"] = {"file_search": {"vector_store_ids": [self.vector_store_id]}}
        assistant = await self._client.create_assistant(metadata=self._metadata, **parameters)
        self.assistant_id = assistant.id

    @afinished
    async def delete(self, *, keep_documents: bool) -> PdfaiError | None:
        """Delete all of it, the documents perhaps not; what cannot be deleted is logged, and why returned."""
        kept = await self._worth_keeping() if keep_documents else set()
        deletions = self._deletions(kept)
        for done, (object_id, request) in enumerate(deletions):
            try:
                await self._client._exchange(request, allowed_seconds=_SECONDS_TO_DELETE)
            except NotFoundError:
                pass  # somebody else deleted it
            except PdfaiError as error:
                left = ", ".join([object_id, *(each for each, _ in deletions[done + 1 :])])
                _log.warning("Left on the server: %s (%s)", left, error)
                return error
        return None

    @afinished
    async def _upload(self, name: str, upload: Upload, fingerprint: str) -> None:
        file = await self._client.upload_file("assistants", name, upload.content)
        self.documents[file.id] = UploadedDocument(
            name=name, fingerprint=fingerprint, page_numbers=upload.page_numbers
        )
        if upload.was_unlocked:
            self._unlocked.add(file.id)

    def _deletions(self, kept: set[str]) -> list[tuple[str, Request[Any]]]:
        """Users before what they use, so that nothing is ever seen half gone."""
        users = {
            self.thread_id: delete_thread,
            self.assistant_id: delete_assistant,
            self.vector_store_id: delete_vector_store,
        }
        users_first = [(id, endpoint.request(id)) for id, endpoint in users.items() if id]
        return users_first + [(id, delete_file.request(id)) for id in self.documents if id not in kept]

    async def _worth_keeping(self) -> set[str]:
        """Of the uploaded files, those that are the oldest with their bytes; never one a password opened."""
        try:
            files = (await self._client.get_files(purpose="assistants", order="asc")).data
        except PdfaiError as error:
            _log.warning("Not looked for earlier copies of the documents: %s", error)
            return set()
        oldest: dict[str, str] = {}
        # By age, so that chats that end at the same time agree on which copy stays.
        for file in files:
            oldest.setdefault(file.sha256 or file.id, file.id)
        return (set(oldest.values()) & self.documents.keys()) - self._unlocked
