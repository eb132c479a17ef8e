"""The chat copilot against the embedded server: answers with pages, and nothing left behind."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from data_folder import DataFolder
from pdf_writer import write_pdf

from pdfai import (
    AsyncOpenAIClient,
    ChatCopilotOptions,
    Citation,
    ClientSettings,
    DocumentNotFoundError,
    DocumentRefusedError,
    InvalidArgumentError,
    NotAPdfError,
    PdfaiError,
    WrongPasswordError,
)

pytestmark = pytest.mark.anyio

ENCRYPTED = Path(__file__).parent.parent / "documents" / "data" / "encrypted-aes-256.pdf"
REVENUE = "What was the net revenue?"
REPORT = write_pdf(
    ["The net revenue was 48 million euros in 2025.", "The staff grew to 310 people in Busan."]
)
SCAN = write_pdf([""])
ABOUT_REPORT = ChatCopilotOptions().with_document(REPORT, name="report.pdf")


async def test_answers(embedded: AsyncOpenAIClient) -> None:
    """The answer's numbers lead to the document, the page and the words."""
    async with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        answer = await copilot.get_response(REVENUE)
    quote = "The net revenue was 48 million euros in 2025."
    assert answer.text == f"{quote} [1]"
    rectangles = ((50.0, 787.5, 279.1, 800.6),)
    assert answer.citations == (Citation(document="report.pdf", page=1, quote=quote, rectangles=rectangles),)
    assert answer.model == "extractive"


async def test_knows_nothing(embedded: AsyncOpenAIClient) -> None:
    """Without an answer in the documents there is no citation, and the text says so."""
    async with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        answer = await copilot.get_response("Who painted the ceiling?")
    assert answer.citations == ()
    assert answer.text == "The documents do not contain an answer to this question."


async def test_follow_up(embedded: AsyncOpenAIClient) -> None:
    """A follow-up question is understood by what came before."""
    async with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        await copilot.get_response(REVENUE)
        assert "2025" in (await copilot.get_response("In which year?")).text


async def test_several_documents(embedded: AsyncOpenAIClient, tmp_path: Path) -> None:
    """Each answer names the document that holds it: a path, or bytes with a name."""
    path = tmp_path / "warehouse.pdf"
    path.write_bytes(write_pdf(["The warehouse in Berlin holds nine elephants."]))
    async with embedded.get_chat_copilot(ABOUT_REPORT.with_document(path)) as copilot:
        elephants = await copilot.get_response("How many elephants are there?")
        revenue = await copilot.get_response(REVENUE)
    assert [cited.document for cited in elephants.citations] == ["warehouse.pdf"]
    assert [cited.document for cited in revenue.citations] == ["report.pdf"]


async def test_password(embedded: AsyncOpenAIClient, data: DataFolder) -> None:
    """An encrypted document is asked as any other; its open copy does not stay, kept documents or not."""
    options = ChatCopilotOptions().with_document(ENCRYPTED, password="open sesame").with_kept_documents()
    async with embedded.get_chat_copilot(options) as copilot:
        assert "otter 2" in (await copilot.get_response("What is the secret of page 2?")).text
    assert data.is_clean()


async def test_close_deletes(embedded: AsyncOpenAIClient, data: DataFolder) -> None:
    """Closing leaves nothing on the server; closing twice does no harm."""
    copilot = embedded.get_chat_copilot(ABOUT_REPORT)
    await copilot.prepare()
    assert {"files", "vector_stores", "assistants", "threads"} <= data.rows().keys()
    await copilot.close()
    await copilot.close()
    assert data.is_clean()


async def test_asks_after_close(embedded: AsyncOpenAIClient, data: DataFolder) -> None:
    """A closed chat has ended: to make everything anew would leave it to nobody to delete."""
    async with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        await copilot.get_response(REVENUE)
    with pytest.raises(InvalidArgumentError, match="closed"):
        await copilot.prepare()
    with pytest.raises(InvalidArgumentError, match="closed"):
        await copilot.get_response(REVENUE)
    assert data.is_clean()


@pytest.mark.skipif(os.name != "posix", reason="named pipes are POSIX's")
async def test_pipe(embedded: AsyncOpenAIClient, tmp_path: Path) -> None:
    """What can be read only once is read once, and asked as any other document."""
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    Thread(target=pipe.write_bytes, args=(REPORT,), daemon=True).start()
    async with embedded.get_chat_copilot(ChatCopilotOptions().with_document(pipe)) as copilot:
        assert "48 million" in (await copilot.get_response(REVENUE)).text


async def test_upstream_without_model(tmp_path: Path) -> None:
    """An endpoint serves many models, so one has to be named before a document is sent."""
    client = AsyncOpenAIClient.embedded(tmp_path, upstream_url="http://127.0.0.1:9/v1")
    async with client:
        with pytest.raises(InvalidArgumentError, match="with_model"):
            client.get_chat_copilot(ABOUT_REPORT)
        client.get_chat_copilot(ABOUT_REPORT.with_model("m"))


async def test_says_who_answered(serve: Callable[..., str]) -> None:
    """An offline server takes any model's name and says that its own answered."""
    settings = ClientSettings(base_domain=serve())
    options = ABOUT_REPORT.with_model("gpt-x")
    async with AsyncOpenAIClient(settings) as client, client.get_chat_copilot(options) as copilot:
        assert (await copilot.get_response(REVENUE)).model == "extractive"


async def test_exception_deletes(embedded: AsyncOpenAIClient, data: DataFolder) -> None:
    """An exception in the block leaves nothing either, kept documents or not."""

    async def fail() -> None:
        async with embedded.get_chat_copilot(ABOUT_REPORT.with_kept_documents()) as copilot:
            await copilot.get_response(REVENUE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert data.is_clean()


async def test_keeps_one_copy(embedded: AsyncOpenAIClient, data: DataFolder) -> None:
    """Kept documents stay once for each content, and only they do."""
    for _ in range(3):
        async with embedded.get_chat_copilot(ABOUT_REPORT.with_kept_documents()) as copilot:
            await copilot.get_response(REVENUE)
    assert data.rows().keys() == {"files", "indexes", "chunks", "chunk_terms", "page_places"}
    assert (data.rows()["files"], data.rows()["indexes"]) == (1, 1)


async def test_keeps_what_others_use(embedded: AsyncOpenAIClient) -> None:
    """Somebody else's file with the same bytes is left alone, and indexed again for nobody."""
    other = await embedded.upload_file("assistants", "other.pdf", REPORT)
    async with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        await copilot.get_response(REVENUE)
    assert [file.id for file in (await embedded.get_files()).data] == [other.id]


async def test_deleted_by_others(embedded: AsyncOpenAIClient, data: DataFolder) -> None:
    """What is gone already need not be deleted."""
    async with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        await copilot.prepare()
        for file in (await embedded.get_files()).data:
            await embedded.delete_file(file.id)
    assert data.is_clean()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (SCAN, "scan.pdf contains no text"),
        (REPORT[: len(REPORT) // 2], "scan.pdf is damaged"),
        (ENCRYPTED.read_bytes(), "scan.pdf is encrypted"),
    ],
)
async def test_refused(embedded: AsyncOpenAIClient, data: DataFolder, content: bytes, words: str) -> None:
    """What the server cannot index is told in its words, once; the good documents do not stay either."""
    copilot = embedded.get_chat_copilot(ABOUT_REPORT.with_document(content, name="scan.pdf"))
    with pytest.raises(DocumentRefusedError) as caught:
        await copilot.get_response(REVENUE)
    assert str(caught.value).startswith(words)
    assert str(caught.value).count("scan.pdf") == 1
    assert (caught.value.document, caught.value.detail) == ("scan.pdf", str(caught.value))
    assert data.is_clean()


async def test_bad_documents(embedded: AsyncOpenAIClient, data: DataFolder) -> None:
    """What can be seen here to be unusable is not sent at all."""
    for options, error in (
        (ABOUT_REPORT.with_document("missing.pdf"), DocumentNotFoundError),
        (ABOUT_REPORT.with_document(b"<html>", name="page.pdf"), NotAPdfError),
        (ABOUT_REPORT.with_document(ENCRYPTED, password="x"), WrongPasswordError),
    ):
        with pytest.raises(error):
            await embedded.get_chat_copilot(options).prepare()
        assert data.is_clean()


async def test_empty_question(embedded: AsyncOpenAIClient, data: DataFolder) -> None:
    """No question costs nothing."""
    with pytest.raises(InvalidArgumentError):
        await embedded.get_chat_copilot(ABOUT_REPORT).get_response("\n ")
    assert data.is_clean()


async def test_options(embedded: AsyncOpenAIClient) -> None:
    """The assistant and the run are made as the options say."""
    options = (
        ABOUT_REPORT.with_assistant_name("Ada")
        .with_instructions("Be brief.")
        .with_temperature(0.5)
        .with_top_p(0.25)
        .with_max_completion_tokens(300)
    )
    async with embedded.get_chat_copilot(options) as copilot:
        await copilot.get_response(REVENUE)
        (assistant,) = (await embedded.get_assistants()).data
    assert (assistant.name, assistant.instructions) == ("Ada", "Be brief.")
    assert (assistant.temperature, assistant.top_p) == (0.5, 0.25)


async def test_server_gone(embedded: AsyncOpenAIClient, caplog: pytest.LogCaptureFixture) -> None:
    """What cannot be deleted is named in the log, and raises nothing."""
    copilot = embedded.get_chat_copilot(ABOUT_REPORT)
    await copilot.prepare()
    (file,) = (await embedded.get_files()).data
    await embedded.close()
    await copilot.close()
    assert "Left on the server: thread_" in caplog.text
    assert file.id in caplog.text


async def test_errors_are_ours(embedded: AsyncOpenAIClient) -> None:
    """A closed client is told as one of our errors."""
    await embedded.close()
    with pytest.raises(PdfaiError, match="closed"):
        await embedded.get_chat_copilot(ABOUT_REPORT).prepare()
