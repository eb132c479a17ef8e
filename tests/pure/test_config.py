"""Settings: where they come from, what they refuse, what they keep to themselves."""

from typing import Any

import pytest

from pdfai import ClientSettings, ConfigurationError

KEY = "sk-secret"


@pytest.mark.parametrize(
    ("base_domain", "url"),
    [
        ("https://api.openai.com", "https://api.openai.com/v1"),
        ("https://assistants.example.com/", "https://assistants.example.com/v1"),
        ("assistants.example.com", "https://assistants.example.com/v1"),
        ("http://localhost:8080/v1", "http://localhost:8080/v1"),
        ("http://localhost:8080/v1/", "http://localhost:8080/v1"),
        ("https://example.com/proxy/openai", "https://example.com/proxy/openai"),
        ("http://[::1]:8080", "http://[::1]:8080/v1"),
    ],
)
def test_base_url(base_domain: str, url: str) -> None:
    """A domain gets the version; what has a path is the whole base URL already."""
    assert ClientSettings(api_key=KEY, base_domain=base_domain).base_url == url


@pytest.mark.parametrize(
    "base_domain",
    [
        "",
        "ftp://example.com",
        "https://",
        "https://user:word@example.com",
        "https://example.com?key=1",
        "https://example.com/#top",
        "https://example.com:port",
        "https://[::1",
    ],
)
def test_bad_base_domain(base_domain: str) -> None:
    """What is no plain http address is refused, with an example of one; passwords are not repeated."""
    with pytest.raises(ConfigurationError, match="give one like https://assistants") as caught:
        ClientSettings(api_key=KEY, base_domain=base_domain)
    assert "word" not in str(caught.value)


@pytest.mark.parametrize("name", ["api_key", "organization", "project", "api_version"])
@pytest.mark.parametrize("value", ["sk-a\n", "sk a", "ключ", "sk\x00"])
def test_bad_header_text(name: str, value: str) -> None:
    """What cannot stand in a header is refused without being repeated: it may be the key."""
    settings: dict[str, Any] = {"api_key": KEY, name: value}
    with pytest.raises(ConfigurationError, match=name) as caught:
        ClientSettings(**settings)
    assert value not in str(caught.value)


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), "3"])
def test_bad_timeout(seconds: Any) -> None:
    """A timeout that no answer could meet is refused."""
    with pytest.raises(ConfigurationError, match="timeout_seconds"):
        ClientSettings(api_key=KEY, timeout_seconds=seconds)


def test_environment() -> None:
    """The usual variables are read and stripped; empty ones count as absent; arguments win."""
    environment = {
        "OPENAI_API_KEY": f" {KEY}\n",
        "OPENAI_BASE_URL": "http://localhost:8080/v1",
        "OPENAI_ORG_ID": "org_1",
        "OPENAI_PROJECT_ID": "",
    }
    settings = ClientSettings.from_environment(environment, organization="org_2")
    assert settings == ClientSettings(
        api_key=KEY, base_domain="http://localhost:8080/v1", organization="org_2"
    )


def test_no_key() -> None:
    """OpenAI wants a key; a server of one's own may not."""
    with pytest.raises(ConfigurationError, match="OPENAI_API_KEY"):
        ClientSettings.from_environment({})
    settings = ClientSettings.from_environment({"OPENAI_BASE_URL": "http://localhost:11434/v1"})
    assert "Authorization" not in settings.headers()


def test_key_stays_secret() -> None:
    """The key is in the headers and nowhere else."""
    settings = ClientSettings(api_key=KEY)
    assert KEY not in repr(settings)
    assert settings.headers()["Authorization"] == f"Bearer {KEY}"
