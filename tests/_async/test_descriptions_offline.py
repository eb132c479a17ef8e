"""What can be said of images without a model."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from farm_pdf import PDF
from picture_pdf import noise, packed, pdf_of, place
from scripted_ocr import ScriptedEngine

from pdfai import (
    AsyncOpenAIClient,
    ClientSettings,
    ImageDescriptionCopilotOptions,
)
from pdfai.documents.ocr.hocr import SeenWord

pytestmark = pytest.mark.anyio
pikepdf = pytest.importorskip("pikepdf", reason="alternative text needs pikepdf")
Image = pytest.importorskip("PIL.Image", reason="pictures need Pillow")
DRAWING = packed(b"\xff\xff\xff" * 8 * 16 + b"\x10\x20\xd0" * 8 * 16)
SCAN = packed(bytes(0 if at % 5 == 0 else 255 for at in range(64 * 64)), "/ColorSpace /DeviceGray", side=64)


async def test_on_this_machine(tmp_path: Path) -> None:
    """Without a model nothing is asked, and the text says so, in the document's language."""
    options = ImageDescriptionCopilotOptions().with_document(PDF, name="farm.pdf")
    settings = ClientSettings(base_domain="http://localhost")
    async with (
        AsyncOpenAIClient(settings) as client,
        client.get_image_description_copilot(options) as copilot,
    ):
        (told,) = await copilot.get_image_descriptions()
    cat = told.images[0]
    assert "16 x 16 pixels" in cat.description
    assert cat.description.endswith("(Described without a model.)")
    assert cat.model == "extractive"
    assert Image.open(io.BytesIO(cat.data)).format == cat.media_type.removeprefix("image/").upper()


def image_file(format: str) -> bytes:
    """A drawing as an image file."""
    picture, file = Image.new("RGB", (120, 80), "white"), io.BytesIO()
    picture.paste("black", (10, 10, 110, 14))
    picture.save(file, format)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (image_file("PNG"), "image/png"),
        (image_file("JPEG"), "image/jpeg"),
        (pdf_of(place("Scan", 0, 0, 400, 400), {"Scan": SCAN}), "image/jpeg"),
        (pdf_of(place("Plan", 20, 200, 150, 150), {"Plan": DRAWING}), "image/png"),
    ],
    ids=["png", "jpeg", "scan", "drawing"],
)
async def test_text_that_this_machine_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, media_type: str
) -> None:
    """Offline, a description says what an engine reads in a picture, whatever it is kept as."""
    monkeypatch.setattr("pdfai.describing.offline.available_engine", lambda: ScriptedEngine("Pump 7"))
    options = ImageDescriptionCopilotOptions().with_document(data, name="plan")
    async with (
        AsyncOpenAIClient.embedded(tmp_path) as client,
        client.get_image_description_copilot(options) as copilot,
    ):
        (read,) = await copilot.get_image_descriptions()
    (image,) = read.images
    assert image.media_type == media_type
    assert '"Pump 7"' in image.description


async def test_only_words_that_are_sure_are_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And none of a photograph, where an engine sees ghosts; photographs are JPEGs, drawings are not."""

    class DoubtfulEngine(ScriptedEngine):
        def read(self, image: bytes, **options: Any) -> list[SeenWord]:
            pump, ghost = super().read(image, **options)
            return [pump, replace(ghost, confidence=0.5)]

    engine = DoubtfulEngine("Pump ghost")
    monkeypatch.setattr("pdfai.describing.offline.available_engine", lambda: engine)
    grain = noise(4, 60 * 60 * 3)
    shades = (
        each // 8 + value
        for at in range(60 * 60)
        for each, value in zip(
            grain[3 * at : 3 * at + 3], (at % 60 * 3, 100 + at // 60, 200 - at % 60 * 3), strict=True
        )
    )
    photograph = packed(bytes(shades), side=60)
    objects = {"Photo": photograph, "Plan": DRAWING}
    data = pdf_of(place("Photo", 20, 200, 150, 150) + place("Plan", 200, 20, 150, 150), objects)
    options = ImageDescriptionCopilotOptions().with_document(data, name="farm.pdf")
    async with AsyncOpenAIClient.embedded(tmp_path) as client:
        (told,) = await client.get_image_description_copilot(options).get_image_descriptions()
    photo, plan = told.images
    assert (photo.media_type, plan.media_type, engine.asked) == ("image/jpeg", "image/png", 1)
    assert "Pump" not in photo.description
    assert '"Pump"' in plan.description
