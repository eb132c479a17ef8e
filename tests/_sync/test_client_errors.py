# Derived from tests/_async/test_client_errors.py by scripts/unasync.py.
"""What a caller gets instead of an answer."""

import traceback
from typing import Any

import httpx
import pytest

import pdfai
from pdfai import ClientSettings, MalformedAnswerError, OpenAIClient, PdfaiError

KEY = "sk-a-secret-that-nobody-may-see"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, pdfai.BadRequestError),
        (401, pdfai.AuthenticationError),
        (403, pdfai.PermissionDeniedError),
        (404, pdfai.NotFoundError),
        (409, pdfai.ConflictError),
        (418, pdfai.ApiError),
        (422, pdfai.UnprocessableError),
        (429, pdfai.RateLimitError),
        (500, pdfai.ServerError),
        (529, pdfai.ServerError),
    ],
)
def test_by_status(client: OpenAIClient, script: Any, status: int, expected: type[pdfai.ApiError]) -> None:
    """The status decides the class; the API's words, code and request id come along."""
    client.http_request_max_retries = 0
    details = {"message": "No such thing", "type": "invalid_request_error", "param": "id", "code": None}
    script.answers({"error": details}, status, {"x-request-id": "req_1"})
    with pytest.raises(expected) as caught:
        client.get_file("file-1")
    error = caught.value
    assert type(error) is expected
    assert (error.status, error.message, error.request_id) == (status, "No such thing", "req_1")
    assert (error.type, error.param, error.code) == ("invalid_request_error", "id", None)
    assert str(error) == f"No such thing (status {status}, request req_1)"


@pytest.mark.parametrize(
    "body",
    [
        {"error": "No such model"},
        {"object": "error", "message": "No such model", "code": 404},
        {"detail": "No such model"},
        {"detail": [{"msg": "No such model"}]},
    ],
)
def test_other_servers(client: OpenAIClient, script: Any, body: Any) -> None:
    """Compatible servers say what is wrong in simpler forms; they are understood too."""
    script.answers(body, 404)
    with pytest.raises(pdfai.NotFoundError, match="No such model"):
        client.get_file("file-1")


HTML = "<!DOCTYPE html>\n<html><body>" + "Welcome! " * 100 + "</body></html>"


JSON = "application/json"


@pytest.mark.parametrize(
    ("answer", "content_type", "reason"),
    [
        ((200, HTML), "text/html; charset=utf-8", "text/html instead of JSON"),
        ((200, '{"id": "file-1", "byt'), JSON, "JSON that is broken or cut off"),
        ((200, '{"id": "file-1"}'), "text/plain", "text/plain instead of JSON"),
        ((200, ""), JSON, "nothing instead of JSON"),
        ((200, "[1, 2]"), JSON, "JSON with a list where an object belongs"),
        ((200, "\ufffe\x00"), JSON, "JSON that is broken or cut off"),
        ((200, '{"ok": true}'), JSON, "it has no id"),
        ((200, '{"id": ""}'), JSON, "it has no id"),
        ((200, '{"id": 7}'), JSON, "it has no id"),
        ((404, HTML), "text/html", "no error in the API's form"),
        ((404, '"nope"'), JSON, "no error in the API's form"),
        ((404, '{"status": "gone"}'), JSON, "no error in the API's form"),
        ((301, ""), "text/html", "it redirects to https://elsewhere.example.com/"),
    ],
)
def test_malformed(
    client: OpenAIClient, script: Any, answer: tuple[int, str], content_type: str, reason: str
) -> None:
    """An answer that is not the API's is named as such, in one line, with its first 200 characters."""
    status, body = answer
    location = "https://elsewhere.example.com/"
    script.answers(
        body, status, {"content-type": content_type, "x-request-id": "req_1", "location": location}
    )
    with pytest.raises(MalformedAnswerError) as caught:
        client.get_file("file-1")
    error = caught.value
    assert (error.reason, error.status, error.request_id) == (reason, status, "req_1")
    assert error.excerpt == body[:200]
    assert str(error).isprintable()
    assert "check the base URL" in str(error)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"ok": True}, "it has no data"),
        ({"data": {}}, "it has no data"),
        ({"data": ["file-1"]}, "a list with a str where an object belongs"),
        ({"data": [{"id": "file-1"}, {"name": "b.pdf"}]}, "it has no id"),
    ],
)
def test_malformed_list(client: OpenAIClient, script: Any, answer: Any, reason: str) -> None:
    """A list that holds none of the API's objects is none of its lists."""
    script.answers(answer)
    with pytest.raises(MalformedAnswerError, match=reason):
        client.get_files()


def test_completion_without_choices(client: OpenAIClient, script: Any) -> None:
    """What a completion needs are its choices; its id is of no use, and some servers leave it out."""
    script.answers({"choices": []})
    script.answers({"ok": True})
    assert (client.create_completion(model="m", messages=[])).choices == []
    with pytest.raises(MalformedAnswerError, match="it has no choices"):
        client.create_completion(model="m", messages=[])


def test_no_content_type(client: OpenAIClient, script: Any) -> None:
    """JSON that does not call itself so is read; only another name is refused."""
    script.answers('{"id": "file-1"}', headers={"content-type": ""})
    assert (client.get_file("file-1")).id == "file-1"


def test_gateway(client: OpenAIClient, script: Any) -> None:
    """A gateway's HTML for a 502 is the server's fault, not the URL's."""
    client.http_request_max_retries = 0
    script.answers(HTML, 502, {"content-type": "text/html"})
    with pytest.raises(pdfai.ServerError, match="Bad Gateway"):
        client.get_file("file-1")


def test_website(client: OpenAIClient, script: Any) -> None:
    """A website that takes no POST is not an API that is out of order."""
    client.http_request_max_retries = 0
    script.answers(HTML, 501, {"content-type": "text/html"})
    with pytest.raises(pdfai.MalformedAnswerError, match="check the base URL"):
        client.create_thread()


def test_unnamed_status(client: OpenAIClient, script: Any) -> None:
    """A status without a name has its number."""
    client.http_request_max_retries = 0
    script.answers("", 599)
    with pytest.raises(pdfai.ServerError, match="Status 599"):
        client.get_file("file-1")


@pytest.mark.parametrize("domain", ["https://api.openai.com", "https://eu.api.openai.com"])
def test_retired(script: Any, clock: Any, domain: str) -> None:
    """OpenAI's 404 for assistants and threads says what happened and what to do."""
    settings = ClientSettings(api_key=KEY, base_domain=domain)
    client = OpenAIClient(settings, transport=script, clock=clock)
    for _ in range(2):
        script.answers(HTML, 404)
    with pytest.raises(pdfai.AssistantsApiRetiredError, match=r"OpenAIClient\.embedded\(\)"):
        client.create_assistant(model="m")
    with pytest.raises(pdfai.AssistantsApiRetiredError, match="/threads/thread_1/runs/run_1 is gone"):
        client.get_run("thread_1", "run_1")


def test_not_retired(script: Any, client: OpenAIClient) -> None:
    """Files live on, and so do assistants elsewhere: a 404 there is only a 404."""
    openai = OpenAIClient(ClientSettings(api_key=KEY), transport=script)
    for caller in (openai.get_file, client.get_assistant):
        script.answers({"error": {"message": "No such thing"}}, 404)
        with pytest.raises(pdfai.NotFoundError) as caught:
            caller("id_1")
        assert type(caught.value) is pdfai.NotFoundError


def test_key_stays_secret(client: OpenAIClient, script: Any) -> None:
    """Whatever goes wrong, and whoever repeats the key, it is in no error and no trace."""
    client.http_request_max_retries = 0
    script.answers({"error": {"message": f"Incorrect API key: {KEY}"}}, 401)
    script.answers(f"<html>You sent {KEY}</html>", headers={"content-type": "text/html"})
    script.answers({}, 500)
    script.fails(httpx.ConnectError("Connection refused"))
    for _ in range(4):
        with pytest.raises(PdfaiError) as caught:
            client.get_file("file-1")
        trace = "".join(traceback.format_exception(caught.value))
        assert KEY not in trace + repr(caught.value) + repr(vars(caught.value))
    assert script.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in repr(client) + repr(OpenAIClient.create_with_api_key(KEY))
