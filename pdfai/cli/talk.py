"""What is said to the person at the terminal: on stderr, for stdout is for data."""

import logging
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import typer

from pdfai.errors import RunFailedError


def say(text: str) -> None:
    """Say something that is no complaint."""
    typer.echo(printable(text), err=True)


def complain(trouble: object) -> None:
    """Say what went wrong, in one line."""
    say(f"pdfai: {words_of(trouble)}")


def words_of(trouble: object) -> str:
    """What went wrong, in one line."""
    # The run that failed is gone by now: its id would tell nobody anything.
    reason = trouble.run.last_error if isinstance(trouble, RunFailedError) else None
    return on_one_line(getattr(reason, "message", "") or str(trouble))


def waiting(text: str) -> AbstractContextManager[object]:
    """Say what is being waited for while the block lasts, to who sits at a terminal."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console  # noqa: PLC0415  # `--help` should not wait for it
    from rich.text import Text  # noqa: PLC0415

    return Console(stderr=True).status(Text(on_one_line(text)))


@contextmanager
def log(*, verbose: bool) -> Iterator[None]:
    """Show the log while the block lasts; without `verbose` only what a copilot left behind on a server, and
    which scanned pages were read.
    """
    handler = _Teller()
    logger, scans = logging.getLogger("pdfai"), logging.getLogger("pdfai.scans")
    level, propagates = logger.level, logger.propagate
    if verbose:
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s"))
        logger.setLevel(logging.DEBUG)
    else:
        handler.addFilter(lambda record: record.name in {"pdfai.copilots", scans.name})
        scans.setLevel(logging.INFO)
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        scans.setLevel(logging.NOTSET)
        logger.propagate = propagates


class _Teller(logging.Handler):
    """Says it, wherever stderr leads by then: beside progress bars, too."""

    def emit(self, record: logging.LogRecord) -> None:
        """What was left behind is a complaint; scans that were read are none."""
        is_complaint = self.formatter is None and record.name != "pdfai.scans"
        (complain if is_complaint else say)(self.format(record))


# Spaces, to Python, that move the cursor or end a line; and marks that join or part letters without width.
_BREAKS = "\v\f\r\x1c\x1d\x1e\x1f\x85"
_MARKS = "\u200c\u200d\u200e\u200f"


def printable(text: str) -> str:
    """The text without what steers a terminal: control characters, and those that reverse its direction."""
    return "".join(filter(_is_harmless, text))


def on_one_line(text: str) -> str:
    """The same on one line: a file's name may have several."""
    return " ".join(printable(text).split())


def _is_harmless(char: str) -> bool:
    return char.isprintable() or (char.isspace() and char not in _BREAKS) or char in _MARKS
