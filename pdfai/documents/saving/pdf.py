"""Blocks as a PDF: what the typesetter is given, and what it tells."""

import re
from collections.abc import Sequence
from typing import Any

from pdfai.documents.saving.blocks import (
    Block,
    Code,
    Content,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
    first_letters,
    letters,
)
from pdfai.documents.saving.fonts import MONOSPACED, text_fonts
from pdfai.documents.saving.letters import font_for, reads_right_to_left, scripts_of
from pdfai.documents.saving.typesetting import DEFAULT_LIMITS, TypesettingLimits, typeset
from pdfai.errors import InvalidArgumentError

_REGIONS = {"HANS": "CN", "HANT": "TW"}
"""The typesetter tells the forms of Han apart by region."""
_MOST_CELLS = 60_000
"""More take minutes, and gigabytes."""
_LONG_WORD = re.compile("[!-~\u00a1-\u024f]{40,}")
_PIECE = re.compile("(.{10})(?=.)")


def pdf_file(
    content: Content,
    page_size: tuple[float, float],
    *,
    system_fonts: bool = True,
    limits: TypesettingLimits = DEFAULT_LIMITS,
) -> tuple[bytes, tuple[str, ...]]:
    """The PDF, and what its readers will miss. InvalidArgumentError for what takes too long to set.

    Without the system's fonts, every machine gives the same bytes, and most scripts are missed.
    """
    language, _, rest = content.language.partition("-")
    region = rest.upper()
    data = {
        "title": content.title,
        "name": content.name,
        "language": language or "und",
        "region": _REGIONS.get(region, region if len(region) == 2 else None),
        "width": page_size[0],
        "height": page_size[1],
        "title_rtl": reads_right_to_left(content.title),
        "blocks": _blocks(content.blocks),
        "sources_heading": content.sources_heading,
        "sources": [
            {"text": _breakable(source), "rtl": reads_right_to_left(source)} for source in content.sources
        ],
    }
    outcome = typeset(
        data,
        fonts=text_fonts(content.language),
        monospaced=MONOSPACED,
        system_fonts=system_fonts,
        limits=limits,
    )
    warnings = (*_missing(outcome.missing, content.language), *_unmarked(outcome.complaint))
    return outcome.pdf, warnings


def _missing(characters: Sequence[str], language: str) -> list[str]:
    return [
        f"No font for {script} (characters shown as empty boxes: {count}); "
        f"install one, such as {font_for(script)}"
        for script, count in scripts_of(characters, language).items()
    ]


def _unmarked(complaint: str) -> list[str]:
    return [f"The PDF is tagged, but does not call itself PDF/UA: {complaint}"] if complaint else []


def _blocks(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> dict[str, Any]:
    given: dict[str, Any]
    match block:
        case Heading():
            given = {"kind": "heading", "level": block.level} | _set(block.spans)
        case Paragraph():
            given = {"kind": "paragraph"} | _set(block.spans)
        case Code():
            given = {"kind": "code", "text": _breakable(block.text)}
        case Quote():
            given = {"kind": "quote", "blocks": _blocks(block.blocks)} | _direction([block])
        case Listing():
            items = [_blocks(item) for item in block.items]
            given = {"kind": "list", "items": items, "start": block.start, "tight": block.tight}
            given |= _direction([block])
        case Table():
            given = _table(block) | _direction([block])
        case Rule():
            given = {"kind": "rule"}
    return given


def _table(table: Table) -> dict[str, Any]:
    cells = len(table.header) * len(table.rows)
    if cells > _MOST_CELLS:
        raise InvalidArgumentError(
            f"A table of {cells:,} cells cannot be set as PDF, {_MOST_CELLS:,} can: save the text as HTML"
        )
    return {
        "kind": "table",
        "header": [_set(cell) for cell in table.header],
        "rows": [[_set(cell) for cell in row] for row in table.rows],
        "alignments": [alignment or "start" for alignment in table.alignments],
    }


def _direction(blocks: Sequence[Block]) -> dict[str, bool]:
    return {"rtl": reads_right_to_left(first_letters(blocks))}


def _set(spans: Spans) -> dict[str, Any]:
    return {"spans": [_span(span) for span in spans], "rtl": reads_right_to_left(letters(spans))}


def _span(span: Span) -> dict[str, Any]:
    """Only what is not as in most spans."""
    marks = {"strong": span.strong, "emphasis": span.emphasis, "struck": span.struck, "code": span.code}
    named: dict[str, Any] = {"text": _breakable(span.text)} | {
        name: True for name, is_set in marks.items() if is_set
    }
    if span.link:
        named["link"] = span.link
    if span.source:
        named["source"] = span.source
    return named


def _breakable(text: str) -> str:
    """Addresses and the like may break, at characters that take no room, or they would leave the page."""
    return _LONG_WORD.sub(lambda word: _PIECE.sub("\\1\u200b", word[0]), text)
