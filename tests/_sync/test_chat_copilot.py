# Derived from tests/_async/test_chat_copilot.py by scripts/unasync.py.
"""The chat copilot against the embedded server: answers with pages, and nothing left behind."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from data_folder import DataFolder
from pdf_writer import write_pdf

from pdfai import (
    ChatCopilotOptions,
    Citation,
    ClientSettings,
    DocumentNotFoundError,
    DocumentRefusedError,
    InvalidArgumentError,
    NotAPdfError,
    OpenAIClient,
    PdfaiError,
    WrongPasswordError,
)

ENCRYPTED = Path(__file__).parent.parent / "documents" / "data" / "encrypted-aes-256.pdf"
REVENUE = "What was the net revenue?"
REPORT = write_pdf(
    ["The net revenue was 48 million euros in 2025.", "The staff grew to 310 people in Busan."]
)
SCAN = write_pdf([""])
ABOUT_REPORT = ChatCopilotOptions().with_document(REPORT, name="report.pdf")


def test_answers(embedded: OpenAIClient) -> None:
    """The answer's numbers lead to the document, the page and the words."""
    with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        answer = copilot.get_response(REVENUE)
    quote = "The net revenue was 48 million euros in 2025."
    assert answer.text == f"{quote} [1]"
    rectangles = ((50.0, 787.5, 279.1, 800.6),)
    assert answer.citations == (Citation(document="report.pdf", page=1, quote=quote, rectangles=rectangles),)
    assert answer.model == "extractive"


def test_knows_nothing(embedded: OpenAIClient) -> None:
    """Without an answer in the documents there is no citation, and the text says so."""
    with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        answer = copilot.get_response("Who painted the ceiling?")
    assert answer.citations == ()
    assert answer.text == "The documents do not contain an answer to this question."


def test_follow_up(embedded: OpenAIClient) -> None:
    """A follow-up question is understood by what came before."""
    with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        copilot.get_response(REVENUE)
        assert "2025" in (copilot.get_response("In which year?")).text


def test_several_documents(embedded: OpenAIClient, tmp_path: Path) -> None:
    """Each answer names the document that holds it: a path, or bytes with a name."""
    path = tmp_path / "warehouse.pdf"
    path.write_bytes(write_pdf(["The warehouse in Berlin holds nine elephants."]))
    with embedded.get_chat_copilot(ABOUT_REPORT.with_document(path)) as copilot:
        elephants = copilot.get_response("How many elephants are there?")
        revenue = copilot.get_response(REVENUE)
    assert [cited.document for cited in elephants.citations] == ["warehouse.pdf"]
    assert [cited.document for cited in revenue.citations] == ["report.pdf"]


def test_password(embedded: OpenAIClient, data: DataFolder) -> None:
    """An encrypted document is asked as any other; its open copy does not stay, kept documents or not."""
    options = ChatCopilotOptions().with_document(ENCRYPTED, password="open sesame").with_kept_documents()
    with embedded.get_chat_copilot(options) as copilot:
        assert "otter 2" in (copilot.get_response("What is the secret of page 2?")).text
    assert data.is_clean()


def test_close_deletes(embedded: OpenAIClient, data: DataFolder) -> None:
    """Closing leaves nothing on the server; closing twice does no harm."""
    copilot = embedded.get_chat_copilot(ABOUT_REPORT)
    copilot.prepare()
    assert {"files", "vector_stores", "assistants", "threads"} <= data.rows().keys()
    copilot.close()
    copilot.close()
    assert data.is_clean()


def test_asks_after_close(embedded: OpenAIClient, data: DataFolder) -> None:
    """A closed chat has ended: to make everything anew would leave it to nobody to delete."""
    with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        copilot.get_response(REVENUE)
    with pytest.raises(InvalidArgumentError, match="closed"):
        copilot.prepare()
    with pytest.raises(InvalidArgumentError, match="closed"):
        copilot.get_response(REVENUE)
    assert data.is_clean()


@pytest.mark.skipif(os.name != "posix", reason="named pipes are POSIX's")
def test_pipe(embedded: OpenAIClient, tmp_path: Path) -> None:
    """What can be read only once is read once, and asked as any other document."""
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    Thread(target=pipe.write_bytes, args=(REPORT,), daemon=True).start()
    with embedded.get_chat_copilot(ChatCopilotOptions().with_document(pipe)) as copilot:
        assert "48 million" in (copilot.get_response(REVENUE)).text


def test_upstream_without_model(tmp_path: Path) -> None:
    """An endpoint serves many models, so one has to be named before a document is sent."""
    client = OpenAIClient.embedded(tmp_path, upstream_url="http://127.0.0.1:9/v1")
    with client:
        with pytest.raises(InvalidArgumentError, match="with_model"):
            client.get_chat_copilot(ABOUT_REPORT)
        client.get_chat_copilot(ABOUT_REPORT.with_model("m"))


def test_says_who_answered(serve: Callable[..., str]) -> None:
    """An offline server takes any model's name and says that its own answered."""
    settings = ClientSettings(base_domain=serve())
    options = ABOUT_REPORT.with_model("gpt-x")
    with OpenAIClient(settings) as client, client.get_chat_copilot(options) as copilot:
        assert (copilot.get_response(REVENUE)).model == "extractive"


def test_exception_deletes(embedded: OpenAIClient, data: DataFolder) -> None:
    """An exception in the block leaves nothing either, kept documents or not."""

    def fail() -> None:
        with embedded.get_chat_copilot(ABOUT_REPORT.with_kept_documents()) as copilot:
            copilot.get_response(REVENUE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert data.is_clean()


def test_keeps_one_copy(embedded: OpenAIClient, data: DataFolder) -> None:
    """Kept documents stay once for each content, and only they do."""
    for _ in range(3):
        with embedded.get_chat_copilot(ABOUT_REPORT.with_kept_documents()) as copilot:
            copilot.get_response(REVENUE)
    assert data.rows().keys() == {"files", "indexes", "chunks", "chunk_terms", "page_places"}
    assert (data.rows()["files"], data.rows()["indexes"]) == (1, 1)


def test_keeps_what_others_use(embedded: OpenAIClient) -> None:
    """Somebody else's file with the same bytes is left alone, and indexed again for nobody."""
    other = embedded.upload_file("assistants", "other.pdf", REPORT)
    with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        copilot.get_response(REVENUE)
    assert [file.id for file in (embedded.get_files()).data] == [other.id]


def test_deleted_by_others(embedded: OpenAIClient, data: DataFolder) -> None:
    """What is gone already need not be deleted."""
    with embedded.get_chat_copilot(ABOUT_REPORT) as copilot:
        copilot.prepare()
        for file in (embedded.get_files()).data:
            embedded.delete_file(file.id)
    assert data.is_clean()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (SCAN, "scan.pdf contains no text"),
        (REPORT[: len(REPORT) // 2], "scan.pdf is damaged"),
        (ENCRYPTED.read_bytes(), "scan.pdf is encrypted"),
    ],
)
def test_refused(embedded: OpenAIClient, data: DataFolder, content: bytes, words: str) -> None:
    """What the server cannot index is told in its words, once; the good documents do not stay either."""
    copilot = embedded.get_chat_copilot(ABOUT_REPORT.with_document(content, name="scan.pdf"))
    with pytest.raises(DocumentRefusedError) as caught:
        copilot.get_response(REVENUE)
    assert str(caught.value).startswith(words)
    assert str(caught.value).count("scan.pdf") == 1
    assert (caught.value.document, caught.value.detail) == ("scan.pdf", str(caught.value))
    assert data.is_clean()


def test_bad_documents(embedded: OpenAIClient, data: DataFolder) -> None:
    """What can be seen here to be unusable is not sent at all."""
    for options, error in (
        (ABOUT_REPORT.with_document("missing.pdf"), DocumentNotFoundError),
        (ABOUT_REPORT.with_document(b"<html>", name="page.pdf"), NotAPdfError),
        (ABOUT_REPORT.with_document(ENCRYPTED, password="x"), WrongPasswordError),
    ):
        with pytest.raises(error):
            embedded.get_chat_copilot(options).prepare()
        assert data.is_clean()


def test_empty_question(embedded: OpenAIClient, data: DataFolder) -> None:
    """No question costs nothing."""
    with pytest.raises(InvalidArgumentError):
        embedded.get_chat_copilot(ABOUT_REPORT).get_response("\n ")
    assert data.is_clean()


def test_options(embedded: OpenAIClient) -> None:
    """The assistant and the run are made as the options say."""
    options = (
        ABOUT_REPORT.with_assistant_name("Ada")
        .with_instructions("Be brief.")
        .with_temperature(0.5)
        .with_top_p(0.25)
        .with_max_completion_tokens(300)
    )
    with embedded.get_chat_copilot(options) as copilot:
        copilot.get_response(REVENUE)
        (assistant,) = (embedded.get_assistants()).data
    assert (assistant.name, assistant.instructions) == ("Ada", "Be brief.")
    assert (assistant.temperature, assistant.top_p) == (0.5, 0.25)


def test_server_gone(embedded: OpenAIClient, caplog: pytest.LogCaptureFixture) -> None:
    """What cannot be deleted is named in the log, and raises nothing."""
    copilot = embedded.get_chat_copilot(ABOUT_REPORT)
    copilot.prepare()
    (file,) = (embedded.get_files()).data
    embedded.close()
    copilot.close()
    assert "Left on the server: thread_" in caplog.text
    assert file.id in caplog.text


def test_errors_are_ours(embedded: OpenAIClient) -> None:
    """A closed client is told as one of our errors."""
    embedded.close()
    with pytest.raises(PdfaiError, match="closed"):
        embedded.get_chat_copilot(ABOUT_REPORT).prepare()
