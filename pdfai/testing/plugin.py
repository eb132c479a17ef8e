"""What `pytest_plugins = ["pdfai.testing"]` brings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pdfai.extras import needing

if TYPE_CHECKING:
    from pdfai.server.models.base import Model


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Starts servers and returns their base URLs; they stop with the test, and share its data directory.

    Takes the model that answers (offline extraction unless given) and `ServerSettings` by keyword.
    """
    with needing("server", "A server for tests"):
        # Imported here: tests without a server need none of its libraries.
        from pdfai.server.app import create_app  # noqa: PLC0415
        from pdfai.server.settings import ServerSettings  # noqa: PLC0415
        from pdfai.testing.server import serving  # noqa: PLC0415

    with ExitStack() as servers:

        def start(model: Model | None = None, **settings: Any) -> str:
            app = create_app(ServerSettings(**{"data_dir": tmp_path / "data", **settings}), model=model)
            return servers.enter_context(serving(app))

        yield start
