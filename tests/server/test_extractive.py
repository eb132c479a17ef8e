"""The offline model answers in the documents' words, cites them, and says when they hold no answer."""

import asyncio
import threading

import pytest
from http_api import Api

from pdfai.server.models.base import Prompt, Reply, marker
from pdfai.server.models.extractive import ExtractiveModel
from pdfai.server.models.questions import question_of
from pdfai.server.retrieval.conversation import Turn, search_text
from pdfai.server.retrieval.passages import Passage

PAGES = {
    2: """Harbour Instruments Annual Report 2
Letter to our shareholders
The sea overtook the land as our engine of growth. Net revenue rose by 12.5 % to €48.6 million in
2025, after €43.2 million in 2024. Dr. Ines Halvorsen has been chief executive officer since 2021.
Deliveries were late because pressure cells were scarce.
A new hall for production is being built in Bremen. It will cost €6.5 million and open in 2027.""",
    3: """Harbour Instruments Annual Report 3
Key figures
2025 2024 Change
Net revenue 48.6 43.2 +12.5 %
Equity ratio 54 % 51 %
Employees at year end 312 287 +8.7 %
3""",
    4: """Harbour Instruments Annual Report 4
Contents
Risks . . . . . . . . . . . . . . . . . . . . . . . . . . . . . 7
Employees . . . . . . . . . . . . . . . . . . . . . . . . . . . 9
4""",
    5: """Harbour Instruments Annual Report 5
The warranty covers the following parts of the instrument:
• the housing and its seals,
• the pressure cell,
• the cable up to ten metres.
Transport is not covered.""",
    6: """2025년 순매출은 4,860만 유로를 기록했습니다. 2024년 순매출은 4,320만 유로였습니다. 직원 수는
312명이며, 이 가운데 52명이 부산에서 근무합니다.""",
    7: """2025年的净收入为4860万欧元。公司共有312名员工。仪器在不来梅生产。""",
    8: """Der Umsatz stieg im Geschäftsjahr 2025 auf 48,6 Millionen Euro. Am Jahresende hatte das
Unternehmen 312 Mitarbeiter. Die Hauptversammlung findet am 21. Mai 2026 in Bremen statt.""",
    9: """L’entreprise emploie 312 salariés. Son chiffre d’affaires atteint 48,6 millions d’euros.""",
}
PASSAGES = tuple(
    Passage(file_id="file-1", file_name="report.pdf", page=page, text=text, score=1 / page)
    for page, text in PAGES.items()
)


def ask(*questions: str, passages: tuple[Passage, ...] | None = PASSAGES) -> Reply:
    """The reply to the last of a user's questions."""
    turns: list[Turn] = []
    for question in questions:
        turns += [Turn(role="user", text=question), Turn(role="assistant", text="An answer.")]
    prompt = Prompt(model="extractive", turns=tuple(turns[:-1]), passages=passages)
    return asyncio.run(ExtractiveModel().answer(prompt))


@pytest.mark.parametrize(
    ("question", "page", "words"),
    [
        ("What was the net revenue?", 3, "Net revenue 48.6 43.2 +12.5 %"),
        ("What is the engine of growth?", 2, "The sea overtook the land as our engine of growth."),
        ("Who is the chief executive officer?", 2, "Dr. Ines Halvorsen has been chief executive officer"),
        ("Why were deliveries late?", 2, "because pressure cells were scarce."),
        ("What is the equity ratio?", 3, "Equity ratio 54 % 51 %"),
        ("How many employees are there?", 3, "Employees at year end 312 287 +8.7 %"),
        ("What parts does the warranty cover?", 5, "• the housing and its seals,"),
        ("순매출은 얼마입니까?", 6, "2025년 순매출은 4,860만 유로를 기록했습니다."),
        ("직원은 몇 명입니까?", 6, "312명이며"),
        ("公司有多少员工？", 7, "公司共有312名员工。"),
        ("Wie hoch war der Umsatz?", 8, "Der Umsatz stieg im Geschäftsjahr 2025 auf 48,6 Millionen Euro."),
        ("Wann findet die Hauptversammlung statt?", 8, "am 21. Mai 2026"),
        ("Combien de salariés emploie l’entreprise ?", 9, "L’entreprise emploie 312 salariés."),
    ],
)
def test_answers_with_the_sentence(question: str, page: int, words: str) -> None:
    """In six languages: prose, rows of tables, lists, names, dates, reasons."""
    reply = ask(question)
    assert words in reply.citations[0].quote
    assert reply.citations[0].passage.page == page


@pytest.mark.parametrize(
    "question",
    [
        "What was the net revenue?",
        "What parts does the warranty cover?",
        "직원은 몇 명입니까?",
        "公司有多少员工？",
    ],
)
def test_quotes_are_verbatim_and_markers_delimited(question: str) -> None:
    """A quote stands in its passage but for line breaks; the offsets cut the marker out of the text."""
    reply = ask(question)
    assert reply.citations
    for citation in reply.citations:
        assert citation.quote in " ".join(citation.passage.text.split())
        source = PASSAGES.index(citation.passage)
        assert reply.text[citation.start : citation.end] == marker(1, source, "report.pdf")
        assert reply.text[: citation.start].endswith(citation.quote)


def test_a_row_brings_its_table_head() -> None:
    """Figures without their years would say nothing."""
    assert ask("What is the equity ratio?").text.startswith(
        "Key figures 2025 2024 Change: Equity ratio 54 % 51 %"
    )


def test_the_sentence_with_the_number_completes_the_answer() -> None:
    """Where the subject stands in one sentence and the number asked for in the next, both are quoted."""
    assert "It will cost €6.5 million" in ask("How much is the new hall for production?").text


@pytest.mark.parametrize(
    ("question", "refusal"),
    [
        ("Who won the world cup?", "The documents do not contain an answer to this question."),
        ("What was the net revenue in 2019?", "The documents do not contain an answer to this question."),
        ("Wie ist das Wetter in Paris?", "Die Dokumente enthalten keine Antwort auf diese Frage."),
        (
            "Quelle est la capitale de la France ?",
            "Les documents ne contiennent pas de réponse à cette question.",
        ),
        ("¿Cuál es la capital de Perú?", "Los documentos no contienen una respuesta a esta pregunta."),
        ("Qual é a capital do Brasil?", "Os documentos não contêm uma resposta a esta pergunta."),
        ("김치는 어떻게 만듭니까?", "문서에 이 질문에 대한 답이 없습니다."),
        ("如何做红烧肉？", "文档中没有这个问题的答案。"),
    ],
)
def test_says_when_the_documents_hold_no_answer(question: str, refusal: str) -> None:
    """In the question's language, without citations."""
    reply = ask(question)
    assert (reply.text, reply.citations) == (refusal, ())


def test_answers_without_passages() -> None:
    """Nothing was found, so nothing is claimed; without any documents that is what is said."""
    for passages, words in (((), "The documents do not contain"), (None, "I only answer from documents")):
        reply = ask("What was the net revenue?", passages=passages)
        assert (reply.text.startswith(words), reply.citations, reply.model) == (True, (), "extractive")


@pytest.mark.parametrize("question", ["", "???", "\0", "a" * 100_000])
def test_no_question_breaks_it(question: str) -> None:
    """Whatever is asked, there is a reply, and it claims nothing."""
    assert ask(question).citations == ()


@pytest.mark.parametrize(
    "question",
    [
        "What was the net revenue? " + " ".join(f"word{at}" for at in range(20_000)),
        " ".join(f"word{at}" for at in range(20_000)) + " What was the net revenue?",
        "what is " + "a" * 100_000 + " " + "a" * 100_000 + " b c d e",
        "净收入" * 60_000,
        "그리고 " * 60_000,
    ],
)
def test_a_long_question_is_looked_at_at_its_ends(question: str) -> None:
    """What is looked for in every sentence has a limit."""
    found = question_of([Turn(role="user", text=question)])
    assert len(found.clues) <= 64
    assert all(len(clue.term.text) <= 4_000 for clue in found.clues)
    assert len(search_text([Turn(role="user", text=question)])) <= 4_001
    if "revenue" in question:
        assert "revenue" in {clue.term.text for clue in found.clues}


def test_a_question_does_not_hold_other_requests(offline: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server answers others while the model looks through the documents."""
    may_go_on, reached = threading.Event(), threading.Event()

    def slowly(*_: object) -> list[object]:
        reached.set()
        assert may_go_on.wait(20)
        return []

    monkeypatch.setattr("pdfai.server.models.extractive.answers", slowly)
    thread_id = offline.thread("What was the net revenue? " * 8_000)
    assistant_id = offline.assistant(offline.store(offline.upload()))
    run = offline.post(f"/threads/{thread_id}/runs", {"assistant_id": assistant_id})
    assert reached.wait(20)
    path = f"/threads/{thread_id}/runs/{run['id']}"
    assert offline.get(path)["status"] == "in_progress"
    may_go_on.set()
    assert offline.ended(run)["status"] == "completed"


def test_a_follow_up_keeps_the_subject() -> None:
    """ "and in 2024?" asks for the revenue of that year, in Korean as well."""
    assert "43.2" in ask("What was the net revenue in 2025?", "and in 2024?").text
    assert (
        ask("2025년 순매출은 얼마입니까?", "2024년은?").citations[0].quote
        == "2024년 순매출은 4,320만 유로였습니다."
    )


def test_a_year_is_a_condition() -> None:
    """A sentence on another year is no answer, however well it fits otherwise."""
    assert "4,320만" in ask("2024년 순매출은 얼마입니까?").text


def test_a_line_that_differs_from_page_to_page_is_no_running_head() -> None:
    """Records, one a page, stand where heads stand; what they number is not the pages."""
    vaults = tuple(
        Passage(
            file_id="file-1",
            file_name="vaults.pdf",
            page=page,
            text=f"Vaults 2025 {page}\nThe access code of vault number {page} is {page * 7919}.\nOf steel.",
            score=1.0,
        )
        for page in range(1, 6)
    )
    reply = ask("What is the access code of vault number 3?", passages=vaults)
    assert "The access code of vault number 3 is 23757." in reply.text
    assert [citation.passage.page for citation in reply.citations] == [3]


def test_a_number_at_the_top_need_not_be_the_pages() -> None:
    """ "Invoice 2003" on page 3 is what the page is about."""
    invoices = tuple(
        Passage(
            file_id="file-1",
            file_name="invoices.pdf",
            page=page,
            text=f"Invoice {2000 + page}\nCustomer: Meier & Sons\nTotal: {page * 13}.50 EUR\nPage {page}",
            score=1.0,
        )
        for page in range(1, 6)
    )
    reply = ask("What is the total of invoice 2003?", passages=invoices)
    assert [citation.quote for citation in reply.citations] == ["Total: 39.50 EUR"]


def test_tables_of_contents_and_running_heads_are_no_answers() -> None:
    """The page that lists "Employees . . . 9" is never quoted, nor what stands above every page."""
    for question in (
        "How many employees are there?",
        "What does the annual report of Harbour Instruments say?",
    ):
        quotes = [citation.quote for citation in ask(question).citations]
        assert not any(". . ." in quote or quote.startswith("Harbour Instruments Annual") for quote in quotes)


def test_an_answer_is_short() -> None:
    """At most three pieces, none of them twice, even when passages overlap."""
    reply = ask("What was the net revenue?", passages=PASSAGES + PASSAGES)
    quotes = [citation.quote for citation in reply.citations]
    assert len(quotes) <= 3
    assert len(set(quotes)) == len(quotes)


def test_counts_tokens() -> None:
    """An estimate of what was read and written."""
    usage = ask("What was the net revenue?").usage
    assert usage.prompt_tokens > usage.completion_tokens > 0


def test_the_same_question_gets_the_same_answer() -> None:
    """Nothing is left to chance."""
    assert ask("What was the net revenue?") == ask("What was the net revenue?")
