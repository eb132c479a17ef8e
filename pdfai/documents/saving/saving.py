"""A text in Markdown, as a model answers, saved in the format somebody wants to hand on."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pdfai.documents.saving.formats import Format, PageSize, format_of, points_of
from pdfai.documents.saving.letters import cleaned, language_of_script, one_line
from pdfai.documents.saving.markdown import markdown_file
from pdfai.errors import InvalidArgumentError
from pdfai.extras import needing
from pdfai.language.languages import language_of
from pdfai.replacement import check_replaceable, replacing

LONGEST_TEXT = 1_000_000
"""In characters; some 400 pages."""
_MOST_SOURCES = 9_999
_LANGUAGE = re.compile(r"(?:[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)?")
_SOURCES_HEADINGS = {
    "ar": "المصادر",
    "de": "Quellen",
    "es": "Fuentes",
    "fr": "Sources",
    "he": "מקורות",
    "it": "Fonti",
    "ja": "出典",
    "ko": "출처",
    "nl": "Bronnen",
    "pt": "Fontes",
    "ru": "Источники",
    "zh": "来源",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedFile:
    """What was saved, and where."""

    path: Path
    format: Format
    warnings: tuple[str, ...] = ()
    """What its readers will miss, such as a script that no font here can show."""


def check_target(
    path: str | os.PathLike[str], format: str | None = None, *, page_size: PageSize = "A4"
) -> None:
    """Raise as `save_text` would, before there is a text: for a format, a page size, or a path of no use."""
    format_of(format, path)
    points_of(page_size)
    check_replaceable(path)


def save_text(
    markdown: str,
    path: str | os.PathLike[str],
    format: str | None = None,
    *,
    title: str = "",
    language: str = "",
    page_size: PageSize = "A4",
    sources: Sequence[str] = (),
) -> SavedFile:
    """Save the text in a format, by default the one the path's ending names; an old file stays until then.

    The rest is as in `render_text`. Raises `UnknownFormatError` for a format nothing is saved in, and
    `InvalidArgumentError` where nothing can be written.
    """
    chosen = format_of(format, path)
    with replacing(path) as write:
        data, warnings = render_text(
            markdown, chosen, title=title, language=language, page_size=page_size, sources=sources
        )
        write(data)
    return SavedFile(path=Path(path), format=chosen, warnings=warnings)


def render_text(
    markdown: str,
    format: str,
    *,
    title: str = "",
    language: str = "",
    page_size: PageSize = "A4",
    sources: Sequence[str] = (),
) -> tuple[bytes, tuple[str, ...]]:
    """The text as a file's bytes, and warnings about what its readers will miss.

    The text is Markdown that nobody has to trust: HTML in it is shown, pictures give way to their
    descriptions, links lead to the web or to mailboxes. `title` and `sources` are plain text; `[1]` in the
    text leads to the first source. `language` is a tag such as `de` or `zh-Hant`, by default the text's own
    as far as that is known. `page_size` counts where there are pages: in PDF and DOCX.
    """
    chosen = format_of(format)
    points = points_of(page_size)
    text, told = cleaned(markdown), tuple(one_line(source) for source in sources)
    _check(text, language, told)
    language = language or language_of_script(text) or language_of(text)
    heading = _SOURCES_HEADINGS.get(language.partition("-")[0].lower(), "Sources")
    if chosen == "md":
        return markdown_file(text, title=one_line(title), sources=told, sources_heading=heading), ()
    with needing("saving", f"Saving as {chosen.upper()}"):
        from pdfai.documents.saving.rendering import rendered  # noqa: PLC0415  # an extra's
    return rendered(
        text,
        chosen,
        title=one_line(title),
        language=language,
        page_size=points,
        sources=told,
        sources_heading=heading,
    )


def _check(text: str, language: str, sources: Sequence[str]) -> None:
    size = len(text) + sum(map(len, sources))
    if size > LONGEST_TEXT:
        raise InvalidArgumentError(
            f"The text is too long to be saved: it has {size:,} characters, {LONGEST_TEXT:,} are allowed; "
            "save it in parts"
        )
    if len(sources) > _MOST_SOURCES:
        raise InvalidArgumentError(f"{len(sources):,} sources are too many: {_MOST_SOURCES:,} are allowed")
    if not _LANGUAGE.fullmatch(language):
        raise InvalidArgumentError(f"{language!r} is no language: give a tag such as de or zh-Hant")
