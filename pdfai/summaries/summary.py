"""What a summary is, whoever made it: statements, and the pages that they stand on."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pdfai.documents.saving import PageSize, SavedFile


@dataclass(frozen=True, kw_only=True, slots=True)
class SummaryStatement:
    """Something that a document says."""

    text: str
    document: str
    """The document's name."""
    pages: tuple[int, ...]
    """Where it says so, counted from 1 and ascending."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SummarySection:
    """A part of a document in short."""

    title: str
    """As it stands there; "" when it has none."""
    document: str
    first_page: int
    last_page: int
    statements: tuple[SummaryStatement, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """Documents in short: all of them together, and section by section."""

    statements: tuple[SummaryStatement, ...]
    """What matters in the whole, in reading order."""
    sections: tuple[SummarySection, ...]
    language: str
    """Two letters, "" when nothing told."""
    model: str
    """Who made it."""

    @property
    def title(self) -> str:
        """The documents' names without their endings."""
        return ", ".join(Path(name).stem for name in self._documents)

    @property
    def text(self) -> str:
        """The whole as a Markdown list, each statement with its pages."""
        return _listed(self.statements, with_name=self._has_many_documents)

    @property
    def text_by_section(self) -> str:
        """The sections as Markdown, each with its title, its pages and its statements."""
        with_name = self._has_many_documents
        parts = []
        for section in self.sections:
            pages = range(section.first_page, section.last_page + 1)
            place = reference(section.document, (pages[0], pages[-1]), with_name=with_name, through=True)
            parts += [
                f"## {_on_one_line(section.title)} {place}".replace("  ", " "),
                _listed(section.statements, with_name=with_name),
            ]
        return "\n\n".join(part for part in parts if part)

    def save(
        self,
        path: str | os.PathLike[str],
        format: str | None = None,
        *,
        sections: bool = False,
        page_size: "PageSize" = "A4",
    ) -> "SavedFile":
        """Write it as `pdf`, `docx`, `html`, `md` or `txt`, whole or not at all.

        The format is the one the path ends in unless given; with `sections` they follow the whole. Page sizes
        are names, or width and height in points.
        """
        # Imported here: who reads summaries need not write documents.
        from pdfai.documents.saving import save_text  # noqa: PLC0415

        text = self.text
        if sections and len(self.sections) > 1:  # a single one would say the same again
            text += f"\n\n{self.text_by_section}"
        return save_text(text, path, format, title=self.title, language=self.language, page_size=page_size)

    @property
    def _has_many_documents(self) -> bool:
        return len(self._documents) > 1

    @property
    def _documents(self) -> list[str]:
        """Their names, in order."""
        named = [each.document for each in self.sections] + [each.document for each in self.statements]
        return list(dict.fromkeys(named))


@dataclass(frozen=True, kw_only=True, slots=True)
class SummaryProgress:
    """How far the making of a summary is."""

    done: int
    """Sections."""
    total: int
    document: str
    """The name of the document whose section was done last."""
    title: str
    """That section's."""


def reference(document: str, pages: Sequence[int], *, with_name: bool, through: bool = False) -> str:
    """Where something stands, for people: `(p. 6)`, `(pp. 3, 6-7)` or `[report.pdf, p. 6]`.

    `through`: the pages are the first and the last of a range.
    """
    if through:
        first, last = pages
        numbers = f"{first}" if first == last else f"{first}-{last}"
    else:
        numbers = _ranges(pages)
    place = f"p. {numbers}" if numbers.isdigit() else f"pp. {numbers}"
    return f"[{document}, {place}]" if with_name else f"({place})"


def _ranges(pages: Sequence[int]) -> str:
    """1, 2, 3, 7 as "1-3, 7"."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _listed(statements: Sequence[SummaryStatement], *, with_name: bool) -> str:
    return "\n".join(
        f"- {_on_one_line(each.text)} {reference(each.document, each.pages, with_name=with_name)}"
        for each in statements
    )


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
