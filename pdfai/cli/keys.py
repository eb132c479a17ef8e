"""Which key is shown to whom."""

import os

from pdfai.cli.talk import say
from pdfai.config import ClientSettings, is_loopback


def key_for(url: str, given: str | None) -> str:
    """The key to show at a URL: the one given, or else `OPENAI_API_KEY`, where nobody on the way can read it.

    That is over https, and within this machine. Who has set the variable is told where it is not used.
    """
    key = (os.environ.get("OPENAI_API_KEY", "") if given is None else given).strip()
    if not key or given is not None or _is_private(url):
        return key
    say(f"OPENAI_API_KEY is not sent to {url}, as others could read it: if need be, use --upstream-api-key")
    return ""


def unused_key() -> str:
    """What to say to somebody who has set `OPENAI_API_KEY` and is answered offline."""
    is_set = os.environ.get("OPENAI_API_KEY")
    return " (OPENAI_API_KEY is set: name a --model to let it answer)" if is_set else ""


def _is_private(url: str) -> bool:
    settings = ClientSettings(base_domain=url, api_key="any")
    return settings.base_url.startswith("https:") or is_loopback(settings.host)
