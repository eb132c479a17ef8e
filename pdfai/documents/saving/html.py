"""Blocks as a page of HTML that stands alone: no script, nothing fetched, for a phone and for paper."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

import nh3

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
from pdfai.documents.saving.letters import reads_right_to_left

_STYLE = Path(__file__).with_name("page.css")
_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
form-action 'none'; base-uri 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{name}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""
_TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "pre", "code", "blockquote", "ul", "ol", "li"),
    *("div", "table", "thead", "tbody", "tr", "th", "td", "a", "strong", "em", "s", "section"),
}
_ATTRIBUTES = {
    "*": {"dir"},
    "a": {"href"},
    "ol": {"start", "class"},
    "li": {"id"},
    "th": {"class", "scope"},
    "td": {"class"},
    "div": {"class"},
    "section": {"class"},
}
_DEEPEST_HEADING = 6


def html_page(content: Content) -> bytes:
    """The page as UTF-8."""
    body = "\n".join(_parts(content)) + "\n"
    # We escape what we write; if that ever misses something, this does not.
    safe = nh3.clean(
        body,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    direction = "rtl" if reads_right_to_left(content.title or first_letters(content.blocks)) else "ltr"
    page = _PAGE.format(
        language=escape(content.language),
        direction=direction,
        name=escape(content.name),
        style=_STYLE.read_text(encoding="utf-8"),
        body=safe,
    )
    return page.encode()


def _parts(content: Content) -> Iterator[str]:
    if content.title:
        yield f"<h1{_direction(content.title)}>{escape(content.title)}</h1>"
    # Below a title, headings begin one level deeper.
    yield from _blocks(content.blocks, 1 if content.title else 0)
    if content.sources:
        yield '<section class="sources">'
        yield f"<h2>{escape(content.sources_heading)}</h2>"
        yield '<ol class="sources">'
        for number, source in enumerate(content.sources, 1):
            yield f'<li id="source-{number}"{_direction(source)}>{escape(source)}</li>'
        yield "</ol>\n</section>"


def _blocks(blocks: Sequence[Block], deeper: int = 0) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                tag = f"h{min(block.level + deeper, _DEEPEST_HEADING)}"
                yield f"<{tag}{_direction(letters(block.spans))}>{_inline(block.spans)}</{tag}>"
            case Paragraph():
                yield f"<p{_direction(letters(block.spans))}>{_inline(block.spans)}</p>"
            case Code():
                yield f'<pre dir="ltr"><code>{escape(block.text)}</code></pre>'
            case Quote():
                inner = "\n".join(_blocks(block.blocks))
                yield f"<blockquote{_direction(first_letters(block.blocks))}>\n{inner}\n</blockquote>"
            case Listing():
                yield _list(block)
            case Table():
                yield _table(block)
            case Rule():
                yield "<hr>"


def _list(listing: Listing) -> str:
    tag = "ul" if listing.start is None else "ol"
    start = f' start="{listing.start}"' if (listing.start or 0) > 1 else ""
    items = "\n".join(f"<li>{_item(item, listing.tight)}</li>" for item in listing.items)
    return f"<{tag}{start}{_direction(first_letters([listing]))}>\n{items}\n</{tag}>"


def _item(item: Sequence[Block], tight: bool) -> str:
    if tight and item and isinstance(item[0], Paragraph):
        return "\n".join([_inline(item[0].spans), *_blocks(item[1:])])
    return "\n".join(_blocks(item))


def _table(table: Table) -> str:
    header = _row(table.header, table, 'th scope="col"')
    rows = "\n".join(_row(cells, table, "td") for cells in table.rows)
    # Wider than a phone, it moves in its box and not the page.
    return (
        f'<div class="table"{_direction(first_letters([table]))}>\n<table>\n<thead>{header}</thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _row(cells: Sequence[Spans], table: Table, tag: str) -> str:
    end = tag.partition(" ")[0]
    sides = (f' class="{side}"' if side else "" for side in table.alignments)
    shown = (f"<{tag}{side}>{_inline(cell)}</{end}>" for cell, side in zip(cells, sides, strict=True))
    return f"<tr>{''.join(shown)}</tr>"


def _inline(spans: Spans) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    shown = escape(span.text).replace("\n", "<br>")
    for wanted, tag in (
        (span.code, "code"),
        (span.struck, "s"),
        (span.emphasis, "em"),
        (span.strong, "strong"),
    ):
        if wanted:
            shown = f"<{tag}>{shown}</{tag}>"
    address = span.link or (f"#source-{span.source}" if span.source else "")
    return f'<a href="{escape(address)}">{shown}</a>' if address else shown


def _direction(text: str) -> str:
    """Only where it differs from most texts': what is not said is inherited."""
    return ' dir="rtl"' if reads_right_to_left(text) else ' dir="ltr"' if text.strip() else ""
