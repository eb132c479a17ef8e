"""Answers on stdout: as text for people, as JSON for programs."""

import json
import re
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from pdfai.cli.talk import printable

if TYPE_CHECKING:
    from pdfai.responses import ChatResponse, Citation

# JSON escapes the first 32 characters itself; these steer a terminal too, and escaped they mean the same.
_STEERING = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def print_text(response: "ChatResponse") -> None:
    """Print an answer for people; at a terminal its lines break between words."""
    text = as_text(response)
    if not sys.stdout.isatty():
        typer.echo(text)
        return
    from rich.console import Console  # noqa: PLC0415  # `--help` should not wait for it

    Console(markup=False, highlight=False, emoji=False).print(text)


def print_paragraph(response: "ChatResponse") -> None:
    """The same with an empty line behind it: one answer of several."""
    print_text(response)
    typer.echo()


def print_json(response: "ChatResponse") -> None:
    """Print an answer for programs, on one line."""
    typer.echo(as_json(response))


def as_text(response: "ChatResponse") -> str:
    """The answer, and below it what it rests on."""
    sources = [f"[{number}] {_source(cited)}" for number, cited in enumerate(response.citations, start=1)]
    return printable("\n".join([response.text, *([""] if sources else []), *sources]))


def as_json(response: "ChatResponse") -> str:
    """The answer on one line: `text`, `citations` with `document`, `page`, `quote`, and `model`."""
    is_unicode = sys.stdout.encoding.lower().startswith("utf")
    text = json.dumps(asdict(response), ensure_ascii=not is_unicode)
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _source(cited: "Citation") -> str:
    place = " ".join(cited.document.split()) + (f", page {cited.page}" if cited.page else "")
    quote = " ".join(cited.quote.split())
    return f"{place}: “{quote}”" if quote else place
