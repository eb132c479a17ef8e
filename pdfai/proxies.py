"""The way to a server, where the environment says that it leads through a proxy."""

import urllib.request
from importlib.util import find_spec
from urllib.parse import urlsplit

from pdfai.errors import ConfigurationError


def proxy_from_environment(url: str) -> str | None:
    """The proxy that `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` name for this URL, if any.

    Raises `ConfigurationError` for one that cannot be used, without repeating it: it may hold a password.
    """
    parts = urlsplit(url)
    proxies = urllib.request.getproxies()
    if urllib.request.proxy_bypass(parts.hostname or ""):
        return None
    name = parts.scheme if proxies.get(parts.scheme) else "all"
    proxy = proxies.get(name)
    if not proxy:
        return None
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    _check(proxy, f"{name.upper()}_PROXY")
    return proxy


def _check(proxy: str, variable: str) -> None:
    try:
        parts = urlsplit(proxy)
        parts.port  # noqa: B018  # reading it is what checks it
        scheme = parts.scheme if parts.hostname and proxy.isprintable() and " " not in proxy else ""
    except ValueError:
        scheme = ""
    if scheme not in ("http", "https", "socks5", "socks5h"):
        raise ConfigurationError(
            f"The proxy in {variable} is not one pdfai can use: give one like http://proxy.example.com:3128, "
            f"or unset {variable}"
        )
    if scheme.startswith("socks") and find_spec("socksio") is None:
        raise ConfigurationError(
            f"The proxy in {variable} speaks SOCKS: run pip install 'httpx[socks]', or unset {variable}"
        )
