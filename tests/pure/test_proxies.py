"""Proxies that the environment names."""

import os
import sys

import pytest

from pdfai import ConfigurationError, OpenAIClient
from pdfai.proxies import proxy_from_environment

URL = "https://api.openai.com/v1"


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of the developer's."""
    for name in os.environ:
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


def test_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proxies come from the environment, unless the host is exempt."""
    monkeypatch.setenv("https_proxy", "proxy.example.com:3128")
    monkeypatch.setenv("no_proxy", "localhost,.internal")
    assert proxy_from_environment(URL) == "http://proxy.example.com:3128"
    assert proxy_from_environment("https://server.internal/v1") is None
    assert proxy_from_environment("http://example.com/v1") is None
    monkeypatch.setenv("all_proxy", "http://other.example.com")
    assert proxy_from_environment("http://example.com/v1") == "http://other.example.com"


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
def test_socks(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    """A SOCKS proxy needs one more package; the error says which, and nothing of the password."""
    monkeypatch.setitem(sys.modules, "socksio", None)
    monkeypatch.setenv("ALL_PROXY", f"{scheme}://user:sesame@proxy.example.com:1080")
    with pytest.raises(ConfigurationError) as caught:
        OpenAIClient.create_with_api_key("key").build()
    assert str(caught.value) == (
        "The proxy in ALL_PROXY speaks SOCKS: run pip install 'httpx[socks]', or unset ALL_PROXY"
    )


@pytest.mark.parametrize(
    "proxy",
    ["socks4://u:sesame@p:1", "ftp://u:sesame@p", "http://u:sesame@p:x", "http://", "http://[::1", "a b"],
)
def test_unusable(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    """What no request could pass through is refused by the name of its variable."""
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(ConfigurationError, match=r"or unset HTTPS_PROXY$") as caught:
        OpenAIClient.create_with_api_key("key").build()
    assert "sesame" not in str(caught.value)
