"""`pdfai serve`: the Assistants API on a port."""

import errno
import ipaddress
import socket
from typing import Annotated

import typer

from pdfai.cli.answering import DataDirOption, UpstreamApiKeyOption, UpstreamUrlOption, say
from pdfai.errors import ConfigurationError, MissingExtraError, PortInUseError


def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")
    ] = 8080,
    data_dir: DataDirOption = None,
    upstream_url: UpstreamUrlOption = None,
    upstream_api_key: UpstreamApiKeyOption = None,
    api_key: Annotated[
        list[str] | None,
        typer.Option("--api-key", envvar="PDFAI_API_KEYS", help="A key callers must show; may be repeated."),
    ] = None,
) -> None:
    """Serve the Assistants API under /v1, for any client of it.

    Models are served by the upstream; without one, the documents' own words answer.
    """
    if not api_key and not _is_loopback(host):
        raise ConfigurationError(
            f"{host} can be reached from other machines: "
            "give callers a key with --api-key, or serve on 127.0.0.1"
        )
    try:
        # Imported here: `--help` should not wait for a web framework.
        import uvicorn  # noqa: PLC0415

        from pdfai.embedded import default_data_dir  # noqa: PLC0415
        from pdfai.server.app import create_app  # noqa: PLC0415
        from pdfai.server.settings import ServerSettings  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise MissingExtraError("server", "the embedded server") from error
    settings = ServerSettings(
        data_dir=default_data_dir() if data_dir is None else data_dir,
        api_keys=tuple(api_key or ()),
        upstream_url=upstream_url,
        upstream_api_key=upstream_api_key if upstream_url is not None else None,
    )
    with _listen(host, port) as listening:
        config = uvicorn.Config(create_app(settings), log_level="warning")
        say(f"pdfai serves at {_url(listening)} (data in {settings.data_dir}, {_answering(upstream_url)})")
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUseError(host, port) from error
        raise ConfigurationError(f"Cannot listen on {host}, port {port}: {error.strerror}") from error
    return listening


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _url(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/v1" if ":" in host else f"http://{host}:{port}/v1"


def _answering(upstream_url: str | None) -> str:
    return f"models at {upstream_url}" if upstream_url else "answering offline"
