# async only: threads are not cancelled; what Ctrl-C does to them is tested with the command line.
"""A chat cancelled at any of its requests leaves nothing on the server, nor a reader at work."""

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path

import anyio
import httpx
import pytest
from anyio import to_thread
from data_folder import DataFolder
from pdf_writer import write_pdf

from pdfai import AsyncOpenAIClient, ChatCopilotOptions, ClientSettings
from pdfai.documents import process
from pdfai.embedded import EmbeddedTransport, open_transport

pytestmark = pytest.mark.anyio

OPTIONS = ChatCopilotOptions().with_document(write_pdf(["The staff is 310."]), name="a.pdf")
ENCRYPTED = Path(__file__).parent.parent / "documents" / "data" / "encrypted-aes-256.pdf"

# In place of the worker that reads PDFs: says by a named pipe that it began, and again by ending.
HANGING_READER = """
import signal
began = open({began!r}, "w")
began.write("began")
began.flush()
signal.pause()
"""


class Cancelling(httpx.AsyncBaseTransport):
    """Cancels when one of its requests comes by, before or after the server has done what it asks."""

    def __init__(self, inner: EmbeddedTransport, *, before: bool) -> None:
        self.cancel: Callable[[], object]
        self.left = 0
        self._inner, self._before = inner, before

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Count down, pass on, cancel."""
        self.left -= 1
        if self.left == 0 and self._before:
            self.cancel()
        answer = await self._inner.handle_async_request(request)
        if self.left == 0:
            self.cancel()
        return answer

    async def aclose(self) -> None:
        """Stop the server."""
        await self._inner.aclose()


@contextmanager
def anyio_scope() -> Iterator[Callable[[], object]]:
    """A block to be cancelled as anyio and trio do it, at every `await` from then on."""
    with anyio.CancelScope() as scope:
        yield scope.cancel


@contextmanager
def asyncio_task() -> Iterator[Callable[[], object]]:
    """A block to be cancelled as asyncio does it, once: by its timeouts, by Ctrl-C, by whoever it is."""
    if anyio.get_cancelled_exc_class() is not asyncio.CancelledError:
        pytest.skip("trio has but one way")
    task = asyncio.current_task()
    assert task is not None
    try:
        yield task.cancel
    except asyncio.CancelledError:
        while task.cancelling():
            task.uncancel()


Way = Callable[[], AbstractContextManager[Callable[[], object]]]
WAYS = pytest.mark.parametrize("way", [anyio_scope, asyncio_task])


@WAYS
@pytest.mark.parametrize("before", [True, False])
async def test_leaves_nothing(tmp_path: Path, before: bool, way: Way) -> None:
    """Whenever that is: while indexing, while answering, or between making a thing and knowing its id."""
    settings = ClientSettings(api_key="embedded", base_domain="http://pdfai.embedded")
    transport = Cancelling(open_transport(data_dir=tmp_path), before=before)
    async with AsyncOpenAIClient(settings, transport=transport) as client:
        async with client.get_chat_copilot(OPTIONS.with_kept_documents()) as copilot:
            await copilot.prepare()  # so that the document is not read anew each time
        before_all = DataFolder(path=tmp_path).rows()
        for at in count(1):
            transport.left = at
            with way() as transport.cancel:
                async with client.get_chat_copilot(OPTIONS) as copilot:
                    await copilot.get_response("How large is the staff?")
            assert DataFolder(path=tmp_path).rows() == before_all, f"cancelled at request {at}"
            if transport.left > 0:
                break  # it takes fewer requests than that
    assert at > 10


@pytest.mark.skipif(os.name != "posix", reason="named pipes are POSIX's")
@WAYS
async def test_stops_the_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Way) -> None:
    """While a document is read other tasks go on; when that is cancelled, nobody reads on."""
    began, reader = tmp_path / "began", tmp_path / "reader.py"
    os.mkfifo(began)
    reader.write_text(HANGING_READER.format(began=str(began)))
    monkeypatch.setattr(process, "_WORKER", reader)
    options = ChatCopilotOptions().with_document(ENCRYPTED, password="open sesame")

    async def cancel_when_begun() -> None:
        with await to_thread.run_sync(began.open) as pipe:
            assert await to_thread.run_sync(pipe.read, 5) == "began"
            cancel()
            assert await to_thread.run_sync(pipe.read) == ""  # the reader has ended

    async with AsyncOpenAIClient.embedded(tmp_path / "data") as client, anyio.create_task_group() as group:
        with way() as cancel:
            group.start_soon(cancel_when_begun)
            await client.get_chat_copilot(options).prepare()
    assert DataFolder(path=tmp_path / "data").is_clean()
