"""`pdfai chat`: ask documents questions."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from pdfai.cli.answering import (
    BaseUrlOption,
    DataDirOption,
    ModelOption,
    UpstreamApiKeyOption,
    UpstreamUrlOption,
    choose,
    connect,
    hint_about_key,
    say,
)
from pdfai.errors import WorkFailedError
from pdfai.options import ChatCopilotOptions

if TYPE_CHECKING:
    from pdfai.responses import ChatResponse


def chat(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The PDFs to ask.")],
    ask: Annotated[
        str | None, typer.Option("--ask", help="One question; without it, a conversation.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print each answer as a line of JSON.")] = False,
    model: ModelOption = None,
    password: Annotated[
        str | None, typer.Option("--password", envvar="PDFAI_PASSWORD", help="What opens encrypted PDFs.")
    ] = None,
    base_url: BaseUrlOption = None,
    data_dir: DataDirOption = None,
    upstream_url: UpstreamUrlOption = None,
    upstream_api_key: UpstreamApiKeyOption = None,
) -> None:
    """Ask PDFs questions; answers name the document and the page they come from.

    Without a key or a server the answer is put together from the documents' own words, on this machine.
    """
    answering = choose(model=model, base_url=base_url, upstream_url=upstream_url, key=upstream_api_key)
    options = ChatCopilotOptions(model=answering.model, keep_documents=answering.is_embedded)
    for file in files:
        options = options.with_document(file, password=password)
    say(f"Answering: {answering}{hint_about_key(answering)}")
    terminal = Console(stderr=True)
    with (
        connect(answering, key=upstream_api_key, data_dir=data_dir) as client,
        client.get_chat_copilot(options) as copilot,
    ):
        with terminal.status("Reading the documents"):
            copilot.prepare()
        for question in [ask] if ask is not None else _questions(terminal):
            try:
                with terminal.status("Looking for an answer"):
                    response = copilot.get_response(question)
            except WorkFailedError as error:
                if ask is not None:
                    raise
                say(f"pdfai: {error}")
            else:
                typer.echo(_as_json(response) if as_json else _as_text(response))


def _questions(terminal: Console) -> Iterator[str]:
    """Questions typed at a prompt, or the lines of a pipe, until they end."""
    is_terminal = sys.stdin.isatty()
    if is_terminal:
        say("Ask away; an empty line or Ctrl-D ends the conversation.")
    while True:
        try:
            question = terminal.input("\n[bold]?[/bold] ") if is_terminal else input()
        except EOFError:
            return
        if question.strip():
            yield question
        elif is_terminal:
            return


def _as_text(response: "ChatResponse") -> str:
    sources = [
        f"[{number}] {cited.document}{f', page {cited.page}' if cited.page else ''}"
        + (f": “{cited.quote}”" if cited.quote else "")
        for number, cited in enumerate(response.citations, start=1)
    ]
    return _printable("\n".join([response.text, *([""] if sources else []), *sources]))


def _as_json(response: "ChatResponse") -> str:
    return json.dumps(asdict(response), ensure_ascii=False)


def _printable(text: str) -> str:
    """The text without control characters: a document's words must not steer the terminal."""
    return "".join(char for char in text if char.isprintable() or char in "\n\t")
