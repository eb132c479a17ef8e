"""`pdfai inspect`: what is in documents, before anything is paid for."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pdfai.cli.batch import Outcome, exit_code, failed, fields_of
from pdfai.cli.budgeting import PriceOption, prices_of
from pdfai.cli.copilot_options import FILE_HELP, PasswordOption
from pdfai.cli.files import documents_of
from pdfai.cli.inspection_text import as_text, total
from pdfai.cli.rendering import print_json_line
from pdfai.cli.talk import complain, waiting
from pdfai.errors import PdfaiError
from pdfai.sources import Document

if TYPE_CHECKING:
    from pdfai.inspection import Inspection
    from pdfai.spending.budget import Price


def inspect(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help=FILE_HELP),
    ],
    json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each file.")] = False,
    password: PasswordOption = None,
    price: PriceOption = None,
) -> None:
    """Show what is in documents: text or scans, images, encryption, and how many tokens they are worth.

    Nothing leaves this machine. A page is `text`, `scanned` (a picture with hardly a letter), `mixed` (both)
    or `empty`. Tokens are estimated. A file that cannot be read does not stop the others.
    """
    prices = prices_of(price)
    documents = documents_of(files, password=password)
    outcomes = []
    for number, document in enumerate(documents, start=1):
        with waiting(f"Looking into document {number} of {len(documents)}"):
            outcome = _attempt(document, prices)
        _show(outcome, as_json=json)
        outcomes.append(outcome)
    inspections = [outcome.value for outcome in outcomes if outcome.error is None]
    if len(inspections) > 1 and not json:
        typer.echo(total(inspections))
    raise typer.Exit(exit_code(outcomes))


def _show(outcome: Outcome, *, as_json: bool) -> None:
    if outcome.error is not None:
        complain(outcome.error)
    if as_json:
        found = {} if outcome.error is not None else _fields(outcome.value)
        print_json_line({**fields_of(outcome), **found})
    elif outcome.error is None:
        typer.echo(as_text(outcome.value) + "\n")


def _attempt(document: Document, prices: Mapping[str, "Price"]) -> Outcome:
    from pdfai.inspection import inspect as look_into  # noqa: PLC0415  # `--help` should not wait for it

    try:
        found = look_into(document, prices=prices)
    except PdfaiError as error:
        return failed(document.name, error)
    return Outcome(name=document.name, status="done", value=found)


def _fields(inspection: "Inspection") -> dict[str, Any]:
    """For programs: what it holds, with the sums; `costs` by model, to read it once."""
    fields = asdict(inspection)
    del fields["name"]  # stands there as the document
    costs = {model: float(cost) for model, cost in inspection.costs.items()}
    sums = {name: getattr(inspection, name) for name in ("characters", "tokens", "images")}
    return {**fields, **sums, "costs": costs}
