"""`pdfai describe-images`: what images show, for people who do not see them, also in copies of the PDFs."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pdfai.cli.answering import (
    BaseUrlOption,
    DataDirOption,
    ModelOption,
    UpstreamApiKeyOption,
    UpstreamUrlOption,
    choose,
    connect,
    require_named_model,
)
from pdfai.cli.batch import Outcome, exit_code, failed, fields_of, one_by_one
from pdfai.cli.budgeting import MaxCostOption, MaxTokensTotalOption, PriceOption, budget_of
from pdfai.cli.copilot_options import (
    InstructionsOption,
    JsonOption,
    MaxCompletionTokensOption,
    PasswordOption,
    VerboseOption,
)
from pdfai.cli.files import IMAGES, PDFS, documents_of
from pdfai.cli.image_texts import Described, as_dict, as_text, summary_of, trouble_of
from pdfai.cli.rendering import print_json_line, print_lines
from pdfai.cli.talk import complain, log, on_one_line, say
from pdfai.errors import InvalidArgumentError, PdfaiError
from pdfai.options import ImageDescriptionCopilotOptions
from pdfai.sources import Document

if TYPE_CHECKING:
    from pdfai import OpenAIClient
    from pdfai.cli.image_attempts import Attempt


def describe_images(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="PDFs and images, folders, report.pdf[3-7]."),
    ],
    output_dir: Annotated[
        Path | None,
        typer.Option(
            "--output-dir",
            metavar="FOLDER",
            help="Write copies of the PDFs there, whose images carry the texts for screen readers.",
        ),
    ] = None,
    review: Annotated[
        Path | None,
        typer.Option(
            "--review",
            metavar="CSV",
            help="Write the texts to this table and no copies. Edit it and run the same again: where it is "
            "there, its texts are taken.",
        ),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace the alternative texts that PDFs have.")
    ] = False,
    allow_unsigned: Annotated[
        bool,
        typer.Option("--allow-unsigned", help="Also copy signed PDFs, whose signatures are not valid then."),
    ] = False,
    detail: Annotated[
        str, typer.Option("--detail", metavar="DETAIL", help="How closely a model looks: auto, low or high.")
    ] = "auto",
    prompt: Annotated[
        str | None,
        typer.Option(
            "--prompt", metavar="TEXT", help="What to ask a model for, instead of an alternative text."
        ),
    ] = None,
    json: JsonOption = False,
    model: ModelOption = None,
    instructions: InstructionsOption = None,
    max_completion_tokens: MaxCompletionTokensOption = None,
    max_tokens_total: MaxTokensTotalOption = None,
    max_cost: MaxCostOption = None,
    price: PriceOption = None,
    password: PasswordOption = None,
    base_url: BaseUrlOption = None,
    data_dir: DataDirOption = None,
    upstream_url: UpstreamUrlOption = None,
    upstream_api_key: UpstreamApiKeyOption = None,
    verbose: VerboseOption = False,
) -> None:
    """Say what images show: by a vision model that is named, or, on this machine, what can be known without.

    Bullets, rules and what is on every page are decorative, and nobody is asked about them. An image or a
    file that cannot be described does not stop the others.
    """
    options = ImageDescriptionCopilotOptions(
        instructions=instructions,
        image_description_prompt=prompt,
        image_detail=detail,  # type: ignore[arg-type]  # the options refuse others
        max_completion_tokens=max_completion_tokens,
        overwrite=overwrite,
        allow_unsigned=allow_unsigned,
    )
    # Of an image file in a folder nobody expects a copy; one that is named is refused.
    endings = PDFS if output_dir is not None else PDFS | IMAGES
    documents = documents_of(files, password=password, endings=endings)
    if review is not None and review.exists():
        with log(verbose=verbose):
            outcomes = _from_table(documents, options, review, output_dir, as_json=json)
        raise typer.Exit(exit_code(outcomes))
    from pdfai.cli.image_attempts import check_targets, described  # noqa: PLC0415  # for `--help`, as below

    check_targets(documents, output_dir, review)
    answering = choose(model=model, base_url=base_url, upstream_url=upstream_url, key=upstream_api_key)
    require_named_model(answering, model)
    options = options.with_model(answering.model)
    budget = budget_of(max_tokens_total=max_tokens_total, max_cost=max_cost, price=price)
    with (
        log(verbose=verbose),
        connect(answering, data_dir=data_dir, budget=budget, needs_server=False) as client,
    ):
        if review is None:
            outcomes = _each(documents, described(client, options, output_dir), as_json=json)
        else:
            outcomes = _into_table(documents, client, options, review, as_json=json)
    raise typer.Exit(exit_code(outcomes))


def _each(documents: Sequence[Document], attempt: "Attempt", *, as_json: bool) -> list[Outcome]:
    """What became of each document, told as it ends."""
    return one_by_one(
        documents, partial(_outcome, attempt), tell=partial(_tell, as_json=as_json), doing="Looking at"
    )


def _outcome(attempt: "Attempt", document: Document) -> Outcome:
    """An image that was not described is a failure of its document, with the others' texts."""
    name = document.name
    try:
        described = attempt(document)
    except (PdfaiError, OSError) as error:
        return failed(name, error)
    trouble = trouble_of(name, described)
    outcome = Outcome(name=name, status="done") if trouble is None else failed(name, trouble)
    return replace(outcome, output=described.copy.path if described.copy else None, value=described)


def _from_table(
    documents: Sequence[Document],
    options: ImageDescriptionCopilotOptions,
    path: Path,
    folder: Path | None,
    *,
    as_json: bool,
) -> list[Outcome]:
    """Copies with the texts that a person left in the table."""
    from pdfai.cli.image_attempts import reviewed  # noqa: PLC0415  # `--help` should not wait for it
    from pdfai.cli.review import read_table  # noqa: PLC0415  # as above

    if folder is None:
        raise InvalidArgumentError(
            f"{path} is there already: name the folder for copies with its texts, --output-dir, or another "
            "table"
        )
    review = read_table(path)
    outcomes = _each(documents, reviewed(documents, options, review, folder), as_json=as_json)
    if others := review.others({document.name for document in documents}):
        # A text that goes nowhere should not do so in silence.
        say(f"Not named here, and left out: {on_one_line(', '.join(others))} in {path}")
    return outcomes


def _into_table(
    documents: Sequence[Document],
    client: "OpenAIClient",
    options: ImageDescriptionCopilotOptions,
    path: Path,
    *,
    as_json: bool,
) -> list[Outcome]:
    """Descriptions for a person to edit; what there is of them stays, whatever ends the work."""
    from pdfai.cli.image_attempts import tabled  # noqa: PLC0415  # `--help` should not wait for it
    from pdfai.cli.review import ReviewTable  # noqa: PLC0415  # as above

    table = ReviewTable(path)
    try:
        return _each(documents, tabled(client, options, table), as_json=as_json)
    finally:
        if not table.is_empty:
            again = "run the same again with --output-dir to write copies"
            say(f"The texts are in {path}: edit them, and {again}.")


def _tell(outcome: Outcome, *, as_json: bool) -> None:
    described: Described | None = outcome.value
    if outcome.error is not None:
        complain(outcome.error)
    if as_json:
        print_json_line(fields_of(outcome) | (as_dict(described) if described is not None else {}))
    elif described is not None and described.told is not None and (text := as_text(described.told)):
        print_lines(text)
    if described is not None:
        say(summary_of(outcome.name, described))
