"""What a summary is, whoever made it: statements, and the pages that they stand on."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pdfai.documents.saving import PageSize, SavedFile


_LONGEST_TITLE = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class SummaryStatement:
    """Something that a document says."""

    text: str
    document: str
    """The document's name."""
    pages: tuple[int, ...]
    """Where it says so, counted from 1 and ascending."""
    also: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Other documents that say so too, each with its pages."""

    @property
    def documents(self) -> tuple[str, ...]:
        """The names of all documents that say so."""
        return (self.document, *(document for document, _ in self.also))


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
        """The documents' names without their endings; of many the first ones, and how many more there are."""
        return _title([_on_one_line(Path(name).stem) for name in self._documents])

    @property
    def text(self) -> str:
        """The whole as a Markdown list, each statement with its pages."""
        return self._listed(self.statements, _in_markdown)

    @property
    def text_by_section(self) -> str:
        """The sections as Markdown, each with its title, its pages and its statements."""
        return self._by_section(_in_markdown)

    @property
    def plain_text(self) -> str:
        """The lines of `text` letter by letter, for a terminal; `str()` gives them too."""
        return self._listed(self.statements, _on_one_line)

    @property
    def plain_text_by_section(self) -> str:
        """The lines of `text_by_section` letter by letter."""
        return self._by_section(_on_one_line)

    def __str__(self) -> str:
        """For people."""
        return self.plain_text

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

    def _by_section(self, written: Callable[[str], str]) -> str:
        with_name = self._has_many_documents
        parts = []
        for section in self.sections:
            pages = range(section.first_page, section.last_page + 1)
            name = written(section.document)
            place = reference(name, (pages[0], pages[-1]), with_name=with_name, through=True)
            parts += [
                f"## {written(section.title)} {place}".replace("  ", " "),
                self._listed(section.statements, written),
            ]
        return "\n\n".join(part for part in parts if part)

    def _listed(self, statements: Sequence[SummaryStatement], written: Callable[[str], str]) -> str:
        return "\n".join(f"- {written(each.text)} {self._reference(each, written)}" for each in statements)

    def _reference(self, statement: SummaryStatement, written: Callable[[str], str]) -> str:
        if not self._has_many_documents:
            return reference(statement.document, statement.pages, with_name=False)
        places = ((statement.document, statement.pages), *statement.also)
        told = [reference(written(name), pages, with_name=True)[1:-1] for name, pages in places]
        return f"[{'; '.join(told)}]"

    @property
    def _has_many_documents(self) -> bool:
        return len(self._documents) > 1

    @property
    def _documents(self) -> list[str]:
        """Their names, in order."""
        named = [each.document for each in self.sections]
        return list(dict.fromkeys([*named, *(name for each in self.statements for name in each.documents)]))


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


def _title(names: Sequence[str]) -> str:
    """All of them, or as many as are short enough; the first at least, cut where it is long itself."""
    for count in range(min(len(names), _LONGEST_TITLE), 0, -1):
        rest = f" and {len(names) - count} more" if count < len(names) else ""
        title = ", ".join(names[:count]) + rest
        if len(title) <= _LONGEST_TITLE:
            return title
        if count == 1:
            return f"{names[0][: _LONGEST_TITLE - len(rest) - 1].rstrip()}…{rest}"
    return ""


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _in_markdown(text: str) -> str:
    """Words that mean nothing there: they are a document's, or its name."""
    # Imported here: who reads summaries need not write documents.
    from pdfai.documents.saving.markdown import escaped  # noqa: PLC0415

    return escaped(_on_one_line(text))
