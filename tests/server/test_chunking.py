"""Pages are cut into pieces that are small enough, overlap, and stay on their page."""

import pytest

from pdfai.documents.reading import Page
from pdfai.language.tokens import estimate_tokens
from pdfai.server.retrieval.chunking import Chunk, chunk_pages

SENTENCES = [f"Sentence number {at} speaks of the harbour and of its ships." for at in range(400)]
LONG_PAGE = Page(number=7, text="\n".join(SENTENCES))


def test_a_short_page_is_one_chunk() -> None:
    """What fits is not cut, and keeps its line breaks."""
    page = Page(number=3, text="  Net revenue 48.6\nNet profit 5.1\n")
    assert chunk_pages([page]) == [Chunk(page=3, text="Net revenue 48.6\nNet profit 5.1")]


def test_pages_without_text_give_nothing() -> None:
    """A blank page has no piece to find."""
    assert chunk_pages([Page(number=1, text=" \n "), Page(number=2, text="")]) == []


def test_no_chunk_crosses_a_page() -> None:
    """Two short pages stay two pieces, each with its page's number."""
    chunks = chunk_pages([Page(number=1, text="One."), Page(number=2, text="Two.")])
    assert [(chunk.page, chunk.text) for chunk in chunks] == [(1, "One."), (2, "Two.")]


@pytest.mark.parametrize(("max_tokens", "overlap_tokens"), [(800, 400), (100, 50), (100, 0), (1, 0)])
def test_chunks_keep_to_the_size(max_tokens: int, overlap_tokens: int) -> None:
    """No piece is estimated longer than asked for, at any size."""
    chunks = chunk_pages([LONG_PAGE], max_tokens=max_tokens, overlap_tokens=overlap_tokens)
    assert max(estimate_tokens(chunk.text) for chunk in chunks) <= max_tokens


def test_nothing_is_lost() -> None:
    """Every sentence is whole in at least one piece."""
    texts = [chunk.text for chunk in chunk_pages([LONG_PAGE])]
    assert all(any(sentence in text for text in texts) for sentence in SENTENCES)


def test_neighbours_overlap() -> None:
    """The end of a piece begins again in the next one."""
    first, second = chunk_pages([LONG_PAGE])[:2]
    assert second.text.splitlines()[0] in first.text


def test_cuts_at_sentences() -> None:
    """Pieces of a long paragraph begin and end with whole sentences."""
    page = Page(number=1, text=" ".join(SENTENCES))
    assert all(c.text.startswith("Sentence") and c.text.endswith(".") for c in chunk_pages([page]))


def test_an_endless_word_is_cut() -> None:
    """Text without any border, as in Chinese or in a broken font, is cut between letters."""
    chunks = chunk_pages([Page(number=1, text="港" * 1000)], max_tokens=100, overlap_tokens=0)
    assert [len(chunk.text) for chunk in chunks] == [96] * 10 + [40]


@pytest.mark.parametrize(("max_tokens", "overlap_tokens"), [(0, 0), (100, 51), (100, -1)])
def test_refuses_impossible_sizes(max_tokens: int, overlap_tokens: int) -> None:
    """An overlap of more than half a piece would never end."""
    with pytest.raises(ValueError, match="overlap_tokens"):
        chunk_pages([LONG_PAGE], max_tokens=max_tokens, overlap_tokens=overlap_tokens)


@pytest.mark.parametrize(
    ("text", "tokens"), [("", 0), ("a", 1), ("twelve chars", 3), ("데이터 베이스", 7), ("净收入", 3)]
)
def test_estimates_tokens(text: str, tokens: int) -> None:
    """A letter of Chinese or Korean is about a token, four other characters are one."""
    assert estimate_tokens(text) == tokens
