"""Which sentence of a page the offline model takes for the answer, and when it would rather take none."""

import asyncio

import pytest

from pdfai.language.leaning import leans
from pdfai.language.light_words import is_light
from pdfai.language.terms import query_terms
from pdfai.server.models.base import Prompt, Reply
from pdfai.server.models.extractive import ExtractiveModel
from pdfai.server.models.questions import question_of
from pdfai.server.models.wants import counted, wanted
from pdfai.server.retrieval.conversation import Turn
from pdfai.server.retrieval.passages import Passage


def ask(*questions: str, pages: dict[int, str]) -> Reply:
    """The reply to the last of a user's questions about a manual."""
    passages = tuple(
        Passage(file_id="file-1", file_name="manual.pdf", page=page, text=text, score=1.0)
        for page, text in pages.items()
    )
    turns: list[Turn] = []
    for question in questions:
        turns += [Turn(role="user", text=question), Turn(role="assistant", text="An answer.")]
    prompt = Prompt(model="extractive", turns=tuple(turns[:-1]), passages=passages)
    return asyncio.run(ExtractiveModel().answer(prompt))


def quotes(*questions: str, pages: dict[int, str]) -> list[str]:
    """What is quoted in answer to the last question."""
    return [citation.quote for citation in ask(*questions, pages=pages).citations]


LOCKS = """Lock files
You may occasionally see lock files appear. These do not store any data, but they are created
to keep a second person out. Delete the lock files after a crash of the machine."""


def test_words_that_only_carry_a_question_count_little() -> None:
    """ "Which ... do I get when I want to put ..." repeats hardly a word of its answer."""
    assert is_light("want", "en")
    assert is_light("gehort", "de")
    weights = {clue.term.text: clue.importance for clue in question_of([_user("I want a pump")]).clues}
    assert weights["want"] < weights["pump"]


def test_a_search_leaves_those_words_out() -> None:
    """Unless there are no others."""
    assert [term.text for term in query_terms("I want to take the pump away")] == ["pump"]
    assert [term.text for term in query_terms("I want to take it away")] == ["want", "take", "away"]


def test_german_nouns_carry_the_subject() -> None:
    """They are written with a capital letter; what begins a question is a verb, if it is no question word."""
    clues = question_of([_user("Schützt der Deckel verlegte Kabel?")]).clues
    weights = {clue.term.text: clue.importance for clue in clues}
    assert weights["deckel"] == weights["kabel"] == 1.0
    assert max(weights["schutzt"], weights["verlegte"]) < 1.0


def test_capital_letters_tell_a_name() -> None:
    """In the middle of a question, and inside a word."""
    clues = question_of([_user("How do I connect the pump to QuickBooks or iSpray in Bremen?")]).clues
    assert {clue.term.text for clue in clues if clue.is_name} == {"quickbooks", "ispray", "bremen"}


def test_a_name_that_nothing_mentions_is_refused() -> None:
    """However well the rest fits."""
    pages = {1: "Connecting the pump\nThe pump is connected to the mains with the grey cable."}
    assert quotes("How is the pump connected to the mains?", pages=pages)
    assert not quotes("How is the pump connected to QuickBooks?", pages=pages)


def test_another_form_of_a_word_names_it_too() -> None:
    """ "Schützt" is answered with "Schutz"."""
    pages = {1: "Der Deckel\nDer Deckel bietet Schutz vor Regen.\nDer Griff\nDer Griff ist aus Holz."}
    assert quotes("Schützt der Deckel?", pages=pages)[0] == "Der Deckel bietet Schutz vor Regen."


def test_a_sentence_that_points_back_brings_the_one_before_it() -> None:
    """ "These" would say nothing without it."""
    found = quotes("Why are lock files created, to keep a second person out?", pages={1: LOCKS})
    assert found[0].startswith("You may occasionally see lock files appear. These do not store any data")


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("These do not store any data, but they keep others out.", True),
        ("Dieses Verzeichnis wird beim Start geleert, wenn es voll ist.", True),
        ("이 명령은 문서의 모든 페이지에 적용되며 다른 명령보다 앞선다.", True),
        ("Deckel zu.", True),
        ("The thesis of the author is that doors should be closed.", False),
    ],
)
def test_knows_what_leans_on_the_sentence_before(text: str, does: bool) -> None:
    """Pronouns at its beginning, or hardly a word."""
    assert leans(text) is does


COUNTS = """Instruments
The 3 halls are heated with 40 ovens. Visitors like the halls, which are near the 12 gardens.
The instruments come with over 55 manuals in all."""


def test_what_is_counted_has_its_number_beside_it() -> None:
    """Not any number will do for "how many"."""
    assert counted("how many manuals come with it?") == "manuals"
    assert counted("wie viele ofen gibt es?") == "ofen"
    assert "40 ovens" in quotes("How many ovens heat the halls?", pages={1: COUNTS})[0]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how much does the pump cost?", "money"),
        ("was kostet die pumpe?", "money"),
        ("um wie viel uhr beginnt die schicht?", "clock"),
        ("a que hora empieza el turno?", "clock"),
        ("what is the phone number of the workshop?", "telephone"),
    ],
)
def test_knows_amounts_times_and_numbers_to_call(question: str, kind: str) -> None:
    """What is asked for has a form of its own."""
    assert kind in wanted(question)


def test_a_price_is_an_amount_of_money() -> None:
    """A page about pumps is no answer to what they cost."""
    pages = {1: "The pump\nThe pump weighs 12 kilograms and moves 300 litres of water an hour."}
    assert not quotes("How much does the pump cost?", pages=pages)
    pages[2] = "Prices\nThe pump costs €480 with its hose."
    assert quotes("How much does the pump cost?", pages=pages)[0] == "The pump costs €480 with its hose."


def test_an_abbreviation_is_answered_by_what_it_abbreviates() -> None:
    """And not by the other sentences about it."""
    pages = {1: "RPM is printed on the plate.\nThe plate shows RPM (revolutions per minute) and the voltage."}
    assert "revolutions per minute" in quotes("What does RPM stand for?", pages=pages)[0]


def test_a_follow_up_is_about_what_it_brings() -> None:
    """The first question's answer is none to the second."""
    pages = {
        1: "Charts\nBy default the bar chart shows the eight largest accounts of the book.\n"
        "By default the pie chart displays the seven largest of them."
    }
    found = quotes("How many accounts does the bar chart show by default?", "And the pie chart?", pages=pages)
    assert "seven" in found[0]


def test_a_shells_prompt_is_no_answer() -> None:
    """Commands repeat a name without explaining it."""
    pages = {1: "root@depot:~# list depot\nThe main machine is called depot, which means a place for goods."}
    assert quotes("What does depot mean?", pages=pages)[0].startswith("The main machine is called depot")


def test_a_list_goes_on_over_the_page() -> None:
    """Its introduction stands on the page before; the quote is what stands on the page that is cited."""
    pages = {
        12: "Needs\nThe space needed on the disk depends on the kind of machine:\n• main server: 60 GB,",
        13: "• thin client: 4 GB,\n• workstation: 30 GB.",
    }
    reply = ask("How much space on the disk is needed for a workstation?", pages=pages)
    assert "workstation: 30 GB" in reply.citations[0].quote
    assert reply.citations[0].passage.page == 13
    assert all("The space" not in each.quote for each in reply.citations if each.passage.page == 13)
    assert "The space needed on the disk depends on the kind of machine: • workstation" in reply.text


def _user(text: str) -> Turn:
    return Turn(role="user", text=text)
