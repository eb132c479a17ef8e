"""PDFs in six languages, of five programs: each is read, quoted, inspected and cut."""

from pathlib import Path

import pytest

from pdfai import Document, PageRanges, inspect
from pdfai.documents import copy_pages, read_pdf
from pdfai.documents.places import rectangles_of
from pdfai.opening import read_document

DATA = Path(__file__).parent / "data"
SENTENCES = {
    "manual-en.pdf": (2, "The\nwheels need about nine seconds to reach 2,950 revolutions per minute."),
    "invoice-de.pdf": (1, "Rechnungsbetrag: 7.278,04 €"),
    "letter-fr.pdf": (1, "le conseil propose de maintenir à 18 € par foyer."),
    "minutes-es.pdf": (2, "¿Quién se hará cargo? Se acuerda que lo haga la brigada municipal en febrero."),
    "manual-ko.pdf": (2, "보증 기간은 구입한 날부터 이 년입니다."),
    "notice-zh.pdf": (1, "每证一次最多可借八册图书，借期为三十天。"),
}

each_pdf = pytest.mark.parametrize("name", SENTENCES)


@each_pdf
def test_says_what_it_says(name: str) -> None:
    """A sentence of it, on its page, word for word, and where it stands."""
    number, sentence = SENTENCES[name]
    page = read_pdf((DATA / name).read_bytes(), with_places=True)[number - 1]
    assert " ".join(sentence.split()) in " ".join(page.text.split())
    assert rectangles_of(sentence, text=page.text, places=page.places)


@each_pdf
def test_is_text_throughout(name: str) -> None:
    """No page of them is a scan, and they are worth some hundred tokens."""
    inspection = inspect(DATA / name)
    assert {page.kind for page in inspection.pages} == {"text"}
    assert 200 < inspection.tokens < 600
    assert inspection.title
    assert inspection.encryption == "none"


@each_pdf
def test_a_page_of_it_reads_the_same(name: str) -> None:
    """Cut out or not, and with the number it has."""
    number, _ = SENTENCES[name]
    pages = read_document(Document(source=DATA / name))
    assert read_document(Document(source=DATA / name, pages=str(number))) == (pages[number - 1],)
    copy = copy_pages((DATA / name).read_bytes(), PageRanges.parse(str(number)))
    assert [page.text for page in read_pdf(copy.data)] == [pages[number - 1].text]


def test_they_say_their_language() -> None:
    """All but one, that says another."""
    told = {name: inspect(DATA / name).language for name in SENTENCES}
    assert told == {
        "manual-en.pdf": "en-GB",
        "invoice-de.pdf": "de-DE",
        "letter-fr.pdf": "fr",
        "minutes-es.pdf": "es-ES",
        "manual-ko.pdf": "ko",
        "notice-zh.pdf": "en-US",
    }
