"""Texts saved as Word documents."""

import io
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest
from saved_text import CONTROLS, HOSTILE, RICH, WORD, docx_paragraphs, read_docx

from pdfai.documents.saving import render_text


def docx_of(markdown: str, **told: Any) -> bytes:
    return render_text(markdown, "docx", **told)[0]


def numbers_of(data: bytes) -> list[tuple[str, str]]:
    """The level and the list of each paragraph that begins an item."""
    found = read_docx(data).iter(f"{WORD}numPr")
    return [(each[0].get(f"{WORD}val", ""), each[1].get(f"{WORD}val", "")) for each in found]


def test_headings_and_text_have_styles() -> None:
    """Word's own, so that it finds its way in the document."""
    told = docx_paragraphs(docx_of(RICH, title="Title", sources=["a.pdf, page 1"]))
    assert told[:4] == [
        ("Title", "Title"),
        ("Heading1", "Annual report"),
        ("", "The company grew by 12 % in 2025 [1], see the filing and net()."),
        ("Heading2", "Figures"),
    ]
    assert ("Quote", "It always does.") in told
    assert ("Code", 'def net(): return "<b>"') in told
    assert told[-2:] == [("SourcesHeading", "Sources"), ("Source", "[1]a.pdf, page 1")]


def test_every_style_is_there() -> None:
    """What a paragraph, a run or a table names is defined."""
    data = docx_of(RICH, title="T", sources=["s"])
    defined = {
        style.get(f"{WORD}styleId") for style in read_docx(data, "word/styles.xml").iter(f"{WORD}style")
    }
    kinds = ("pStyle", "rStyle", "tblStyle")
    used = {each.get(f"{WORD}val") for kind in kinds for each in read_docx(data).iter(f"{WORD}{kind}")}
    assert used <= defined


def test_lists_lie_in_each_other_and_count_for_themselves() -> None:
    """Each numbered one from its own first number."""
    data = docx_of(RICH)
    assert numbers_of(data) == [("0", "1"), ("1", "2"), ("2", "3"), ("0", "1"), ("0", "4"), ("0", "4")]
    starts = {
        number.get(f"{WORD}numId"): [each.get(f"{WORD}val") for each in number.iter(f"{WORD}startOverride")]
        for number in read_docx(data, "word/numbering.xml").iter(f"{WORD}num")
    }
    assert starts == {"1": ["1"], "2": [], "3": ["1"], "4": ["5"]}


def test_an_item_that_begins_with_something_else_keeps_its_number() -> None:
    """A list, code or a quote cannot bear it."""
    assert numbers_of(docx_of("1. - a\n2. ```\n   x\n   ```\n3. > b\n4.")) == [
        *(("0", "1"), ("1", "2")),
        *(("0", "1"), ("0", "1"), ("0", "1")),
    ]


def test_tables_repeat_their_headers() -> None:
    """On each page; columns are wide where there is much to read."""
    (table,) = read_docx(docx_of(RICH)).iter(f"{WORD}tbl")
    rows = list(table.iter(f"{WORD}tr"))
    assert [row.find(f"{WORD}trPr/{WORD}tblHeader") is not None for row in rows] == [True, False, False]
    widths = [int(column.get(f"{WORD}w", "")) for column in table.iter(f"{WORD}gridCol")]
    assert widths[2] > widths[0]


def test_a_list_in_a_quote_is_indented_as_the_quote_is() -> None:
    """And many columns are set in smaller letters."""
    document = read_docx(docx_of("> 1. a\n\n|a|b|c|d|e|f|\n|-|-|-|-|-|-|"))
    (indent,) = document.iter(f"{WORD}ind")
    assert (indent.get(f"{WORD}left"), indent.get(f"{WORD}hanging")) == ("800", "400")
    assert "SmallTableText" in {style.get(f"{WORD}val") for style in document.iter(f"{WORD}pStyle")}


def test_links_lead_out_and_to_sources() -> None:
    """The one by a relationship, the other by a bookmark."""
    data = docx_of("[a](https://b.c/?d=1&e) [1]", sources=["s"])
    document = ElementTree.tostring(read_docx(data), "unicode")
    assert 'anchor="source_1"' in document
    assert 'name="source_1"' in document
    relationships = ElementTree.tostring(read_docx(data, "word/_rels/document.xml.rels"), "unicode")
    assert 'Target="https://b.c/?d=1&amp;e" TargetMode="External"' in relationships


def test_the_text_is_only_text() -> None:
    """No field, no element, no relationship comes of it."""
    data = docx_of(HOSTILE, title="</w:t>", sources=['"><w:fldSimple w:instr="DDE"/>'])
    tags = {element.tag for element in read_docx(data).iter()}
    assert not {f"{WORD}{name}" for name in ("instrText", "fldSimple", "fldChar", "object", "pict")} & tags
    shown = " ".join(text for _, text in docx_paragraphs(data))
    for text in (
        "<script>alert(1)</script>",
        "</w:t></w:r><w:instrText>",
        "{body} {links}",
        "one two three four",
    ):
        assert text in shown
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        external = archive.read("word/_rels/document.xml.rels").count(b"TargetMode")
        assert external == 1
        assert not [name for name in archive.namelist() if "media" in name]


def test_control_characters_are_gone() -> None:
    """XML cannot hold them."""
    assert docx_paragraphs(docx_of(CONTROLS, title=CONTROLS, sources=[CONTROLS]))[1] == (
        "",
        "abc[31mdefg\ufffdhi",
    )


def test_right_to_left() -> None:
    """By paragraph and by run; the columns of a table too."""
    document = read_docx(docx_of("مرحبا **PDF**\n\nHello\n\n|أ|ب|\n|-|-|\n|ج|د|"))
    first, second = list(document.iter(f"{WORD}p"))[:2]
    assert first.find(f"{WORD}pPr/{WORD}bidi") is not None
    assert second.find(f"{WORD}pPr") is None
    assert [run.find(f"{WORD}rPr/{WORD}rtl") is not None for run in first.iter(f"{WORD}r")] == [True, False]
    assert document.find(f".//{WORD}bidiVisual") is not None


@pytest.mark.parametrize(
    ("language", "font", "tag"), [("ko", "Malgun Gothic", "ko-KR"), ("zh-Hans", "Microsoft YaHei", "zh-CN")]
)
def test_east_asian_fonts(language: str, font: str, tag: str) -> None:
    """By the language of the text."""
    styles = ElementTree.tostring(read_docx(docx_of("a", language=language), "word/styles.xml"), "unicode")
    assert f'eastAsia="{font}"' in styles
    assert f'eastAsia="{tag}"' in styles


def test_title_language_and_paper() -> None:
    """In the document's properties, and of its pages."""
    data = docx_of("# One & only", language="de", page_size="Letter")
    properties = ElementTree.tostring(read_docx(data, "docProps/core.xml"), "unicode")
    assert "title>One &amp; only</" in properties
    assert "language>de</" in properties
    (size,) = read_docx(data).iter(f"{WORD}pgSz")
    assert (size.get(f"{WORD}w"), size.get(f"{WORD}h")) == ("12240", "15840")


def test_every_part_is_well_formed() -> None:
    """Also those that hold nothing of the text."""
    with zipfile.ZipFile(io.BytesIO(docx_of(HOSTILE + RICH, sources=["s"]))) as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))  # noqa: S314  # ours
