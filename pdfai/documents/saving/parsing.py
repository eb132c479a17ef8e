"""Markdown to blocks. The text is a model's, so nothing in it does anything: it is only shown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pdfai.documents.saving.blocks import (
    Alignment,
    Block,
    Code,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
    letters,
)
from pdfai.documents.saving.reader import Token, tokens_of

_ALLOWED_LINKS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_REFERENCES = re.compile(r"(\[\d{1,4}\])")
_NUMBER = re.compile(
    r"[^\w\s]{0,3}\s?[\d.,\s'\u00a0\u202f]*\d\s?[^\w\s]{0,3}(?:[a-zA-Z]{1,3})?|[-\u2013\u2014]?"
)
_UNSPACED = re.compile("[\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef]")
"""Scripts that put no space between words, so that a line's end is none; Korean puts some."""
_MOST_COLUMNS = 63
"""As many as Word takes."""


def blocks_of(markdown: str, *, sources: int = 0) -> tuple[Block, ...]:
    """What the text is made of; a `[2]` in it stands for a source where there are so many."""
    blocks = tuple(_Parser(tokens_of(markdown), sources).blocks())
    return tuple(_levelled(blocks))


class _Parser:
    """Reads tokens one after the other."""

    def __init__(self, tokens: Sequence[Token], sources: int) -> None:
        self._tokens = iter(tokens)
        self._sources = sources

    def blocks(self, end: str = "") -> Iterator[Block]:
        """All blocks up to the token that ends their container."""
        for token in self._tokens:
            if token.type == end:
                return
            yield from self._block(token)

    def _block(self, token: Token) -> Iterator[Block]:
        match token.type:
            case "heading_open" if token.level == 0:
                yield Heading(level=int(token.tag[1]), spans=self._inline())
            case "heading_open":  # within a list or a quote it stands outside the order of headings
                yield Paragraph(spans=tuple(replace(span, strong=True) for span in self._inline()))
            case "paragraph_open":
                if spans := self._inline():
                    yield Paragraph(spans=spans)
            case "fence" | "code_block":
                yield Code(text=token.content.rstrip("\n"))
            case "blockquote_open":
                yield Quote(blocks=tuple(self.blocks("blockquote_close")))
            case "bullet_list_open":
                yield self._list("bullet_list_close", None)
            case "ordered_list_open":
                yield self._list("ordered_list_close", int(token.attrs.get("start", 1)))
            case "table_open":
                yield self._table()
            case "hr":
                yield Rule()
            case _:
                pass  # what closes a heading or a paragraph

    def _list(self, end: str, start: int | None) -> Listing:
        items, tight = [], True
        for token in self._tokens:
            if token.type == end:
                break
            if token.type == "list_item_open":
                inner, inner_tight = self._item()
                items.append(inner)
                tight = tight and inner_tight
        return Listing(items=tuple(items), start=start, tight=tight)

    def _item(self) -> tuple[tuple[Block, ...], bool]:
        blocks: list[Block] = []
        tight = True
        for token in self._tokens:
            if token.type == "list_item_close":
                break
            # Markdown hides the paragraphs of tight lists.
            tight = tight and (token.type != "paragraph_open" or token.hidden)
            blocks += self._block(token)
        return tuple(blocks), tight

    def _table(self) -> Block:
        rows: list[list[Spans]] = []
        alignments: list[Alignment] = []
        for token in self._tokens:
            match token.type:
                case "table_close":
                    break
                case "tr_open":
                    rows.append([])
                case "th_open":
                    alignments.append(_alignment(token))
                    rows[-1].append(self._inline())
                case "td_open":
                    rows[-1].append(self._inline())
        if len(alignments) > _MOST_COLUMNS:
            return Code(text="\n".join(" | ".join(map(letters, row)) for row in rows))
        header, *body = (tuple(row) for row in rows)
        aligned = tuple(_as_numbers(each, column, body) for column, each in enumerate(alignments))
        return Table(header=header, rows=tuple(body), alignments=aligned)

    def _inline(self) -> Spans:
        token = next(self._tokens)
        spans = tuple(_spans(token.children or ()))
        return tuple(_with_sources(spans, self._sources)) if self._sources else spans


def _spans(tokens: Sequence[Token]) -> Iterator[Span]:
    style: dict[str, Any] = {}
    collected: list[Span] = []
    for index, token in enumerate(tokens):
        match token.type:
            case "text" | "text_special":
                collected.append(Span(text=token.content, **style))
            case "code_inline":
                collected.append(Span(text=token.content, code=True, **style))
            case "softbreak":
                collected.append(Span(text=_join(tokens, index), **style))
            case "hardbreak":
                collected.append(Span(text="\n", **style))
            case "image":
                collected += (replace(span, **style) for span in _spans(token.children or ()))
            case "link_open":
                style["link"] = _allowed(str(token.attrs.get("href", "")))
            case "strong_open" | "strong_close":
                style["strong"] = token.nesting > 0
            case "em_open" | "em_close":
                style["emphasis"] = token.nesting > 0
            case "s_open" | "s_close":
                style["struck"] = token.nesting > 0
            case "link_close":
                style["link"] = ""
    return iter(_merged(collected))


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Neighbours in one style as one."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if last and "\n" not in (last.text, span.text) and replace(last, text="") == replace(span, text=""):
            merged[-1] = replace(last, text=last.text + span.text)
        elif span.text:
            merged.append(span)
    return merged


def _join(tokens: Sequence[Token], index: int) -> str:
    before = tokens[index - 1].content[-1:] if index else ""
    after = tokens[index + 1].content[:1] if index + 1 < len(tokens) else ""
    return "" if _UNSPACED.match(before) and _UNSPACED.match(after) else " "


def _with_sources(spans: Spans, count: int) -> Iterator[Span]:
    for span in spans:
        if span.code or span.link or "[" not in span.text:
            yield span
            continue
        for piece in _REFERENCES.split(span.text):
            number = int(piece[1:-1]) if _REFERENCES.fullmatch(piece) else 0
            if piece:
                yield replace(span, text=piece, source=number if number <= count else 0)


def _allowed(link: str) -> str:
    return link if _ALLOWED_LINKS.fullmatch(link) else ""


def _alignment(token: Token) -> Alignment:
    match str(token.attrs.get("style", "")).removeprefix("text-align:"):
        case "left":
            return "left"
        case "center":
            return "center"
        case "right":
            return "right"
    return ""


def _as_numbers(alignment: Alignment, column: int, rows: Sequence[tuple[Spans, ...]]) -> Alignment:
    """Columns of numbers are read from their ends."""
    cells = [letters(row[column]).strip() for row in rows]
    if alignment or not any(cells) or not all(len(cell) < 24 and _NUMBER.fullmatch(cell) for cell in cells):
        return alignment
    return "right"


def _levelled(blocks: Sequence[Block]) -> Iterator[Block]:
    """The same blocks, their headings from level 1 and none skipped: who listens walks along them."""
    highest = min((block.level for block in blocks if isinstance(block, Heading)), default=1)
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level - highest + 1, level + 1)
            yield replace(block, level=level)
        else:
            yield block
