"""Where summaries go: to a file, into a folder, or nowhere."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pdfai.cli.files import is_folder, refuse_source
from pdfai.cli.journal import Journal
from pdfai.cli.output_names import output_names
from pdfai.errors import InvalidArgumentError
from pdfai.replacement import make_folder
from pdfai.sources import Document

_IN_FOLDERS = "pdf"
"""What is written to a folder unless a format is named."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """One summary that is wanted."""

    name: str
    documents: tuple[Document, ...]
    output: Path | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Targets:
    """Where they go, and what is there already."""

    path: Path | None
    format: str | None
    journal: Journal | None

    @classmethod
    def of(cls, output: str | None, format: str | None, *, for_several: bool) -> Self:
        """As `is_folder` says; nothing is made yet."""
        if output is None:
            if format is not None:
                raise InvalidArgumentError("--format says how to write, --output where: name that too")
            return cls(path=None, format=None, journal=None)
        path = Path(output)
        if not is_folder(output, for_several=for_several):
            return cls(path=path, format=format, journal=None)
        return cls(path=path, format=format or _IN_FOLDERS, journal=Journal.of(path))

    def orders(self, documents: Iterable[Document], *, together: bool) -> list[Order]:
        """A summary for each document, or for all of them; what was written here earlier is no document.

        Raises `InvalidArgumentError` where a summary would take the place of a document.
        """
        sources = tuple(each for each in documents if not self._wrote(each))
        groups = [sources] if together and sources else [(each,) for each in sources]
        names = output_names(groups, f".summary.{self.format}")
        orders = [
            Order(name=_name(group), documents=group, output=self._output(name))
            for group, name in zip(groups, names, strict=True)
        ]
        for order in orders:
            if order.output is not None:
                refuse_source(order.output, sources)
        return orders

    def make_ready(self, page_size: str | tuple[float, float]) -> None:
        """Make the folder, or see that the file can be written; raises `InvalidArgumentError`."""
        if self.path is None:
            return
        if self.journal is not None:
            make_folder(self.path)
            return
        from pdfai.documents.saving import check_target  # noqa: PLC0415  # `--help` should not wait for it

        check_target(self.path, self.format, page_size=page_size)

    def _wrote(self, document: Document) -> bool:
        return (
            self.journal is not None
            and isinstance(document.source, str | os.PathLike)
            and self.journal.wrote(os.fspath(document.source))
        )

    def _output(self, name: str) -> Path | None:
        return self.path if self.path is None or self.journal is None else self.path / name


def _name(group: tuple[Document, ...]) -> str:
    return group[0].name if len(group) == 1 else f"{len(group)} documents"
