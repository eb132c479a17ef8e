"""Every answer can be quoted to whoever runs the server."""

import logging
import re
from collections.abc import Callable

import httpx
import pytest
from http_api import Api

from pdfai import NotFoundError, OpenAIClient


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/assistants", 200),
        ("GET", "/threads/thread_1", 404),
        ("POST", "/assistants", 400),
        ("GET", "/no", 404),
    ],
)
def test_every_answer_has_an_id_of_its_own(api: Api, method: str, path: str, status: int) -> None:
    """Refusals too, and what nobody serves."""
    answers = [api.http.request(method, path) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [status, status]
    ids = {answer.headers["x-request-id"] for answer in answers}
    assert len(ids) == 2
    assert all(re.fullmatch("req_[0-9a-f]{32}", each) for each in ids)
    assert answers[0].headers["openai-version"] == "2020-10-01"
    assert answers[0].headers["openai-processing-ms"].isdigit()


def test_a_stranger_is_told_too(serve: Callable[..., str]) -> None:
    """Whoever has the wrong key has something to quote."""
    answer = httpx.get(f"{serve(api_keys=('k',))}/assistants", trust_env=False)
    assert (answer.status_code, "x-request-id" in answer.headers) == (401, True)


def test_the_client_hands_the_id_on(serve: Callable[..., str]) -> None:
    """In the error and its text."""
    client = OpenAIClient.create_with_api_key("any").with_base_domain(serve()).build()
    with client, pytest.raises(NotFoundError, match="request req_") as caught:
        client.get_thread("thread_1")
    assert caught.value.request_id == caught.value.headers["x-request-id"]


def test_a_failure_is_logged_with_the_id(
    api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """So that the caller's words lead to the traceback."""
    monkeypatch.setattr("pdfai.server.store.records.Records.get", lambda *_: 1 / 0)
    with caplog.at_level(logging.ERROR, logger="pdfai.server"):
        answer = api.http.get("/threads/thread_1")
    assert answer.status_code == 500
    assert answer.headers["x-request-id"] in caplog.text
