"""What a client is told once: where the API is, who asks, how long an answer may take."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

from pdfai.errors import ConfigurationError
from pdfai.version import VERSION

DEFAULT_BASE_DOMAIN = "https://api.openai.com"


@dataclass(frozen=True, kw_only=True, slots=True)
class ClientSettings:
    """A client's settings, checked when made; the key shows in no repr."""

    api_key: str = field(default="", repr=False)
    """May be empty for a server that asks for none, never for OpenAI's."""
    base_domain: str = DEFAULT_BASE_DOMAIN
    """Without a scheme it is https; with a path (http://localhost:8080/v1) it is the whole base URL."""
    api_version: str = "v1"
    organization: str | None = None
    project: str | None = None
    timeout_seconds: float = 300.0
    """How long one attempt may go without hearing from the server; connecting gets 10 s at most."""

    def __post_init__(self) -> None:
        """Refuse what could never work, before it shows up in somebody else's error."""
        for name in ("api_key", "organization", "project", "api_version"):
            _check_header_text(name, getattr(self, name) or "")
        if not (isinstance(self.timeout_seconds, int | float) and self.timeout_seconds > 0):
            raise ConfigurationError(f"timeout_seconds must be more than 0, not {self.timeout_seconds!r}")
        _check_base_domain(self.base_domain)
        if not self.api_key and is_openai(self.host):
            raise ConfigurationError("No API key: give one, or set OPENAI_API_KEY")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, **settings: Any) -> Self:
        """Settings from `OPENAI_API_KEY`, `_BASE_URL`, `_ORG_ID` and `_PROJECT_ID`; arguments win."""
        names = {
            "api_key": "OPENAI_API_KEY",
            "base_domain": "OPENAI_BASE_URL",
            "organization": "OPENAI_ORG_ID",
            "project": "OPENAI_PROJECT_ID",
        }
        found = {name: environment.get(variable, "").strip() for name, variable in names.items()}
        return cls(**{**{name: value for name, value in found.items() if value}, **settings})

    @property
    def base_url(self) -> str:
        """Where every path begins; no slash at its end."""
        url = _with_scheme(self.base_domain).rstrip("/")
        return url if urlsplit(url).path else f"{url}/{self.api_version}".rstrip("/")

    @property
    def host(self) -> str:
        """The host asked, in lower case."""
        return urlsplit(self.base_url).hostname or ""

    def headers(self) -> dict[str, str]:
        """What every request carries; the one place where the key leaves the settings."""
        headers = {
            "Accept": "application/json",
            "OpenAI-Beta": "assistants=v2",
            "User-Agent": f"pdfai/{package_version()}",
        }
        if self.api_key:
            headers["Authorization"] = f"Bearer {self.api_key}"
        if self.organization:
            headers["OpenAI-Organization"] = self.organization
        if self.project:
            headers["OpenAI-Project"] = self.project
        return headers


def package_version() -> str:
    """Which pdfai this is."""
    return VERSION


def is_openai(host: str) -> bool:
    """Whether the host is OpenAI's own, in any region."""
    return host == "api.openai.com" or host.endswith(".api.openai.com")


def is_loopback(host: str) -> bool:
    """Whether the host is this machine, which no other can listen to."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _with_scheme(base_domain: str) -> str:
    return base_domain if "://" in base_domain else f"https://{base_domain}"


def _check_base_domain(base_domain: str) -> None:
    advice = "give one like https://assistants.example.com"
    try:
        parts = urlsplit(_with_scheme(base_domain))
        parts.port  # noqa: B018  # reading it is what checks it
    except ValueError as error:
        raise ConfigurationError(f"The base domain is not a URL ({error}): {advice}") from None
    if parts.username is not None or parts.query or parts.fragment:
        raise ConfigurationError(f"The base domain has credentials or a query in it: {advice}")
    is_one_word = base_domain.isprintable() and " " not in base_domain
    if parts.scheme not in ("http", "https") or not parts.hostname or not is_one_word:
        raise ConfigurationError(f"The base domain {base_domain!r} is not an http or https URL: {advice}")


def _check_header_text(name: str, text: str) -> None:
    # Not quoting it: it may be the key. Libraries that meet such a header do quote it.
    if not (text.isascii() and text.isprintable() and " " not in text):
        raise ConfigurationError(
            f"The setting {name} contains a space, a line break or a letter outside ASCII"
        )
