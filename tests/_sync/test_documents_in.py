# Derived from tests/_async/test_documents_in.py by scripts/unasync.py.
"""Documents of every kind, whole or in part, asked through the embedded server."""

from pathlib import Path

import pytest
from data_folder import DataFolder
from pdf_writer import write_pdf

from pdfai import (
    ChatCopilotOptions,
    DocumentCollection,
    EncryptedDocumentError,
    OpenAIClient,
    PagesNotFoundError,
    PdfDocument,
    TextDocument,
)

DATA = Path(__file__).parent.parent / "documents" / "data"
REVENUE = "What was the net revenue?"
NOTHING = "The garden has a pond with seven goldfish in it."
REPORT = write_pdf(
    [NOTHING, NOTHING, "The net revenue was 41 million euros.", "The net revenue was 48 million."]
)


def cited(embedded: OpenAIClient, options: ChatCopilotOptions, question: str) -> list[tuple[str, int]]:
    """The documents and pages that an answer names."""
    with embedded.get_chat_copilot(options) as copilot:
        answer = copilot.get_response(question)
    return [(each.document, each.page or 0) for each in answer.citations]


@pytest.mark.parametrize(("pages", "page"), [("3", 3), ("1,4", 4), ("2-3", 3), ("4-", 4)])
def test_some_pages_keep_their_numbers(embedded: OpenAIClient, pages: str, page: int) -> None:
    """An answer comes from them alone, and names the pages as the document counts them."""
    options = ChatCopilotOptions().with_document(REPORT, name="report.pdf", pages=pages)
    assert cited(embedded, options, REVENUE) == [("report.pdf", page)]


def test_pages_stand_behind_the_path(embedded: OpenAIClient, tmp_path: Path) -> None:
    """As one writes them on a command line; two parts of a file are two documents."""
    path = tmp_path / "report.pdf"
    path.write_bytes(REPORT)
    options = ChatCopilotOptions(documents=[f"{path}[1-2]", f"{path}[4]"])
    assert cited(embedded, options, REVENUE) == [("report.pdf[4]", 4)]


def test_pages_of_an_encrypted_document(embedded: OpenAIClient) -> None:
    """With its password."""
    path = f"{DATA / 'encrypted-aes-256.pdf'}[2]"
    options = ChatCopilotOptions().with_document(path, password="open sesame")
    assert cited(embedded, options, "What is the secret of page 2?") == [("encrypted-aes-256.pdf", 2)]


def test_pages_that_are_not_there(embedded: OpenAIClient, data: DataFolder) -> None:
    """The document is named, and nothing is left on the server."""
    options = ChatCopilotOptions().with_document(REPORT, name="report.pdf", pages="3-9")
    with pytest.raises(PagesNotFoundError, match=r"^report\.pdf .*page 9 was asked for, it has 4 pages"):
        cited(embedded, options, REVENUE)
    assert data.is_clean()


def test_a_part_is_indexed_once(embedded: OpenAIClient) -> None:
    """The same pages of the same bytes are the same file."""
    options = ChatCopilotOptions().with_document(REPORT, name="report.pdf", pages="3-").with_kept_documents()
    for _ in range(2):
        assert cited(embedded, options, REVENUE)
    assert len((embedded.get_files()).data) == 1


def test_a_text(embedded: OpenAIClient) -> None:
    """Plain or Markdown, in memory or on disk, whatever it is called."""
    text = TextDocument("notes.md", "# Notes\n\nThe net revenue was 48 million euros.")
    assert cited(embedded, ChatCopilotOptions(documents=text), REVENUE) == [("notes.md", 1)]


def test_documents_of_all_kinds_together(embedded: OpenAIClient, tmp_path: Path) -> None:
    """Namesakes are told apart in answers too."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "notes.txt").write_text("The reservoir holds nine litres.", encoding="utf-16")
    documents = (
        DocumentCollection()
        .add(tmp_path / "a" / "notes.txt")
        .add(PdfDocument("notes.txt", REPORT, pages="1-3"))
        .add(DATA / "invoice-de.pdf")
    )
    options = ChatCopilotOptions().with_documents(documents)
    assert cited(embedded, options, "What does the reservoir hold?") == [(f"{tmp_path}/a/notes.txt", 1)]
    assert cited(embedded, options, REVENUE) == [("notes.txt", 3)]


def test_an_open_file(embedded: OpenAIClient, tmp_path: Path) -> None:
    """It is called as its file is, and stays open."""
    path = tmp_path / "report.pdf"
    path.write_bytes(REPORT)
    with path.open("rb") as file:
        assert cited(embedded, ChatCopilotOptions(documents=file), REVENUE)
        assert not file.closed


def test_a_part_of_an_encrypted_document_needs_its_password(embedded: OpenAIClient) -> None:
    """It is asked for before anything is sent."""
    options = ChatCopilotOptions(documents=f"{DATA / 'encrypted-aes-256.pdf'}[1]")
    with pytest.raises(EncryptedDocumentError):
        cited(embedded, options, REVENUE)
