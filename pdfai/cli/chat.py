"""`pdfai chat`: ask documents questions."""

import os
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pdfai.cli.answering import (
    Answering,
    BaseUrlOption,
    DataDirOption,
    ModelOption,
    UpstreamApiKeyOption,
    UpstreamUrlOption,
    choose,
    connect,
    hint_at_key,
)
from pdfai.cli.asking import ask_and_show
from pdfai.cli.budgeting import MaxCostOption, MaxTokensTotalOption, PriceOption, budget_of
from pdfai.cli.conversation import converse
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
from pdfai.cli.files import documents_of, refuse_source
from pdfai.cli.talk import log, on_one_line, say, waiting
from pdfai.errors import InvalidArgumentError
from pdfai.finishing import finished
from pdfai.options import ChatCopilotOptions
from pdfai.sources import Document, as_documents

if TYPE_CHECKING:
    from pdfai import ChatCopilot
    from pdfai.responses import ChatResponse
    from pdfai.spending.budget import Budget


def chat(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help=FILE_HELP),
    ] = None,
    ask: Annotated[
        str | None,
        typer.Option(
            "--ask",
            metavar="QUESTION",
            help="Ask this and exit. Without it: a conversation, or one question per line of a pipe.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="FILE",
            help="Write the answer to --ask there: .pdf, .docx, .html, .md or .txt.",
        ),
    ] = None,
    format: FormatOption = None,
    page_size: PageSizeOption = DEFAULT_PAGE_SIZE,
    context: Annotated[
        Path | None,
        typer.Option(
            "--context",
            metavar="FILE",
            help="Keep the conversation and note it there; the next call with this file goes on with it.",
        ),
    ] = None,
    ocr: OcrOption = "auto",
    json: JsonOption = False,
    truncate_to: Annotated[
        int | None,
        typer.Option(
            "--truncate-to",
            metavar="NUMBER",
            min=1,
            help="Of a long conversation, show the model only so many of the last messages.",
        ),
    ] = None,
    expire_days: Annotated[
        int,
        typer.Option(
            "--expire-days",
            metavar="NUMBER",
            help="After so many days without a question the server forgets the index, 1 to 365.",
        ),
    ] = 7,
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
    """Ask documents questions; answers name the document and the page they come from.

    Without a model or a server the answers are the documents' own words, found on this machine: nothing
    leaves it. Indexes are kept in the data directory, so that asking a document again is quick.
    """
    question = _question(ask)
    answering = choose(model=model, base_url=base_url, upstream_url=upstream_url, key=upstream_api_key)
    options = ChatCopilotOptions(
        model=answering.model,
        assistant_name=assistant_name,
        instructions=instructions_of(instructions, instructions_file),
        temperature=temperature,
        top_p=top_p,
        max_prompt_tokens=max_prompt_tokens,
        max_completion_tokens=max_completion_tokens,
        context_backup_json_path=context,
        restore_context_from_backup=context is not None,
        truncation_strategy=_last_messages(truncate_to),
        vector_store_expire_days=expire_days,
        keep_documents=answering.is_embedded,
        ocr=ocr,  # type: ignore[arg-type]  # the options refuse others
    )
    budget = budget_of(max_tokens_total=max_tokens_total, max_cost=max_cost, price=price)
    saving = _Saving(output, format, page_size_of(page_size))
    options = _with_documents(options, files or [], password)
    saving.check(as_documents(options.documents), has_question=question is not None)
    with log(verbose=verbose), ExitStack() as opened:
        copilot = _opened(opened, answering, options, data_dir, budget)
        outcome = _answer(copilot, answering, question, saving, as_json=json)
    raise typer.Exit(outcome)


@dataclass(frozen=True)
class _Saving:
    """Where the answer is written, if it is."""

    output: Path | None
    format: str | None
    page_size: str | tuple[float, float]

    def check(self, documents: Iterable[Document], *, has_question: bool) -> None:
        """Refuse what could not be written, before anybody is asked."""
        if self.output is None:
            if self.format is not None:
                raise InvalidArgumentError("--format says how to write, --output where: name that too")
            return
        if not has_question:
            raise InvalidArgumentError("--output writes one answer: ask for it with --ask")
        refuse_source(self.output, documents)
        from pdfai.documents.saving import check_target  # noqa: PLC0415  # `--help` should not wait for it

        check_target(self.output, self.format, page_size=self.page_size)

    def save(self, response: "ChatResponse", question: str) -> None:
        """Write it, and say what its readers will miss."""
        if self.output is None:
            return
        saved = response.save(self.output, self.format, title=question, page_size=self.page_size)
        for warning in saved.warnings:
            say(on_one_line(warning))
        say(f"The answer is in {on_one_line(str(saved.path))}.")


def _question(ask: str | None) -> str | None:
    if ask is None:
        return None
    # What a terminal sends need not be text: such bytes arrive as halves of characters.
    question = os.fsencode(ask).decode(errors="replace")
    if not question.strip():
        raise InvalidArgumentError("The question is empty: write it behind --ask, in quotes")
    return question


def _last_messages(count: int | None) -> Mapping[str, object] | None:
    return None if count is None else {"type": "last_messages", "last_messages": count}


def _with_documents(
    options: ChatCopilotOptions, files: list[str], password: str | None
) -> ChatCopilotOptions:
    noted = options.context_backup_json_path
    if not files and noted is not None and Path(noted).exists():
        return options  # the conversation has its own
    from pdfai.uploads import check_document  # noqa: PLC0415  # `--help` should not wait for it

    # Looked at before anything is opened or made for them.
    documents = map(check_document, documents_of(files, password=password))
    return replace(options, documents=tuple(documents))


def _opened(
    opened: ExitStack,
    answering: Answering,
    options: ChatCopilotOptions,
    data_dir: Path | None,
    budget: "Budget | None",
) -> "ChatCopilot":
    with waiting("Reading the documents"):
        # A server that was half started would be left running.
        open_client = finished(
            lambda: opened.enter_context(connect(answering, data_dir=data_dir, budget=budget))
        )
        copilot = opened.enter_context(open_client().get_chat_copilot(options))
        copilot.prepare()
    return copilot


def _answer(
    copilot: "ChatCopilot", answering: Answering, question: str | None, saving: _Saving, *, as_json: bool
) -> int:
    """Answer the one question, or those of a conversation; the exit code."""
    hint = hint_at_key(answering)
    if question is None:
        return converse(copilot, f"Answers come from {answering}{hint}.", as_json=as_json)
    response = ask_and_show(
        copilot,
        question,
        as_json=as_json,
        introduce=lambda response: say(f"Answered by {answering.by(response.model)}{hint}."),
    )
    saving.save(response, question)
    return 0
