# Derived from tests/_async/test_sending.py by scripts/unasync.py.
"""What goes out with every request, whatever is asked."""

from typing import Any

import pytest

from pdfai import ClientSettings, InvalidArgumentError, OpenAIClient


def test_cookies(client: OpenAIClient, script: Any) -> None:
    """A cookie, such as a load balancer's, comes back to who set it."""
    script.answers({"id": "run_1"}, headers={"set-cookie": "route=a; Path=/"})
    script.answers({"id": "run_1"})
    client.get_run("thread_1", "run_1")
    client.get_run("thread_1", "run_1")
    first, second = script.requests
    assert "cookie" not in first.headers
    assert second.headers["cookie"] == "route=a"


def test_connection(client: OpenAIClient, script: Any) -> None:
    """Answers may be compressed, and the connection is kept."""
    script.answers({"id": "run_1"})
    client.get_run("thread_1", "run_1")
    assert "gzip" in script.requests[0].headers["accept-encoding"]
    assert script.requests[0].headers["connection"] == "keep-alive"
    assert script.requests[0].headers["host"] == "assistants.example.com"


def test_url(script: Any) -> None:
    """Paths and queries arrive as they were meant, below whatever path the API has."""
    client = OpenAIClient(
        ClientSettings(api_key="k", base_domain="http://localhost:8080/a%20b/v1"), transport=script
    )
    script.answers({"data": []})
    script.answers({"id": "vs/ü?"})
    client.get_run_steps("thread 1", "run_1", limit=2, after="step&1=ü", include=["a[*].b"])  # type: ignore[list-item]
    client.get_vector_store("vs/ü?#%")
    steps, store = (bytes(request.url.raw_path) for request in script.requests)
    assert steps == (
        b"/a%20b/v1/threads/thread%201/runs/run_1/steps"
        b"?limit=2&after=step%261%3D%C3%BC&include%5B%5D=a%5B%2A%5D.b"
    )
    assert store == b"/a%20b/v1/vector_stores/vs%2F%C3%BC%3F%23%25"


def test_timeouts(script: Any) -> None:
    """Connecting takes 10 s at most, and less where everything does."""
    for seconds, connecting in ((300.0, 10.0), (4.0, 4.0)):
        settings = ClientSettings(api_key="k", timeout_seconds=seconds)
        client = OpenAIClient(settings, transport=script)
        script.answers({"id": "run_1"})
        client.get_run("thread_1", "run_1")
        waits = script.requests[-1].extensions["timeout"]
        assert waits == {"connect": connecting, "read": seconds, "write": seconds, "pool": seconds}


def test_closed(client: OpenAIClient, script: Any) -> None:
    """A closed client sends nothing."""
    client.close()
    with pytest.raises(InvalidArgumentError, match="closed"):
        client.get_run("thread_1", "run_1")
    assert not script.requests
