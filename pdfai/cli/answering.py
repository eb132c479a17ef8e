"""Who answers: the options that commands share, and the client they lead to."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pdfai.errors import ConfigurationError
from pdfai.options import OFFLINE_MODEL

if TYPE_CHECKING:
    from pdfai import OpenAIClient

OPENAI_URL = "https://api.openai.com/v1"

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
        envvar="OPENAI_API_KEY",
        help="The key of whoever answers: the endpoint, OpenAI, or the server at --base-url.",
    ),
]


@dataclass(frozen=True, kw_only=True)
class Answering:
    """Which server is asked, and which model answers there."""

    model: str
    base_url: str | None = None
    upstream_url: str | None = None

    @property
    def is_embedded(self) -> bool:
        """Whether the server runs in this process."""
        return self.base_url is None

    def __str__(self) -> str:
        """Who answers, for people."""
        if self.base_url is not None:
            return f"{self.model} at {self.base_url}"
        if self.upstream_url is not None:
            return f"{self.model} at {self.upstream_url}"
        return "the offline model, in the documents' own words"


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
        return Answering(model=model or OFFLINE_MODEL, base_url=base_url)
    if upstream_url is not None:
        if model is None:
            raise ConfigurationError(f"Which model at {upstream_url} is to answer? Name it with --model")
        return Answering(model=model, upstream_url=upstream_url)
    if model in (None, OFFLINE_MODEL):
        return Answering(model=OFFLINE_MODEL)
    if not key:
        raise ConfigurationError(
            f"Nothing here serves the model {model!r}: "
            "set OPENAI_API_KEY, or name an endpoint with --upstream-url"
        )
    return Answering(model=model, upstream_url=OPENAI_URL)


def connect(answering: Answering, *, key: str | None, data_dir: Path | None) -> "OpenAIClient":
    """A client for the server that was chosen."""
    # Imported here, as in the commands: `--help` should not wait for an HTTP library.
    from pdfai import OpenAIClient  # noqa: PLC0415

    key = (key or "").strip()
    if answering.base_url is not None:
        return OpenAIClient.from_environment(base_domain=answering.base_url, api_key=key)
    upstream_api_key = key if answering.upstream_url is not None else None
    with _not_collecting_garbage():
        return OpenAIClient.embedded(
            data_dir, upstream_url=answering.upstream_url, upstream_api_key=upstream_api_key
        )


def hint_about_key(answering: Answering) -> str:
    """What to say to somebody whose key is not used."""
    unused = answering.model == OFFLINE_MODEL and answering.is_embedded and os.environ.get("OPENAI_API_KEY")
    return " (OPENAI_API_KEY is set: name a --model to let it answer)" if unused else ""


def check_url(option: str, url: str) -> None:
    """Refuse a URL that could never work, naming the option that gave it."""
    from pdfai.config import ClientSettings  # noqa: PLC0415

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
