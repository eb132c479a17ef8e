"""A Markdown reader that ends in time, whatever it is given."""

import functools

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

__all__ = ["Token", "tokens_of"]

_DEEPEST = 24
"""Quotes count once, lists twice. What lies deeper is shown as it was written."""
_LONGEST_PARAGRAPH = 20_000
"""The time to find emphasis and links can grow with the square of a paragraph's length. What is longer is
shown as it was written."""


def tokens_of(markdown: str) -> list[Token]:
    """What a text holds: CommonMark, tables and ~~this~~; HTML in it is text."""
    return _markdown().parse(markdown)


@functools.cache
def _markdown() -> MarkdownIt:
    options = {"html": False, "maxNesting": 4 * _DEEPEST}
    markdown = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    markdown.block = _Blocks(markdown.block)
    markdown.core.ruler.at("inline", _inline)
    # What a link leads to is judged later; one that is refused here would be shown with its address.
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    return markdown


class _Blocks(ParserBlock):
    """Blocks up to some depth; markdown-it itself drops what lies deeper, and so would lose it."""

    def __init__(self, rules: ParserBlock) -> None:
        self.ruler = rules.ruler

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803  # their names
        """All blocks of these lines."""
        if state.level < _DEEPEST:
            return super().tokenize(state, startLine, endLine)
        end = startLine
        while end < endLine and (state.isEmpty(end) or state.sCount[end] >= state.blkIndent):
            end += 1
        state.push("paragraph_open", "p", 1)
        inline = state.push("inline", "", 0)
        inline.content = state.getLines(startLine, end, state.blkIndent, False).strip()
        inline.children = []
        state.push("paragraph_close", "p", -1)
        state.line = end
        return None


def _inline(state: StateCore) -> None:
    """Look for emphasis and links in every paragraph that is not too long for it."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if len(token.content) <= _LONGEST_PARAGRAPH and token.level <= _DEEPEST:
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        else:
            token.children.append(Token("text", "", 0, content=token.content))
