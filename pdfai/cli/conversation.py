"""A conversation: questions from a terminal or a pipe until they end, each answered."""

import contextlib
import os
import sys
from typing import TYPE_CHECKING

import typer

from pdfai.cli.asking import ask_and_show
from pdfai.cli.talk import complain, say
from pdfai.errors import PdfaiError

if TYPE_CHECKING:
    from pdfai import ChatCopilot

INTERRUPTED = 130

_END_OF_INPUT = "Ctrl-Z and Enter" if os.name == "nt" else "Ctrl-D"


def converse(copilot: "ChatCopilot", introduction: str, *, as_json: bool) -> int:
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
            code = _answer(copilot, question, as_json=as_json)
            outcome = outcome or code


def _ask() -> str:
    if not sys.stdout.isatty():
        # Python would prompt on stdout, among the answers.
        typer.echo("? ", err=True, nl=False)
        return input()
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401, PLC0415  # history and editing, where the system has them
    return input("? ")


def _answer(copilot: "ChatCopilot", question: str, *, as_json: bool) -> int:
    try:
        ask_and_show(copilot, question, as_json=as_json)
    except PdfaiError as error:
        complain(error)
        return error.exit_code
    if not as_json:
        typer.echo()
    return 0
