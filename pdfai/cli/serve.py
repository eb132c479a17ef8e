"""`pdfai serve`: the Assistants API on a port."""

import errno
import gc
import os
import socket
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pdfai.cli.answering import DataDirOption, UpstreamUrlOption, check_url
from pdfai.cli.keys import key_for
from pdfai.cli.talk import say
from pdfai.config import is_loopback
from pdfai.errors import ConfigurationError, PortInUseError
from pdfai.extras import needing

if TYPE_CHECKING:
    from pdfai.server.settings import ServerSettings

_WAITING_CALLERS = 128
_SECONDS_FOR_LAST_ANSWERS = 10


def serve(
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="The address to listen on.")
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option("--port", metavar="NUMBER", min=0, max=65535, help="The port; 0 takes a free one."),
    ] = 8080,
    data_dir: DataDirOption = None,
    upstream_url: UpstreamUrlOption = None,
    upstream_api_key: Annotated[
        str | None,
        typer.Option(
            "--upstream-api-key",
            metavar="KEY",
            help="The key of that endpoint. If not given: OPENAI_API_KEY, but never over plain http to "
            "another machine.",
        ),
    ] = None,
    model_map: Annotated[
        list[str] | None,
        typer.Option(
            "--model-map",
            metavar="ASKED=SERVED",
            help="Let a model of the endpoint serve where callers name another; may be repeated, and "
            "*=SERVED stands for all others.",
        ),
    ] = None,
    embedding_model: Annotated[
        str | None,
        typer.Option(
            "--embedding-model",
            metavar="NAME",
            envvar="PDFAI_EMBEDDING_MODEL",
            help="A model of that endpoint that says what texts mean: files are then searched by meanings, "
            "too, and their texts are sent to it.",
        ),
    ] = None,
    api_key: Annotated[
        list[str] | None,
        typer.Option(
            "--api-key",
            metavar="KEY",
            envvar="PDFAI_API_KEYS",
            help="A key that callers must show; may be repeated (in the variable: separated by spaces). "
            "Needed where other machines can call.",
        ),
    ] = None,
) -> None:
    """Serve the Assistants API under /v1 to any client of it, until Ctrl-C.

    The models are those of the upstream endpoint; without one the documents' own words answer, offline.
    """
    if not api_key and "PDFAI_API_KEYS" in os.environ:
        raise ConfigurationError("PDFAI_API_KEYS is blank: put the keys of callers there, or unset it")
    if not api_key and not is_loopback(host):
        raise ConfigurationError(
            f"{host} can be reached from other machines: "
            "give callers a key with --api-key, or serve on 127.0.0.1"
        )
    upstream_key = None
    if upstream_url is not None:
        check_url("--upstream-url", upstream_url)
        upstream_key = key_for(upstream_url, upstream_api_key)
    elif model_map:
        raise ConfigurationError("--model-map names models at --upstream-url: name that too")
    elif embedding_model:
        raise ConfigurationError("--embedding-model names a model at --upstream-url: name that too")
    with _listen(host, port) as listening:
        _run(
            listening,
            data_dir,
            api_keys=tuple(api_key or ()),
            upstream_url=upstream_url,
            upstream_api_key=upstream_key,
            model_map=dict(map(_mapping, model_map or ())),
            embedding_model=embedding_model or None,
        )


def _mapping(written: str) -> tuple[str, str]:
    # Names of models hold colons and slashes; of equals signs, the first one counts.
    asked, _, served = (part.strip() for part in written.partition("="))
    if not asked or not served:
        raise ConfigurationError(f"--model-map takes ASKED=SERVED, such as gpt-4o=llama3.1, not {written!r}")
    return asked, served


def _run(listening: socket.socket, data_dir: Path | None, **given: Any) -> None:
    with needing("server", "The server"):
        # Imported here: `--help` should not wait for a web framework.
        import uvicorn  # noqa: PLC0415

        from pdfai.data_directory import default_data_dir  # noqa: PLC0415
        from pdfai.server.app import create_app  # noqa: PLC0415
        from pdfai.server.settings import ServerSettings  # noqa: PLC0415
    settings = ServerSettings(data_dir=data_dir or default_data_dir(), **given)
    app = create_app(settings)

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            # Streams have no last answer to wait for: who listens goes on at the next server.
            app.state.services.feeds.close()
            super().handle_exit(sig, frame)

    server = Server(
        uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=_SECONDS_FOR_LAST_ANSWERS)
    )
    say(_introduction(listening, settings))
    # What is there now stays there: looking through it again and again would hold a request up for 0.1 s.
    gc.freeze()
    try:
        server.run(sockets=[listening])
    except (KeyboardInterrupt, SystemExit) as end:
        # How uvicorn hands on the signal that stopped it, in good order.
        if not server.started:
            raise
        raise typer.Exit(0) from end


def _introduction(listening: socket.socket, settings: "ServerSettings") -> str:
    answering = f"models at {settings.upstream_url}" if settings.upstream_url else "the offline model"
    return (
        f"pdfai serves at {_url(listening)}\n"
        f"Answers come from {answering}; data is kept in {settings.data_dir}; Ctrl-C stops it."
    )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With its protocol named, or asyncio would not switch off Nagle's algorithm: 40 ms for each answer.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would let two servers share the port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_WAITING_CALLERS)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUseError(host, port) from error
        raise ConfigurationError(f"Cannot listen on {host}, port {port}: {error.strerror}") from error
    return listening


def _url(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/v1" if ":" in host else f"http://{host}:{port}/v1"
