"""The OCR copilot: by a vision model that is sent pictures of pages, or on this machine."""

import base64
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from data_folder import DataFolder
from pdf_writer import write_pdf

from pdfai import AsyncOpenAIClient, ClientSettings, InvalidArgumentError, OcrCopilotOptions
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
