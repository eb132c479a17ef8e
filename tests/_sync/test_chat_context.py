# Derived from tests/_async/test_chat_context.py by scripts/unasync.py.
"""A conversation outlives its process when it is noted in a file; nothing else of it stays."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from data_folder import DataFolder
from pdf_writer import write_pdf

from pdfai import ChatCopilotOptions, InvalidArgumentError, OpenAIClient, SavedContextError

REVENUE = "What was the net revenue?"
REPORT = write_pdf(
    ["The net revenue was 48 million euros in 2025.", "The staff grew to 310 people in Busan."]
)
ABOUT_REPORT = ChatCopilotOptions().with_document(REPORT, name="report.pdf")


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """Where the servers of this test keep things, one after the other."""
    return DataFolder(path=tmp_path / "data")


@pytest.fixture
def client(data: DataFolder) -> Iterator[OpenAIClient]:
    """A client of one of them."""
    with OpenAIClient.embedded(data.path) as client:
        yield client


def test_another_process_goes_on(client: OpenAIClient, data: DataFolder, tmp_path: Path) -> None:
    """A follow-up question asked of another server of the same data is understood, and still cited."""
    path = tmp_path / "chat.json"
    with client.get_chat_copilot(ABOUT_REPORT) as copilot:
        copilot.get_response(REVENUE)
        copilot.save_context(path)
    client.close()
    options = ChatCopilotOptions().with_restored_context(path)
    with (
        OpenAIClient.embedded(data.path) as another,
        another.get_chat_copilot(options) as restored,
    ):
        answer = restored.get_response("In which year?")
    assert "2025" in answer.text
    assert [(cited.document, cited.page) for cited in answer.citations] == [("report.pdf", 1)]


def test_backup_is_written_when_the_chat_begins(client: OpenAIClient, tmp_path: Path) -> None:
    """With a path in the options the conversation is noted before the first answer, and taken up."""
    options = ABOUT_REPORT.with_restored_context(tmp_path / "chat.json")
    with client.get_chat_copilot(options) as copilot:
        assert not copilot.has_context
        copilot.prepare()
        assert copilot.has_context
        first = json.loads((tmp_path / "chat.json").read_text())
    with client.get_chat_copilot(options) as copilot:
        copilot.get_response(REVENUE)
    assert json.loads((tmp_path / "chat.json").read_text()) == first
    assert len([thread for thread in client.get_threads()]) == 1


def test_the_file_holds_no_secret(tmp_path: Path) -> None:
    """Neither the key nor a password is in it."""
    encrypted = Path(__file__).parent.parent / "documents" / "data" / "encrypted-aes-256.pdf"
    options = ChatCopilotOptions().with_document(encrypted, password="open sesame")
    with (
        OpenAIClient.embedded(tmp_path / "data") as client,
        client.get_chat_copilot(options) as copilot,
    ):
        copilot.save_context(tmp_path / "chat.json")
        assert "sesame" not in (tmp_path / "chat.json").read_text()
        copilot.delete_context()


def test_kept_after_an_exception(client: OpenAIClient, tmp_path: Path) -> None:
    """What a file on the disk leads to is not deleted, whatever ends the block."""
    path = tmp_path / "chat.json"

    def fail() -> None:
        with client.get_chat_copilot(ABOUT_REPORT) as copilot:
            copilot.save_context(path)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with client.get_chat_copilot(ChatCopilotOptions().with_restored_context(path)) as restored:
        assert (restored.get_response(REVENUE)).citations


def test_delete_context(client: OpenAIClient, data: DataFolder, tmp_path: Path) -> None:
    """It deletes the conversation, its documents and its file; the next question begins another."""
    path = tmp_path / "chat.json"
    with client.get_chat_copilot(ABOUT_REPORT) as copilot:
        copilot.get_response(REVENUE)
        copilot.save_context(path)
        copilot.delete_context()
        assert not copilot.has_context
        assert not path.exists()
        assert data.is_clean()
        assert (copilot.get_response(REVENUE)).citations
    assert data.is_clean()


def test_delete_context_of_an_earlier_process(client: OpenAIClient, data: DataFolder, tmp_path: Path) -> None:
    """Who only wants to tidy up need not ask anything first."""
    path = tmp_path / "chat.json"
    with client.get_chat_copilot(ABOUT_REPORT) as copilot:
        copilot.save_context(path)
    client.get_chat_copilot(ChatCopilotOptions().with_restored_context(path)).delete_context()
    assert data.is_clean()
    assert not path.exists()


def test_forgotten_by_the_server(client: OpenAIClient, tmp_path: Path) -> None:
    """A conversation that somebody deleted is told as that, and the file stays."""
    path = tmp_path / "chat.json"
    with client.get_chat_copilot(ABOUT_REPORT) as copilot:
        copilot.save_context(path)
    client.delete_thread(json.loads(path.read_text())["thread_id"])
    with pytest.raises(SavedContextError, match="forgotten"):
        client.get_chat_copilot(ChatCopilotOptions().with_restored_context(path)).prepare()
    assert path.exists()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"pdfai_context": 2}', '{"pdfai_context": 1}', "\0"])
def test_broken_file(client: OpenAIClient, tmp_path: Path, content: str) -> None:
    """A file that is none of ours is refused and left alone."""
    path = tmp_path / "chat.json"
    path.write_text(content)
    with pytest.raises(SavedContextError, match=r"chat\.json"):
        client.get_chat_copilot(ChatCopilotOptions().with_restored_context(path)).prepare()
    assert path.read_text() == content


def test_other_server(client: OpenAIClient, tmp_path: Path) -> None:
    """A conversation is not looked for where it is not."""
    path = tmp_path / "chat.json"
    with client.get_chat_copilot(ABOUT_REPORT) as copilot:
        copilot.save_context(path)
    path.write_text(path.read_text().replace("http://pdfai.embedded", "https://elsewhere.example"))
    with pytest.raises(SavedContextError, match=r"elsewhere\.example"):
        client.get_chat_copilot(ChatCopilotOptions().with_restored_context(path)).prepare()


def test_other_documents(client: OpenAIClient, tmp_path: Path) -> None:
    """A restored conversation is about its own documents; a name it does not know is refused."""
    path = tmp_path / "chat.json"
    with client.get_chat_copilot(ABOUT_REPORT) as copilot:
        copilot.save_context(path)
    options = ABOUT_REPORT.with_document(REPORT, name="other.pdf").with_restored_context(path)
    with pytest.raises(SavedContextError, match=r"other\.pdf"):
        client.get_chat_copilot(options).prepare()


def test_cannot_be_written(client: OpenAIClient, data: DataFolder, tmp_path: Path) -> None:
    """Without a file nothing stays on the server."""
    with client.get_chat_copilot(ABOUT_REPORT) as copilot:
        with pytest.raises(InvalidArgumentError):
            copilot.save_context(tmp_path / "missing" / "chat.json")
    assert data.is_clean()
    backed_up = ABOUT_REPORT.with_context_backup_json_path(tmp_path / "missing" / "chat.json")
    with pytest.raises(InvalidArgumentError):
        client.get_chat_copilot(backed_up).prepare()
    assert data.is_clean()
