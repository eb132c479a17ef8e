"""The OCR copilot: by a vision model that is sent pictures of pages, or on this machine."""

import base64
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from data_folder import DataFolder
from pdf_writer import write_pdf
from scripted_ocr import ScriptedEngine, scanned_pdf

from pdfai import AsyncOpenAIClient, ClientSettings, InvalidArgumentError, OcrCopilotOptions
from pdfai.documents import read_pdf
from pdfai.documents.ocr import EngineFailedError
from pdfai.documents.ocr.hocr import SeenWord
from pdfai.documents.rendering import RenderingFailed
from pdfai.server.models.base import Prompt
from pdfai.testing import ScriptedModel

pytestmark = pytest.mark.anyio

Serve = Callable[..., str]
MANUAL = Path(__file__).parent.parent / "documents" / "data" / "manual-en.pdf"
PAGES = ["The net revenue was 48 million euros.", "The staff grew to 310 people.", "Busan is in Korea."]
OPTIONS = OcrCopilotOptions(model="vision-x").with_document(write_pdf(PAGES), name="scan.pdf")
with_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


def client_of(url: str) -> AsyncOpenAIClient:
    return AsyncOpenAIClient(ClientSettings(base_domain=url))


def size_of(prompt: Prompt) -> tuple[int, int]:
    """Of the one picture that the model was shown."""
    image = pytest.importorskip("PIL.Image")
    (picture,) = prompt.turns[-1].pictures
    kind, _, data = picture.url.partition(";base64,")
    assert kind == "data:image/jpeg"
    width, height = image.open(io.BytesIO(base64.b64decode(data))).size
    return width, height


async def test_pages_are_shown_to_the_model(serve: Serve) -> None:
    """Each page is sent as a picture at the resolution, detail and prompts of the options."""
    model = ScriptedModel("Said by the model.")
    options = (
        OPTIONS.with_resolution(100)
        .with_detail("low")
        .with_instructions("Be exact.")
        .with_user_instructions("Read the table.")
        .with_temperature(0.0)
    )
    async with client_of(serve(model)) as client, client.get_ocr_copilot(options) as copilot:
        result = await copilot.get_text_recognition_result()
    (read,) = result.documents
    assert [(page.number, page.text, page.success) for page in read.pages] == [
        (number, "Said by the model.", True) for number in (1, 2, 3)
    ]
    assert (read.document, read.model) == ("scan.pdf", "scripted")
    assert {prompt.instructions for prompt in model.prompts} == {"Be exact."}
    assert {prompt.turns[-1].text for prompt in model.prompts} == {"Read the table."}
    assert {prompt.turns[-1].pictures[0].detail for prompt in model.prompts} == {"low"}
    assert {prompt.model for prompt in model.prompts} == {"vision-x"}
    assert {prompt.temperature for prompt in model.prompts} == {0.0}
    assert {size_of(prompt) for prompt in model.prompts} == {(826, 1169)}


async def test_counts_what_it_cost(serve: Serve) -> None:
    """Each page's tokens, the document's and all together's."""
    model = ScriptedModel("Text.")
    async with client_of(serve(model)) as client, client.get_ocr_copilot(OPTIONS) as copilot:
        result = await copilot.get_text_recognition_result()
    assert [page.usage.total_tokens for page in result.documents[0].pages] == [5, 5, 5]
    assert result.documents[0].usage.total_tokens == result.usage.total_tokens == 15


async def test_one_page_fails(serve: Serve) -> None:
    """A page that the model fails at says so; the others are read, and nothing stays on the server."""

    def reads(prompt: Prompt) -> str | Exception:
        return RuntimeError("no") if prompt is model.prompts[0] else "Text."

    model = ScriptedModel(reads)
    async with client_of(serve(model)) as client, client.get_ocr_copilot(OPTIONS) as copilot:
        result = await copilot.get_text_recognition_result()
        assert (await client.get_files()).data == []
        assert (await client.get_threads()).data == []
        assert (await client.get_assistants()).data == []
    pages = result.documents[0].pages
    assert sorted(page.success for page in pages) == [False, True, True]
    assert all(page.text == "Text." for page in pages if page.success)
    assert all(page.error for page in pages if not page.success)
    assert not result.success


async def test_page_ranges_and_progress(serve: Serve) -> None:
    """Only the pages that are meant are read, and somebody is told of each."""
    told: list[tuple[int, int]] = []
    options = OcrCopilotOptions(model="m").with_document(write_pdf(PAGES), name="scan.pdf", pages="2-3")
    async with (
        client_of(serve(ScriptedModel("Text."))) as client,
        client.get_ocr_copilot(options) as copilot,
    ):
        result = await copilot.get_text_recognition_result(
            progress=lambda done, total: told.append((done, total))
        )
    assert [page.number for page in result.documents[0].pages] == [2, 3]
    assert told == [(1, 2), (2, 2)]


async def test_no_positions_from_a_model(serve: Serve) -> None:
    """A model cannot say where words stand, and nobody pretends it could."""
    async with client_of(serve(ScriptedModel())) as client, client.get_ocr_copilot(OPTIONS) as copilot:
        with pytest.raises(InvalidArgumentError, match="leave the model out"):
            await copilot.get_searchable_documents()


@with_tesseract
async def test_on_this_machine(tmp_path: Path) -> None:
    """Without a model the machine's own engine reads, and the copy it makes can be searched."""
    from scanning import scan  # noqa: PLC0415  # needs Pillow

    data = DataFolder(path=tmp_path / "data")
    options = OcrCopilotOptions().with_document(scan([MANUAL.read_bytes()]), name="scan.pdf")
    async with (
        AsyncOpenAIClient.embedded(data.path) as client,
        client.get_ocr_copilot(options) as copilot,
    ):
        result = await copilot.get_text_recognition_result()
        (searchable,) = await copilot.get_searchable_documents()
    assert "Wear eye protection" in result.text
    assert result.documents[0].model.startswith("tesseract")
    assert result.usage.total_tokens == 0
    assert searchable.data.startswith(b"%PDF-")
    assert data.is_clean()


class NotingEngine(ScriptedEngine):
    """Notes what it is asked for."""

    languages = frozenset({"eng", "kor"})

    def __init__(self, text: str) -> None:
        """Nothing is noted yet."""
        super().__init__(text)
        self.noted: list[tuple[str, float]] = []

    def read(self, image: bytes, *, language: str, dpi: float, **options: Any) -> list[SeenWord]:
        """As it does, and noted."""
        self.noted.append((language, dpi))
        return super().read(image, language=language, dpi=dpi, **options)


async def test_the_engine_is_told_what_the_options_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Language, resolution and pages; who asks again waits for nothing, and somebody is told of each page."""
    engine = NotingEngine("Words.")
    monkeypatch.setattr("pdfai._async.copilots.ocr.available_engine", lambda: engine)
    options = OcrCopilotOptions(language="ko", resolution=100).with_document(
        scanned_pdf(["", "", ""]), name="scan.pdf", pages="2-3"
    )
    told: list[tuple[int, int]] = []
    async with AsyncOpenAIClient.embedded(tmp_path) as client, client.get_ocr_copilot(options) as copilot:
        result = await copilot.get_text_recognition_result(
            progress=lambda done, total: told.append((done, total))
        )
        assert await copilot.get_text_recognition_result() is result
    assert [page.number for page in result.documents[0].pages] == [2, 3]
    assert engine.noted == [("kor", 100), ("kor", 100)]
    assert told == [(1, 2), (2, 2)]


async def test_an_encrypted_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its password opens it to be drawn, by a model or here, and the copy that can be searched."""
    pikepdf = pytest.importorskip("pikepdf")
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(scanned_pdf([""]))) as document:
        document.save(locked, encryption=pikepdf.Encryption(user="open", owner="boss"))
    monkeypatch.setattr("pdfai._async.copilots.ocr.available_engine", lambda: ScriptedEngine("Words."))
    options = OcrCopilotOptions().with_document(locked.getvalue(), name="scan.pdf", password="open")
    async with AsyncOpenAIClient.embedded(tmp_path) as client, client.get_ocr_copilot(options) as copilot:
        (searchable,) = await copilot.get_searchable_documents()
    assert read_pdf(searchable.data, password="open")[0].text == "Words."
    assert searchable.layered_pages == (1,)


async def test_an_encrypted_scan_is_shown_to_a_model(serve: Serve) -> None:
    """The picture of its page, that is."""
    locked = Path(__file__).parent.parent / "documents" / "data" / "encrypted-aes-256.pdf"
    options = OcrCopilotOptions(model="m").with_document(locked, password="open sesame", pages="1")
    async with client_of(serve(ScriptedModel("Read."))) as client:
        result = await client.get_ocr_copilot(options).get_text_recognition_result()
    assert (result.success, result.text) == (True, "Read.")


async def test_a_page_that_the_engine_fails_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Says so; the others are read."""

    class FailingEngine(ScriptedEngine):
        def read(self, image: bytes, **options: Any) -> list[SeenWord]:
            words = super().read(image, **options)
            if self.asked == 1:
                raise EngineFailedError("it fails on it")
            return words

    monkeypatch.setattr("pdfai._async.copilots.ocr.available_engine", lambda: FailingEngine("Words."))
    options = OcrCopilotOptions().with_document(scanned_pdf(["", ""]), name="scan.pdf")
    async with AsyncOpenAIClient.embedded(tmp_path) as client:
        result = await client.get_ocr_copilot(options).get_text_recognition_result()
    assert [(page.text, page.error) for page in result.documents[0].pages] == [
        ("", "it fails on it"),
        ("Words.", ""),
    ]


async def test_a_page_that_cannot_be_drawn(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is not sent, and says why."""
    failed = RenderingFailed(page=1, problem="it takes too long")
    monkeypatch.setattr("pdfai._async.copilots.ocr.render", lambda *_, **__: [failed])
    async with client_of(serve(model := ScriptedModel())) as client:
        result = await client.get_ocr_copilot(OPTIONS).get_text_recognition_result()
    assert [page.error for page in result.documents[0].pages] == ["it takes too long"] * 3
    assert model.prompts == []


async def test_nothing_to_read(tmp_path: Path) -> None:
    """No document is wrong usage."""
    async with AsyncOpenAIClient.embedded(tmp_path) as client:
        with pytest.raises(InvalidArgumentError, match="give the options a document"):
            await client.get_ocr_copilot(OcrCopilotOptions()).get_text_recognition_result()
