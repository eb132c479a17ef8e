"""What a model's Markdown is taken for."""

import pytest

from pdfai.documents.saving.blocks import Code, Heading, Listing, Paragraph, Quote, Span, Table, letters
from pdfai.documents.saving.parsing import blocks_of


def spans_of(markdown: str, *, sources: int = 0) -> tuple[Span, ...]:
    """Of its only paragraph."""
    (block,) = blocks_of(markdown, sources=sources)
    assert isinstance(block, Paragraph)
    return block.spans


def test_letters_keep_their_styles() -> None:
    """Also those that lie in each other."""
    assert spans_of("a **b *c*** ~~d~~ `e`") == (
        Span(text="a "),
        Span(text="b ", strong=True),
        Span(text="c", strong=True, emphasis=True),
        Span(text=" "),
        Span(text="d", struck=True),
        Span(text=" "),
        Span(text="e", code=True),
    )


def test_a_number_in_brackets_stands_for_a_source_that_there_is() -> None:
    """Not in code, and not where there are fewer."""
    assert [(span.text, span.source) for span in spans_of("a [1][2] [3] `[1]`", sources=2)] == [
        ("a ", 0),
        ("[1]", 1),
        ("[2]", 2),
        (" ", 0),
        ("[3]", 0),
        (" ", 0),
        ("[1]", 0),
    ]
    assert spans_of("a [1]") == (Span(text="a [1]"),)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.com",
        "page.html",
        "#x",
        "ftp://a",
    ],
)
def test_links_lead_to_the_web_or_to_mailboxes(address: str) -> None:
    """Of others the words remain."""
    assert spans_of(f"see [this]({address})") == (Span(text="see this"),)
    assert spans_of("[a](https://b.c)") == (Span(text="a", link="https://b.c"),)
    assert spans_of("<mailto:a@b.c>") == (Span(text="mailto:a@b.c", link="mailto:a@b.c"),)


def test_pictures_give_way_to_their_descriptions() -> None:
    """Wherever they are."""
    assert spans_of("![a *fine* view](https://example.com/a.png)!") == (
        Span(text="a "),
        Span(text="fine", emphasis=True),
        Span(text=" view!"),
    )


def test_html_is_text() -> None:
    """In lines and in blocks."""
    assert spans_of("a <b onclick='x'>c</b>") == (Span(text="a <b onclick='x'>c</b>"),)
    assert letters(spans_of("<script>\nalert(1)\n</script>")) == "<script> alert(1) </script>"


def test_lines_join_as_their_script_asks() -> None:
    """With a space, but not between Chinese letters; two spaces break the line."""
    assert letters(spans_of("one\ntwo")) == "one two"
    assert letters(spans_of("한국어\n문장")) == "한국어 문장"
    assert letters(spans_of("中文\n文字")) == "中文文字"
    assert letters(spans_of("one  \ntwo")) == "one\ntwo"


def test_no_level_of_headings_is_skipped() -> None:
    """The highest is 1, whatever the model began with; within a list they are no headings."""
    blocks = blocks_of("### a\n\n##### b\n\n###### c\n\n#### d\n\n- # e")
    assert [block.level for block in blocks if isinstance(block, Heading)] == [1, 2, 3, 2]
    assert blocks[-1] == Listing(items=((Paragraph(spans=(Span(text="e", strong=True),)),),))


def test_lists_know_where_they_begin_and_whether_they_are_tight() -> None:
    """A blank line between items sets them apart."""
    tight, loose = blocks_of("3. a\n4. b\n\ntext\n\n- a\n\n- b")[::2]
    assert isinstance(tight, Listing)
    assert isinstance(loose, Listing)
    assert (tight.start, tight.tight, len(tight.items)) == (3, True, 2)
    assert (loose.start, loose.tight, len(loose.items)) == (None, False, 2)


def test_columns_of_numbers_are_read_from_their_ends() -> None:
    """Where the text does not say otherwise."""
    (table,) = blocks_of("|a|b|c|d|\n|-|-|:-|-|\n|x|1,200|3|€ 5|\n|y|−7 %|4|12.5|")
    assert isinstance(table, Table)
    assert table.alignments == ("", "right", "left", "right")


def test_a_table_with_more_columns_than_word_takes_is_shown_as_it_is() -> None:
    """No column is lost."""
    (code,) = blocks_of("|" + "a|" * 64 + "\n|" + "-|" * 64 + "\n|" + "b|" * 64)
    assert isinstance(code, Code)
    assert (code.text.count("a"), code.text.count("b")) == (64, 64)


@pytest.mark.parametrize("mark", [">", "> ", "- ", "1. ", "> - "])
def test_nothing_is_lost_in_3000_levels(mark: str) -> None:
    """What lies too deep is shown as it was written."""
    (block,) = blocks_of(mark * 3000 + "deep")
    depth = 0
    while not isinstance(block, Paragraph):
        assert isinstance(block, Quote | Listing)
        block = block.blocks[0] if isinstance(block, Quote) else block.items[0][0]
        depth += 1
    assert 12 <= depth <= 24
    assert letters(block.spans).endswith(mark + "deep")


@pytest.mark.parametrize("piece", ["[", "![", "*a ", "<", "[a](", "**a_", "&", "|"])
def test_a_long_paragraph_of_nothing_but_marks_is_shown_as_it_is(piece: str) -> None:
    """Looking for their other ends would take the square of its length."""
    assert letters(spans_of(piece * 60_000)) == (piece * 60_000).strip()
