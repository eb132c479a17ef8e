"""A page's lines are read back into sentences, items, rows and headings."""

import pytest

from pdfai.language.layout import running_heads, units
from pdfai.language.sentences import split_sentences
from pdfai.server.retrieval.passages import Passage

PAGE = """4.2 Supply of components
Pressure cells come from few manufacturers, so that a second
supplier was qualified. See e.g. Fig. 3 and the meeting of
3. May 2025 with J. Smith, which cost 1.5 million. It was good.
Revenue by region 2025 2024
Europe 29.2 26.1
Asia 13.1 10.6
The parts are as follows:
• a housing,
• a cable of ten metres that is long enough for most of the
places we know.
NOTE
Where is it made?
In Bremen, by hand.
12"""


def test_reads_a_page() -> None:
    """Wrapped lines are joined; headings, tables and lists are told apart; the page's number is dropped."""
    read = [(unit.kind, unit.text) for unit in units(PAGE)]
    assert read == [
        ("heading", "4.2 Supply of components"),
        ("sentence", "Pressure cells come from few manufacturers, so that a second supplier was qualified."),
        ("sentence", "See e.g. Fig. 3 and the meeting of 3. May 2025 with J. Smith, which cost 1.5 million."),
        ("sentence", "It was good."),
        ("heading", "Revenue by region 2025 2024"),
        ("row", "Europe 29.2 26.1"),
        ("row", "Asia 13.1 10.6"),
        ("item", "• a housing,"),
        ("item", "• a cable of ten metres that is long enough for most of the places we know."),
        (
            "item",
            "The parts are as follows: • a housing, "
            "• a cable of ten metres that is long enough for most of the places we know.",
        ),
        ("heading", "Where is it made?"),
        ("sentence", "In Bremen, by hand."),
    ]


def test_units_know_what_introduces_them() -> None:
    """Rows their table's head, items their list's introduction, sentences their heading."""
    read = {unit.text: unit for unit in units(PAGE)}
    assert read["Europe 29.2 26.1"].lead == "Revenue by region 2025 2024"
    assert read["• a housing,"].lead == "The parts are as follows:"
    assert read["It was good."].context == "4.2 Supply of components"
    assert read["In Bremen, by hand."].context == "Where is it made?"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("It cost 3.5 million. Dr. Lee paid.", ["It cost 3.5 million.", "Dr. Lee paid."]),
        (
            "Am 31. Dezember 2025 z. B. war Ruhe. Danach nicht.",
            ["Am 31. Dezember 2025 z. B. war Ruhe.", "Danach nicht."],
        ),
        ("净收入增长。公司盈利！为什么？", ["净收入增长。", "公司盈利！", "为什么？"]),
        ("매출이 늘었습니다. 이익도 늘었습니다.", ["매출이 늘었습니다.", "이익도 늘었습니다."]),
        ("He said “Go.” Then he went.", ["He said “Go.”", "Then he went."]),
        ("Run apt. see its manual.", ["Run apt. see its manual."]),
        ("기본 모양이다. plain과 같다.", ["기본 모양이다.", "plain과 같다."]),
    ],
)
def test_splits_sentences(text: str, sentences: list[str]) -> None:
    """At marks that end them, in any script, and not at abbreviations, decimals, dates or commands."""
    assert split_sentences(text) == sentences


def test_an_item_that_ends_with_a_colon_introduces_the_ones_below() -> None:
    """Until the marks are its own again."""
    text = """The following machines are known:
• The space on the disk depends on the machine:
– server: 40 GB,
– workstation: 30 GB.
• Laptops are workstations."""
    leads = {unit.text: unit.lead for unit in units(text) if unit.kind == "item"}
    assert leads["– server: 40 GB,"] == "• The space on the disk depends on the machine:"
    assert leads["• Laptops are workstations."] == "The following machines are known:"


def test_a_numbered_title_above_a_paragraph_is_a_heading() -> None:
    """And no item that would swallow the paragraph."""
    text = """9. Clocks
The clocks of all machines are kept together by the main server, which asks another one outside.
The main server is asked once an hour."""
    read = [(unit.kind, unit.text) for unit in units(text)]
    assert read[0] == ("heading", "9. Clocks")
    assert ("sentence", "The main server is asked once an hour.") in read


def test_a_line_with_the_end_of_a_sentence_is_no_heading() -> None:
    """Nor is one in Korean whose only letters with a case are capital ones."""
    text = """이 명령은 목차를 넣는다. 새 문서라면 두 번 LATEX을
실행해야 올바른 목차가 만들어지며 이것은 언제나 그러하고 예외는 없다고 할 수 있다.
다른 명령은 색인을 만든다."""
    assert {unit.kind for unit in units(text)} == {"sentence"}


def test_a_line_that_goes_on_a_sentence_is_no_row() -> None:
    """Though numbers close it as they do in a table."""
    text = """In this example, there are thirty thousand in the bank, the car cost twenty and the camera
cost 10k and were both purchased on January 1, 2000.
All of it was paid in cash."""
    assert next(unit.text for unit in units(text)).endswith("on January 1, 2000.")


def test_the_page_number_may_stand_in_the_middle_of_a_running_head() -> None:
    """As in "Manual 12 7 / 98": neither the first nor the last number counts along."""
    passages = [
        Passage(
            file_id="file-1",
            file_name="manual.pdf",
            page=page,
            text=f"Manual 12 {page - 6} / 98\nThe {colour} pump is old.",
            score=1.0,
        )
        for page, colour in enumerate(["red", "blue", "green", "grey"], start=20)
    ]
    heads = running_heads(passages)
    assert [unit.text for unit in units(passages[0].text, page=20, heads=heads)] == ["The red pump is old."]


def test_the_sentences_of_a_long_item_stand_alone_too() -> None:
    """A paragraph with a bullet is too much to quote."""
    item = "• " + " ".join(f"The valve number {at} is opened before the pump is started." for at in range(6))
    assert "The valve number 3 is opened before the pump is started." in [unit.text for unit in units(item)]
