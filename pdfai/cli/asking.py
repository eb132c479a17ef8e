"""A question asked, and its answer shown: as it is written, whole, or as JSON."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from pdfai.cli.rendering import Typewriter, print_json, print_json_line, print_lines, print_text, sources_of
from pdfai.cli.talk import waiting, words_of
from pdfai.errors import PdfaiError

if TYPE_CHECKING:
    from pdfai import ChatCopilot
    from pdfai.responses import ChatResponse

_WAITING = "Looking for an answer"


def ask_and_show(
    copilot: "ChatCopilot",
    question: str,
    *,
    as_json: bool,
    introduce: Callable[["ChatResponse"], object] = lambda _: None,
) -> "ChatResponse":
    """The answer, which is shown; a whole one is introduced first, one that is shown as it comes afterwards.

    Not earlier: a failure shows one line, and that is the failure. As JSON it stands among the answers, too.
    """
    if sys.stdout.isatty() and not as_json:
        response = _typed(copilot, question)
        introduce(response)
        return response
    try:
        with waiting(_WAITING):
            response = copilot.get_response(question)
    except PdfaiError as error:
        if as_json:
            print_json_line({"question": question, "error": words_of(error), "exit_code": error.exit_code})
        raise
    introduce(response)
    (print_json if as_json else print_text)(response)
    return response


def _typed(copilot: "ChatCopilot", question: str) -> "ChatResponse":
    """At a terminal, words appear as the model writes them."""
    with copilot.stream_response(question) as stream:
        with waiting(_WAITING):
            first = next(stream, "")
        typewriter = Typewriter()
        try:
            typewriter.write(first)
            for piece in stream:
                typewriter.write(piece)
        finally:
            typewriter.end()
        if sources := sources_of(stream.response):
            typer.echo()
            print_lines(sources)
        return stream.response
