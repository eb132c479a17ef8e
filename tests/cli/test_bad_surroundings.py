"""A command that cannot work: one clear line, an exit code by the kind of failure, and nothing left."""

import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Refused = Callable[..., str]


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port that nobody listens on, and that nobody else gets meanwhile."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


def test_no_file(refused: Refused) -> None:
    """Wrong usage is one line too, and says what to do."""
    assert refused("chat", code=2).startswith("No file was named: name a PDF")
    assert refused("inspect", code=2) == "Missing argument 'FILE'; see pdfai inspect --help"


def test_unknown_option(refused: Refused, report: Path) -> None:
    """A slip of the pen."""
    assert "--aks" in refused("chat", report, "--aks", "Who?", code=2)


@pytest.mark.parametrize("question", ["", " \n"])
def test_empty_question(refused: Refused, report: Path, question: str) -> None:
    """No question is asked before any document is read."""
    assert "question is empty" in refused("chat", report, "--ask", question, code=2)


def test_data_directory_below_a_file(refused: Refused, report: Path) -> None:
    """A data directory that cannot be."""
    line = refused("chat", report, "--ask", "Who?", "--data-dir", report / "data", code=8)
    assert line.startswith(f"Cannot write to the data directory {report / 'data'} (Not a directory)")


def test_data_directory_of_something_else(refused: Refused, report: Path, data: Any) -> None:
    """A data directory with a file where a folder belongs."""
    data.path.mkdir()
    (data.path / "files").symlink_to("/dev/null")
    assert "data directory" in refused("chat", report, "--ask", "Who?", code=8)


def test_whatever_the_system_says(refused: Refused, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure that nobody foresaw is its words and the path, and no traceback."""

    def no_room(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "/somewhere")

    monkeypatch.setattr("pdfai.cli.chat.connect", no_room)
    assert refused("chat", report, "--ask", "Who?", code=1) == "No space left on device: /somewhere"


def test_database_that_is_none(pdfai: Callable[..., Any], report: Path, data: Any) -> None:
    """A file that is no database is left as it is."""
    data.path.mkdir()
    database = data.path / "pdfai.sqlite"
    database.write_text("My diary. " * 1000)
    outcome = pdfai("chat", report, "--ask", "Who?")
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (8, "", 1)
    assert "file is not a database" in outcome.err
    assert database.read_text().startswith("My diary")


def test_upstream_without_model(refused: Refused, report: Path) -> None:
    """An endpoint serves many models, so one has to be named."""
    for model in ((), ("--model", "extractive")):
        url = ("--upstream-url", "http://127.0.0.1:9/v1")
        assert "--model" in refused("chat", report, "--ask", "Who?", *url, *model, code=8)


def test_model_without_upstream(refused: Refused, report: Path) -> None:
    """A model that nobody here serves; the document does not leave for a guess."""
    line = refused("chat", report, "--ask", "Who?", "--model", "gpt-x", code=8)
    assert "OPENAI_API_KEY" in line
    assert "--upstream-url" in line


def test_two_servers(refused: Refused, report: Path) -> None:
    """The server built in and another one at once."""
    urls = ("--base-url", "http://127.0.0.1:9/v1", "--upstream-url", "http://127.0.0.1:9/v1")
    assert "leave one of them out" in refused("chat", report, "--ask", "Who?", *urls, code=8)


@pytest.mark.parametrize("option", ["--base-url", "--upstream-url"])
@pytest.mark.parametrize("url", ["ftp://x", "not a url", "http://", "http://u:p@x", "http://x:y", ""])
def test_bad_url(refused: Refused, report: Path, option: str, url: str) -> None:
    """A URL that could never work is refused by the name of its option, and no password in it repeated."""
    line = refused("chat", report, "--ask", "Who?", "--model", "m", option, url, code=8)
    assert line.startswith(f"{option}: ")
    assert "u:p" not in line


def test_unreachable_upstream(refused: Refused, report: Path, closed_port: int) -> None:
    """Nobody answers at the upstream."""
    url = f"http://127.0.0.1:{closed_port}/v1"
    line = refused("chat", report, "--ask", "Who?", "--model", "m", "--upstream-url", url, code=6)
    assert line.startswith(f"The model at {url} cannot be reached")


def test_failing_upstream(refused: Refused, report: Path, upstream: Any) -> None:
    """The retries of client and server do not multiply."""
    upstream.answers = [(502, "text/html", b"<html>Bad gateway</html>")]
    line = refused("chat", report, "--ask", "Who?", "--model", "m", "--upstream-url", upstream.url, code=6)
    assert line.startswith(f"The model at {upstream.url} refused: Bad Gateway")
    assert len(upstream.paths) <= 4


def test_upstream_that_answers_html(refused: Refused, report: Path, upstream: Any) -> None:
    """What answers is some website."""
    upstream.answers = [(200, "text/html", b"<html>Welcome</html>")]
    line = refused("chat", report, "--ask", "Who?", "--model", "m", "--upstream-url", upstream.url, code=6)
    assert line.startswith(f"What answers at {upstream.url} is no Chat Completions endpoint")


def test_unreachable_server(refused: Refused, report: Path, closed_port: int) -> None:
    """Nobody answers at the base URL."""
    url = f"http://127.0.0.1:{closed_port}/v1"
    line = refused("chat", report, "--ask", "Who?", "--base-url", url, code=4)
    assert line.startswith(f"No answer from http://127.0.0.1:{closed_port}")


def test_server_that_is_none(refused: Refused, report: Path, upstream: Any) -> None:
    """A website at the base URL is found out before it is sent a document."""
    upstream.answers = [(200, "text/html", b"<html>Welcome</html>")]
    line = refused("chat", report, "--ask", "Who?", "--base-url", upstream.url, code=4)
    assert "not one of this API" in line
    assert upstream.paths == ["/v1/threads"]


def test_server_of_something_else(refused: Refused, report: Path, upstream: Any) -> None:
    """What speaks JSON but not this API is found out as early."""
    upstream.answers = [(200, "application/json", b'{"ok": true}')]
    line = refused("chat", report, "--ask", "Who?", "--base-url", upstream.url, code=4)
    assert "not one of this API: it has no id" in line
    assert upstream.paths == ["/v1/threads"]


def test_socks_proxy(refused: Refused, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that needs one more package."""
    monkeypatch.setitem(sys.modules, "socksio", None)
    monkeypatch.setenv("ALL_PROXY", "socks5://user:sesame@proxy.example.com")
    line = refused("chat", report, "--ask", "Who?", "--base-url", "https://example.com", code=8)
    assert "pip install 'httpx[socks]'" in line
    assert "sesame" not in line


def test_wrong_key(refused: Refused, report: Path, upstream: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that the server does not take, nor anybody sees."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret\n")
    upstream.answers = [(401, "application/json", b'{"error": {"message": "No entry for sk-secret"}}')]
    line = refused("chat", report, "--ask", "Who?", "--base-url", upstream.url, code=5)
    assert "No entry" in line
    assert "sk-secret" not in line
    assert upstream.keys == {"Bearer sk-secret"}


def test_openai_itself(
    refused: Refused, report: Path, upstream: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OpenAI's host no longer has the API; who asks there is told what does, before any document is sent."""
    # The name leads to loopback, in clear text: what is asked is what OpenAI's host would be.
    monkeypatch.setattr(socket, "getaddrinfo", _loopback(socket.getaddrinfo))
    upstream.answers = [(404, "application/json", b'{"error": {"message": "Unknown request URL"}}')]
    port = upstream.url.rpartition(":")[2]
    url = f"http://api.openai.com:{port}"
    line = refused("chat", report, "--ask", "Who?", "--base-url", url, "--upstream-api-key", "sk-x", code=5)
    assert "switched the Assistants API off" in line
    assert "pdfai serve" in line
    assert upstream.paths == ["/v1/threads"]


def test_port_in_use(refused: Refused) -> None:
    """A port that another program listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert refused("serve", "--port", port, code=8).startswith(f"Port {port} on 127.0.0.1 is in use")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.com"])  # noqa: S104
def test_open_to_all(refused: Refused, host: str) -> None:
    """Whoever can be called from elsewhere wants to know by whom."""
    assert "--api-key" in refused("serve", "--host", host, "--port", 0, code=8)


def test_blank_keys(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever meant to ask callers for a key does not serve all of them for a slip of the pen."""
    assert "key" in refused("serve", "--port", 0, "--api-key", "", code=8)
    assert "key" in refused("serve", "--port", 0, "--api-key", "k", "--api-key", " ", code=8)
    for blank in ("", " \n"):
        monkeypatch.setenv("PDFAI_API_KEYS", blank)
        assert refused("serve", "--port", 0, code=8).startswith("PDFAI_API_KEYS is blank")


def test_address_of_another(refused: Refused) -> None:
    """An address that this machine does not have."""
    line = refused("serve", "--host", "192.0.2.1", "--port", 0, "--api-key", "k", code=8)
    assert line.startswith("Cannot listen on 192.0.2.1")


def test_serves_nothing_from_nowhere(refused: Refused, report: Path) -> None:
    """A server without a place for its data frees its port and says so."""
    line = refused("serve", "--port", 0, "--data-dir", report / "data", code=8)
    assert line.startswith("Cannot write to the data directory")


def test_full_disk(refused: Refused, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No room for what comes in."""

    def no_room(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pdfai.server.store.blobs.os.fsync", no_room)
    line = refused("chat", report, "--ask", "Who?", code=5)
    assert line.startswith("The server's disk is full")


def _loopback(getaddrinfo: Callable[..., Any]) -> Callable[..., Any]:
    return lambda _host, *rest, **named: getaddrinfo("127.0.0.1", *rest, **named)
