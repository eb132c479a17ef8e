"""Reading: what comes out of sound PDFs."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pdf_writer import write_pdf

from pdfai.documents import Page, read_pdf

DATA = Path(__file__).parent / "data"
ANNUAL_REPORT = Path(__file__).parents[2] / "examples" / "annual-report-2025.pdf"


def test_numbers_pages_from_one() -> None:
    """Every page comes with its number and its own text, lines as on paper."""
    pages = read_pdf(write_pdf(["First page.\nSecond line.", "Second page."]))
    assert pages == (
        Page(number=1, text="First page.\nSecond line."),
        Page(number=2, text="Second page."),
    )


def test_keeps_a_page_without_text() -> None:
    """A picture between two pages of text is an empty page, so that the numbers stay right."""
    assert [page.text for page in read_pdf(write_pdf(["One.", "", "Three."]))] == ["One.", "", "Three."]


def test_reads_hundreds_of_pages() -> None:
    """The last of 300 pages is page 300."""
    pages = read_pdf(write_pdf([f"This is page {number}." for number in range(1, 301)]))
    assert pages[-1] == Page(number=300, text="This is page 300.")


def test_reads_signs_beyond_ascii() -> None:
    """Quotes, umlauts, the euro, and the characters PDF escapes."""
    text = "“Müller” – 20 € (net) \\ 100 %"
    assert read_pdf(write_pdf([text]))[0].text == text


def test_mends_words_broken_at_line_ends() -> None:
    """Broken words are whole again; compounds and suspended hyphens keep theirs."""
    text = read_pdf((DATA / "columns.pdf").read_bytes())[0].text
    assert "die Unternehmensfinanzierung auf" in text
    assert "Donaudampfschifffahrtsgesellschaften und Rindfleischetikettierungsüberwachungsstellen" in text
    assert "Einrichtung von\nLinux-Systemen." in text
    assert "auch für die Ein- und Ausfuhr" in text


def test_reads_columns_one_after_the_other() -> None:
    """The left column ends before the right one begins."""
    text = read_pdf((DATA / "columns.pdf").read_bytes())[0].text
    left, right = text.split("Rechte Spalte.")
    assert left.startswith("Linke Spalte.")
    assert left.rstrip().endswith("der Anteil ½.")
    assert right.rstrip().endswith("gilt das neue Verfahren.")


def test_quotes_superscripts_and_fractions_as_they_are() -> None:
    """3400 m² must not become 3400 m2, nor 10³ become 103."""
    text = read_pdf((DATA / "columns.pdf").read_bytes())[0].text
    assert "beträgt 3400 m², das Volumen\n10³ Liter, der Anteil ½" in text


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (1, "파랑 부이는 2026년 6월까지 납품됩니다."),
        (2, "二〇二五年净收入增长百分之十二点五。"),
        (3, "Τα έσοδα αυξήθηκαν το 2025."),
        (3, "Виручка зросла у 2025 році."),
    ],
)
def test_reads_other_scripts(number: int, sentence: str) -> None:
    """Korean, Chinese, Greek and Cyrillic come out as they were typed."""
    assert sentence in read_pdf((DATA / "languages.pdf").read_bytes())[number - 1].text


def test_reads_the_example() -> None:
    """The report shipped in examples/ has the figure the README asks for, on its second page."""
    pages = read_pdf(ANNUAL_REPORT.read_bytes())
    assert len(pages) == 10
    assert "€48.6 million in 2025, after €43.2 million in 2024" in pages[1].text
    assert "Net revenue 48.6 43.2 +12.5 %" in pages[2].text
    assert "Der Umsatz von Velmora Instruments" in pages[8].text
    assert "4,860만 유로" in pages[9].text


def test_tolerates_junk_around_a_whole_file() -> None:
    """Mail headers before and zero bytes after do not make a sound document damaged."""
    document = b"From: somebody\r\n\r\n" + write_pdf(["Sound."]) + bytes(5000)
    assert read_pdf(document)[0].text == "Sound."


def test_tolerates_a_missing_last_line() -> None:
    """With `startxref` in place, nothing but the end mark itself is lost."""
    assert read_pdf(write_pdf(["Sound."]).removesuffix(b"%%EOF\n"))[0].text == "Sound."


def test_reads_a_web_ready_file() -> None:
    """Linearized files have an end mark near their beginning, which is not their end."""
    assert len(read_pdf((DATA / "linearized.pdf").read_bytes())) == 30


def test_serves_threads_at_once() -> None:
    """Four threads read different documents; nobody gets another's text."""
    documents = [write_pdf([f"Document {number}."] * 3) for number in range(12)]
    with ThreadPoolExecutor(4) as threads:
        texts = [pages[2].text for pages in threads.map(read_pdf, documents)]
    assert texts == [f"Document {number}." for number in range(12)]
