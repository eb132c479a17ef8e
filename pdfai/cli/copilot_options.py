"""The flags that the commands of copilots share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

FILE_HELP = "PDF or text files, folders, report.pdf[3-7]."
"""No longer, or it would be broken."""

PasswordOption = Annotated[
    str | None,
    typer.Option(
        "--password",
        metavar="PASSWORD",
        envvar="PDFAI_PASSWORD",
        help="What opens encrypted PDFs; other users of this machine may see it, unlike the variable.",
    ),
]
AssistantNameOption = Annotated[
    str | None,
    typer.Option("--assistant-name", metavar="NAME", help="What the assistant is called on the server."),
]
InstructionsOption = Annotated[
    str | None,
    typer.Option("--instructions", metavar="TEXT", help="How the model is to answer."),
]
InstructionsFileOption = Annotated[
    Path | None,
    typer.Option("--instructions-file", metavar="FILE", help="A text file that says how."),
]
TemperatureOption = Annotated[
    float | None,
    typer.Option("--temperature", metavar="NUMBER", help="How freely it chooses its words, from 0 to 2."),
]
TopPOption = Annotated[
    float | None,
    typer.Option("--top-p", metavar="NUMBER", help="From how many of the likeliest words, from 0 to 1."),
]
MaxPromptTokensOption = Annotated[
    int | None,
    typer.Option("--max-prompt-tokens", metavar="NUMBER", help="How much it may read for an answer."),
]
MaxCompletionTokensOption = Annotated[
    int | None,
    typer.Option("--max-completion-tokens", metavar="NUMBER", help="How long an answer may be."),
]
OcrOption = Annotated[
    str,
    typer.Option(
        "--ocr",
        metavar="WHEN",
        help="Read scanned pages on this machine: auto (by tesseract or rapidocr), or off.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print each answer as a line of JSON.")]
VerboseOption = Annotated[
    bool, typer.Option("--verbose", help="Show the log, with the reasons of internal failures.")
]


class SavingFormat(StrEnum):
    """What can be written."""

    pdf = "pdf"
    docx = "docx"
    html = "html"
    md = "md"
    txt = "txt"


FormatOption = Annotated[
    SavingFormat | None,
    typer.Option("--format", help="The format to write, if the file's name does not end in it."),
]
DEFAULT_PAGE_SIZE = "A4"
PageSizeOption = Annotated[
    str,
    typer.Option(
        "--page-size", metavar="SIZE", help="A4, A5, A3, Letter or Legal; or width x height in points."
    ),
]


def page_size_of(written: str) -> str | tuple[float, float]:
    """A size's name, or `595x842` as width and height; raises `InvalidArgumentError` for what is no size."""
    if written == DEFAULT_PAGE_SIZE:
        return written
    from pdfai.documents.saving.formats import points_of  # noqa: PLC0415  # `--help` should not wait for it

    try:
        width, height = map(float, written.lower().split("x"))
    except ValueError:
        return points_of(written)
    return points_of((width, height))


def instructions_of(text: str | None, file: Path | None) -> str | Path | None:
    """The one that was given; the command refuses both."""
    if text is not None and file is not None:
        raise typer.BadParameter("--instructions and --instructions-file say the same: leave one of them out")
    return text if file is None else file
