# async only: threads are not cancelled; what Ctrl-C does to them is tested with the command line.
"""A chat cancelled at any of its requests leaves nothing on the server."""

from itertools import count
from pathlib import Path

import anyio
import httpx
import pytest
from data_folder import DataFolder
from pdf_writer import write_pdf

from pdfai import AsyncOpenAIClient, ChatCopilotOptions, ClientSettings
from pdfai.embedded import EmbeddedTransport, open_transport

pytestmark = pytest.mark.anyio

OPTIONS = ChatCopilotOptions().with_document(write_pdf(["The staff is 310."]), name="a.pdf")


class Cancelling(httpx.AsyncBaseTransport):
    """Cancels a scope when one of its requests comes by, before or after the server has done what it asks."""

    def __init__(self, inner: EmbeddedTransport, *, before: bool) -> None:
        self.scope = anyio.CancelScope()
        self.left = 0
        self._inner, self._before = inner, before

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Count down, pass on, cancel."""
        self.left -= 1
        if self.left == 0 and self._before:
            self.scope.cancel()
        answer = await self._inner.handle_async_request(request)
        if self.left == 0:
            self.scope.cancel()
        return answer

    async def aclose(self) -> None:
        """Stop the server."""
        await self._inner.aclose()


@pytest.mark.parametrize("before", [True, False])
async def test_leaves_nothing(tmp_path: Path, before: bool) -> None:
    """Whenever that is: while indexing, while answering, or between making a thing and knowing its id."""
    settings = ClientSettings(api_key="embedded", base_domain="http://pdfai.embedded")
    transport = Cancelling(open_transport(data_dir=tmp_path), before=before)
    async with AsyncOpenAIClient(settings, transport=transport) as client:
        async with client.get_chat_copilot(OPTIONS.with_kept_documents()) as copilot:
            await copilot.prepare()  # so that the document is not read anew each time
        before_all = DataFolder(path=tmp_path).rows()
        for at in count(1):
            transport.left = at
            with anyio.CancelScope() as transport.scope:
                async with client.get_chat_copilot(OPTIONS) as copilot:
                    await copilot.get_response("How large is the staff?")
            assert DataFolder(path=tmp_path).rows() == before_all, f"cancelled at request {at}"
            if not transport.scope.cancel_called:
                break  # it takes fewer requests than that
    assert at > 10
