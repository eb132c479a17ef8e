"""Answers on stdout: as text for people, as JSON for programs."""

import json
import re
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from pdfai.cli.talk import on_one_line, printable

if TYPE_CHECKING:
    from pdfai.responses import ChatResponse

_WORDS = re.compile(r"(\s+)")
# JSON escapes the first 32 characters itself; these steer a terminal too, and escaped they mean the same.
_STEERING = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def print_text(response: "ChatResponse") -> None:
    """Print an answer for people; at a terminal its lines break between words."""
    print_lines(as_text(response))


def print_lines(text: str) -> None:
    """Print a text for people, as above."""
    text = printable(text)
    if not sys.stdout.isatty():
        typer.echo(text)
        return
    from rich.console import Console  # noqa: PLC0415  # `--help` should not wait for it

    Console(markup=False, highlight=False, emoji=False).print(text)


def print_json(response: "ChatResponse") -> None:
    """Print an answer for programs, on one line."""
    typer.echo(as_json(response))


def as_text(response: "ChatResponse") -> str:
    """The answer, and below it what it rests on."""
    sources = sources_of(response)
    return printable(f"{response.text}\n\n{sources}" if sources else response.text)


def sources_of(response: "ChatResponse") -> str:
    """What the answer rests on, a line for each citation."""
    return "\n".join(
        f"[{number}] {on_one_line(str(cited))}" for number, cited in enumerate(response.citations, start=1)
    )


class Typewriter:
    """Prints a text at a terminal as it is written, its lines broken between words."""

    def __init__(self) -> None:
        """At the beginning of a line."""
        from rich.cells import cell_len  # noqa: PLC0415  # `--help` should not wait for it
        from rich.console import Console  # noqa: PLC0415

        self._width_of = cell_len
        self._width = Console().width
        self._column = 0
        self._word = ""

    def write(self, piece: str) -> None:
        """More of the text; its last word waits until it is whole."""
        *words, self._word = _WORDS.split(self._word + printable(piece))
        for word, space in zip(words[::2], words[1::2], strict=True):
            self._print(word, space)
        sys.stdout.flush()

    def end(self) -> None:
        """Nothing follows."""
        self._print(self._word, "\n")
        self._word = ""
        sys.stdout.flush()

    def _print(self, word: str, space: str) -> None:
        width = self._width_of(word)
        if self._column and self._column + width > self._width:
            sys.stdout.write("\n")
            self._column = 0
        sys.stdout.write(word + space)
        self._column = 0 if "\n" in space else self._column + width + len(space)


def as_json(response: "ChatResponse") -> str:
    """The answer on one line: `text`, `citations` with `document`, `page`, `quote`, and `model`."""
    return json_line(asdict(response))


def print_json_line(value: object) -> None:
    """Print a value for programs, on one line."""
    typer.echo(json_line(value))


def json_line(value: object) -> str:
    """The value as JSON that steers no terminal."""
    is_unicode = sys.stdout.encoding.lower().startswith("utf")
    text = json.dumps(value, ensure_ascii=not is_unicode)
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
