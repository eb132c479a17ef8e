"""Prism, a mock server of any OpenAPI contract, with ours: `nox -s mock` installs it and sets PRISM."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

SPEC = Path(__file__).parents[2] / "spec" / "openapi.yaml"


@pytest.fixture(scope="session")
def prism(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its URL on loopback. It refuses what is not in the contract, and answers of its own that are not."""
    port = _free_port()
    said = tmp_path_factory.mktemp("prism") / "log"
    command = [os.environ["PRISM"], "mock", str(SPEC), "--errors", "--host", "127.0.0.1", "--port", str(port)]
    with said.open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/models", process, said)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(url: str, process: subprocess.Popen[bytes], said: Path) -> None:
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            httpx.get(url, trust_env=False)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    pytest.fail(f"Prism does not answer: {said.read_text()[-2000:]}")
