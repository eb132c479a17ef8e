"""A conversation outlives its process when it is noted in a file; nothing else of it stays."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from data_folder import DataFolder
from pdf_writer import write_pdf

from pdfai import (
    AsyncOpenAIClient,
    ChatCopilotOptions,
    ClientSettings,
    InvalidArgumentError,
    PdfaiError,
    SavedContextError,
    ServerError,
)
from pdfai.testing import ScriptedModel

pytestmark = pytest.mark.anyio

REVENUE = "What was the net revenue?"
REPORT = write_pdf(
    ["The net revenue was 48 million euros in 2025.", "The staff grew to 310 people in Busan."]
)
ABOUT_REPORT = ChatCopilotOptions().with_document(REPORT, name="report.pdf")


async def test_another_process_goes_on(embedded: AsyncOpenAIClient, data: DataFolder, tmp_path: Path) -> None:
    """A follow-up question asked of another server of the same data is understood, and still cited."""
    path = tmp_path / "chat.json"
    async with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        await copilot.get_response(REVENUE)
        await copilot.save_context(path)
    await embedded.close()
    options = ChatCopilotOptions().with_restored_context(path)
    async with (
        AsyncOpenAIClient.embedded(data.path) as another,
        another.get_chat_copilot(options) as restored,
    ):
        answer = await restored.get_response("In which year?")
    assert "2025" in answer.text
    assert [(cited.document, cited.page) for cited in answer.citations] == [("report.pdf", 1)]


async def test_goes_on_with_other_options(serve: Callable[..., str], tmp_path: Path) -> None:
    """What is asked now counts, not what the assistant was made with; it keeps what nobody names."""
    model = ScriptedModel("Yes.")
    first = replace(ABOUT_REPORT, model="gpt-x").with_instructions("Be brief.").with_temperature(0.5)
    restored = ChatCopilotOptions().with_restored_context(tmp_path / "chat.json")
    other = replace(restored, model="gpt-y").with_instructions("Be exact.").with_top_p(0.25)
    async with AsyncOpenAIClient(ClientSettings(base_domain=serve(model))) as client:
        async with client.get_chat_copilot(first) as copilot:
            await copilot.save_context(tmp_path / "chat.json")
        for options in (restored, other):
            async with client.get_chat_copilot(options) as copilot:
                await copilot.get_response(REVENUE)
    told = [(each.model, each.instructions[:9], each.temperature, each.top_p) for each in model.prompts]
    assert told == [("gpt-x", "Be brief.", 0.5, 1), ("gpt-y", "Be exact.", 0.5, 0.25)]


async def test_backup_is_written_when_the_chat_begins(embedded: AsyncOpenAIClient, tmp_path: Path) -> None:
    """With a path in the options the conversation is noted before the first answer, and taken up."""
    options = ABOUT_REPORT.with_restored_context(tmp_path / "chat.json")
    async with embedded.get_chat_copilot(options) as copilot:
        assert not copilot.has_context
        await copilot.prepare()
        assert copilot.has_context
        first = json.loads((tmp_path / "chat.json").read_text())
    async with embedded.get_chat_copilot(options) as copilot:
        await copilot.get_response(REVENUE)
    assert json.loads((tmp_path / "chat.json").read_text()) == first
    assert len([thread async for thread in await embedded.get_threads()]) == 1


async def test_the_file_holds_no_secret(tmp_path: Path) -> None:
    """Neither the key nor a password is in it."""
    encrypted = Path(__file__).parent.parent / "documents" / "data" / "encrypted-aes-256.pdf"
    options = ChatCopilotOptions().with_document(encrypted, password="open sesame")
    async with (
        AsyncOpenAIClient.embedded(tmp_path / "data") as client,
        client.get_chat_copilot(options) as copilot,
    ):
        await copilot.save_context(tmp_path / "chat.json")
        assert "sesame" not in (tmp_path / "chat.json").read_text()
        await copilot.delete_context()


async def test_kept_after_an_exception(embedded: AsyncOpenAIClient, tmp_path: Path) -> None:
    """What a file on the disk leads to is not deleted, whatever ends the block."""
    path = tmp_path / "chat.json"

    async def fail() -> None:
        async with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
            await copilot.save_context(path)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with embedded.get_chat_copilot(ChatCopilotOptions().with_restored_context(path)) as restored:
        assert (await restored.get_response(REVENUE)).citations


async def test_delete_context(embedded: AsyncOpenAIClient, data: DataFolder, tmp_path: Path) -> None:
    """It deletes the conversation, its documents and its file; the next question begins another."""
    path = tmp_path / "chat.json"
    async with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        await copilot.get_response(REVENUE)
        await copilot.save_context(path)
        await copilot.delete_context()
        assert not copilot.has_context
        assert not path.exists()
        assert data.is_clean()
        assert (await copilot.get_response(REVENUE)).citations
    assert data.is_clean()


async def test_delete_context_of_an_earlier_process(
    embedded: AsyncOpenAIClient, data: DataFolder, tmp_path: Path
) -> None:
    """Who only wants to tidy up need not ask anything first."""
    path = tmp_path / "chat.json"
    async with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        await copilot.save_context(path)
    await embedded.get_chat_copilot(ChatCopilotOptions().with_restored_context(path)).delete_context()
    assert data.is_clean()
    assert not path.exists()


@pytest.mark.parametrize("part", ["thread", "assistant", "vector_store"])
async def test_forgotten_by_the_server(embedded: AsyncOpenAIClient, tmp_path: Path, part: str) -> None:
    """A conversation of which somebody deleted a part is told as that, and the file stays."""
    path = tmp_path / "chat.json"
    async with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        await copilot.save_context(path)
    await getattr(embedded, f"delete_{part}")(json.loads(path.read_text())[f"{part}_id"])
    with pytest.raises(SavedContextError, match="forgotten"):
        await embedded.get_chat_copilot(ChatCopilotOptions().with_restored_context(path)).prepare()
    assert path.exists()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"pdfai_context": 2}', '{"pdfai_context": 1}', "\0"])
async def test_broken_file(embedded: AsyncOpenAIClient, tmp_path: Path, content: str) -> None:
    """A file that is none of ours is refused and left alone."""
    path = tmp_path / "chat.json"
    path.write_text(content)
    with pytest.raises(SavedContextError, match=r"chat\.json"):
        await embedded.get_chat_copilot(ChatCopilotOptions().with_restored_context(path)).prepare()
    assert path.read_text() == content


async def test_other_server(embedded: AsyncOpenAIClient, tmp_path: Path) -> None:
    """A conversation is not looked for where it is not."""
    path = tmp_path / "chat.json"
    async with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        await copilot.save_context(path)
    async with AsyncOpenAIClient.embedded(tmp_path / "elsewhere") as another:
        restored = another.get_chat_copilot(ChatCopilotOptions().with_restored_context(path))
        with pytest.raises(SavedContextError, match=r"elsewhere"):
            await restored.prepare()
        with pytest.raises(SavedContextError, match=r"elsewhere"):
            await restored.delete_context()
    assert path.exists()


async def test_other_documents(embedded: AsyncOpenAIClient, tmp_path: Path) -> None:
    """A restored conversation is about its own documents; a name it does not know is refused."""
    path = tmp_path / "chat.json"
    async with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        await copilot.save_context(path)
    options = ABOUT_REPORT.with_document(REPORT, name="other.pdf").with_restored_context(path)
    with pytest.raises(SavedContextError, match=r"other\.pdf"):
        await embedded.get_chat_copilot(options).prepare()


async def test_cannot_be_written(embedded: AsyncOpenAIClient, data: DataFolder, tmp_path: Path) -> None:
    """Without a file nothing stays on the server."""
    async with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        with pytest.raises(InvalidArgumentError):
            await copilot.save_context(tmp_path / "missing" / "chat.json")
    assert data.is_clean()
    backed_up = ABOUT_REPORT.with_context_backup_json_path(tmp_path / "missing" / "chat.json")
    with pytest.raises(InvalidArgumentError):
        await embedded.get_chat_copilot(backed_up).prepare()
    assert data.is_clean()


async def test_a_document_has_changed(embedded: AsyncOpenAIClient, tmp_path: Path) -> None:
    """An answer from what a document said before would be wrong; so would one from other pages."""
    document, path = tmp_path / "report.pdf", tmp_path / "chat.json"
    document.write_bytes(REPORT)
    async with embedded.get_chat_copilot(ChatCopilotOptions(documents=document)) as copilot:
        await copilot.save_context(path)
    same = ChatCopilotOptions(documents=document).with_restored_context(path)
    await embedded.get_chat_copilot(same).prepare()
    pages = ChatCopilotOptions().with_document(document, pages="2").with_restored_context(path)
    with pytest.raises(SavedContextError, match="other pages"):
        await embedded.get_chat_copilot(pages).prepare()
    document.write_bytes(write_pdf(["The net revenue was 51 million euros in 2026."]))
    with pytest.raises(SavedContextError, match=r"report\.pdf has changed"):
        await embedded.get_chat_copilot(same).prepare()


async def test_noted_twice(embedded: AsyncOpenAIClient, data: DataFolder, tmp_path: Path) -> None:
    """Who ends a conversation finds none of its files again, wherever it was noted."""
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    async with embedded.get_chat_copilot(ABOUT_REPORT.with_restored_context(first)) as copilot:
        await copilot.save_context(second)
        await copilot.delete_context()
        assert not first.exists()
        assert not second.exists()
        assert data.is_clean()
        assert (await copilot.get_response(REVENUE)).citations
        await copilot.delete_context()


async def test_another_is_not_lost(embedded: AsyncOpenAIClient, tmp_path: Path) -> None:
    """A conversation that is noted already is not overwritten by a new one, which leaves nothing."""
    path = tmp_path / "chat.json"
    async with embedded.get_chat_copilot(ABOUT_REPORT.with_context_backup_json_path(path)) as copilot:
        await copilot.prepare()
    before = path.read_text()
    with pytest.raises(SavedContextError, match="another conversation"):
        await embedded.get_chat_copilot(ABOUT_REPORT.with_context_backup_json_path(path)).prepare()
    assert path.read_text() == before
    assert len((await embedded.get_threads()).data) == 1


async def test_the_server_does_not_delete_it(embedded: AsyncOpenAIClient, tmp_path: Path) -> None:
    """What could not be deleted can be found again."""
    path = tmp_path / "chat.json"
    copilot = embedded.get_chat_copilot(ABOUT_REPORT)
    await copilot.save_context(path)
    await embedded.close()
    with pytest.raises(PdfaiError):
        await copilot.delete_context()
    assert path.exists()


async def test_cannot_be_kept(
    embedded: AsyncOpenAIClient, data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the server cannot be told that it is to stay, it does not, and no file says so."""

    async def refuse(*_: object, **__: object) -> None:
        raise ServerError("no", status=500)

    async with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        monkeypatch.setattr(embedded, "modify_vector_store", refuse)
        with pytest.raises(ServerError):
            await copilot.save_context(tmp_path / "chat.json")
    assert not (tmp_path / "chat.json").exists()
    assert data.is_clean()
