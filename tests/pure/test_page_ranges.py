"""Which pages are meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pdfai import InvalidArgumentError, PageRanges, PagesNotFoundError
from pdfai.page_ranges import split_pages


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3-7", (3, 4, 5, 6, 7)),
        ("1,3,8-", (1, 3, 8, 9)),
        ("-3", (1, 2, 3)),
        ("9", (9,)),
        ("5-5", (5,)),
        (" 2 - 4 , 1 ", (1, 2, 3, 4)),
        ("4-6,2-5,4", (2, 3, 4, 5, 6)),
        ("1-", (1, 2, 3, 4, 5, 6, 7, 8, 9)),
        ("7-,1", (1, 7, 8, 9)),
    ],
)
def test_numbers(text: str, numbers: tuple[int, ...]) -> None:
    """In the document's order, each once, here of nine pages."""
    assert PageRanges.parse(text).numbers(9) == numbers


@pytest.mark.parametrize(
    ("text", "written"), [("1,2,3", "1-3"), ("-3", "1-3"), ("8-,2", "2,8-"), ("3-5,5-", "3-"), ("01", "1")]
)
def test_the_same_pages_are_written_one_way(text: str, written: str) -> None:
    """So that they are known again."""
    assert str(PageRanges.parse(text)) == written


@pytest.mark.parametrize("text", ["", "-", "0", "0-3", "7-3", "a", "1-2-3", "1,,2", "1.5", "٣", "1" * 10])
def test_refuses_what_are_no_pages(text: str) -> None:
    """With what would be some."""
    with pytest.raises(InvalidArgumentError, match=r"are no pages: write 3-7, 1,3,5- \(from"):
        PageRanges.parse(text)


@pytest.mark.parametrize(
    ("text", "count", "words"),
    [
        ("3-7", 5, "page 7 was asked for, it has 5 pages"),
        ("6-", 5, "page 6 was asked for, it has 5 pages"),
        ("-3", 1, "page 3 was asked for, it has 1 page"),
        ("1-999999999", 5, "page 999,999,999"),
    ],
)
def test_refuses_pages_that_are_not_there(text: str, count: int, words: str) -> None:
    """Nothing is cut silently."""
    with pytest.raises(PagesNotFoundError, match=words):
        PageRanges.parse(text).numbers(count)


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("a/report.pdf[3-7]", ("a/report.pdf", "3-7")),
        ("report.pdf[1, 3,5-]", ("report.pdf", "1, 3,5-")),
        ("report.pdf", ("report.pdf", None)),
        ("report[2].pdf", ("report[2].pdf", None)),
        ("report.pdf[final]", ("report.pdf[final]", None)),
        ("folder/[3]", ("folder/[3]", None)),
    ],
)
def test_splits(path: str, parts: tuple[str, str | None]) -> None:
    """Pages stand in brackets behind a name."""
    assert split_pages(path) == parts


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 30)), min_size=1, max_size=6))
def test_written_and_read_again_they_are_the_same(spans: list[tuple[int, int]]) -> None:
    """Whatever was asked for; and they are the pages of the parts together."""
    ranges = PageRanges.parse(",".join(f"{first}-{first + more}" for first, more in spans))
    assert PageRanges.parse(str(ranges)) == ranges
    meant = {number for first, more in spans for number in range(first, first + more + 1)}
    assert ranges.numbers(60) == tuple(sorted(meant))
