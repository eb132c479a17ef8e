"""A page's lines are read back into sentences, items, rows and headings."""

import pytest

from pdfai.server.models.layout import units
from pdfai.server.models.sentences import split_sentences

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
    ],
)
def test_splits_sentences(text: str, sentences: list[str]) -> None:
    """At marks that end them, in any script, and not at abbreviations, decimals, dates or commands."""
    assert split_sentences(text) == sentences
