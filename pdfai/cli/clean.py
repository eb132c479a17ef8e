"""`pdfai clean`: delete what earlier conversations left on a server."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from pdfai.cli.answering import BaseUrlOption, DataDirOption, UpstreamApiKeyOption, choose, connect
from pdfai.cli.conversation import INTERRUPTED
from pdfai.cli.leftovers import Leftover, Search, delete
from pdfai.cli.rendering import print_json_line
from pdfai.cli.talk import complain, log, on_one_line, say, waiting
from pdfai.clock import Clock
from pdfai.errors import InvalidArgumentError, NotFoundError, PdfaiError
from pdfai.finishing import finished

if TYPE_CHECKING:
    from pdfai import OpenAIClient

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_KINDS = {"thread": "threads", "assistant": "assistants", "vector_store": "vector stores"}


def clean(
    base_url: BaseUrlOption = None,
    data_dir: DataDirOption = None,
    upstream_api_key: UpstreamApiKeyOption = None,
    older_than: Annotated[
        str,
        typer.Option("--older-than", metavar="TIME", help="Only what nobody used for so long: 30m, 1h, 2d."),
    ] = "1h",
    kept: Annotated[
        bool, typer.Option("--kept", help="Conversations that were kept to be gone on with, too.")
    ] = False,
    documents: Annotated[
        bool,
        typer.Option(
            "--documents",
            help="Documents in no vector store, too, whoever uploaded them: those kept for the next chat, "
            "and those of programs with an embedded client. Only without --base-url.",
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print each object as a line of JSON.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show the log.")] = False,
) -> None:
    """Delete what earlier conversations left on a server because they were killed.

    Only what pdfai's copilots made and marked is touched, and the files that they indexed; with --documents
    also what others uploaded. It is listed first; where nobody can be asked, nothing is deleted without
    --yes.
    """
    if documents and base_url is not None:
        raise InvalidArgumentError(
            "--documents is for the server built in: on one that others use (--base-url, OPENAI_BASE_URL) "
            "nobody can tell whose documents they are"
        )
    seconds = _seconds(older_than)
    answering = choose(model=None, base_url=base_url, upstream_url=None, key=upstream_api_key)
    with log(verbose=verbose), connect(answering, data_dir=data_dir) as client:
        with waiting("Looking for what was left"):
            search = Search(client, now=Clock().now(), older_than=seconds, with_kept=kept)
            leftovers = search.run(with_documents=documents)
        for kind in leftovers.unlisted:
            say(f"This server does not list {_KINDS[kind]}: those that were left there stay.")
        if not leftovers.found:
            say("Nothing was left to delete.")
            return
        raise typer.Exit(_clean(client, leftovers.found, are_agreed=yes, in_json=json))


def _clean(client: OpenAIClient, found: Sequence[Leftover], *, are_agreed: bool, in_json: bool) -> int:
    """Show them, ask, and delete them; the exit code."""
    if in_json:
        if not are_agreed:
            for leftover in found:
                print_json_line({**asdict(leftover), "outcome": "found"})
    else:
        typer.echo(_table(found))
    if not are_agreed and not _agrees(len(found)):
        say("Nothing was deleted.")
        return 0
    return _delete_all(client, found, in_json=in_json)


def _delete_all(client: OpenAIClient, found: Sequence[Leftover], *, in_json: bool) -> int:
    deleted, code = 0, 0
    try:
        for leftover in found:
            error = _deleted(client, leftover)
            deleted += error is None
            if in_json:
                outcome = _failure(error) if error else {"outcome": "deleted"}
                print_json_line({**asdict(leftover), **outcome})
            if error is not None:
                complain(f"{leftover.kind.replace('_', ' ')} {leftover.id} stays: {error}")
                code = code or error.exit_code
    except KeyboardInterrupt:
        say(f"Stopped: {deleted} of {_objects(len(found))} deleted. Say it again to go on.")
        return INTERRUPTED
    say(f"{deleted} of {_objects(len(found))} deleted.")
    return code


def _failure(error: PdfaiError) -> dict[str, object]:
    return {"outcome": "failed", "error": str(error), "exit_code": error.exit_code}


@finished
def _deleted(client: OpenAIClient, leftover: Leftover) -> PdfaiError | None:
    """Why it could not be deleted; one that is gone by now is no failure."""
    try:
        delete(client, leftover)
    except NotFoundError:
        return None
    except PdfaiError as error:
        return error
    return None


def _agrees(count: int) -> bool:
    if not sys.stdin.isatty():
        raise InvalidArgumentError(f"Nobody can be asked here: add --yes to delete {_objects(count)}")
    typer.echo(f"Delete these {_objects(count)}? [y/N] ", err=True, nl=False)
    try:
        return input().strip().lower() in ("y", "yes")
    except EOFError:
        say("")
        return False


def _table(found: Sequence[Leftover]) -> str:
    lines = [
        (leftover.kind.replace("_", " "), leftover.id, _age(leftover.age_seconds), _named(leftover))
        for leftover in found
    ]
    cells = [tuple(map(on_one_line, line)) for line in lines]
    widths = [max(len(line[column]) for line in cells) for column in range(3)]
    return "\n".join(
        f"{kind:{widths[0]}}  {id:{widths[1]}}  {age:>{widths[2]}}  {name}" for kind, id, age, name in cells
    )


def _named(leftover: Leftover) -> str:
    return f"{leftover.name} (in no vector store)" if leftover.is_loose else leftover.name


def _age(seconds: int) -> str:
    for unit, name in (("d", "d"), ("h", "h"), ("m", "min")):
        if seconds >= 2 * _SECONDS[unit]:
            return f"{seconds // _SECONDS[unit]} {name}"
    return f"{seconds} s"


def _objects(count: int) -> str:
    return f"{count} object{'' if count == 1 else 's'}"


def _seconds(given: str) -> float:
    match = re.fullmatch(r"(\d{1,6}) ?([smhd])", given.strip())
    if match is None:
        raise InvalidArgumentError(f"--older-than {given!r} is no time: write 30m, 1h or 2d")
    return int(match[1]) * _SECONDS[match[2]]
