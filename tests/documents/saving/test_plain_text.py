"""Texts saved as plain text, and as Markdown."""

import pytest
from markdown_it import MarkdownIt
from saved_text import CONTROLS, RICH

from pdfai.documents.saving import render_text


def test_plain_text() -> None:
    """Headings underlined, lists numbered, tables aligned, paragraphs on one line each."""
    shown = render_text(RICH, "txt", title="Title", sources=["a.pdf, page 1", "b"])[0].decode()
    assert (
        shown
        == """\
=====
Title
=====

Annual report
=============

The company grew by 12 % in 2025 [1], see the filing <https://example.com/a?b=1&c=2> and net().

Figures
-------

Region | Revenue |      Remark
-------|---------|------------------
Europe |   2,100 | new contracts [2]
Asia   |   1,400 |      stable

To do

1. Renew
   * before June
     1. ask legal
2. Close

Counted anew:

5. fifth
6. sixth

> Growth came at a price.
>
> > It always does.

    def net(): return "<b>"

----------------------------------------

The end.

Sources
-------

[1] a.pdf, page 1
[2] b
"""
    )


def test_wide_letters_take_two_columns() -> None:
    """So that tables stand straight in a terminal."""
    shown = render_text("|지역|x|\n|-|-|\n|a|y|", "txt")[0].decode()
    assert shown == "지역 | x\n-----|--\na    | y\n"


def test_a_table_too_wide_for_any_window_is_told_row_by_row() -> None:
    """Each cell with its column's name."""
    shown = render_text(f"|a|b|\n|-|-|\n|{'x' * 200}|1|\n|y|2|", "txt")[0].decode()
    assert shown == f"a: {'x' * 200}\nb: 1\n\na: y\nb: 2\n"


def test_the_shell_is_told_nothing() -> None:
    """No escape reaches a terminal that shows the file."""
    for format in ("txt", "md"):
        assert render_text(CONTROLS, format)[0].decode() == "abc[31mdefg\ufffdhi\n"


def test_markdown_stays_as_it_is() -> None:
    """With its title above, unless it begins with it, and its sources below."""
    assert render_text(RICH, "md")[0].decode() == RICH
    assert render_text("# One\n\ntwo", "md", title="One")[0] == b"# One\n\ntwo\n"
    shown = render_text("text", "md", title="A *b*", sources=["c.pdf: <d> [e](f) _g_ `h`", "1. x"])[
        0
    ].decode()
    assert shown == (
        "# A \\*b\\*\n\ntext\n\n## Sources\n\n1. c.pdf: \\<d\\> \\[e\\](f) \\_g\\_ \\`h\\`\n2. 1\\. x\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        *(
            "# a",
            "- a",
            "+ a",
            "* a",
            "1. a",
            "1) a",
            "> a",
            "```",
            "~~~",
            "---",
            "===",
            "    a",
            "&lt;",
            "a\\",
        ),
        *("<b>", "![a](b)", "[a]: b", "|a|", "**a**", "~~a~~", "https://a.b", "=", "a !"),
    ],
)
def test_titles_and_sources_are_no_markdown(line: str) -> None:
    """Whatever they begin with, they are shown letter by letter."""
    shown = render_text("x", "md", title=line, sources=[line])[0].decode()
    tokens = [token for token in MarkdownIt("gfm-like", {"linkify": False}).parse(shown) if token.children]
    said = ["".join(child.content for child in token.children or ()) for token in tokens]
    assert said == [line.strip(), "x", "Sources", line.strip()]


@pytest.mark.parametrize("fence", ["```", "~~~~", "```python"])
def test_an_open_fence_does_not_swallow_the_sources(fence: str) -> None:
    """A model that was cut short leaves it open."""
    shown = render_text(f"a\n\n{fence}\nb", "md", sources=["c"])[0].decode()
    assert [token.content for token in MarkdownIt().parse(shown) if token.content][-2:] == ["Sources", "c"]
