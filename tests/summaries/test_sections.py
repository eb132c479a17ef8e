"""Documents are cut into sections of whole pages, where their headings do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pdfai.documents.reading import Page
from pdfai.language.tokens import estimate_tokens
from pdfai.summaries.headings import Heading
from pdfai.summaries.sections import PageRange, sections

NAMES = "Adam Berta Conrad Dora Emil Frieda Georg Hanna Ida Jakob Karla Louis Martha".split()  # noqa: SIM905


def prose(plant: int) -> str:
    """A page of text."""
    return "\n".join(
        f"The engineer of plant {NAMES[plant]} has looked at pump {pump} and found nothing that is broken."
        for pump in range(12)
    )


PAGE_TOKENS = estimate_tokens(prose(NAMES.index("Conrad")))


def pages_of(*texts: str) -> list[Page]:
    """Pages that were read."""
    return [Page(number=number, text=text) for number, text in enumerate(texts, start=1)]


def outlined(found: list[PageRange]) -> list[tuple[str, int, int]]:
    """Titles with first and last pages."""
    return [(each.title, each.first_page, each.last_page) for each in found]


def test_chapters_by_the_contents() -> None:
    """Titles that the contents list begin sections on the pages that they are found on."""
    contents = """Contents
Introduction . . . . . . 2
The old plants . . . . . 4
The new plants . . . . . 6
Costs . . . . . . . . . . 7"""
    titles = {2: "Introduction\n", 4: "The old plants\n", 6: "The new plants\n", 7: "Costs\n"}
    pages = pages_of(contents, *(titles.get(page, "") + prose(page) for page in range(2, 8)))
    found = sections("plants.pdf", pages, max_tokens=2 * PAGE_TOKENS)
    assert outlined(found) == [
        ("Introduction", 2, 3),
        ("The old plants", 4, 5),
        ("The new plants", 6, 6),
        ("Costs", 7, 7),
    ]


def test_chapters_by_their_numbers() -> None:
    """Where there are no contents; a chapter that is too long is cut at the headings below."""
    titles = [
        "Chapter 1. Pumps",
        "Chapter 2. Valves",
        "2.1 Old valves",
        "2.2 New valves",
        "Chapter 3. Filters",
    ]
    pages = pages_of(*(f"{title}\n{prose(page)}" for page, title in enumerate(titles)))
    chapters = sections("plants.pdf", pages, max_tokens=3 * PAGE_TOKENS + 100)
    assert outlined(chapters) == [(titles[0], 1, 1), (titles[1], 2, 4), (titles[4], 5, 5)]
    smaller = sections("plants.pdf", pages, max_tokens=2 * PAGE_TOKENS)
    assert [each.title for each in smaller] == titles


def test_an_outline_tells_better() -> None:
    """Given one, it decides."""
    outline = [Heading("Pumps", 1, 1), Heading("Valves", 3, 1)]
    pages = pages_of(*map(prose, range(4)))
    found = sections("plants.pdf", pages, max_tokens=4 * PAGE_TOKENS, outline=outline)
    assert outlined(found) == [("Pumps", 1, 2), ("Valves", 3, 4)]


def test_small_neighbours_are_joined() -> None:
    """A page of thanks is no section of its own."""
    pages = pages_of("Chapter 1. Thanks\nTo all of you.", f"Chapter 2. Pumps\n{prose(2)}")
    found = sections("plants.pdf", pages, max_tokens=2 * PAGE_TOKENS)
    assert outlined(found) == [("Chapter 2. Pumps", 1, 2)]


def test_without_headings_even_cuts() -> None:
    """Of about the same length."""
    found = sections("plants.pdf", pages_of(*map(prose, range(9))), max_tokens=4 * PAGE_TOKENS)
    assert outlined(found) == [("", 1, 3), ("", 4, 6), ("", 7, 9)]


def test_what_surrounds_the_text_is_left_out() -> None:
    """Running heads, page numbers and contents."""
    pages = pages_of(
        "Contents\nPumps ........ 2\nValves ........ 3\nCosts ........ 4\nTerms ........ 5",
        *(f"Plant manual\n{prose(page)}\nPage {page}" for page in range(2, 6)),
    )
    (found,) = sections("plants.pdf", pages, max_tokens=10 * PAGE_TOKENS)
    assert [(page.number, page.text) for page in found.pages] == [(page, prose(page)) for page in range(2, 6)]


def test_a_page_longer_than_a_section_is_cut() -> None:
    """A text file is one page, however long it is."""
    text = "\n".join(map(prose, range(10)))
    found = sections("notes.txt", pages_of(text), max_tokens=3 * PAGE_TOKENS)
    assert all(each.tokens <= 3 * PAGE_TOKENS for each in found)
    assert {(each.first_page, each.last_page) for each in found} == {(1, 1)}
    assert "\n".join(page.text for each in found for page in each.pages) == text


def test_markdown_headings_divide_too() -> None:
    """With as many levels as they have marks."""
    pages = pages_of(f"# Pumps\n\n{prose(1)}", prose(2), f"# Valves\n\n{prose(3)}", f"## Old\n\n{prose(4)}")
    found = sections("notes.md", pages, max_tokens=3 * PAGE_TOKENS)
    assert outlined(found) == [("Pumps", 1, 2), ("Valves", 3, 4)]


def test_the_headings_of_a_long_markdown_file() -> None:
    """Divide it, though all of it is one page."""
    text = "\n\n".join(f"# Plant {NAMES[plant]}\n\n{prose(plant)}" for plant in range(6))
    found = sections("notes.md", pages_of(text), max_tokens=PAGE_TOKENS + 50)
    assert [each.title for each in found] == [f"Plant {NAMES[plant]}" for plant in range(6)]


@pytest.mark.parametrize("texts", [(), ("",), ("", " \n ")])
def test_nothing_to_cut(texts: tuple[str, ...]) -> None:
    """Documents without text have no sections."""
    assert sections("empty.pdf", pages_of(*texts), max_tokens=100) == []


def test_an_invoice_is_no_table_of_contents() -> None:
    """Though its lines end with numbers."""
    rows = "\n".join(f"Cable of {number} m {12 - number}" for number in range(12))
    (found,) = sections("invoice.pdf", pages_of(rows), max_tokens=1000)
    assert found.pages[0].text == rows


_LINES = st.sampled_from(
    [
        "1 Pumps",
        "2 Valves",
        "2.1 Old valves",
        "Chapter 1",
        "# Notes",
        "",
        "The pump is old and has to be replaced.",
        "word " * 60,
    ]
)


@given(
    texts=st.lists(st.lists(_LINES, max_size=6).map("\n".join), max_size=12),
    max_tokens=st.integers(20, 400),
)
@settings(max_examples=100, deadline=None)
def test_every_page_is_in_one_section(texts: list[str], max_tokens: int) -> None:
    """In order, none too long, and nothing that the document says is lost."""
    pages = pages_of(
        *(f"{text}\n\n{name}의 펌프는 낡았다." for text, name in zip(texts, NAMES, strict=False))
    )
    found = sections("a.pdf", pages, max_tokens=max_tokens)
    numbers = [leaf.page for each in found for leaf in each.leaves]
    assert numbers == sorted(numbers)
    assert all(each.tokens <= max_tokens for each in found)
    said = "".join(page.text for each in found for page in each.pages)
    assert all(f"{name}의 펌프" in said for name in NAMES[: len(texts)])
