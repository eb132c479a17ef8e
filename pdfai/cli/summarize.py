"""`pdfai summarize`: what documents say, in few statements with their pages."""

from pathlib import Path
from typing import Annotated

import anyio
import typer

from pdfai.cli.answering import (
    BaseUrlOption,
    DataDirOption,
    ModelOption,
    UpstreamApiKeyOption,
    UpstreamUrlOption,
    choose,
)
from pdfai.cli.batch import exit_code, tally
from pdfai.cli.budgeting import MaxCostOption, MaxTokensTotalOption, PriceOption, budget_of
from pdfai.cli.conversation import INTERRUPTED
from pdfai.cli.copilot_options import (
    FILE_HELP,
    FormatOption,
    InstructionsFileOption,
    InstructionsOption,
    JsonOption,
    MaxCompletionTokensOption,
    MaxPromptTokensOption,
    PageSizeOption,
    PasswordOption,
    TemperatureOption,
    TopPOption,
    VerboseOption,
    instructions_of,
    page_size_of,
)
from pdfai.cli.files import documents_of
from pdfai.cli.progress import Bars
from pdfai.cli.summarizing import Report, Saving, Summarizing, Targets
from pdfai.cli.talk import log, say
from pdfai.errors import InvalidArgumentError
from pdfai.options import OFFLINE_MODEL, SummaryCopilotOptions


def summarize(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help=FILE_HELP),
    ],
    together: Annotated[
        bool, typer.Option("--together", help="One summary of all files, instead of one for each.")
    ] = False,
    length: Annotated[
        str, typer.Option("--length", metavar="LENGTH", help="How long it is: short, medium or long.")
    ] = "medium",
    prompt: Annotated[
        str | None,
        typer.Option("--prompt", metavar="TEXT", help="What to ask a model for, instead of a plain summary."),
    ] = None,
    sections: Annotated[bool, typer.Option("--sections", help="Section by section, too.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="PATH",
            help="The file to write, or a folder, where the same command goes on after it was stopped.",
        ),
    ] = None,
    format: FormatOption = None,
    page_size: PageSizeOption = "A4",
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="NUMBER", min=1, max=64, help="How many files at a time.")
    ] = 2,
    again: Annotated[
        bool, typer.Option("--again", help="Also what an earlier call has written to the folder.")
    ] = False,
    json: JsonOption = False,
    model: ModelOption = None,
    instructions: InstructionsOption = None,
    instructions_file: InstructionsFileOption = None,
    temperature: TemperatureOption = None,
    top_p: TopPOption = None,
    max_prompt_tokens: MaxPromptTokensOption = None,
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
    """Summarise documents in few statements; each names the pages it rests on.

    Without a model or a server the statements are the documents' own sentences, chosen on this machine:
    nothing leaves it. A file that cannot be read does not stop the others.
    """
    answering = choose(model=model, base_url=base_url, upstream_url=upstream_url, key=upstream_api_key)
    if answering.base_url is not None and model is None:
        raise InvalidArgumentError(f"Which model at {answering.base_url} is to answer? Name it with --model")
    options = SummaryCopilotOptions(
        model=answering.model,
        length=length,  # type: ignore[arg-type]  # the options refuse others
        summary_prompt=prompt,
        instructions=instructions_of(instructions, instructions_file),
        temperature=temperature,
        top_p=top_p,
        max_prompt_tokens=max_prompt_tokens,
        max_completion_tokens=max_completion_tokens,
    )
    if answering.model == OFFLINE_MODEL and (prompt or options.instructions):
        raise InvalidArgumentError(
            "The offline summary follows no --prompt or --instructions: name a --model"
        )
    documents = documents_of(files, password=password)
    targets = Targets.of(output, format, are_many=len(documents) > 1 and not together)
    saving = Saving(page_size=page_size_of(page_size), sections=sections)
    orders = targets.orders([documents] if together else [(each,) for each in documents])
    budget = budget_of(max_tokens_total=max_tokens_total, max_cost=max_cost, price=price)
    work = Summarizing(answering, options, targets, saving, budget, again=again)
    with log(verbose=verbose), Bars(len(orders)) as bars:
        report = Report(bars, total=len(orders), as_json=json, sections=sections)
        try:
            anyio.run(work.all_of, orders, report, data_dir, jobs)
        except KeyboardInterrupt:
            say(report.stopped())
            raise typer.Exit(INTERRUPTED) from None
    if len(report.outcomes) < len(orders):
        say(report.stopped())
    elif len(orders) > 1:
        say(f"{tally(report.outcomes).capitalize()}.")
    raise typer.Exit(exit_code(report.outcomes))
