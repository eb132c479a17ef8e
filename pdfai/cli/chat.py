"""`pdfai chat`: ask documents questions."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pdfai.cli.answering import (
    Answering,
    BaseUrlOption,
    DataDirOption,
    ModelOption,
    UpstreamApiKeyOption,
    UpstreamUrlOption,
    choose,
    connect,
)
from pdfai.cli.conversation import converse
from pdfai.cli.keys import unused_key
from pdfai.cli.rendering import print_json, print_paragraph, print_text
from pdfai.cli.talk import log, say, waiting
from pdfai.errors import InvalidArgumentError
from pdfai.finishing import finished
from pdfai.options import ChatCopilotOptions

if TYPE_CHECKING:
    from pdfai.responses import ChatResponse


def chat(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="The PDFs to ask.")],
    ask: Annotated[
        str | None,
        typer.Option(
            "--ask",
            metavar="QUESTION",
            help="Ask this and exit. Without it: a conversation, or one question per line of a pipe.",
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print each answer as a line of JSON.")] = False,
    model: ModelOption = None,
    password: Annotated[
        str | None,
        typer.Option(
            "--password",
            metavar="PASSWORD",
            envvar="PDFAI_PASSWORD",
            help="What opens encrypted PDFs; other users of this machine may see it, unlike the variable.",
        ),
    ] = None,
    base_url: BaseUrlOption = None,
    data_dir: DataDirOption = None,
    upstream_url: UpstreamUrlOption = None,
    upstream_api_key: UpstreamApiKeyOption = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Show the log, with the reasons of internal failures.")
    ] = False,
) -> None:
    """Ask PDFs questions; answers name the document and the page they come from.

    Without a model or a server the answers are the documents' own words, found on this machine: nothing
    leaves it. Indexes are kept in the data directory, so that asking a PDF again is quick.
    """
    if ask is not None:
        # What a terminal sends need not be text: such bytes arrive as halves of characters.
        ask = os.fsencode(ask).decode(errors="replace")
        if not ask.strip():
            raise InvalidArgumentError("The question is empty: write it behind --ask, in quotes")
    answering = choose(model=model, base_url=base_url, upstream_url=upstream_url, key=upstream_api_key)
    options = _options(answering, files, password)
    show = print_json if json else print_paragraph if ask is None else print_text
    with log(verbose=verbose):
        outcome = _chat(answering, options, ask, show, data_dir=data_dir)
    raise typer.Exit(outcome)


def _options(answering: Answering, files: list[Path], password: str | None) -> ChatCopilotOptions:
    from pdfai.uploads import check_document  # noqa: PLC0415  # `--help` should not wait for it

    options = ChatCopilotOptions(model=answering.model, keep_documents=answering.is_embedded)
    for file in dict.fromkeys(files):
        has_namesake = any(other.name == file.name for other in files if other != file)
        options = options.with_document(file, name=str(file) if has_namesake else "", password=password)
    # Before anything is opened or made for them.
    return replace(options, documents=tuple(map(check_document, options.documents)))


def _chat(
    answering: Answering,
    options: ChatCopilotOptions,
    ask: str | None,
    show: Callable[["ChatResponse"], None],
    *,
    data_dir: Path | None,
) -> int:
    """Answer the one question, or those of a conversation; the exit code."""
    with ExitStack() as opened:
        with waiting("Reading the documents"):
            # A server that was half started would be left running.
            open_client = finished(lambda: opened.enter_context(connect(answering, data_dir=data_dir)))
            client = open_client()
            copilot = opened.enter_context(client.get_chat_copilot(options))
            copilot.prepare()
        hint = "" if answering.base_url or answering.upstream_url else unused_key()
        if ask is None:
            return converse(copilot, show, f"Answers come from {answering}{hint}.")
        with waiting("Looking for an answer"):
            response = copilot.get_response(ask)
        # Not earlier: a failure shows one line, and that is the failure.
        say(f"Answered by {answering.by(response.model)}{hint}.")
        show(response)
        return 0
