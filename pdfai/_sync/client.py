# Derived from pdfai/_async/client.py by scripts/unasync.py.
"""The client: every call of the API under one roof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self, TypeVar

import httpx

from pdfai._sync.builder import OpenAIClientBuilder
from pdfai._sync.resources.assistants import Assistants
from pdfai._sync.resources.chat import Chat
from pdfai._sync.resources.embeddings import Embeddings
from pdfai._sync.resources.files import Files
from pdfai._sync.resources.messages import Messages
from pdfai._sync.resources.models import Models
from pdfai._sync.resources.run_steps import RunSteps
from pdfai._sync.resources.runs import Runs
from pdfai._sync.resources.threads import Threads
from pdfai._sync.resources.uploads import Uploads
from pdfai._sync.resources.vector_store_file_batches import VectorStoreFileBatches
from pdfai._sync.resources.vector_store_files import VectorStoreFiles
from pdfai._sync.resources.vector_stores import VectorStores
from pdfai._sync.running import Running
from pdfai._sync.transport import RetryTransport
from pdfai.clock import Clock
from pdfai.config import ClientSettings
from pdfai.errors import InvalidArgumentError
from pdfai.extras import needing
from pdfai.policy import PollingPolicy, RetryPolicy
from pdfai.proxies import proxy_from_environment

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable
    from types import TracebackType

    from pdfai._sync.copilots.chat import ChatCopilot
    from pdfai._sync.copilots.image_description import ImageDescriptionCopilot
    from pdfai._sync.copilots.ocr import OcrCopilot
    from pdfai._sync.copilots.summary import SummaryCopilot
    from pdfai.indexing import FileOutcome, IndexingProgress, Source
    from pdfai.options import (
        ChatCopilotOptions,
        CopilotOptions,
        ImageDescriptionCopilotOptions,
        OcrCopilotOptions,
        SummaryCopilotOptions,
    )
    from pdfai.spending.budget import Budget
    from pdfai.spending.ledger import Ledger

    Options = TypeVar("Options", bound=CopilotOptions)


class OpenAIClient(
    Running,
    Assistants,
    Threads,
    Messages,
    Runs,
    RunSteps,
    Files,
    Uploads,
    VectorStores,
    VectorStoreFiles,
    VectorStoreFileBatches,
    Chat,
    Embeddings,
    Models,
):
    """Every call of the API, typed, with retries and waits; close it, or use it in a `with` statement.

    Ids are positional, everything else is a keyword or one request object. An empty id is refused as an
    `InvalidArgumentError`.
    """

    def __init__(
        self,
        settings: ClientSettings,
        *,
        transport: httpx.BaseTransport | None = None,
        retry: RetryPolicy | None = None,
        polling: PollingPolicy | None = None,
        clock: Clock | None = None,
        budget: Budget | None = None,
        ledger: Ledger | None = None,
    ) -> None:
        """Most are made by `create_with_api_key`, `from_environment` or `embedded`, not directly."""
        clock = clock or Clock()
        inner = transport or httpx.HTTPTransport(proxy=proxy_from_environment(settings.base_url))
        super().__init__(
            settings,
            RetryTransport(inner, clock=clock),
            clock,
            retry or RetryPolicy(),
            budget=budget,
            ledger=ledger,
        )
        self._polling = polling or PollingPolicy()
        self._upstream_url: str | None = None
        self._place = self._base_url
        """Where its server keeps things, for people: an address or a folder."""

    @classmethod
    def create_with_api_key(cls, api_key: str) -> OpenAIClientBuilder[Self]:
        """A builder for a client with this key, asking OpenAI unless told otherwise."""
        return OpenAIClientBuilder(make=cls, settings={"api_key": api_key})

    @classmethod
    def from_environment(
        cls, *, budget: Budget | None = None, ledger: Ledger | None = None, **settings: Any
    ) -> Self:
        """A client as `OPENAI_API_KEY`, `_BASE_URL`, `_ORG_ID` and `_PROJECT_ID` say; arguments win.

        It refuses what would pass the `budget`, and notes what is spent in the `ledger`.
        """
        return cls(ClientSettings.from_environment(**settings), budget=budget, ledger=ledger)

    @classmethod
    def embedded(
        cls,
        data_dir: str | os.PathLike[str] | None = None,
        *,
        upstream_url: str | None = None,
        upstream_api_key: str | None = None,
        model_map: Mapping[str, str] | None = None,
        embedding_model: str | None = None,
        budget: Budget | None = None,
    ) -> Self:
        """A client with a server of its own in this process, which stops when the client is closed.

        Threads and files are kept under `data_dir` (the user's data directory unless given). Without an
        upstream (any Chat Completions endpoint) it answers from the documents alone, offline. `model_map`
        says which of its models serves in the place of another, `*` standing for all others; with an
        `embedding_model` files are searched by meanings, too. What would pass the `budget` is refused; what
        is spent is noted in the data directory, where `pdfai usage` finds it.
        """
        with needing("server", "The embedded server"):
            # Imported here: the server is an extra, and what imports it must not be needed by the client.
            from pdfai.embedded import open_transport  # noqa: PLC0415
        from pdfai.data_directory import ledger_in  # noqa: PLC0415  # as above

        transport = open_transport(
            data_dir=data_dir,
            upstream_url=upstream_url,
            upstream_api_key=upstream_api_key,
            model_map=model_map or {},
            embedding_model=embedding_model,
        )
        settings = ClientSettings(base_domain="http://pdfai.embedded")
        client = cls(settings, transport=transport, budget=budget, ledger=ledger_in(data_dir))
        client._upstream_url = upstream_url
        client._place = f"the data directory {transport.data_dir}"
        return client

    @property
    def http_request_max_retries(self) -> int:
        """How often a request is sent again; this and the next three may be changed from call to call."""
        return self._retry.max_retries

    @http_request_max_retries.setter
    def http_request_max_retries(self, retries: int) -> None:
        self._retry = replace(self._retry, max_retries=retries)

    @property
    def backoff_delay_seconds(self) -> float:
        """The longest wait before the first retry; it doubles with each one after."""
        return self._retry.backoff_delay_seconds

    @backoff_delay_seconds.setter
    def backoff_delay_seconds(self, seconds: float) -> None:
        self._retry = replace(self._retry, backoff_delay_seconds=seconds)

    @property
    def polling_interval_seconds(self) -> float:
        """How often waits look, once their quick first looks are over."""
        return self._polling.interval_seconds

    @polling_interval_seconds.setter
    def polling_interval_seconds(self, seconds: float) -> None:
        self._polling = replace(self._polling, interval_seconds=seconds)

    @property
    def polling_timeout_seconds(self) -> float:
        """What a whole wait may take."""
        return self._polling.timeout_seconds

    @polling_timeout_seconds.setter
    def polling_timeout_seconds(self, seconds: float) -> None:
        self._polling = replace(self._polling, timeout_seconds=seconds)

    def get_chat_copilot(self, options: ChatCopilotOptions) -> ChatCopilot:
        """A conversation about documents; close it before the client, or use it in a `with` statement."""
        # Imported here: with all that reads documents, they would double what our import costs.
        from pdfai._sync.copilots.chat import ChatCopilot  # noqa: PLC0415

        return ChatCopilot(self, self._checked(options))

    def get_summary_copilot(self, options: SummaryCopilotOptions) -> SummaryCopilot:
        """A summary of documents; close it before the client, or use it in a `with` statement."""
        # Imported here, as above.
        from pdfai._sync.copilots.summary import SummaryCopilot  # noqa: PLC0415

        return SummaryCopilot(self, self._checked(options))

    def get_ocr_copilot(self, options: OcrCopilotOptions) -> OcrCopilot:
        """The text of scanned pages; close it before the client, or use it in a `with` statement."""
        # Imported here, as above.
        from pdfai._sync.copilots.ocr import OcrCopilot  # noqa: PLC0415

        return OcrCopilot(self, self._checked(options))

    def get_image_description_copilot(
        self, options: ImageDescriptionCopilotOptions
    ) -> ImageDescriptionCopilot:
        """What images show, and PDFs that say it; close it before the client, or use it in a `with` block."""
        # Imported here, as above.
        from pdfai._sync.copilots.image_description import ImageDescriptionCopilot  # noqa: PLC0415

        return ImageDescriptionCopilot(self, self._checked(options))

    def _checked(self, options: Options) -> Options:
        from pdfai.options import OFFLINE_MODEL  # noqa: PLC0415  # as above

        if self._upstream_url is not None and options.model == OFFLINE_MODEL:
            raise InvalidArgumentError(
                f"Which model at {self._upstream_url} is to answer? Name it: options.with_model(...)"
            )
        return options

    def upload_and_index(
        self,
        sources: Iterable[Source],
        /,
        *,
        vector_store_id: str,
        concurrency: int = 5,
        timeout_seconds: float | None = None,
        progress: Callable[[IndexingProgress], object] | None = None,
    ) -> list[FileOutcome]:
        """Upload files, `concurrency` at a time, and have them indexed; what became of each, in their order.

        A source is a path, or a name and its content. What fails for the moment is tried again; a file that
        fails for good is deleted from the server, and its `error` says why. `timeout_seconds` is what
        indexing may take, each time for up to 2000 files, instead of `polling_timeout_seconds`. `progress` is
        called once at a time, by any thread. If this call itself raises (the server is gone, the task is
        cancelled), what was not indexed is deleted too, as far as that takes half a minute; an upload that
        was under way at that moment may stay.
        """
        # Imported here, as above.
        from pdfai._sync.indexing import Indexer  # noqa: PLC0415

        indexer = Indexer(
            self,
            vector_store_id,
            concurrency=concurrency,
            timeout_seconds=timeout_seconds,
            progress=progress,
        )
        return indexer.index(sources)

    def __enter__(self) -> Self:
        """The client, which is closed at the end of the block."""
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the client."""
        self.close()

    def __repr__(self) -> str:
        """Where it asks; never the key."""
        return f"{type(self).__name__}({self._settings.base_url!r})"
