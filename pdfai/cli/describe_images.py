"""`pdfai describe-images`: what images show, for people who do not see them, also in copies of the PDFs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
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
from pdfai.cli.batch import Outcome, exit_code, failed, fields_of, tally
from pdfai.cli.budgeting import MaxCostOption, MaxTokensTotalOption, PriceOption, budget_of
from pdfai.cli.copilot_options import (
    InstructionsOption,
    JsonOption,
    MaxCompletionTokensOption,
    PasswordOption,
    VerboseOption,
)
from pdfai.cli.files import documents_of
from pdfai.cli.image_texts import Described, as_dict, as_text, summary_of, trouble_of
from pdfai.cli.rendering import print_json_line, print_lines
from pdfai.cli.talk import complain, log, on_one_line, say, waiting
from pdfai.errors import InvalidArgumentError, PdfaiError
from pdfai.options import ImageDescriptionCopilotOptions
from pdfai.replacement import check_replaceable, replacing
from pdfai.sources import Document

if TYPE_CHECKING:
    from pdfai.cli.review import Review

Attempt = Callable[[Document], Described]


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
    documents = documents_of(files, password=password)
    if review is not None and review.exists():
        with log(verbose=verbose):
            outcomes = _each(documents, _by_review(documents, options, review, output_dir), as_json=json)
        raise typer.Exit(exit_code(outcomes))
    if review is not None:
        check_replaceable(review)
    answering = choose(model=model, base_url=base_url, upstream_url=upstream_url, key=upstream_api_key)
    require_named_model(answering, model)
    options = options.with_model(answering.model)
    budget = budget_of(max_tokens_total=max_tokens_total, max_cost=max_cost, price=price)
    if output_dir is not None and review is None:
        _check_copies(documents, output_dir)
    with (
        log(verbose=verbose),
        connect(answering, data_dir=data_dir, budget=budget, needs_server=False) as client,
    ):

        def attempt(document: Document) -> Described:
            copilot = client.get_image_description_copilot(replace(options, documents=(document,)))
            if output_dir is None or review is not None:
                return Described(told=copilot.get_image_descriptions()[0])
            (copy,) = copilot.add_pdf_image_descriptions(output_dir)
            return Described(told=copilot.get_image_descriptions()[0], copy=copy)

        outcomes = _each(documents, attempt, as_json=json)
    if review is not None:
        _write_review(review, outcomes)
    raise typer.Exit(exit_code(outcomes))


def _each(documents: Sequence[Document], attempt: Attempt, *, as_json: bool) -> list[Outcome]:
    """What became of each document, told as it ends."""
    outcomes = []
    for document in documents:
        with waiting(f"Looking at {document.name}"):
            outcome = _outcome(document.name, attempt, document)
        _tell(outcome, as_json=as_json)
        outcomes.append(outcome)
        if outcome.is_last:
            break
    if len(outcomes) < len(documents):
        say(f"Stopped: of {len(documents):,}, {tally(outcomes)}.")
    return outcomes


def _outcome(name: str, attempt: Attempt, document: Document) -> Outcome:
    """An image that was not described is a failure of its document, with the others' texts."""
    try:
        described = attempt(document)
    except (PdfaiError, OSError) as error:
        return failed(name, error)
    trouble = trouble_of(name, described)
    return Outcome(
        name=name,
        status="failed" if trouble else "done",
        output=described.copy.path if described.copy else None,
        error=trouble,
        value=described,
    )


def _by_review(
    documents: Sequence[Document], options: ImageDescriptionCopilotOptions, review: Path, folder: Path | None
) -> Attempt:
    """What writes the copies with the texts of the table."""
    from pdfai.cli.review import read_table  # noqa: PLC0415  # `--help` should not wait for it
    from pdfai.described_copies import copy_paths, write_copy  # noqa: PLC0415  # as above
    from pdfai.describing import open_illustrated  # noqa: PLC0415  # as above

    if folder is None:
        raise InvalidArgumentError(
            f"{review} is there already: name the folder for copies with its texts, --output-dir, or another "
            "table"
        )
    texts = read_table(review)
    _warn_of_others(review, texts, documents)
    paths = dict(zip(documents, copy_paths(documents, folder), strict=True))

    def attempt(document: Document) -> Described:
        told = texts.get(document.name, {})
        copy = write_copy(open_illustrated(document), told, paths[document], options=options)
        return Described(copy=copy)

    return attempt


def _warn_of_others(review: Path, texts: "Review", documents: Iterable[Document]) -> None:
    """A text that goes nowhere should not do so in silence."""
    others = texts.keys() - {document.name for document in documents}
    if others:
        say(f"Not named here, and left out: {on_one_line(', '.join(sorted(others)))} in {review}")


def _check_copies(documents: Sequence[Document], folder: Path) -> None:
    """Refuse, before anything is paid for, what would be refused at the end."""
    from pdfai.described_copies import copy_paths  # noqa: PLC0415  # `--help` should not wait for it

    copy_paths(documents, folder)


def _write_review(review: Path, outcomes: Iterable[Outcome]) -> None:
    from pdfai.cli.review import as_table  # noqa: PLC0415  # `--help` should not wait for it

    told = [outcome.value.told for outcome in outcomes if outcome.value is not None]
    if not told:
        return
    with replacing(review) as write:
        write(as_table(told))
    say(f"The texts are in {review}: edit them, and run the same again with --output-dir to write copies.")


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
