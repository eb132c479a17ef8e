"""A summary as Markdown: each statement with its pages."""

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
