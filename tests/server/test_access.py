"""Keys: who is let in, and that they are not told around."""

import logging
from pathlib import Path
from typing import Any

import pytest
from http_api import Api

from pdfai.errors import ConfigurationError
from pdfai.server.settings import ServerSettings
from pdfai.testing import ScriptedModel

OpenApi = Any
KEY = "sk-the-servers-own-key"


@pytest.fixture
def guarded(open_api: OpenApi) -> Api:
    """A server that asks for a key."""
    api: Api = open_api(ScriptedModel(), api_keys=("sk-another", KEY))
    return api


@pytest.mark.parametrize(
    "authorization",
    [None, "", KEY, f"Basic {KEY}", "Bearer", "Bearer ", "Bearer sk-wrong", f"Bearer {KEY}x", "Bearer ü"],
)
def test_a_missing_or_wrong_key_is_refused(guarded: Api, authorization: str | None) -> None:
    """With 401 and the API's own error."""
    headers = {} if authorization is None else {"Authorization": authorization.encode()}
    error = guarded.refused(401, "GET", "/files", headers=headers)
    assert (error["type"], error["code"]) == ("invalid_request_error", "invalid_api_key")


@pytest.mark.parametrize("authorization", [f"Bearer {KEY}", f"bearer  {KEY} ", "Bearer sk-another"])
def test_a_known_key_is_let_in(guarded: Api, authorization: str) -> None:
    """Any of those the server was started with."""
    assert guarded.call("GET", "/files", headers={"Authorization": authorization})["data"] == []


def test_without_keys_everybody_is_let_in(api: Api) -> None:
    """Whatever key they show."""
    assert api.call("GET", "/files", headers={"Authorization": "Bearer any"})["data"] == []


@pytest.mark.parametrize(
    "host", ["", "evil.example", "localhost.evil.example", "10.0.0.1:8080", "[::1", "0x7f.1"]
)
def test_without_keys_no_other_host_is_served(api: Api, host: str) -> None:
    """A website's name may lead a browser here, and then its pages may read what is answered."""
    error = api.refused(403, "GET", "/files", headers={"Host": host})
    assert error["message"].startswith("This server has no API keys, so it serves this machine only")


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost.evil.example", "null", ""])
def test_without_keys_no_website_is_served(api: Api, origin: str) -> None:
    """Its pages may not read what is answered, but they can post: nothing is done for them."""
    api.refused(403, "POST", "/threads", headers={"Origin": origin}, content=b"")


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "127.1.2.3:80", "[::1]:8080", "LOCALHOST:1"])
def test_without_keys_this_machine_is_served(api: Api, name: str) -> None:
    """By any name that is only its own, also to pages that it serves itself."""
    headers = {"Host": name, "Origin": f"http://{name}"}
    assert api.call("GET", "/files", headers=headers)["data"] == []


def test_with_keys_every_host_is_served(guarded: Api) -> None:
    """Who has a key may call from anywhere."""
    headers = {"Host": "pdfai.example", "Origin": "https://evil.example", "Authorization": f"Bearer {KEY}"}
    assert guarded.call("GET", "/files", headers=headers)["data"] == []


@pytest.mark.parametrize("key", ["", " ", "sk ", "\nsk"])
def test_a_key_that_lets_everybody_or_nobody_in_is_refused(key: str, data_dir: Path) -> None:
    """Before anything is served."""
    with pytest.raises(ConfigurationError, match="An API key for callers is empty"):
        ServerSettings(data_dir=data_dir, api_keys=("sk-fine", key))


def test_a_stranger_learns_nothing_and_leaves_nothing(guarded: Api) -> None:
    """The key is asked for before the body is read, and before the path is looked at."""
    guarded.refused(401, "POST", "/assistants", content=b"{", headers={"Content-Type": "application/json"})
    guarded.refused(401, "GET", "/nothing")
    guarded.refused(401, "GET", "/threads/a%2Fmessages")


def test_no_key_is_told(
    guarded: Api, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither in an answer, nor in the log of a crash, nor in a repr."""
    caplog.set_level(logging.DEBUG)
    headers = {"Authorization": f"Bearer {KEY}"}

    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("crashed")

    monkeypatch.setattr("pdfai.server.store.records.Records.page", crash)
    error = guarded.refused(500, "GET", "/files", headers=headers)
    assert error["message"] == "The server failed while serving this request."
    assert "crashed" in caplog.text
    settings = ServerSettings(data_dir=".", api_keys=(KEY,), upstream_api_key=KEY)  # type: ignore[arg-type]
    assert KEY not in caplog.text + repr(settings) + str(error)
