"""The offline summary: the document's own sentences, from everywhere in it."""

import re
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pdfai.documents.reading import Page
from pdfai.options import Length
from pdfai.summaries.extractive import summarize
from pdfai.summaries.summary import Summary, SummaryProgress

LETTER = """Miller & Sons Ltd.
Bremen, 14 March 2025

Dear Ms Weber,

Thank you for your letter of 3 March about the pressure cells that you ordered in January. We are
sorry that the delivery is late. The cells are made by a supplier in Osaka, whose factory was closed
for three weeks after a fire in the warehouse. It will take until the end of April before the first
cells leave the factory. We can deliver 400 of the 1,000 cells in the second week of May, and the
rest by 15 June. If you prefer to cancel the order, we will refund the full amount of EUR 12,400
within ten days. As an apology, we offer you a discount of 8 % on this order. Please let us know by
31 March which of the two you prefer.

Yours sincerely,
John Miller"""

SLIDES = [
    "Sales 2025\nResults of the third quarter\nJane Doe",
    "Revenue\n• Revenue grew by 12 % to EUR 4.1 million\n• Online shop doubled its orders",
    "Costs\n• Transport costs up by 7 %\n• New warehouse in Kiel saves EUR 90,000 a year",
    "Outlook\n• Launch of the new valve in November\n• Risks: steel prices, exchange rates",
]

INVOICE = """Invoice 2025-118
Item Quantity Price Amount
Pressure cell P2 100 10.40 1,040.00
Cable 10 m 100 2.10 210.00
Transport 1 45.00 45.00
VAT 19 % 246.05
Total 1,541.05"""

CHAPTERS = {
    "Pumps": [
        "The pump moves warm water from the cellar to all rooms of the house.",
        "A pump of brass lasts about twenty years when the cellar is dry.",
        "Engineers from the factory replace the bearings of the pump every five years.",
    ],
    "Valves": [
        "The valve at the entrance closes by itself when the pressure falls.",
        "Old valves from before 1990 contain lead and have to be replaced by law.",
        "A closed valve saves the tenant about 12 % of the yearly gas bill.",
    ],
    "Boilers": [
        "The boiler burns gas and warms eighty litres in a quarter of an hour.",
        "Every boiler carries a plate with the number of its certificate.",
        "Soot in the chimney is the most common reason for a boiler fire.",
    ],
    "Filters": [
        "The filter holds back sand, rust and everything else that grinds the metal.",
        "Paper filters are thrown away, those of steel mesh are rinsed in the sink.",
        "A blocked filter doubles the noise that tenants hear at night.",
    ],
    "Sensors": [
        "The sensor outside measures the temperature of the air twice a minute.",
        "Radio sensors send their readings to the telephone of the caretaker.",
        "The battery of a sensor has to be changed before the first frost.",
    ],
    "Radiators": [
        "The radiator below the window gives its heat to the cold air there.",
        "Flat radiators look better, while ribbed ones are easier to paint.",
        "Air in a radiator is let out with a small square key.",
    ],
}


def pages_of(*texts: str) -> list[Page]:
    """Pages that were read."""
    return [Page(number=number, text=text) for number, text in enumerate(texts, start=1)]


def manual() -> list[Page]:
    """Contents, six chapters of three pages below a running head, and an index."""
    contents = "Contents\n" + "\n".join(
        f"{number} {title} . . . . . . . . . . {3 * number - 1}"
        for number, title in enumerate(CHAPTERS, start=1)
    )
    bodies = []
    for number, (title, sentences) in enumerate(CHAPTERS.items(), start=1):
        first, second, third = sentences
        bodies += [
            f"{number} {title}\n{first} However, the team of the city knows more than we do about {title}.",
            f"{second} It is red and green and stands in the corner behind the door.",
            f"{third} More on {title} is found in section 4.\nFigure {number}.1: Some {title}.",
        ]
    headed = [f"Manual of the heating\n{body}\n{number}" for number, body in enumerate(bodies, start=2)]
    index = "Index\n" + "\n".join(f"{name}, {at}, {at + 4}" for at, name in enumerate("abcdefghijkl", 2))
    return pages_of(contents, *headed, index)


def texts_of(summary: Summary) -> list[str]:
    """What it says."""
    return [each.text for each in summary.statements]


def squeezed(text: str) -> str:
    """Without what line breaks do to a text."""
    return re.sub(r"\s+", "", text)


def test_the_whole_manual_is_covered() -> None:
    """Each chapter has its say, in its order."""
    summary = summarize([("manual.pdf", manual())], length="medium")
    said = set(texts_of(summary))
    assert all(said & set(sentences) for sentences in CHAPTERS.values())
    pages = [each.pages[0] for each in summary.statements]
    assert pages == sorted(pages)


def test_what_surrounds_the_text_is_left_out() -> None:
    """Contents, index, running heads, captions, and sentences that lean on others."""
    summary = summarize([("manual.pdf", manual())], length="long")
    said = "\n".join(texts_of(summary))
    for unwanted in ("Contents", ". . .", "Index", "Manual of the heating", "Figure", "However", "It is red"):
        assert unwanted not in said
    assert not {1, len(manual())} & {page for each in summary.statements for page in each.pages}


@pytest.mark.parametrize(("length", "fewest", "most"), [("short", 3, 5), ("medium", 8, 12), ("long", 12, 30)])
def test_lengths(length: Length, fewest: int, most: int) -> None:
    """Of a manual, as many statements as the length says."""
    assert fewest <= len(summarize([("manual.pdf", manual())], length=length).statements) <= most


def test_a_letter_in_a_few_sentences() -> None:
    """A page is not worth ten statements, and a greeting none."""
    summary = summarize([("letter.pdf", pages_of(LETTER))])
    assert 2 <= len(summary.statements) <= 3
    assert not any("Thank you" in text for text in texts_of(summary))
    assert all(each.pages == (1,) for each in summary.statements)


def test_slides_have_only_points() -> None:
    """The points stand for them, without their marks."""
    summary = summarize([("slides.pdf", pages_of(*SLIDES))])
    assert "Revenue grew by 12 % to EUR 4.1 million" in texts_of(summary)
    assert {each.pages[0] for each in summary.statements} >= {2, 3}


def test_an_invoice_has_only_rows() -> None:
    """Its total is what matters."""
    assert "Total 1,541.05" in texts_of(summarize([("invoice.pdf", pages_of(INVOICE))]))


def test_a_document_of_one_sentence() -> None:
    """Says this sentence, on its page."""
    summary = summarize([("note.pdf", pages_of("", "The pump is broken."))])
    assert [(each.text, each.pages) for each in summary.statements] == [("The pump is broken.", (2,))]


@pytest.mark.parametrize("documents", [[], [("empty.pdf", pages_of("", ""))]])
def test_nothing_to_say(documents: list[tuple[str, list[Page]]]) -> None:
    """Documents without text have a summary without statements."""
    summary = summarize(documents)
    assert (summary.statements, summary.sections, summary.text, summary.language) == ((), (), "", "")


def test_every_document_is_represented() -> None:
    """In their order, however different they are in size."""
    documents = [
        ("letter.pdf", pages_of(LETTER)),
        ("empty.pdf", pages_of("")),
        ("manual.pdf", manual()),
        ("invoice.pdf", pages_of(INVOICE)),
    ]
    summary = summarize(documents, length="short")
    names = list(dict.fromkeys(each.document for each in summary.statements))
    assert names == ["letter.pdf", "manual.pdf", "invoice.pdf"]


def test_the_same_is_said_once() -> None:
    """Though the document says it again and again, in nearly the same words."""
    text = (
        "The pump in the cellar must be cleaned by the service team every year.\n\n"
        "Nobody has found the spare key for the iron door of the workshop.\n\n"
        "The pump in the cellar must be cleaned by the service team every spring."
    )
    summary = summarize([("notes.pdf", pages_of(text))], length="long")
    assert sum("cleaned by the service team" in each for each in texts_of(summary)) == 1


def test_legal_text_is_left_out_unless_there_is_no_other() -> None:
    """A licence at the end says nothing about the pump; a licence by itself is worth a summary."""
    licence = "\n".join(
        [
            "GNU General Public License",
            "Permission is granted to copy the text of this licence without any change of its words.",
            "The warranty of the authors is limited to what the law of the country demands of them.",
        ]
    )
    both = summarize([("manual.pdf", [*manual(), Page(number=21, text=licence)])], length="long")
    assert 21 not in {page for each in both.statements for page in each.pages}
    assert summarize([("licence.pdf", pages_of(licence))]).statements


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "de",
            "Die Pumpe fördert das Wasser aus dem Keller in den Garten des Hauses. Sie ist rot. "
            "Daher wird sie jedes Jahr gereinigt und geprüft und neu gestrichen. "
            "Der Hersteller empfiehlt eine jährliche Reinigung der Pumpe durch den Kundendienst.",
            "Die Pumpe fördert",
        ),
        (
            "ko",
            "펌프는 지하실의 물을 정원으로 옮기는 장치이다. 따라서 이것은 매년 청소해야 한다. "
            "제조사는 해마다 펌프를 청소하도록 권장한다. 그러나 비용이 든다.",
            "펌프는 지하실의",
        ),
        (
            "zh",
            "水泵是把地下室的水送到花园里的一种装置，通常由黄铜制成。因此它需要每年清洗一次。"
            "制造商建议每年由服务人员清洗水泵并检查阀门。但是费用比较高。",
            "水泵是把地下室的水",
        ),
        (
            "ja",
            "ポンプは地下室の水を庭に送る装置で、真鍮で作られています。そのため毎年の掃除が必要です。"
            "製造元は毎年ポンプの清掃と弁の点検を行うことを勧めています。",
            "ポンプは地下室の水",
        ),
        (
            "ru",
            "Насос подаёт воду из подвала в сад позади дома. Поэтому его чистят каждый год. "
            "Производитель советует чистить насос каждый год силами службы поддержки.",
            "Насос подаёт воду",
        ),
    ],
)
def test_speaks_the_documents_language(language: str, text: str, wanted: str) -> None:
    """And knows which of its sentences lean on others."""
    summary = summarize([("pump.pdf", pages_of(text))])
    assert summary.language == language
    assert texts_of(summary)[0].startswith(wanted)
    assert not any(
        each.startswith(("Sie", "Daher", "따라서", "因此", "そのため", "Поэтому"))
        for each in texts_of(summary)
    )


def test_a_wrapped_chinese_sentence_is_whole() -> None:
    """A line break inside a word leaves no gap."""
    lines = "水泵是把地下室的水送到花园里的一种装\n置，通常由黄铜制成，每年需要清洗一次。"
    summary = summarize([("pump.pdf", pages_of(lines))])
    assert texts_of(summary) == [lines.replace("\n", "")]


def test_a_sentence_in_another_language_is_left_out() -> None:
    """As they are left over in manuals that were translated in part."""
    text = """Die Anlage wird von der Firma einmal im Jahr geprüft und gereinigt. The main server must not be
used as a workstation by the pupils of the school. Der Keller des Hauses ist im Winter der wärmste Raum von
allen. Das Tor zum Hof wird von Montag bis Freitag um neun Uhr geschlossen."""
    summary = summarize([("anlage.pdf", pages_of(text))], length="long")
    assert not any("server" in each for each in texts_of(summary))


def test_a_sentence_cut_by_a_page_break_is_no_statement() -> None:
    """Neither of its halves."""
    summary = summarize(
        [
            (
                "pump.pdf",
                pages_of(
                    "The pump moves the water of the cellar to the garden of the house. The owner of the",
                    "House Of Lords pays for the yearly cleaning of the pump by the team. "
                    "The service team keeps a spare pump in the workshop near the river.",
                ),
            )
        ],
        length="long",
    )
    assert not any("Lords" in each for each in texts_of(summary))


def test_a_long_list_is_no_statement() -> None:
    """Its points are, each by itself."""
    points = [
        "The red pump in the cellar of the old house is cleaned each spring.",
        f"The blue valve {'and the green filter ' * 12}are new.",
        "The grey sensor outside measures how cold the air is.",
    ]
    said = texts_of(
        summarize([("list.pdf", pages_of("\n".join(f"• {each}" for each in points)))], length="long")
    )
    assert said
    assert all(any(each in point for point in points) for each in said)


def test_progress_is_told_section_by_section() -> None:
    """With the document and the section that is done."""
    told: list[SummaryProgress] = []
    summary = summarize([("a.pdf", manual()), ("b.pdf", pages_of(LETTER))], progress=told.append)
    assert [(each.done, each.total) for each in told] == [(at, len(told)) for at in range(1, len(told) + 1)]
    assert [(each.document, each.title) for each in told] == [
        (each.document, each.title) for each in summary.sections
    ]


def test_what_the_whole_says_a_section_says_too() -> None:
    """The sections say the same, and more."""
    summary = summarize([("manual.pdf", manual())])
    of_sections = [each for section in summary.sections for each in section.statements]
    assert set(summary.statements) <= set(of_sections)


_WORDS = st.sampled_from(
    "house pump valve boiler water team winter garden price cellar engineer river report office data".split()  # noqa: SIM905
)
_SENTENCES = st.lists(_WORDS, min_size=5, max_size=14).map(
    lambda words: f"The {' and the '.join(words[:2])} of the {' '.join(words[2:])}."
)
_LINES = st.one_of(
    _SENTENCES,
    _SENTENCES.map(lambda text: text.replace(" of ", "\nof ")),
    _SENTENCES.map(lambda text: f"• {text}"),
    st.sampled_from(
        ["1 Pumps", "Revenue 2024 12.4 13.5", "It is late.", "", "However, it is late today again."]
    ),
)
_PAGES = st.lists(_LINES, max_size=8).map("\n".join)
_CONTENTS = "Contents\n" + "\n".join(f"The title {at} of a chapter . . . . . . {at}" for at in range(1, 9))


@given(texts=st.lists(_PAGES, max_size=7), contents_at=st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_every_statement_leads_back_to_its_page(texts: list[str], contents_at: int) -> None:
    """It stands there word for word, in reading order, never in the contents; longer lengths say no less."""
    texts.insert(contents_at, _CONTENTS)
    pages = pages_of(*texts)
    counts = []
    for length in get_args(Length):
        summary = summarize([("a.pdf", pages)], length=length)
        counts.append(len(summary.statements))
        places = []
        for statement in summary.statements:
            (page,) = statement.pages
            assert squeezed(statement.text) in squeezed(pages[page - 1].text)
            assert pages[page - 1].text != _CONTENTS
            places.append(page)
        assert places == sorted(places)
    assert counts == sorted(counts)
