"""Blocks as plain text.

A paragraph is one line, however long: every editor wraps lines, and none joins again what was wrapped.
"""

from collections.abc import Iterator, Sequence

from pdfai.documents.saving.blocks import (
    Alignment,
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
)
from pdfai.documents.saving.letters import width_of

_WIDEST_TABLE = 120
"""In columns of a terminal; a wider table is written row by row."""
_UNDERLINES = {1: "=", 2: "-"}
_BULLETS = "-*+"
_RULE = "-" * 40


def plain_text(content: Content) -> bytes:
    """The text as UTF-8."""
    lines: list[str] = []
    if content.title:
        lines += [*_underlined(content.title, "=", over=True), ""]
    lines += _spaced(content.blocks)
    if content.sources:
        lines += ["", *_underlined(content.sources_heading, "-"), ""]
        lines += [f"[{number}] {source}" for number, source in enumerate(content.sources, 1)]
    return ("\n".join(line.rstrip() for line in lines).strip("\n") + "\n").encode()


def _spaced(blocks: Sequence[Block], depth: int = 0, *, gap: bool = True) -> Iterator[str]:
    for index, block in enumerate(blocks):
        if index and gap:
            yield ""
        yield from _lines(block, depth)


def _lines(block: Block, depth: int) -> Iterator[str]:
    match block:
        case Heading():
            text = _told(block.spans)
            yield from _underlined(text, _UNDERLINES[block.level]) if block.level in _UNDERLINES else [text]
        case Paragraph():
            yield from _told(block.spans).split("\n")
        case Code():
            yield from (f"    {line}" for line in block.text.split("\n"))
        case Quote():
            yield from (f"> {line}" for line in _spaced(block.blocks, depth))
        case Listing():
            yield from _list(block, depth)
        case Table():
            yield from _table(block)
        case Rule():
            yield _RULE


def _list(listing: Listing, depth: int) -> Iterator[str]:
    bullet = _BULLETS[depth % len(_BULLETS)]
    for number, item in enumerate(listing.items, listing.start or 0):
        marker = bullet if listing.start is None else f"{number}."
        if number > (listing.start or 0) and not listing.tight:
            yield ""
        lead = f"{marker} "
        for line in _spaced(item, depth + 1, gap=not listing.tight):
            yield f"{lead}{line}"
            lead = " " * len(lead)
        if not item:
            yield marker


def _table(table: Table) -> Iterator[str]:
    rows = [[_told(cell).replace("\n", " ") for cell in row] for row in (table.header, *table.rows)]
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    if sum(widths) + 3 * len(widths) > _WIDEST_TABLE:
        yield from _records(rows)
        return
    for index, row in enumerate(rows):
        cells = zip(row, widths, table.alignments, strict=True)
        yield " | ".join(_padded(cell, width, alignment) for cell, width, alignment in cells)
        if index == 0:
            yield "-|-".join("-" * width for width in widths)


def _records(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    header, *body = rows
    for index, row in enumerate(body):
        if index:
            yield ""
        yield from (f"{name}: {cell}" for name, cell in zip(header, row, strict=True) if cell)


def _told(spans: Spans) -> str:
    """Their letters; a link's address stands behind it, unless it says it."""
    told: list[str] = []
    for span, after in zip(spans, (*spans[1:], Span(text="")), strict=True):
        told.append(span.text)
        if span.link and span.link != after.link and span.link.removeprefix("mailto:") != span.text:
            told.append(f" <{span.link}>")
    return "".join(told)


def _underlined(text: str, line: str, *, over: bool = False) -> list[str]:
    rule = line * width_of(text)
    return [rule, text, rule] if over else [text, rule]


def _padded(cell: str, width: int, alignment: Alignment) -> str:
    space = width - width_of(cell)
    match alignment:
        case "right":
            return " " * space + cell
        case "center":
            return " " * (space // 2) + cell + " " * (space - space // 2)
    return cell + " " * space
