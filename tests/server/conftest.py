"""A server in this process, spoken to over HTTP."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

import httpx
import pytest
from http_api import Api

from pdfai.documents.reading import Page, read_pages
from pdfai.embedded import EmbeddedTransport
from pdfai.server.app import create_app
from pdfai.server.models.base import Model
from pdfai.server.models.extractive import ExtractiveModel
from pdfai.server.settings import ServerSettings
from pdfai.testing import ScriptedModel


class OpenApi(Protocol):
    """Opens a server."""

    def __call__(self, model: Model | None = None, **settings: Any) -> Api:
        """A server on the test's data directory."""
        ...


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Where the test's servers keep their state."""
    return tmp_path / "data"


@pytest.fixture
def open_api(data_dir: Path) -> Iterator[OpenApi]:
    """Opens embedded servers on the test's data directory; they are closed with the test."""
    with ExitStack() as opened:

        def start(model: Model | None = None, **settings: Any) -> Api:
            app = create_app(ServerSettings(**{"data_dir": data_dir, **settings}), model=model)
            transport = EmbeddedTransport(app, data_dir)
            http = httpx.Client(transport=transport, base_url="http://pdfai.embedded/v1")
            return Api(opened.enter_context(http))

        yield start


@pytest.fixture
def model() -> Iterator[ScriptedModel]:
    """What answers in this test."""
    model = ScriptedModel()
    yield model
    model.may_answer.set()


@pytest.fixture
def api(open_api: OpenApi, model: ScriptedModel) -> Api:
    """A fresh server on which a scripted model answers."""
    return open_api(model)


@pytest.fixture
def offline(open_api: OpenApi) -> Api:
    """A fresh server that answers from its documents alone."""
    return open_api(ExtractiveModel())


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """While it is cleared, reading a PDF takes long."""
    may_read = threading.Event()

    def slowly(data: bytes, **options: Any) -> tuple[Page, ...]:
        may_read.wait(20)
        return read_pages(data, **options)

    monkeypatch.setattr("pdfai.server.indexing.read_pages", slowly)
    yield may_read
    may_read.set()


@pytest.fixture
def unused_port() -> int:
    """A port nobody listens on, most likely for a while."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port
