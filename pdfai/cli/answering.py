"""Who answers: the options that commands share, and the client they lead to."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from pdfai.cli.keys import key_for, unused_key
from pdfai.config import DEFAULT_BASE_DOMAIN, ClientSettings
from pdfai.errors import ConfigurationError, InvalidArgumentError
from pdfai.options import OFFLINE_MODEL

if TYPE_CHECKING:
    from pdfai import AsyncOpenAIClient, OpenAIClient
    from pdfai.spending.budget import Budget

    Client = TypeVar("Client", OpenAIClient, AsyncOpenAIClient)

ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="The model that answers: at --upstream-url, or else at OpenAI with OPENAI_API_KEY.",
    ),
]
BaseUrlOption = Annotated[
    str | None,
    typer.Option(
        "--base-url",
        metavar="URL",
        envvar="OPENAI_BASE_URL",
        help="Use the Assistants server there (such as one of `pdfai serve`) and not the one built in.",
    ),
]
DataDirOption = Annotated[
    Path | None,
    typer.Option(
        "--data-dir",
        metavar="FOLDER",
        envvar="PDFAI_DATA_DIR",
        help="Where documents and their indexes are kept, if not in your user's data folder.",
    ),
]
UpstreamUrlOption = Annotated[
    str | None,
    typer.Option(
        "--upstream-url",
        metavar="URL",
        help="A Chat Completions endpoint that serves the model, such as http://localhost:11434/v1.",
    ),
]
UpstreamApiKeyOption = Annotated[
    str | None,
    typer.Option(
        "--upstream-api-key",
        metavar="KEY",
        help="The key of whoever answers: the endpoint, OpenAI, or the server at --base-url. If not given: "
        "OPENAI_API_KEY, but never over plain http to another machine.",
    ),
]


@dataclass(frozen=True, kw_only=True)
class Answering:
    """Which server is asked, which model answers there, and the key for it."""

    model: str
    base_url: str | None = None
    upstream_url: str | None = None
    key: str = field(default="", repr=False)

    @property
    def is_embedded(self) -> bool:
        """Whether the server runs in this process."""
        return self.base_url is None

    def __str__(self) -> str:
        """Who is going to answer, for people; what model a server has, its answers tell."""
        return self.by(self.model) if self.is_embedded else f"the server at {self.base_url}"

    def by(self, model: str) -> str:
        """Who answered: this model, wherever it is."""
        url = self.base_url or self.upstream_url
        return f"{model} at {url}" if url else "the offline model, in the documents' own words"


def choose(
    *, model: str | None, base_url: str | None, upstream_url: str | None, key: str | None
) -> Answering:
    """Who answers. A document leaves this machine only for a model or a server that was named."""
    for option, url in (("--base-url", base_url), ("--upstream-url", upstream_url)):
        if url is not None:
            check_url(option, url)
    if base_url is not None:
        if upstream_url is not None:
            raise ConfigurationError(
                "--upstream-url is for the server built in, --base-url (or OPENAI_BASE_URL) in place of it: "
                "leave one of them out"
            )
        return Answering(model=model or OFFLINE_MODEL, base_url=base_url, key=key_for(base_url, key))
    if upstream_url is not None:
        if model in (None, OFFLINE_MODEL):
            raise ConfigurationError(f"Which model at {upstream_url} is to answer? Name it with --model")
        return Answering(model=model, upstream_url=upstream_url, key=key_for(upstream_url, key))
    if model in (None, OFFLINE_MODEL):
        return Answering(model=OFFLINE_MODEL)
    key = key_for(DEFAULT_BASE_DOMAIN, key)
    if not key:
        raise ConfigurationError(
            f"Nothing here serves the model {model!r}: "
            "set OPENAI_API_KEY, or name an endpoint with --upstream-url"
        )
    return Answering(model=model, upstream_url=DEFAULT_BASE_DOMAIN, key=key)


def connect(
    answering: Answering,
    *,
    data_dir: Path | None,
    budget: "Budget | None" = None,
    needs_server: bool = True,
) -> "OpenAIClient":
    """A client for the server that was chosen; where offline work needs none, none is started."""
    # Imported here, as in the commands: `--help` should not wait for an HTTP library.
    from pdfai import OpenAIClient  # noqa: PLC0415

    return _connected(OpenAIClient, answering, data_dir, budget, needs_server=needs_server)


def aconnect(
    answering: Answering,
    *,
    data_dir: Path | None,
    budget: "Budget | None" = None,
    needs_server: bool = True,
) -> "AsyncOpenAIClient":
    """The same, for commands that do several things at a time."""
    from pdfai import AsyncOpenAIClient  # noqa: PLC0415  # as above

    return _connected(AsyncOpenAIClient, answering, data_dir, budget, needs_server=needs_server)


def hint_at_key(answering: Answering) -> str:
    """What to add for somebody who has a key and is answered offline."""
    return "" if answering.base_url or answering.upstream_url else unused_key()


def require_named_model(answering: Answering, model: str | None) -> None:
    """Refuse a server without a model, for work that is done here unless a model is named."""
    if answering.base_url is not None and model is None:
        raise InvalidArgumentError(f"Which model at {answering.base_url} is to answer? Name it with --model")


def _connected(
    client_class: "type[Client]",
    answering: Answering,
    data_dir: Path | None,
    budget: "Budget | None",
    *,
    needs_server: bool,
) -> "Client":
    if answering.model == OFFLINE_MODEL and not needs_server:
        # It sends nothing, and to start a server would take longer than most of the work.
        return client_class(ClientSettings(base_domain="http://localhost"))
    if answering.base_url is not None:
        from pdfai.data_directory import ledger_in  # noqa: PLC0415  # as above

        return client_class.from_environment(
            base_domain=answering.base_url,
            api_key=answering.key,
            budget=budget,
            ledger=ledger_in(data_dir),
        )
    with _not_collecting_garbage():
        return client_class.embedded(
            data_dir, upstream_url=answering.upstream_url, upstream_api_key=answering.key, budget=budget
        )


def check_url(option: str, url: str) -> None:
    """Refuse a URL that could never work, naming the option that gave it."""
    try:
        ClientSettings(base_domain=url, api_key="placeholder")
    except ConfigurationError as error:
        raise ConfigurationError(f"{option}: {error}") from error


@contextmanager
def _not_collecting_garbage() -> Iterator[None]:
    # Importing a server makes a great many objects that stay; looking through them for some that do not
    # takes a tenth of the time.
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
