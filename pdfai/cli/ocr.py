"""`pdfai ocr`: the text of scanned pages, and scans that can be searched."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
from pdfai.cli.files import PDFS, are_for_several, documents_of, is_folder, refuse_source
from pdfai.cli.output_names import output_names
from pdfai.cli.rendering import print_json_line, print_lines
from pdfai.cli.talk import complain, log, on_one_line, say
from pdfai.errors import InvalidArgumentError, PdfaiError, WorkFailedError
from pdfai.options import OFFLINE_MODEL, OcrCopilotOptions
from pdfai.replacement import check_replaceable, make_folder, replacing
from pdfai.sources import Document

if TYPE_CHECKING:
    from pdfai import OcrCopilot
    from pdfai.recognitions import DocumentTextRecognition, SearchablePdf


def ocr(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="PDFs, folders of them, report.pdf[3-7].")
    ],
    searchable: Annotated[
        str | None,
        typer.Option(
            "--searchable",
            metavar="PATH",
            help="Write a copy that can be searched: a PDF. For several files, or with / at its end, a "
            "folder.",
        ),
    ] = None,
    language: Annotated[
        str,
        typer.Option(
            "--language", metavar="NAME", help="The pages' language, if they do not tell: ko, or kor+eng."
        ),
    ] = "",
    resolution: Annotated[
        int,
        typer.Option(
            "--resolution",
            metavar="DPI",
            help="What pages are drawn at, 72 to 600; fewer if far larger than A4.",
        ),
    ] = 300,
    detail: Annotated[
        str, typer.Option("--detail", metavar="DETAIL", help="How closely a model looks: auto, low or high.")
    ] = "high",
    prompt: Annotated[
        str | None,
        typer.Option("--prompt", metavar="TEXT", help="What to ask a model for, instead of the page's text."),
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
    """Read the text of scanned pages: on this machine (by tesseract or rapidocr), or by a vision model that
    is named.

    A page or a file that cannot be read does not stop the others.
    """
    answering = choose(model=model, base_url=base_url, upstream_url=upstream_url, key=upstream_api_key)
    require_named_model(answering, model)
    if searchable is not None and answering.model != OFFLINE_MODEL:
        raise InvalidArgumentError("--searchable needs to know where words stand, which no model tells")
    options = OcrCopilotOptions(
        model=answering.model,
        instructions=instructions,
        user_instructions=prompt,
        max_completion_tokens=max_completion_tokens,
        resolution=resolution,
        detail=detail,  # type: ignore[arg-type]  # the options refuse others
        language=language,
    )
    budget = budget_of(max_tokens_total=max_tokens_total, max_cost=max_cost, price=price)
    documents = documents_of(files, password=password, endings=PDFS)
    targets = _targets(documents, searchable, for_several=are_for_several(files))
    target_of = dict(zip(documents, targets, strict=True))
    tell = partial(_tell, as_json=json, is_one=len(documents) == 1)
    with (
        log(verbose=verbose),
        connect(answering, data_dir=data_dir, budget=budget, needs_server=False) as client,
    ):

        def attempt(document: Document) -> Outcome:
            copilot = client.get_ocr_copilot(replace(options, documents=(document,)))
            return _attempt(copilot, document.name, target_of[document])

        outcomes = one_by_one(documents, attempt, tell=tell, doing="Reading")
    raise typer.Exit(exit_code(outcomes))


def _targets(documents: Sequence[Document], path: str | None, *, for_several: bool) -> Sequence[Path | None]:
    """Where the copy of each goes."""
    if path is None:
        return [None] * len(documents)
    is_one = not is_folder(path, for_several=for_several)
    names = output_names([(each,) for each in documents], ".searchable.pdf")
    targets = [Path(path)] if is_one else [Path(path) / name for name in names]
    for target in targets:
        refuse_source(target, documents)
    if is_one:
        check_replaceable(path)
    else:
        make_folder(path)
    return targets


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    recognition: "DocumentTextRecognition"
    copy: "SearchablePdf | None"


def _attempt(copilot: "OcrCopilot", name: str, target: Path | None) -> Outcome:
    """What became of one document; a page that was not read is a failure of it, with the others' text."""
    try:
        (read,) = copilot.get_text_recognition_result().documents
        copy = None
        if target is not None:
            (copy,) = copilot.get_searchable_documents()
            with replacing(target) as write:
                write(copy.data)
    except (PdfaiError, OSError) as error:
        so_far = copilot.get_text_recognition_result_so_far().documents
        kept = next((each for each in so_far if any(page.success for page in each.pages)), None)
        return replace(failed(name, error), value=_Read(recognition=kept, copy=None) if kept else None)
    lost = "; ".join(f"page {page.number}: {page.error}" for page in read.pages if page.error)
    return Outcome(
        name=name,
        status="failed" if lost else "done",
        output=target,
        error=WorkFailedError(f"{name} was not read as a whole: {lost}") if lost else None,
        value=_Read(recognition=read, copy=copy),
    )


def _tell(outcome: Outcome, *, as_json: bool, is_one: bool) -> None:
    read: _Read | None = outcome.value
    name = on_one_line(outcome.name)
    if outcome.error is not None:
        complain(outcome.error)
    if as_json:
        print_json_line(_as_dict(outcome))
    elif read is not None:
        text = read.recognition.text
        print_lines(text if is_one else f"{name}\n\n{text}\n")
    if read is not None:
        part = "" if read.recognition.success else " in part"
        say(f"{name} was read{part} by {read.recognition.model}{_of_the_copy(read, outcome.output)}.")


def _of_the_copy(read: _Read, path: Path | None) -> str:
    if path is None or read.copy is None:
        return ""
    where, count = on_one_line(str(path)), len(read.copy.layered_pages)
    if not count:
        return f"; no page lacks its text, and {where} is as the document was"
    return f"; in its copy {where} {count:,} more {'page' if count == 1 else 'pages'} can be searched"


def _as_dict(outcome: Outcome) -> dict[str, Any]:
    told = fields_of(outcome)
    if outcome.value is not None:
        read: DocumentTextRecognition = outcome.value.recognition
        pages = [
            {"number": page.number, "text": page.text, "error": page.error, "usage": asdict(page.usage)}
            for page in read.pages
        ]
        told |= {"pages": pages, "model": read.model, "usage": asdict(read.usage)}
        if copy := outcome.value.copy:
            told["layered_pages"] = list(copy.layered_pages)
    return told
