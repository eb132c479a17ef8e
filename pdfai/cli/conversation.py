"""A conversation: questions from a terminal or a pipe until they end, each answered."""

import contextlib
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from pdfai.cli.talk import complain, say, waiting
from pdfai.errors import PdfaiError

if TYPE_CHECKING:
    from pdfai import ChatCopilot
    from pdfai.responses import ChatResponse

INTERRUPTED = 130

_END_OF_INPUT = "Ctrl-Z and Enter" if os.name == "nt" else "Ctrl-D"


def converse(copilot: "ChatCopilot", show: Callable[["ChatResponse"], None], introduction: str) -> int:
    """Answer until the questions end; the exit code is that of the first answer that failed, or 0.

    Ctrl-C between two questions ends it in good order, as the end of the questions does.
    """
    is_terminal = sys.stdin.isatty()
    say(introduction + (f"\nAsk away; {_END_OF_INPUT} ends the conversation.\n" if is_terminal else ""))
    outcome = 0
    while True:
        try:
            question = _ask() if is_terminal else input()
        except (EOFError, KeyboardInterrupt) as end:
            if is_terminal:
                say("")
            return INTERRUPTED if isinstance(end, KeyboardInterrupt) else outcome
        if question.strip():
            code = _answer(copilot, question, show)
            outcome = outcome or code


def _ask() -> str:
    if not sys.stdout.isatty():
        # Python would prompt on stdout, among the answers.
        typer.echo("? ", err=True, nl=False)
        return input()
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401, PLC0415  # history and editing, where the system has them
    return input("? ")


def _answer(copilot: "ChatCopilot", question: str, show: Callable[["ChatResponse"], None]) -> int:
    try:
        with waiting("Looking for an answer"):
            response = copilot.get_response(question)
    except PdfaiError as error:
        complain(error)
        return error.exit_code
    show(response)
    return 0
