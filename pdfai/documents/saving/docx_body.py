"""The body of a Word document: paragraphs, tables, and the lists and links they need."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

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
from pdfai.documents.saving.letters import reads_right_to_left, width_of

_DEEPEST_LEVEL = 8
"""Of lists, counted from 0."""
_DEEPEST_HEADING = 6
_INDENT = 400
"""Of a level of lists or quotes, in twentieths of a point, as in numbering.xml."""
_LARGEST_START = 32767
_LETTER, _CELL_MARGINS = 125, 270
"""How wide a letter in a table is at most, and what stands beside a cell's text, in twentieths of a point."""
_LONGEST_WORD = 25
"""Longer ones are broken before a table leaves the page."""
_MANY_COLUMNS = 5
"""More are set in smaller letters."""
_BAR_AT_RIGHT = (
    '<w:pBdr><w:left w:val="nil"/><w:right w:val="single" w:sz="18" w:space="10" w:color="C5CCD6"/></w:pBdr>'
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Place:
    """Where a paragraph stands."""

    style: str = ""
    level: int = -1
    """Of the lists around it; -1 outside of lists."""
    number: int = 0
    """The list of which it begins an item, or 0."""
    quotes: int = 0
    tight: bool = False

    @property
    def indent(self) -> int:
        """From the margin, in twentieths of a point."""
        return _INDENT * (self.level + 1 + self.quotes)


class Body:
    """Writes the body, and knows then which lists and links it holds."""

    def __init__(self, content: Content, *, text_width: int) -> None:
        self.lists: dict[int, tuple[int, int | None]] = {}
        """By number, from 1: the level of a list, and its first number or None for bullets."""
        self.links: dict[str, str] = {}
        """Identifiers by address."""
        self._content = content
        self._text_width = text_width

    def xml(self) -> str:
        """All of it."""
        return "".join(self._parts())

    def _parts(self) -> Iterator[str]:
        content = self._content
        if content.title:
            yield self._paragraph((Span(text=content.title),), _Place(style="Title"))
        yield from self._blocks(content.blocks, _Place())
        if content.sources:
            heading = (Span(text=content.sources_heading),)
            yield self._paragraph(heading, _Place(style="SourcesHeading"))
        for number, source in enumerate(content.sources, 1):
            bookmark = f'<w:bookmarkStart w:id="{number}" w:name="source_{number}"/>'
            label = f'<w:r><w:t>[{number}]</w:t><w:tab/></w:r><w:bookmarkEnd w:id="{number}"/>'
            spans = (Span(text=source),)
            yield self._paragraph(spans, _Place(style="Source"), before=bookmark + label)

    def _blocks(self, blocks: Sequence[Block], place: _Place) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block, place)
            # Only the first paragraph of an item bears its number.
            place = replace(place, number=0)

    def _block(self, block: Block, place: _Place) -> Iterator[str]:
        match block:
            case Heading():
                style = f"Heading{min(block.level, _DEEPEST_HEADING)}"
                yield self._paragraph(block.spans, replace(place, style=style))
            case Paragraph():
                yield self._paragraph(block.spans, place)
            case Code():
                yield from self._numbered(place)
                yield self._code(block, place)
            case Quote():
                yield from self._numbered(place)
                inner = replace(place, number=0, quotes=place.quotes + 1, style="Quote", tight=False)
                yield from self._blocks(block.blocks, inner)
            case Listing():
                yield from self._numbered(place)
                yield from self._list(block, place)
            case Table():
                yield from self._numbered(place)
                yield from self._table(block, place)
            case Rule():
                yield self._paragraph((), replace(place, style="Rule"))

    def _numbered(self, place: _Place) -> Iterator[str]:
        """A line for the number of an item that begins with something that can bear none."""
        if place.number:
            yield self._paragraph((), place)

    def _list(self, listing: Listing, place: _Place) -> Iterator[str]:
        level = min(place.level + 1, _DEEPEST_LEVEL)
        number = len(self.lists) + 1
        start = None if listing.start is None else min(listing.start, _LARGEST_START)
        self.lists[number] = (level, start)
        inner = replace(place, level=level, number=number, tight=listing.tight)
        for item in listing.items:
            yield from self._blocks(item, inner) if item else self._numbered(inner)

    def _code(self, code: Code, place: _Place) -> str:
        lines = "<w:br/>".join(
            f'<w:t xml:space="preserve">{_text(line)}</w:t>' for line in code.text.split("\n")
        )
        indent = f'<w:ind w:left="{place.indent}"/>' if place.indent else ""
        return f'<w:p><w:pPr><w:pStyle w:val="Code"/>{indent}</w:pPr><w:r>{lines}</w:r></w:p>'

    def _table(self, table: Table, place: _Place) -> Iterator[str]:
        widths = _widths(table, self._text_width - place.indent)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rtl = reads_right_to_left(first_letters([table]))
        style = "TableText" if len(widths) <= _MANY_COLUMNS else "SmallTableText"
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="TableOfText"/>{"<w:bidiVisual/>" if rtl else ""}'
            f'<w:tblW w:w="0" w:type="auto"/><w:tblInd w:w="{place.indent}" w:type="dxa"/>'
            f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
            f' w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )
        for index, row in enumerate((table.header, *table.rows)):
            repeated = "<w:tblHeader/>" if index == 0 else ""
            cells = "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
                f"{self._paragraph(cell, _Place(style=style), alignment=alignment)}</w:tc>"
                for cell, width, alignment in zip(row, widths, table.alignments, strict=True)
            )
            yield f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"
        # Tables that follow each other would become one, and a cell must not end with one.
        yield '</w:tbl><w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>'

    def _paragraph(self, spans: Spans, place: _Place, *, alignment: str = "", before: str = "") -> str:
        rtl = reads_right_to_left(letters(spans))
        runs = "".join(self._run(span) for span in spans)
        return f"<w:p>{_properties(place, alignment, rtl)}{before}{runs}</w:p>"

    def _run(self, span: Span) -> str:
        run = _run(span)
        if span.link:
            identifier = self.links.setdefault(span.link, f"link{len(self.links) + 1}")
            return f'<w:hyperlink r:id="{identifier}" w:history="1">{run}</w:hyperlink>'
        if span.source:
            return f'<w:hyperlink w:anchor="source_{span.source}" w:history="1">{run}</w:hyperlink>'
        return run


def _widths(table: Table, whole: int) -> list[int]:
    """Of the columns: as their longest cells need, or their longest words, and what is left in shares."""
    columns = [[letters(cell) for cell in column] for column in zip(table.header, *table.rows, strict=True)]
    wanted = [_CELL_MARGINS + _LETTER * max(map(width_of, column)) for column in columns]
    if sum(wanted) <= whole:
        return wanted
    words = [
        max((width_of(word) for cell in column for word in cell.split()), default=0) for column in columns
    ]
    least = [_CELL_MARGINS + _LETTER * min(each, _LONGEST_WORD) for each in words]
    left = whole - sum(least)
    if left <= 0:
        return [whole * each // sum(least) for each in least]
    more = [min(want, whole) - need for want, need in zip(wanted, least, strict=True)]
    return [need + left * each // sum(more) for need, each in zip(least, more, strict=True)]


def _properties(place: _Place, alignment: str, rtl: bool) -> str:
    """In the order the format asks for."""
    style = place.style or ("ListParagraph" if place.level >= 0 else "")
    properties = [
        f'<w:pStyle w:val="{style}"/>' if style else "",
        f'<w:numPr><w:ilvl w:val="{place.level}"/><w:numId w:val="{place.number}"/></w:numPr>'
        if place.number
        else "",
        _BAR_AT_RIGHT if rtl and place.style == "Quote" else "",
        "<w:bidi/>" if rtl else "",
        _indent(place),
        # No gap between it and its like.
        "<w:contextualSpacing/>" if place.tight else "",
        # In a paragraph from right to left, "left" is where it begins.
        f'<w:jc w:val="{_side(alignment, rtl)}"/>' if alignment else "",
    ]
    return f"<w:pPr>{''.join(properties)}</w:pPr>" if any(properties) else ""


def _indent(place: _Place) -> str:
    if place.number:
        # A list knows its own, but not that of the quotes around it.
        return f'<w:ind w:left="{place.indent}" w:hanging="{_INDENT}"/>' if place.quotes else ""
    return f'<w:ind w:left="{place.indent}"/>' if place.indent else ""


def _side(alignment: str, rtl: bool) -> str:
    return {"left": "right", "right": "left"}.get(alignment, alignment) if rtl else alignment


def _run(span: Span) -> str:
    if span.text == "\n":
        return "<w:r><w:br/></w:r>"
    style = "CodeLetters" if span.code else "Hyperlink" if span.link or span.source else ""
    properties = [
        f'<w:rStyle w:val="{style}"/>' if style else "",
        "<w:b/><w:bCs/>" if span.strong else "",
        "<w:i/><w:iCs/>" if span.emphasis else "",
        "<w:strike/>" if span.struck else "",
        "<w:rtl/>" if reads_right_to_left(span.text) else "",
    ]
    written = f"<w:rPr>{''.join(properties)}</w:rPr>" if any(properties) else ""
    return f'<w:r>{written}<w:t xml:space="preserve">{_text(span.text)}</w:t></w:r>'


def _text(text: str) -> str:
    # A tab within a text is a blank to Word.
    return escape(text.replace("\t", "    "))
