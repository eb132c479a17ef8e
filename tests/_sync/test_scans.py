# Derived from tests/_async/test_scans.py by scripts/unasync.py.
"""Scanned pages in chats and summaries: read on this machine first, where it has an engine."""

import io
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_writer import write_pdf
from scripted_ocr import ScriptedEngine, scanned_pdf

from pdfai import (
    ChatCopilotOptions,
    Document,
    DocumentError,
    InvalidArgumentError,
    NoTextError,
    OcrUnavailableError,
    OpenAIClient,
    SummaryCopilotOptions,
)
from pdfai.documents.ocr import EngineFailedError
from pdfai.documents.ocr.hocr import SeenWord

REMEDY = "install tesseract-ocr or pdfai[ocr] to have them read"
ENCRYPTED = Path(__file__).parent.parent / "documents" / "data" / "encrypted-aes-256.pdf"
REVENUE = "What was the net revenue?"
READ = "The net revenue was 48 million euros."
TEXT = "The staff grew to 310 people in Busan."
SCAN = scanned_pdf([TEXT, "", ""])
CHAT = ChatCopilotOptions().with_document(SCAN, name="scan.pdf").with_ocr()
SUMMARY = SummaryCopilotOptions().with_document(SCAN, name="scan.pdf").with_ocr()


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> ScriptedEngine:
    """What this machine reads with."""
    scripted = ScriptedEngine(READ)
    monkeypatch.setattr("pdfai.reading_scans.available_engine", lambda: scripted)
    return scripted


@pytest.fixture
def without_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without one."""

    def missing() -> None:
        raise OcrUnavailableError

    monkeypatch.setattr("pdfai.reading_scans.available_engine", missing)


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """What the log says of scans."""
    caplog.set_level(logging.INFO, "pdfai.scans")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "pdfai.scans"]


def test_a_chat_about_a_scan(engine: ScriptedEngine, told: Callable[[], list[str]], tmp_path: Path) -> None:
    """Answers lead to the page and to the place of the words on it; pages with text are not read again."""
    pytest.importorskip("pikepdf")
    with OpenAIClient.embedded(tmp_path) as client, client.get_chat_copilot(CHAT) as copilot:
        answer = copilot.get_response(REVENUE)
    assert [(each.document, each.page, each.quote) for each in answer.citations][:1] == [
        ("scan.pdf", 2, READ)
    ]
    assert answer.citations[0].rectangles
    assert engine.asked == 2
    assert told() == ["scan.pdf: pages 2-3 were read by scripted"]


def test_a_chat_about_some_pages(
    engine: ScriptedEngine, told: Callable[[], list[str]], tmp_path: Path
) -> None:
    """They keep their numbers."""
    pytest.importorskip("pikepdf")
    options = ChatCopilotOptions(ocr="auto").with_document(SCAN, name="scan.pdf", pages="3")
    with OpenAIClient.embedded(tmp_path) as client, client.get_chat_copilot(options) as copilot:
        answer = copilot.get_response(REVENUE)
    assert [each.page for each in answer.citations] == [3]
    assert told() == ["scan.pdf: page 3 was read by scripted"]


def test_a_summary_of_a_scan(engine: ScriptedEngine, told: Callable[[], list[str]], tmp_path: Path) -> None:
    """What stands on scanned pages is among the statements, in the pages that are meant."""
    options = SummaryCopilotOptions(ocr="auto").with_document(SCAN, name="scan.pdf", pages="1-2")
    with OpenAIClient.embedded(tmp_path) as client, client.get_summary_copilot(options) as copilot:
        summary = copilot.get_summary()
    assert [(each.text, each.pages) for each in summary.statements] == [(TEXT, (1,)), (READ, (2,))]
    assert told() == ["scan.pdf: page 2 was read by scripted"]


def test_a_summary_of_nothing_but_scans(engine: ScriptedEngine, tmp_path: Path) -> None:
    """No page needs to have text."""
    options = SummaryCopilotOptions(ocr="auto").with_document(scanned_pdf([""]), name="scan.pdf")
    with OpenAIClient.embedded(tmp_path) as client, client.get_summary_copilot(options) as copilot:
        assert READ in (copilot.get_summary()).text


@pytest.mark.parametrize("user", ["open sesame", ""])
def test_encrypted_scans(engine: ScriptedEngine, tmp_path: Path, user: str) -> None:
    """A password opens them, or none does and their author only forbids changes: both are read."""
    pikepdf = pytest.importorskip("pikepdf")
    allowed = pikepdf.Permissions(modify_other=False, modify_assembly=False)
    encryption = pikepdf.Encryption(owner="owner", user=user, allow=allowed)
    locked = io.BytesIO()
    pikepdf.open(io.BytesIO(scanned_pdf([""]))).save(locked, encryption=encryption)
    document = Document(source=locked.getvalue(), name="scan.pdf", password=user or None)
    with OpenAIClient.embedded(tmp_path) as client:
        with client.get_chat_copilot(ChatCopilotOptions(documents=document, ocr="auto")) as copilot:
            assert READ in (copilot.get_response(REVENUE)).text
        summary = client.get_summary_copilot(SummaryCopilotOptions(documents=document, ocr="auto"))
        assert READ in (summary.get_summary()).text


def test_off_unless_asked_for(engine: ScriptedEngine, tmp_path: Path) -> None:
    """Nobody waits for recognition who did not want it."""
    document = scanned_pdf([""])
    options = ChatCopilotOptions().with_document(document, name="scan.pdf")
    with OpenAIClient.embedded(tmp_path) as client:
        with pytest.raises(DocumentError, match="contains no text"):
            client.get_chat_copilot(options).prepare()
        with pytest.raises(NoTextError):
            client.get_summary_copilot(SummaryCopilotOptions(documents=options.documents)).get_summary()
    assert engine.asked == 0


@pytest.mark.usefixtures("without_engine")
def test_nothing_here_reads(told: Callable[[], list[str]], tmp_path: Path) -> None:
    """The log says what to install, and all else is as without the option."""
    bare = scanned_pdf([""])
    chat = ChatCopilotOptions(ocr="auto").with_document(scanned_pdf([READ, ""]), name="scan.pdf")
    with OpenAIClient.embedded(tmp_path) as client:
        with client.get_chat_copilot(chat) as copilot:
            assert READ in (copilot.get_response(REVENUE)).text
        assert told() == [f"scan.pdf has pages without text; {REMEDY}"]
        summary = SummaryCopilotOptions(ocr="auto").with_document(bare, name="bare.pdf")
        with pytest.raises(NoTextError):
            client.get_summary_copilot(summary).get_summary()
        assert (client.get_summary_copilot(SUMMARY).get_summary()).statements[0].text == TEXT
    assert told()[1:] == [
        f"bare.pdf has pages without text; {REMEDY}",
        f"scan.pdf has pages without text; {REMEDY}",
    ]


def test_documents_with_text_are_left_alone(
    engine: ScriptedEngine, told: Callable[[], list[str]], tmp_path: Path
) -> None:
    """Texts, PDFs with text on each page, encrypted ones."""
    options = (
        ChatCopilotOptions(ocr="auto")
        .with_document(write_pdf([READ]), name="report.pdf")
        .with_document(b"Plain words.", name="notes.txt")
        .with_document(ENCRYPTED, password="open sesame")
    )
    with OpenAIClient.embedded(tmp_path) as client:
        with client.get_chat_copilot(options) as copilot:
            assert READ in (copilot.get_response(REVENUE)).text
        summary = SummaryCopilotOptions(ocr="auto", documents=options.documents)
        assert READ in (client.get_summary_copilot(summary).get_summary()).text
    assert (engine.asked, told()) == (0, [])


def test_a_scan_with_a_stamp(engine: ScriptedEngine, told: Callable[[], list[str]], tmp_path: Path) -> None:
    """Is one: what is printed on it is far less than what stands on it."""
    pytest.importorskip("pikepdf")
    engine.text = f"{READ} {TEXT} " * 3
    document = Document(source=scanned_pdf(["", TEXT], stamp="CONFIDENTIAL ACME-0000123456"), name="scan.pdf")
    with OpenAIClient.embedded(tmp_path) as client:
        with client.get_chat_copilot(ChatCopilotOptions(documents=document, ocr="auto")) as copilot:
            assert READ in (copilot.get_response(REVENUE)).text
        summary = client.get_summary_copilot(SummaryCopilotOptions(documents=document, ocr="auto"))
        assert READ in (summary.get_summary()).text
    assert told() == ["scan.pdf: page 1 was read by scripted"] * 2


def test_a_picture_with_words_below_it(
    engine: ScriptedEngine, told: Callable[[], list[str]], tmp_path: Path
) -> None:
    """Keeps these, when hardly more is read on it."""
    engine.text = f"{TEXT} {READ}"
    document = Document(source=scanned_pdf([""], stamp=TEXT), name="slides.pdf")
    with OpenAIClient.embedded(tmp_path) as client:
        summary = client.get_summary_copilot(SummaryCopilotOptions(documents=document, ocr="auto"))
        assert [each.text for each in (summary.get_summary()).statements] == [TEXT]
    assert told() == []


def test_ghosts_on_a_picture(engine: ScriptedEngine, told: Callable[[], list[str]], tmp_path: Path) -> None:
    """Never take the place of what is printed on it, however many the engine sees."""
    engine.text, engine.confidence = "ii7 SEP TET " * 30, 0.2
    document = Document(source=scanned_pdf([""], stamp=TEXT), name="slides.pdf")
    with OpenAIClient.embedded(tmp_path) as client:
        summary = client.get_summary_copilot(SummaryCopilotOptions(documents=document, ocr="auto"))
        assert [each.text for each in (summary.get_summary()).statements] == [TEXT]
    assert told() == []


@pytest.mark.usefixtures("without_engine")
def test_perhaps_there_is_more_to_read(
    told: Callable[[], list[str]], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """What is missing is said in this case too, without a warning: slides are as they should be."""
    document = Document(source=scanned_pdf([""], stamp=TEXT), name="slides.pdf")
    with OpenAIClient.embedded(tmp_path) as client:
        summary = client.get_summary_copilot(SummaryCopilotOptions(documents=document, ocr="auto"))
        assert [each.text for each in (summary.get_summary()).statements] == [TEXT]
    assert told() == [f"slides.pdf has pages that may be scans; {REMEDY}"]
    assert {record.levelno for record in caplog.records if record.name == "pdfai.scans"} == {logging.INFO}


def test_a_page_that_is_not_read(
    engine: ScriptedEngine,
    told: Callable[[], list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The log says why, and that of the others; of a page without words it says nothing."""

    def read(image: bytes, **_: object) -> list[SeenWord]:
        pages.append(image)
        if len(pages) == 1:
            raise EngineFailedError("it fails on it")
        return words if len(pages) == 3 else []

    pages: list[bytes] = []
    words = engine.read(b"\x89PNG", language="eng", dpi=72)
    monkeypatch.setattr(engine, "read", read)
    monkeypatch.setattr("pdfai.documents.ocr.recognizing._AT_ONCE", 1)
    options = SummaryCopilotOptions(ocr="auto").with_document(scanned_pdf(["", "", ""]), name="scan.pdf")
    with OpenAIClient.embedded(tmp_path) as client:
        summary = client.get_summary_copilot(options).get_summary()
    assert [(each.text, each.pages) for each in summary.statements] == [(READ, (3,))]
    assert told() == [
        "scan.pdf: page 1 was not read: it fails on it",
        "scan.pdf: page 3 was read by scripted",
    ]


SIGNED = "/AcroForm << /SigFlags 3 /Fields [<< /FT /Sig /T (S) /V << /Type /Sig /Contents (0) >> >>] >>"


def test_a_signed_scan(engine: ScriptedEngine, told: Callable[[], list[str]], tmp_path: Path) -> None:
    """Is asked without the text of its scanned pages, for nothing may be added to it."""
    options = ChatCopilotOptions(ocr="auto").with_document(
        scanned_pdf([READ, ""], entries=SIGNED), name="scan.pdf"
    )
    with OpenAIClient.embedded(tmp_path) as client, client.get_chat_copilot(options) as copilot:
        assert READ in (copilot.get_response(REVENUE)).text
    read, unused = told()
    assert read == "scan.pdf: page 2 was read by scripted"
    assert unused.startswith("scan.pdf: the text of its scanned pages is not used: scan.pdf is signed")


@pytest.mark.parametrize("kind", [ChatCopilotOptions, SummaryCopilotOptions])
def test_no_other_choice(kind: type[ChatCopilotOptions] | type[SummaryCopilotOptions]) -> None:
    """What is neither on nor off is refused where it is given."""
    with pytest.raises(InvalidArgumentError, match="ocr must be one of off, auto, not 'always'"):
        kind(ocr="always")  # type: ignore[arg-type]  # the test
