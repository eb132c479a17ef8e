"""Texts saved as PDF."""

import ctypes
import re
from collections.abc import Sequence
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
import pytest
from saved_text import CONTROLS, HOSTILE, RICH, read_pdf_pages

from pdfai.documents.saving import render_text
from pdfai.documents.saving.blocks import Content, Span, Table
from pdfai.documents.saving.letters import reads_right_to_left, scripts_of
from pdfai.documents.saving.parsing import blocks_of
from pdfai.documents.saving.pdf import pdf_file
from pdfai.errors import InvalidArgumentError

A4 = (595.28, 841.89)


def pdf_of(markdown: str, **told: Any) -> bytes:
    return render_text(markdown, "pdf", **told)[0]


def alike_everywhere(markdown: str, language: str = "") -> tuple[bytes, tuple[str, ...]]:
    """Set in the fonts that come with the typesetter."""
    content = Content(blocks=blocks_of(markdown), name="A", language=language)
    return pdf_file(content, A4, system_fonts=False)


def targets_of(data: bytes) -> list[str]:
    """Of each link in the document its address, or "within"."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
            while pdfium.FPDFLink_Enumerate(page, position, link):
                action = pdfium.FPDFLink_GetAction(link)
                letters = ctypes.create_string_buffer(500)
                pdfium.FPDFAction_GetURIPath(document, action, letters, 500)
                is_within = pdfium.FPDFLink_GetDest(document, link) is not None
                found.append("within" if is_within and not letters.value else letters.value.decode())
    return found


def sizes_of(data: bytes) -> list[tuple[float, float]]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_size() for page in document]


def test_everything_is_shown() -> None:
    """Title, text, tables, lists, code and sources, in their order."""
    (page,) = read_pdf_pages(pdf_of(RICH, title="The title", sources=["a.pdf, page 1"]))
    order = [
        "The title",
        "Annual report",
        "by 12 %",
        "Region",
        "2,100",
        "ask legal",
        "5. fifth",
        "always does",
    ]
    order += ['def net(): return "<b>"', "The end.", "Sources", "[1] a.pdf, page 1", "1 / 1"]
    places = [page.find(text) for text in order]
    assert -1 not in places
    assert places == sorted(places)


def test_the_document_is_for_everybody() -> None:
    """Tagged, with its title and language, by the standard for universal access."""
    data, warnings = alike_everywhere(RICH, "de-AT")
    assert warnings == ()
    assert b"pdfuaid:part" in data
    assert b"/Lang(de-AT)" in data.replace(b"/Lang (", b"/Lang(")
    with pypdfium2.PdfDocument(data) as document:
        assert pdfium.FPDFCatalog_IsTagged(document)
        assert document.get_metadata_value("Title") == "A"
        assert document.get_metadata_value("CreationDate") == ""


def test_pages_are_numbered() -> None:
    """Of so many."""
    pages = read_pdf_pages(pdf_of("A paragraph.\n\n" * 80))
    assert [page[-5:] for page in pages] == [
        f"{number} / {len(pages)}" for number in range(1, len(pages) + 1)
    ]
    assert len(pages) > 1


@pytest.mark.parametrize(
    ("page_size", "points"),
    [("a5", (420, 595)), ("Letter", (612, 792)), ("Legal", (612, 1008)), ((300, 200.0), (300, 200))],
)
def test_paper(page_size: Any, points: tuple[float, float]) -> None:
    """By name, or in points."""
    ((width, height),) = sizes_of(pdf_of("Hello.", page_size=page_size))
    assert (round(width), round(height)) == points


def test_links_lead_out_and_to_sources() -> None:
    """A number in the text to the source of that number."""
    data = pdf_of("[a](https://b.c/?d=1&e) <mailto:a@b.c> [1]", sources=["s"])
    assert targets_of(data) == ["https://b.c/?d=1&e", "mailto:a@b.c", "within"]


def test_the_text_is_only_text() -> None:
    """The typesetter's own language in it is shown, and nothing is read or fetched."""
    title, source = '#read("/etc/passwd")', '#eval("1 + 1") $x$ <label> *a*'
    data = pdf_of(HOSTILE, title=title, sources=[source])
    (page,) = read_pdf_pages(data)
    for shown in (
        'Typst: #read("/etc/passwd") #import "@preview/x:1.0.0" $a^2$ @ref #{1 + 1} \\u{41} ]',
        "<script>alert(1)</script>",
        "one two three four",
        "a picture another",
        title,
        source,
    ):
        assert shown in page
    assert "root:" not in page
    assert targets_of(data) == ["https://example.com/%22onmouseover=%22x"]
    assert b"/JavaScript" not in data


def test_control_characters_are_gone() -> None:
    """And so are what turns the direction, and halves of characters."""
    assert read_pdf_pages(pdf_of(CONTROLS))[0].startswith("abc[31mdefg\ufffdhi")


def test_long_words_stay_on_the_page() -> None:
    """In the text, in code and in tables."""
    word = "https://example.com/" + "x" * 300
    data = pdf_of(f"{word}\n\n`{word}`\n\n    {word}\n\n|a|b|\n|-|-|\n|{word}|c|", sources=[word])
    with pypdfium2.PdfDocument(data) as document:
        text = document[0].get_textpage()
        assert max(text.get_charbox(index)[2] for index in range(text.count_chars())) < A4[0] - 50
        assert re.sub(r"[\u200b\s]", "", text.get_text_range()).count(word) == 5


def test_a_script_without_a_font_is_named() -> None:
    """Each once, with a font to install; searching finds the text all the same."""
    data, warnings = alike_everywhere("한국어 문장 ไทย \U0001f600 中文")
    expected = [("Korean", 5, "Noto Sans CJK"), ("Thai", 3, "Noto Sans Thai")]
    expected += [("emoji and symbols", 1, "Noto Color Emoji"), ("Chinese", 2, "Noto Sans CJK")]
    assert warnings == tuple(
        f"No font for {script} (characters shown as empty boxes: {count}); install one, such as {font}"
        for script, count, font in expected
    )
    assert b"pdfuaid" not in data
    assert "국어 문장" in read_pdf_pages(data)[0]


@pytest.mark.parametrize(
    "text", ["Ελληνικά", "Кириллица", "עברית", "Tiếng Việt", "x\u00ad\u200b\u200d\ufe0fy", "→ ≥ − ✓ € ₩ ½ ◦"]
)
def test_what_every_machine_can_show(text: str) -> None:
    """Without a warning."""
    assert alike_everywhere(text)[1] == ()


@pytest.mark.parametrize(
    ("characters", "language", "expected"),
    [
        ("한中あア", "ko", {"Korean": 1, "Chinese": 1, "Japanese": 2}),
        ("中あ", "ja", {"Japanese": 2}),
        ("אبе", "", {"Hebrew": 1, "Arabic": 1, "Cyrillic": 1}),
        (("\U0001f468\u200d\U0001f469", "☎", "\u200d", "\ue000"), "", {"emoji and symbols": 4}),
    ],
)
def test_scripts(characters: Sequence[str], language: str, expected: dict[str, int]) -> None:
    """By their names, as people call them."""
    assert scripts_of(characters, language) == expected


@pytest.mark.parametrize(
    ("text", "is_rtl"),
    [("שלום a", True), ("1. مرحبا", True), ("a שלום", False), ("12 %", False), ("", False)],
)
def test_the_first_letter_with_a_direction_decides(text: str, is_rtl: bool) -> None:
    """Numbers and signs have none."""
    assert reads_right_to_left(text) is is_rtl


def test_right_to_left_begins_at_the_right() -> None:
    """Each block as its own first letter says."""
    data = alike_everywhere("שלום\n\nHello")[0]
    with pypdfium2.PdfDocument(data) as document:
        text = document[0].get_textpage()
        hello = text.get_text_range().index("Hello")
        assert text.get_charbox(0)[0] > A4[0] / 2 > text.get_charbox(hello)[0]


@pytest.mark.parametrize(
    "markdown", ["> " * 3000 + "deep", "- " * 3000 + "deep", "[" * 100_000, "`" * 100_000]
)
def test_nothing_hangs(markdown: str) -> None:
    """What no person would write is set as well as it goes."""
    assert read_pdf_pages(pdf_of(markdown))


def test_a_table_without_end_is_refused() -> None:
    """At once; other formats take it."""
    row = ((Span(text="1"),), (Span(text="2"),))
    table = Table(header=row, rows=(row,) * 100_000, alignments=("", ""))
    with pytest.raises(
        InvalidArgumentError, match="200,000 cells cannot be set as PDF, 60,000 can: save the"
    ):
        pdf_file(Content(blocks=(table,), name="A"), A4)
