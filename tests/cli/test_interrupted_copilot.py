"""Ctrl-C at any request of a chat leaves nothing on the server; a second one is heard at once."""

import signal
from itertools import count
from pathlib import Path
from threading import Thread

import httpx
import pytest
from data_folder import DataFolder
from pdf_writer import write_pdf

from pdfai import ChatCopilotOptions, ClientSettings, OpenAIClient
from pdfai.embedded import EmbeddedTransport, open_transport
from pdfai.finishing import finished

OPTIONS = ChatCopilotOptions().with_document(write_pdf(["The staff is 310."]), name="a.pdf")


class Interrupting(httpx.BaseTransport):
    """Presses Ctrl-C when one of its requests comes by, once the server has done what it asks."""

    def __init__(self, inner: EmbeddedTransport) -> None:
        self.left = 0
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Count down, pass on, interrupt."""
        self.left -= 1
        answer = self._inner.handle_request(request)
        if self.left == 0:
            signal.raise_signal(signal.SIGINT)
        return answer

    def close(self) -> None:
        """Stop the server."""
        self._inner.close()


def test_leaves_nothing(tmp_path: Path) -> None:
    """Also between making a thing and knowing its id."""
    settings = ClientSettings(api_key="embedded", base_domain="http://pdfai.embedded")
    transport = Interrupting(open_transport(data_dir=tmp_path))
    with OpenAIClient(settings, transport=transport) as client:
        with client.get_chat_copilot(OPTIONS.with_kept_documents()) as copilot:
            copilot.prepare()  # so that the document is not read anew each time
        before = DataFolder(path=tmp_path).rows()
        for at in count(1):
            transport.left = at
            try:
                with client.get_chat_copilot(OPTIONS) as copilot:
                    copilot.get_response("How large is the staff?")
            except KeyboardInterrupt:
                assert DataFolder(path=tmp_path).rows() == before, f"interrupted at request {at}"
            else:
                break  # it takes fewer requests than that
    assert at > 10


def work(happened: list[str], *, presses: int, nested: bool = False) -> None:
    """What must be whole, while Ctrl-C is pressed so many times."""

    @finished
    def press() -> None:
        for _ in range(presses):
            signal.raise_signal(signal.SIGINT)
        happened.append("finished")

    (finished(press) if nested else press)()
    happened.append("went on")


@pytest.mark.parametrize("nested", [False, True])
def test_is_heard_afterwards(nested: bool) -> None:
    """What must be whole is finished first."""
    happened: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        work(happened, presses=1, nested=nested)
    assert happened == ["finished"]


def test_second_is_heard_at_once() -> None:
    """Who insists is obeyed."""
    happened: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        work(happened, presses=2)
    assert happened == []


def test_handlers_are_put_back() -> None:
    """Afterwards Ctrl-C is what it was; in other threads there is nothing to hold back."""
    before = signal.getsignal(signal.SIGINT)
    happened: list[str] = []
    work(happened, presses=0)
    thread = Thread(target=work, args=(happened,), kwargs={"presses": 0})
    thread.start()
    thread.join()
    assert happened == ["finished", "went on"] * 2
    assert signal.getsignal(signal.SIGINT) is before
