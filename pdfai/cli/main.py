"""The `pdfai` command."""

import sys
from importlib.metadata import version
from typing import Annotated, NoReturn

try:
    import typer
except ModuleNotFoundError:  # the client alone was installed
    sys.exit("pdfai: the command line is an extra: run pip install 'pdfai[all]'")

from pdfai.cli.chat import chat
from pdfai.cli.serve import serve
from pdfai.errors import PdfaiError

app = typer.Typer(
    name="pdfai",
    help="Ask PDFs questions, offline or with a model, and serve the Assistants API from this machine.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(chat)
app.command()(serve)


@app.callback()
def pdfai(
    show_version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """What stands before a command."""
    if show_version:
        typer.echo(version("pdfai"))
        raise typer.Exit


def main() -> NoReturn:
    """Run the command line; exit codes are those of the error tree (see `pdfai.errors`)."""
    try:
        app()
    except PdfaiError as error:
        typer.echo(f"pdfai: {error}", err=True)
        sys.exit(error.exit_code)
    sys.exit(0)
