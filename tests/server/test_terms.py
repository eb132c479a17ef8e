"""A question and a document spell the same word the same way."""

import pytest

from pdfai.language.languages import language_of
from pdfai.language.terms import index_terms, query_terms
from pdfai.language.words import fold
from pdfai.server.retrieval.conversation import Turn, search_text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Größe", "grosse"),
        ("ÉTÉ", "ete"),
        ("ﬁnance", "finance"),
        ("ＡＢＣ", "abc"),
        ("re\u00advenue", "revenue"),
        ("가격", "가격"),
        ("がぎ", "がぎ"),
    ],
)
def test_folds_spelling(written: str, folded: str) -> None:
    """Case, accents, ligatures, width and soft hyphens do not matter; letters of other scripts stay whole."""
    assert fold(written) == folded


@pytest.mark.parametrize("written", ["1,284.6", "1.284,6", "1284.6"])
def test_a_number_has_one_spelling(written: str) -> None:
    """Thousands and decimals are found whichever way they are pointed."""
    assert index_terms(written) == index_terms("1284.6")


def test_a_date_brings_its_year() -> None:
    """31.12.2025 is found whole and by 2025."""
    assert {"31p12p2025", "2025"} <= set(index_terms("31.12.2025").split())


def test_runs_become_pairs() -> None:
    """Korean and Chinese words are indexed as overlapping pairs, with the last letter alone."""
    assert index_terms("직원 수").split() == ["직원", "원", "수"]
    assert index_terms("净收入").split() == ["净收", "收入", "入"]


def test_a_wrapped_chinese_word_is_whole() -> None:
    """A line break inside a word does not hide it."""
    assert "安装" in index_terms("开始安\n装程序").split()


def test_tables_of_contents_are_not_indexed() -> None:
    """A line that fills up with dots repeats a heading that stands elsewhere."""
    assert index_terms("Risks . . . . . . . 12\nRisks are few.").split() == ["risks", "are", "few"]


@pytest.mark.parametrize(
    ("question", "stems"),
    [
        ("How many employees does the company have?", ["employ", "compan"]),
        ("Wie hoch war der Umsatz?", ["hoch", "umsatz"]),
        ("직원은 몇 명입니까?", ["직원"]),
        ("公司的净收入是多少？", ["公司", "净收入"]),
        ("What is it?", ["what", "is", "it"]),
    ],
)
def test_searches_what_a_question_is_about(question: str, stems: list[str]) -> None:
    """Small words, particles and endings are left off, unless nothing else is there."""
    assert [term.stem for term in query_terms(question)] == stems


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What is the net revenue?", "en"),
        ("Wie hoch ist der Umsatz?", "de"),
        ("Quel est le chiffre d’affaires ?", "fr"),
        ("¿Cuál es la capital?", "es"),
        ("Qual é o lucro da empresa?", "pt"),
        ("순매출은 얼마입니까?", "ko"),
        ("净收入是多少？", "zh"),
        ("売上はいくらですか", "ja"),
        ("EBITDA 2025", ""),
    ],
)
def test_tells_the_language(question: str, language: str) -> None:
    """By script or by small words; nothing is guessed from names and numbers."""
    assert language_of(question) == language


def user(*texts: str) -> list[Turn]:
    """A conversation in which each question was answered."""
    turns: list[Turn] = []
    for text in texts:
        turns += [Turn(role="user", text=text), Turn(role="assistant", text="An answer.")]
    return turns[:-1]


@pytest.mark.parametrize(
    ("turns", "searched"),
    [
        (user("What was the net revenue in 2025?"), "What was the net revenue in 2025?"),
        (
            user("What was the net revenue in 2025?", "and in 2024?"),
            "What was the net revenue in ? and in 2024?",
        ),
        (user("Wie hoch war der Umsatz?", "und 2024?"), "Wie hoch war der Umsatz? und 2024?"),
        (user("순매출은 얼마입니까?", "그럼 2024년은?"), "순매출은 얼마입니까? 그럼 2024년은?"),
        (user("净收入是多少？", "那2024年呢？"), "净收入是多少？ 那2024年呢？"),
        (user("Did sales fall?", "Why?"), "Did sales fall? Why?"),
        (user("Did sales fall?", "Why?", "And when?"), "Did sales fall? Why? And when?"),
        (user("What was the profit?", "Who audits the accounts?"), "Who audits the accounts?"),
        (user("What was the profit?", "Wer ist im Aufsichtsrat?"), "Wer ist im Aufsichtsrat?"),
        ([], ""),
        ([Turn(role="assistant", text="Hello.")], ""),
    ],
)
def test_a_follow_up_keeps_the_subject(turns: list[Turn], searched: str) -> None:
    """A message that makes no sense alone is searched with what it follows, a new year replacing the old."""
    assert search_text(turns) == searched
