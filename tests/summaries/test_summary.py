"""A summary as Markdown: each statement with its pages."""

from pathlib import Path

import pytest

from pdfai.documents.reading import Page
from pdfai.summaries.extractive import summarize
from pdfai.summaries.summary import Summary, SummarySection, SummaryStatement, reference


def statement(text: str, *pages: int, document: str = "report.pdf") -> SummaryStatement:
    """Something that a document says."""
    return SummaryStatement(text=text, document=document, pages=pages)


def summary_of(*statements: SummaryStatement, sections: tuple[SummarySection, ...] = ()) -> Summary:
    """A summary in English."""
    return Summary(statements=statements, sections=sections, language="en", model="extractive")


def test_one_document_needs_no_name() -> None:
    """Its pages are enough."""
    summary = summary_of(statement("Revenue grew.", 6), statement("Costs\nfell.", 8, 9, 10, 14))
    assert summary.text == "- Revenue grew. (p. 6)\n- Costs fell. (pp. 8-10, 14)"


def test_of_many_documents_each_is_named() -> None:
    """As soon as there is a second one."""
    summary = summary_of(statement("Revenue grew.", 6), statement("It is new.", 1, document="note.pdf"))
    assert summary.text == "- Revenue grew. [report.pdf, p. 6]\n- It is new. [note.pdf, p. 1]"


def test_sections_have_their_titles() -> None:
    """With the pages that they span; without a title only these."""
    parts = tuple(
        SummarySection(
            title=title, document="report.pdf", first_page=first, last_page=last, statements=(said,)
        )
        for title, first, last, said in (
            ("2 Revenue", 6, 9, statement("Revenue grew.", 6)),
            ("", 10, 10, statement("Costs fell.", 10)),
        )
    )
    assert summary_of(sections=parts).text_by_section == (
        "## 2 Revenue (pp. 6-9)\n\n- Revenue grew. (p. 6)\n\n## (p. 10)\n\n- Costs fell. (p. 10)"
    )


def test_nothing_said_is_nothing_written() -> None:
    """No empty list, no title."""
    assert (summary_of().text, summary_of().text_by_section) == ("", "")


def test_pages_in_a_row_are_joined() -> None:
    """However they are given."""
    assert reference("a.pdf", (3, 1, 2, 2, 7), with_name=False) == "(pp. 1-3, 7)"


def test_a_statement_on_two_documents() -> None:
    """Names both."""
    both = SummaryStatement(text="It is new.", document="a.pdf", pages=(3,), also=(("b.pdf", (1, 2)),))
    summary = summary_of(both)
    assert summary.text == "- It is new. [a.pdf, p. 3; b.pdf, pp. 1-2]"
    assert (summary.title, both.documents) == ("a, b", ("a.pdf", "b.pdf"))


def test_words_of_documents_are_no_markup(tmp_path: Path) -> None:
    """Neither a statement nor a name; at a terminal they are shown as they are."""
    draft = "my_[draft](http://evil.example).pdf"
    said = ["1. The pump is well-made.", "# x", "a*b*c", "---", "``` <b>"]
    part = SummarySection(title="*A*", document=draft, first_page=1, last_page=1, statements=())
    summary = summary_of(*(statement(each, 1, document=draft) for each in said), sections=(part, part))
    told = "".join(f"- {each} (p. 1)\n" for each in said)
    assert f"{summary}\n" == f"{summary.plain_text}\n" == told
    assert summary.text.splitlines()[0] == r"- 1\. The pump is well-made. (p. 1)"
    assert summary.plain_text_by_section.startswith("## *A* (p. 1)")
    assert told in summary.save(tmp_path / "a.txt").path.read_text()
    html = summary.save(tmp_path / "a.html", sections=True).path.read_text()
    assert "<a " not in html
    assert "*A*" in html
    named = summary_of(statement("A.", 1, document=draft), statement("B.", 1, document="b.pdf"))
    assert f"[{draft}, p. 1]" in str(named)
    assert "<a " not in named.save(tmp_path / "b.html").path.read_text()


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (["a.pdf", "b.pdf"], "a, b"),
        (
            [f"invoice {at:04}.pdf" for at in range(60)],
            f"{', '.join(f'invoice {at:04}' for at in range(5))} and 55 more",
        ),
        (["x" * 200 + ".pdf"], "x" * 79 + "…"),
        (["x" * 200 + ".pdf", "b.pdf"], "x" * 68 + "… and 1 more"),
        (["a\nb.pdf"], "a b"),
    ],
)
def test_titles_are_short(names: list[str], title: str) -> None:
    """However many documents there are, and however long their names."""
    summary = summary_of(*(statement("A.", 1, document=name) for name in names))
    assert summary.title == title
    assert len(title) <= 80


def test_a_line_of_dashes_says_nothing() -> None:
    """What may stand in a summary has letters."""
    assert summarize([("a.md", [Page(number=1, text="---\n12.40")])]).statements == ()
