"""The `pdfai` command."""

import io
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Annotated, Any, NoReturn

try:
    import typer
except ModuleNotFoundError:  # the client alone was installed
    sys.exit("pdfai: the command line is an extra: run pip install 'pdfai[all]'")

from pdfai.cli.chat import chat
from pdfai.cli.clean import clean
from pdfai.cli.describe_images import describe_images
from pdfai.cli.inspect import inspect
from pdfai.cli.ocr import ocr
from pdfai.cli.serve import serve
from pdfai.cli.summarize import summarize
from pdfai.cli.talk import complain
from pdfai.cli.usage import usage
from pdfai.config import package_version
from pdfai.errors import PdfaiError

# \b keeps Click from filling the lines.
_EXIT_CODES = """\b
Exit codes:
  0    done
  1    anything not listed here
  2    wrong usage
  3    a document cannot be used
  4    no answer from the server, or none that makes sense
  5    the server refused
  6    the work was begun and failed
  7    it took too long
  8    the set-up is wrong
  9    the budget has no room for it
  130  stopped by Ctrl-C
"""
_SEE_EXIT_CODES = "Exit codes are listed by: pdfai --help"

# Typer uses Click or, since it is older, a copy of its own; from here both lead to what users get wrong.
_UsageError: Any = typer.BadParameter.__bases__[0]

app = typer.Typer(
    help="Ask PDFs questions, offline or with a model, and serve the Assistants API from this machine.",
    epilog=_EXIT_CODES,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command(epilog=_SEE_EXIT_CODES, short_help="Ask documents questions.")(chat)
app.command(epilog=_SEE_EXIT_CODES, short_help="Say in short what documents say.")(summarize)
app.command(
    "describe-images", epilog=_SEE_EXIT_CODES, short_help="Say what images show, also in PDFs themselves."
)(describe_images)
app.command(epilog=_SEE_EXIT_CODES, short_help="Read the text of scanned pages.")(ocr)
app.command(epilog=_SEE_EXIT_CODES, short_help="Show what is in documents.")(inspect)
app.command(epilog=_SEE_EXIT_CODES, short_help="Serve the Assistants API on a port.")(serve)
app.command(epilog=_SEE_EXIT_CODES, short_help="Show what was spent, by day and model.")(usage)
app.command(epilog=_SEE_EXIT_CODES, short_help="Delete what earlier conversations left.")(clean)


@app.callback()
def pdfai(
    context: typer.Context,
    show_version: Annotated[
        bool, typer.Option("--version", is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """What stands before a command."""
    if show_version:
        typer.echo(f"pdfai {package_version()}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(2)


def main() -> NoReturn:
    """Run the command line; exit codes are those of the error tree (see `pdfai.errors`)."""
    code = run(sys.argv[1:])
    # Nothing is left open here, and to take the interpreter apart costs a third of a second.
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; the exit code. Whatever goes wrong is one line on stderr."""
    _make_streams_forgiving()
    try:
        with _terminated_like_interrupted():
            return app(arguments, prog_name="pdfai", standalone_mode=False) or 0
    except PdfaiError as error:
        complain(error)
        return error.exit_code
    except _UsageError as error:
        complain(f"{error.format_message().rstrip('.')}; see {_command(error)} --help")
        return 2
    except OSError as error:
        complain(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        return 1


def _make_streams_forgiving() -> None:
    """Bytes that are no text, letters no terminal has, and a closed stream are no reason to stop."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    # Whoever closed one (`>&-`) left None in its place.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # for good
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # for good


@contextmanager
def _terminated_like_interrupted() -> Iterator[None]:
    """Let SIGTERM leave every `with` block too, so that nothing is left half-made."""

    def stop(number: int, _frame: Any) -> None:
        raise SystemExit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _command(error: Any) -> str:
    return error.ctx.command_path if error.ctx else "pdfai"
