"""Progress bars for who sits at a terminal; nothing in a pipe."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pdfai.cli.talk import on_one_line

if TYPE_CHECKING:
    from pdfai.summaries.summary import SummaryProgress


class Bars:
    """A bar for the documents, where there are several, and one for each document under way."""

    def __init__(self, total: int) -> None:
        """So many documents."""
        self._total = total
        self._bars: Any = None
        self._whole: Any = None
        self._under_way: dict[str, Any] = {}

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            # Imported here: `--help` should not wait for it.
            from rich.console import Console  # noqa: PLC0415
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

            columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
            # Data goes to stdout, wherever that leads; rich would send it here.
            self._bars = Progress(
                *columns, console=Console(stderr=True), transient=True, redirect_stdout=False
            )
            self._bars.start()
            if self._total > 1:
                self._whole = self._bars.add_task("Documents", total=self._total)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def begun(self, name: str) -> None:
        """Somebody works at this document."""
        if self._bars is not None:
            self._under_way[name] = self._bars.add_task(_short(name), total=None)

    def told(self, name: str, progress: "SummaryProgress") -> None:
        """So many of its sections are done."""
        if name in self._under_way:
            self._bars.update(self._under_way[name], completed=progress.done, total=progress.total)

    def ended(self, name: str) -> None:
        """It is done, well or badly."""
        if self._bars is None:
            return
        if name in self._under_way:
            self._bars.remove_task(self._under_way.pop(name))
        if self._whole is not None:
            self._bars.advance(self._whole)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """A block that writes to the terminal, too."""
        if self._bars is None:
            yield
            return
        self._bars.stop()
        try:
            yield
        finally:
            self._bars.start()


_LONGEST_NAME = 40


def _short(name: str) -> str:
    line = on_one_line(name)
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"
