"""`pdfai summarize`: what documents say, in few statements with their pages."""

from collections.abc import Sequence
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
    require_named_model,
)
from pdfai.cli.batch import exit_code, tally
from pdfai.cli.budgeting import MaxCostOption, MaxTokensTotalOption, PriceOption, budget_of
from pdfai.cli.conversation import INTERRUPTED
from pdfai.cli.copilot_options import (
    DEFAULT_PAGE_SIZE,
    FILE_HELP,
    AssistantNameOption,
    FormatOption,
    InstructionsFileOption,
    InstructionsOption,
    JsonOption,
    MaxCompletionTokensOption,
    MaxPromptTokensOption,
    OcrOption,
    PageSizeOption,
    PasswordOption,
    TemperatureOption,
    TopPOption,
    VerboseOption,
    instructions_of,
    page_size_of,
)
from pdfai.cli.files import are_for_several, documents_of
from pdfai.cli.progress import Bars
from pdfai.cli.summarizing import Report, Saving, Summarizing
from pdfai.cli.talk import log, say
from pdfai.cli.targets import Order, Targets
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
        str | None,
        typer.Option(
            "--output",
            metavar="PATH",
            help="The file to write. For several files, or with / at its end, a folder, where the same "
            "command goes on after it was stopped.",
        ),
    ] = None,
    format: FormatOption = None,
    page_size: PageSizeOption = DEFAULT_PAGE_SIZE,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="NUMBER", min=1, max=64, help="How many files at a time.")
    ] = 2,
    again: Annotated[
        bool, typer.Option("--again", help="Also what an earlier call has written to the folder.")
    ] = False,
    ocr: OcrOption = "auto",
    json: JsonOption = False,
    model: ModelOption = None,
    assistant_name: AssistantNameOption = None,
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
    require_named_model(answering, model)
    options = SummaryCopilotOptions(
        model=answering.model,
        assistant_name=assistant_name,
        length=length,  # type: ignore[arg-type]  # the options refuse others
        ocr=ocr,  # type: ignore[arg-type]  # as above
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
    budget = budget_of(max_tokens_total=max_tokens_total, max_cost=max_cost, price=price)
    saving = Saving(page_size=page_size_of(page_size), sections=sections)
    targets = Targets.of(output, format, for_several=are_for_several(files) and not together)
    orders = targets.orders(documents_of(files, password=password), together=together)
    if not orders:
        say(f"Nothing to summarise: {output} holds only what was written there earlier.")
        return
    targets.make_ready(saving.page_size)
    work = Summarizing(answering, options, targets, saving, budget, again=again)
    report = Report(Bars(len(orders)), total=len(orders), as_json=json, sections=sections)
    with log(verbose=verbose):
        raise typer.Exit(_summarized(work, orders, report, data_dir, jobs))


def _summarized(
    work: Summarizing, orders: Sequence[Order], report: Report, data_dir: Path | None, jobs: int
) -> int:
    """Make them, and say how many ended how; the exit code."""
    try:
        with report.bars:
            anyio.run(work.all_of, orders, report, data_dir, jobs)
    except KeyboardInterrupt:
        say(report.stopped())
        return INTERRUPTED
    if len(report.outcomes) < len(orders):
        say(report.stopped())
    elif len(orders) > 1:
        say(f"{tally(report.outcomes).capitalize()}.")
    return exit_code(report.outcomes)
