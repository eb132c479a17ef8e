"""What must not show, should a server or a library repeat it. No I/O."""

from collections.abc import Iterable, Mapping
from typing import Any

import httpx

SHORTEST_SECRET = 8
"""Characters; "x" or "none", as servers without keys are given, hides nothing and may stand anywhere."""

_SIGNS = ("authorization", "api-key", "apikey", "token", "secret")


class Redactor:
    """Takes secrets out of what is told to others."""

    def __init__(self, secrets: Iterable[str]) -> None:
        """Keep them, where no repr shows them."""
        self._secrets = tuple(secret for secret in secrets if len(secret) >= SHORTEST_SECRET)
        self._encoded = tuple(secret.encode() for secret in self._secrets)

    def text(self, text: str) -> str:
        """The text without them."""
        for secret in self._secrets:
            text = text.replace(secret, "[key]")
        return text

    def headers(self, headers: httpx.Headers) -> httpx.Headers:
        """An answer's headers without them; mostly the same object."""
        if not self._finds_any(b"\n".join([value for _, value in headers.raw])):
            return headers
        return httpx.Headers([(name, self.text(value)) for name, value in headers.multi_items()])

    def value(self, value: Any, content: bytes) -> None:
        """Take them out of what an object, or an event with one, read from `content`, says went wrong."""
        if not self._finds_any(content):
            return
        error: Any = getattr(getattr(value, "data", value), "last_error", None)
        message = getattr(error, "message", None)
        if isinstance(message, str):
            error.message = self.text(message)

    def _finds_any(self, content: bytes) -> bool:
        # Each call comes here twice: a generator would cost more than the search.
        for secret in self._encoded:  # noqa: SIM110
            if secret in content:
                return True
        return False


def secrets_of(headers: Mapping[str, str]) -> list[str]:
    """What headers such as Authorization hold, without the scheme in front of it."""
    secret = [value for name, value in headers.items() if any(sign in name.lower() for sign in _SIGNS)]
    return [value.partition(" ")[2].strip() or value for value in secret]
