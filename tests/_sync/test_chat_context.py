# Derived from tests/_async/test_chat_context.py by scripts/unasync.py.
"""A conversation outlives its process when it is noted in a file; nothing else of it stays."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from data_folder import DataFolder
from pdf_writer import write_pdf

from pdfai import (
    ChatCopilotOptions,
    ClientSettings,
    InvalidArgumentError,
    OpenAIClient,
    PdfaiError,
    SavedContextError,
    ServerError,
)
from pdfai.testing import ScriptedModel

REVENUE = "What was the net revenue?"
REPORT = write_pdf(
    ["The net revenue was 48 million euros in 2025.", "The staff grew to 310 people in Busan."]
)
ABOUT_REPORT = ChatCopilotOptions().with_document(REPORT, name="report.pdf")


def test_another_process_goes_on(embedded: OpenAIClient, data: DataFolder, tmp_path: Path) -> None:
    """A follow-up question asked of another server of the same data is understood, and still cited."""
    path = tmp_path / "chat.json"
    with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        copilot.get_response(REVENUE)
        copilot.save_context(path)
    embedded.close()
    options = ChatCopilotOptions().with_restored_context(path)
    with (
        OpenAIClient.embedded(data.path) as another,
        another.get_chat_copilot(options) as restored,
    ):
        answer = restored.get_response("In which year?")
    assert "2025" in answer.text
    assert [(cited.document, cited.page) for cited in answer.citations] == [("report.pdf", 1)]


def test_goes_on_with_other_options(serve: Callable[..., str], tmp_path: Path) -> None:
    """What is asked now counts, not what the assistant was made with; it keeps what nobody names."""
    model = ScriptedModel("Yes.")
    first = replace(ABOUT_REPORT, model="gpt-x").with_instructions("Be brief.").with_temperature(0.5)
    restored = ChatCopilotOptions().with_restored_context(tmp_path / "chat.json")
    other = replace(restored, model="gpt-y").with_instructions("Be exact.").with_top_p(0.25)
    with OpenAIClient(ClientSettings(base_domain=serve(model))) as client:
        with client.get_chat_copilot(first) as copilot:
            copilot.save_context(tmp_path / "chat.json")
        for options in (restored, other):
            with client.get_chat_copilot(options) as copilot:
                copilot.get_response(REVENUE)
    told = [(each.model, each.instructions[:9], each.temperature, each.top_p) for each in model.prompts]
    assert told == [("gpt-x", "Be brief.", 0.5, 1), ("gpt-y", "Be exact.", 0.5, 0.25)]


def test_backup_is_written_when_the_chat_begins(embedded: OpenAIClient, tmp_path: Path) -> None:
    """With a path in the options the conversation is noted before the first answer, and taken up."""
    options = ABOUT_REPORT.with_restored_context(tmp_path / "chat.json")
    with embedded.get_chat_copilot(options) as copilot:
        assert not copilot.has_context
        copilot.prepare()
        assert copilot.has_context
        first = json.loads((tmp_path / "chat.json").read_text())
    with embedded.get_chat_copilot(options) as copilot:
        copilot.get_response(REVENUE)
    assert json.loads((tmp_path / "chat.json").read_text()) == first
    assert len([thread for thread in embedded.get_threads()]) == 1


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


def test_kept_after_an_exception(embedded: OpenAIClient, tmp_path: Path) -> None:
    """What a file on the disk leads to is not deleted, whatever ends the block."""
    path = tmp_path / "chat.json"

    def fail() -> None:
        with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
            copilot.save_context(path)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with embedded.get_chat_copilot(ChatCopilotOptions().with_restored_context(path)) as restored:
        assert (restored.get_response(REVENUE)).citations


def test_delete_context(embedded: OpenAIClient, data: DataFolder, tmp_path: Path) -> None:
    """It deletes the conversation, its documents and its file; the next question begins another."""
    path = tmp_path / "chat.json"
    with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        copilot.get_response(REVENUE)
        copilot.save_context(path)
        copilot.delete_context()
        assert not copilot.has_context
        assert not path.exists()
        assert data.is_clean()
        assert (copilot.get_response(REVENUE)).citations
    assert data.is_clean()


def test_delete_context_of_an_earlier_process(
    embedded: OpenAIClient, data: DataFolder, tmp_path: Path
) -> None:
    """Who only wants to tidy up need not ask anything first."""
    path = tmp_path / "chat.json"
    with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        copilot.save_context(path)
    embedded.get_chat_copilot(ChatCopilotOptions().with_restored_context(path)).delete_context()
    assert data.is_clean()
    assert not path.exists()


@pytest.mark.parametrize("part", ["thread", "assistant", "vector_store"])
def test_forgotten_by_the_server(embedded: OpenAIClient, tmp_path: Path, part: str) -> None:
    """A conversation of which somebody deleted a part is told as that, and the file stays."""
    path = tmp_path / "chat.json"
    with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        copilot.save_context(path)
    getattr(embedded, f"delete_{part}")(json.loads(path.read_text())[f"{part}_id"])
    with pytest.raises(SavedContextError, match="forgotten"):
        embedded.get_chat_copilot(ChatCopilotOptions().with_restored_context(path)).prepare()
    assert path.exists()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"pdfai_context": 2}', '{"pdfai_context": 1}', "\0"])
def test_broken_file(embedded: OpenAIClient, tmp_path: Path, content: str) -> None:
    """A file that is none of ours is refused and left alone."""
    path = tmp_path / "chat.json"
    path.write_text(content)
    with pytest.raises(SavedContextError, match=r"chat\.json"):
        embedded.get_chat_copilot(ChatCopilotOptions().with_restored_context(path)).prepare()
    assert path.read_text() == content


def test_other_server(embedded: OpenAIClient, tmp_path: Path) -> None:
    """A conversation is not looked for where it is not."""
    path = tmp_path / "chat.json"
    with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        copilot.save_context(path)
    with OpenAIClient.embedded(tmp_path / "elsewhere") as another:
        restored = another.get_chat_copilot(ChatCopilotOptions().with_restored_context(path))
        with pytest.raises(SavedContextError, match=r"elsewhere"):
            restored.prepare()
        with pytest.raises(SavedContextError, match=r"elsewhere"):
            restored.delete_context()
    assert path.exists()


def test_other_documents(embedded: OpenAIClient, tmp_path: Path) -> None:
    """A restored conversation is about its own documents; a name it does not know is refused."""
    path = tmp_path / "chat.json"
    with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        copilot.save_context(path)
    options = ABOUT_REPORT.with_document(REPORT, name="other.pdf").with_restored_context(path)
    with pytest.raises(SavedContextError, match=r"other\.pdf"):
        embedded.get_chat_copilot(options).prepare()


def test_cannot_be_written(embedded: OpenAIClient, data: DataFolder, tmp_path: Path) -> None:
    """Without a file nothing stays on the server."""
    with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        with pytest.raises(InvalidArgumentError):
            copilot.save_context(tmp_path / "missing" / "chat.json")
    assert data.is_clean()
    backed_up = ABOUT_REPORT.with_context_backup_json_path(tmp_path / "missing" / "chat.json")
    with pytest.raises(InvalidArgumentError):
        embedded.get_chat_copilot(backed_up).prepare()
    assert data.is_clean()


def test_a_document_has_changed(embedded: OpenAIClient, tmp_path: Path) -> None:
    """An answer from what a document said before would be wrong; so would one from other pages."""
    document, path = tmp_path / "report.pdf", tmp_path / "chat.json"
    document.write_bytes(REPORT)
    with embedded.get_chat_copilot(ChatCopilotOptions(documents=document)) as copilot:
        copilot.save_context(path)
    same = ChatCopilotOptions(documents=document).with_restored_context(path)
    embedded.get_chat_copilot(same).prepare()
    pages = ChatCopilotOptions().with_document(document, pages="2").with_restored_context(path)
    with pytest.raises(SavedContextError, match="other pages"):
        embedded.get_chat_copilot(pages).prepare()
    document.write_bytes(write_pdf(["The net revenue was 51 million euros in 2026."]))
    with pytest.raises(SavedContextError, match=r"report\.pdf has changed"):
        embedded.get_chat_copilot(same).prepare()


def test_noted_twice(embedded: OpenAIClient, data: DataFolder, tmp_path: Path) -> None:
    """Who ends a conversation finds none of its files again, wherever it was noted."""
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    with embedded.get_chat_copilot(ABOUT_REPORT.with_restored_context(first)) as copilot:
        copilot.save_context(second)
        copilot.delete_context()
        assert not first.exists()
        assert not second.exists()
        assert data.is_clean()
        assert (copilot.get_response(REVENUE)).citations
        copilot.delete_context()


def test_another_is_not_lost(embedded: OpenAIClient, tmp_path: Path) -> None:
    """A conversation that is noted already is not overwritten by a new one, which leaves nothing."""
    path = tmp_path / "chat.json"
    with embedded.get_chat_copilot(ABOUT_REPORT.with_context_backup_json_path(path)) as copilot:
        copilot.prepare()
    before = path.read_text()
    with pytest.raises(SavedContextError, match="another conversation"):
        embedded.get_chat_copilot(ABOUT_REPORT.with_context_backup_json_path(path)).prepare()
    assert path.read_text() == before
    assert len((embedded.get_threads()).data) == 1


def test_the_server_does_not_delete_it(embedded: OpenAIClient, tmp_path: Path) -> None:
    """What could not be deleted can be found again."""
    path = tmp_path / "chat.json"
    copilot = embedded.get_chat_copilot(ABOUT_REPORT)
    copilot.save_context(path)
    embedded.close()
    with pytest.raises(PdfaiError):
        copilot.delete_context()
    assert path.exists()


def test_cannot_be_kept(
    embedded: OpenAIClient, data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the server cannot be told that it is to stay, it does not, and no file says so."""

    def refuse(*_: object, **__: object) -> None:
        raise ServerError("no", status=500)

    with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        monkeypatch.setattr(embedded, "modify_vector_store", refuse)
        with pytest.raises(ServerError):
            copilot.save_context(tmp_path / "chat.json")
    assert not (tmp_path / "chat.json").exists()
    assert data.is_clean()
