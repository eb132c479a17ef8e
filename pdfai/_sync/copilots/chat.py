# Derived from pdfai/_async/copilots/chat.py by scripts/unasync.py.
"""The chat copilot: questions to documents, and answers with pages."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Self

from pdfai._sync.copilots.belongings import Belongings
from pdfai._sync.copilots.chat_stream import ChatStream
from pdfai.blocking import in_thread
from pdfai.contexts import Context, remove, taken
from pdfai.documents.saving import check_target
from pdfai.errors import (
    DocumentRefusedError,
    InvalidArgumentError,
    NotFoundError,
    SavedContextError,
    VectorStoreFailedError,
)
from pdfai.finishing import finished
from pdfai.opening import fingerprint
from pdfai.options import OFFLINE_MODEL
from pdfai.outcomes import answered_by, file_failure
from pdfai.replacement import check_replaceable
from pdfai.responses import read_response
from pdfai.sources import as_documents
from pdfai.uploads import check_document

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from pdfai_api.models import Message, Run

    from pdfai._sync.client import OpenAIClient
    from pdfai.documents.saving import SavedFile
    from pdfai.options import ChatCopilotOptions
    from pdfai.responses import ChatResponse

_KIND = "chat"


class ChatCopilot:
    """A conversation about documents; close it, or use it in a `with` statement. Ask one question at a time.

    The documents are uploaded and indexed with the first question. Closing deletes what the copilot made on
    the server, and so does a failure to prepare the documents; a conversation that was noted in a file stays,
    and kept documents are kept when the block ends without an error.
    """

    def __init__(self, client: OpenAIClient, options: ChatCopilotOptions) -> None:
        """Keep the options; nothing is sent yet."""
        self._client = client
        self._options = options
        self._documents = as_documents(options.documents)
        self._belongings: Belongings | None = None
        self._noted: dict[str, None] = {}
        """The files that lead to this conversation."""
        self._is_restored = False
        self._is_closed = False

    def prepare(self) -> None:
        """Upload and index the documents now, or find the conversation to go on with, not first when asked.

        Raises a `DocumentError` for a document that cannot be asked; nothing is left on the server then.
        """
        self._ready()

    def get_response(self, message: str | Sequence[str]) -> ChatResponse:
        """Ask, with all that was said before in mind; of several messages all are sent, and one is answered.

        Raises a `DocumentError` for a document that cannot be asked, `RunFailedError` when the model fails.
        """
        belongings, body = self._asked(message)
        run, answer = self._client._run_to_answer(
            belongings.thread_id, body, functions=self._options.functions
        )
        return self._response(run, answer)

    def stream_response(self, message: str | Sequence[str]) -> ChatStream:
        """Ask, and read the answer's text as it is written; its end has the `response` with the citations."""
        return ChatStream(self, message)

    def save_response(
        self,
        message: str | Sequence[str],
        path: str | os.PathLike[str],
        format: str | None = None,
        *,
        page_size: str | tuple[float, float] = "A4",
    ) -> SavedFile:
        """Ask, and write the answer with its sources as `pdf`, `docx`, `html`, `md` or `txt`.

        The format is the one the path ends in unless given; page sizes are names, or width and height in
        points. A path that cannot be written is refused before anybody is asked.
        """
        in_thread(lambda: check_target(path, format, page_size=page_size))
        response = self.get_response(message)
        return in_thread(lambda: response.save(path, format, page_size=page_size))

    @property
    def has_context(self) -> bool:
        """Whether there is a conversation on the server that a next question goes on with."""
        return self._belongings is not None

    def save_context(self, path: str | os.PathLike[str]) -> None:
        """Note the conversation in a JSON file, from which another process can go on with it.

        It stays on the server when the copilot is closed, also the open copies of encrypted documents.
        """
        in_thread(check_replaceable, path)
        belongings = self._ready()
        self._note(belongings, path)

    def delete_context(self) -> None:
        """End the conversation: delete it from the server with its documents, and the files it is noted in.

        With options that restore one it need not have been asked before. The next question begins another.
        Where the server does not delete it, its error is raised, and the files stay.
        """
        if self._belongings is None:
            self._belongings = self._found()
        if self._belongings is not None:
            error = self._belongings.delete(keep_documents=False)
            if error is not None:
                raise error
        self._belongings = None
        for path in self._noted:
            in_thread(remove, path)
        self._noted = {}

    def close(self) -> None:
        """Delete what was made on the server; what cannot be deleted is logged. This chat has ended then."""
        self._leave(keep_documents=self._options.keep_documents)

    def __enter__(self) -> Self:
        """The copilot, which is closed at the end of the block."""
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the copilot; after an error documents are not kept."""
        self._leave(keep_documents=self._options.keep_documents and error is None)

    def _asked(self, message: str | Sequence[str]) -> tuple[Belongings, dict[str, Any]]:
        """Where the messages stand now, and the run that is to answer them."""
        messages = [message] if isinstance(message, str) else list(message)
        if not messages or not all(each.strip() for each in messages):
            raise InvalidArgumentError("The question is empty: ask something")
        belongings = self._ready()
        for each in messages:
            self._client.create_thread_message(belongings.thread_id, role="user", content=each)
        return belongings, self._run_options(belongings)

    def _response(self, run: Run, message: Message) -> ChatResponse:
        documents = self._belongings.documents if self._belongings else {}
        return read_response(message, documents=documents, model=answered_by(run) or self._options.model)

    def _ready(self) -> Belongings:
        """What a conversation needs on the server, made once: all of it, or nothing is left."""
        if self._is_closed:
            raise InvalidArgumentError("This chat is closed: begin another with get_chat_copilot")
        if self._belongings is None:
            self._belongings = self._restored() or self._made()
        return self._belongings

    def _restored(self) -> Belongings | None:
        """What the noted conversation has on the server, None where none is noted; never only a part."""
        path = self._options.context_backup_json_path
        found = self._found()
        if found is None or path is None:
            return None
        try:
            self._client.get_thread(found.thread_id)
            self._client.get_assistant(found.assistant_id)
            if found.vector_store_id:
                self._client.wait_for_vector_store_to_complete(found.vector_store_id)
        except (NotFoundError, VectorStoreFailedError) as error:
            raise SavedContextError(path, f"its server has forgotten it ({error})") from error
        return found

    def _found(self) -> Belongings | None:
        """The conversation that the options' file leads to, whether the server has it or not."""
        path = self._options.context_backup_json_path
        if path is None or not self._options.restore_context_from_backup:
            return None
        noted = in_thread(Context.read, path)
        if noted is None:
            return None
        documents = {each.name: in_thread(fingerprint, each) for each in self._documents}
        noted.check(documents, server=self._client._place, path=path)
        self._noted[os.fspath(path)] = None
        self._is_restored = True
        return Belongings.restored(self._client, _KIND, noted)

    def _made(self) -> Belongings:
        path = self._options.context_backup_json_path
        if path is not None:
            in_thread(check_replaceable, path)
            if in_thread(Context.read, path) is not None:
                raise taken(path)
        self._documents = tuple([in_thread(check_document, each) for each in self._documents])
        belongings = Belongings(self._client, _KIND, are_kept=path is not None)
        try:
            self._make(belongings)
            if path is not None:
                self._note_first(belongings, path)
        except BaseException:
            self._forget(belongings)
            raise
        return belongings

    def _make(self, belongings: Belongings) -> None:
        # The thread first: a server without the Assistants API is found out before it is sent a document.
        belongings.add_thread()
        for document in self._documents:
            belongings.add_document(document, reads_scans=self._options.ocr == "auto")
        if self._documents:
            belongings.add_vector_store(expire_days=self._options.vector_store_expire_days)
            store = self._client.wait_for_vector_store_to_complete(belongings.vector_store_id)
            if getattr(store.file_counts, "failed", 0):  # other servers may not count
                self._raise_refusal(belongings)
        belongings.add_assistant(name=self._options.assistant_name, **self._model_options())

    def _raise_refusal(self, belongings: Belongings) -> None:
        files = self._client.get_vector_store_files(
            belongings.vector_store_id, filter="failed", order="asc", limit=1
        )
        for file in files.data:
            document = belongings.documents.get(file.id)
            failure = file_failure(file, document.name if document else "")
            raise DocumentRefusedError(failure.document, failure.message)
        raise DocumentRefusedError

    @finished
    def _note(self, belongings: Belongings, path: str | os.PathLike[str]) -> None:
        in_thread(self._context_of(belongings).write, path)
        try:
            if not belongings.are_kept:
                belongings.keep()
        except BaseException:
            in_thread(remove, path)  # it would lead to what is deleted when this chat ends
            raise
        self._noted[os.fspath(path)] = None

    @finished
    def _note_first(self, belongings: Belongings, path: str | os.PathLike[str]) -> None:
        """Note a new conversation; another that was noted there meanwhile is not lost."""
        in_thread(self._context_of(belongings).write_first, path)
        self._noted[os.fspath(path)] = None

    @finished
    def _forget(self, belongings: Belongings) -> None:
        belongings.delete(keep_documents=False)
        for path in self._noted:
            in_thread(remove, path)
        self._noted = {}

    def _context_of(self, belongings: Belongings) -> Context:
        return Context(
            server=self._client._place,
            thread_id=belongings.thread_id,
            assistant_id=belongings.assistant_id,
            vector_store_id=belongings.vector_store_id,
            documents=belongings.documents,
        )

    def _model_options(self) -> dict[str, Any]:
        return {
            "model": self._options.model,
            "instructions": self._options.instructions,
            "temperature": self._options.temperature,
            "top_p": self._options.top_p,
        }

    def _run_options(self, belongings: Belongings) -> dict[str, Any]:
        options: dict[str, Any] = {
            "max_prompt_tokens": self._options.max_prompt_tokens,
            "max_completion_tokens": self._options.max_completion_tokens,
            "truncation_strategy": self._options.truncation_strategy,
        }
        if self._is_restored:  # its assistant was made with other options, perhaps
            options |= self._model_options()
            if self._options.model == OFFLINE_MODEL:
                del options["model"]
        if self._options.functions:
            options["tools"] = [{"type": "file_search"}] if belongings.vector_store_id else []
        given = {name: value for name, value in options.items() if value is not None}
        return {"assistant_id": belongings.assistant_id, **given}

    def _leave(self, *, keep_documents: bool) -> None:
        self._is_closed = True
        belongings, self._belongings = self._belongings, None
        if belongings is not None and not belongings.are_kept:
            belongings.delete(keep_documents=keep_documents)
