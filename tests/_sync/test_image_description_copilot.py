# Derived from tests/_async/test_image_description_copilot.py by scripts/unasync.py.
"""The image-description copilot: by a vision model that is sent pictures, or on this machine."""

import base64
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from picture_pdf import noise, packed, pdf_of, place
from scripted_ocr import ScriptedEngine

from pdfai import (
    Budget,
    BudgetExceededError,
    ClientSettings,
    ImageDescriptionCopilotOptions,
    InvalidArgumentError,
    NotAPdfError,
    OpenAIClient,
)
from pdfai.documents.alt_text import AltText, existing_alt_text, write_alt_text
from pdfai.server.models.base import Prompt
from pdfai.testing import ScriptedModel

pytest.importorskip("pikepdf", reason="alternative text needs pikepdf")
Image = pytest.importorskip("PIL.Image", reason="pictures need Pillow")

Serve = Callable[..., str]
OBJECTS = {"Cat": packed(noise(1)), "Dog": packed(noise(2)), "Dot": packed(noise(3))}
PAGES = [
    place("Cat", 20, 200) + place("Dot", 300, 10, 4, 4),
    place("Dog", 20, 200) + place("Cat", 200, 20, 50, 50),
]
PDF = pdf_of(PAGES, OBJECTS, text="The cat and the dog live in the house of the farmer.")
OPTIONS = ImageDescriptionCopilotOptions(model="vision-x").with_document(PDF, name="farm.pdf")


def client_of(url: str) -> OpenAIClient:
    return OpenAIClient(ClientSettings(base_domain=url))


def picture_of(prompt: Prompt) -> Any:
    """The one picture that the model was shown."""
    (picture,) = prompt.turns[-1].pictures
    _, _, data = picture.url.partition(";base64,")
    return Image.open(io.BytesIO(base64.b64decode(data)))


def test_pictures_are_shown_to_the_model(serve: Serve) -> None:
    """Each picture is sent with the prompts and the detail of the options; what is not decorative, once."""
    model = ScriptedModel("An animal.")
    options = (
        OPTIONS.with_image_detail("low")
        .with_instructions("Be exact.")
        .with_image_description_prompt("What is it?")
    )
    with client_of(serve(model)) as client, client.get_image_description_copilot(options) as copilot:
        (told,) = copilot.get_image_descriptions()
        assert copilot.get_image_descriptions() == (told,)
        assert (client.get_files()).data == []
        assert (client.get_threads()).data == []
        assert (client.get_assistants()).data == []
    assert [(image.name, image.description, image.decoration) for image in told.images] == [
        ("image 1 on page 1", "An animal.", ""),
        ("image 2 on page 1", "", "tiny"),
        ("image 1 on page 2", "An animal.", ""),
        ("image 2 on page 2", "An animal.", ""),
    ]
    assert len(model.prompts) == 2
    assert {prompt.instructions for prompt in model.prompts} == {"Be exact."}
    assert {prompt.turns[-1].text for prompt in model.prompts} == {"What is it?"}
    assert {prompt.turns[-1].pictures[0].detail for prompt in model.prompts} == {"low"}
    assert all(picture_of(prompt).size == (100, 100) for prompt in model.prompts)


def test_the_question_names_the_language(serve: Serve) -> None:
    """Unless the options ask otherwise, an alternative text in the document's language is asked for."""
    model = ScriptedModel("An animal.")
    with client_of(serve(model)) as client, client.get_image_description_copilot(OPTIONS) as copilot:
        copilot.get_image_descriptions()
    (question,) = {prompt.turns[-1].text for prompt in model.prompts}
    assert "alternative text" in question
    assert "'en'" in question


def test_a_picture_placed_twice_is_paid_for_once(serve: Serve) -> None:
    """It is in all its places, and its tokens are in one."""
    model = ScriptedModel("An animal.")
    told_of: list[tuple[int, int]] = []
    with client_of(serve(model)) as client, client.get_image_description_copilot(OPTIONS) as copilot:
        (told,) = copilot.get_image_descriptions(progress=lambda done, total: told_of.append((done, total)))
    cat, _, dog, other_cat = told.images
    assert (cat.rectangle, other_cat.rectangle) == ((20, 200, 120, 300), (200, 20, 250, 70))
    assert cat.data == other_cat.data != dog.data
    assert [image.usage.total_tokens for image in told.images] == [5, 0, 5, 0]
    assert told.usage.total_tokens == 10
    assert {image.model for image in (cat, dog, other_cat)} == {"scripted"}
    assert told_of == [(1, 2), (2, 2)]


def test_one_picture_fails(serve: Serve, tmp_path: Path) -> None:
    """It says why, in all its places; the others are described, and written."""

    def looks(prompt: Prompt) -> str | Exception:
        return RuntimeError("no") if prompt is model.prompts[0] else "An animal."

    model = ScriptedModel(looks)
    with client_of(serve(model)) as client, client.get_image_description_copilot(OPTIONS) as copilot:
        (told,) = copilot.get_image_descriptions()
        (copy,) = copilot.add_pdf_image_descriptions(tmp_path)
    failed = [image for image in told.images if image.error]
    assert failed
    assert all(not image.description for image in failed)
    described = [image for image in told.images if image.description]
    assert described
    assert existing_alt_text(copy.path.read_bytes()) == {
        (image.page, image.number - 1): "An animal." for image in described
    }


def test_nothing_is_paid_beyond_the_budget(serve: Serve) -> None:
    """What no image can be blamed for ends the work."""
    budget = Budget(max_tokens_total=10)
    settings = ClientSettings(base_domain=serve(ScriptedModel()))
    with (
        OpenAIClient(settings, budget=budget) as client,
        client.get_image_description_copilot(OPTIONS) as copilot,
    ):
        with pytest.raises(BudgetExceededError):
            copilot.get_image_descriptions()


def test_written_into_a_copy(serve: Serve, tmp_path: Path) -> None:
    """The copy has the document's name, and its images the texts; the decorative one is an artifact."""
    folder = tmp_path / "new" / "copies"
    with (
        client_of(serve(ScriptedModel("An animal."))) as client,
        client.get_image_description_copilot(OPTIONS) as copilot,
    ):
        (copy,) = copilot.add_pdf_image_descriptions(folder)
    assert (copy.document, copy.path) == ("farm.pdf", folder / "farm.pdf")
    assert [(each.page, each.number, each.state) for each in copy.outcomes] == [
        (1, 1, "written"),
        (1, 2, "artifact"),
        (2, 1, "written"),
        (2, 2, "written"),
    ]
    texts = existing_alt_text(copy.path.read_bytes())
    assert texts == dict.fromkeys([(1, 0), (2, 0), (2, 1)], "An animal.")
    assert list(folder.iterdir()) == [copy.path]


def test_texts_that_there_are_stay(serve: Serve, tmp_path: Path) -> None:
    """Nobody is asked about images that have one, unless it is to be replaced."""
    had = {(1, 0): AltText("A cat."), (2, 0): AltText("A dog."), (2, 1): AltText("A small cat.")}
    data = write_alt_text(PDF, had).data
    model = ScriptedModel("An animal.")
    options = ImageDescriptionCopilotOptions(model="vision-x").with_document(data, name="farm.pdf")
    with client_of(serve(model)) as client:
        with client.get_image_description_copilot(options) as copilot:
            (told,) = copilot.get_image_descriptions()
            (copy,) = copilot.add_pdf_image_descriptions(tmp_path)
        assert model.prompts == []
        assert {each.state for each in copy.outcomes} == {"kept", "artifact"}
        assert [image.description for image in told.images] == ["A cat.", "", "A dog.", "A small cat."]
        with client.get_image_description_copilot(options.with_overwritten_texts()) as copilot:
            (copy,) = copilot.add_pdf_image_descriptions(tmp_path)
    assert set(existing_alt_text(copy.path.read_bytes()).values()) == {"An animal."}


def test_on_this_machine(tmp_path: Path) -> None:
    """Without a model nothing is asked, and the text says so, in the document's language."""
    options = ImageDescriptionCopilotOptions().with_document(PDF, name="farm.pdf")
    settings = ClientSettings(base_domain="http://localhost")
    with (
        OpenAIClient(settings) as client,
        client.get_image_description_copilot(options) as copilot,
    ):
        (told,) = copilot.get_image_descriptions()
    cat = told.images[0]
    assert "16 x 16 pixels" in cat.description
    assert cat.description.endswith("(Described without a model.)")
    assert cat.model == "extractive"
    assert Image.open(io.BytesIO(cat.data)).format == cat.media_type.removeprefix("image/").upper()


def test_text_that_this_machine_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Offline, a description says what an engine reads in a picture."""
    monkeypatch.setattr("pdfai.describing.available_engine", lambda: ScriptedEngine("Pump 7"))
    drawings = Path(__file__).parent.parent / "documents" / "data" / "pictures-typst.pdf"
    options = ImageDescriptionCopilotOptions(documents=drawings)
    with (
        OpenAIClient.embedded(tmp_path) as client,
        client.get_image_description_copilot(options) as copilot,
    ):
        (read,) = copilot.get_image_descriptions()
    assert any("Pump 7" in image.description for image in read.images)


def test_image_files(serve: Serve, tmp_path: Path) -> None:
    """An image file is one image; nothing can be written into it."""
    file = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(file, "PNG")
    model = ScriptedModel("A red field.")
    options = ImageDescriptionCopilotOptions(model="vision-x").with_document(file.getvalue(), name="red.png")
    with client_of(serve(model)) as client, client.get_image_description_copilot(options) as copilot:
        with pytest.raises(InvalidArgumentError, match=r"red\.png is an image, and only PDFs"):
            copilot.add_pdf_image_descriptions(tmp_path)
        assert model.prompts == []
        (told,) = copilot.get_image_descriptions()
    (image,) = told.images
    assert (image.description, image.rectangle) == ("A red field.", (0, 0, 40, 20))
    assert picture_of(model.prompts[0]).size == (40, 20)


def test_an_original_is_never_written_over(tmp_path: Path) -> None:
    """Neither in its own folder nor through a link, and two copies do not take one place."""
    own, other = tmp_path / "own", tmp_path / "other"
    for folder in (own, other):
        folder.mkdir()
        (folder / "farm.pdf").write_bytes(PDF)
    (tmp_path / "link").symlink_to(own)
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "farm.pdf").symlink_to(own / "farm.pdf")
    settings = ClientSettings(base_domain="http://localhost")
    with OpenAIClient(settings) as client:
        for sources, folder, told in (
            ([own / "farm.pdf"], own, "holds the document farm.pdf itself"),
            ([own / "farm.pdf"], tmp_path / "link", "holds the document farm.pdf itself"),
            ([own / "farm.pdf"], tmp_path / "linked", "holds the document farm.pdf itself"),
            ([own / "farm.pdf", other / "farm.pdf"], tmp_path / "new", "a folder of its own"),
        ):
            options = ImageDescriptionCopilotOptions(documents=sources)
            with client.get_image_description_copilot(options) as copilot:
                with pytest.raises(InvalidArgumentError, match=told):
                    copilot.add_pdf_image_descriptions(folder)
    assert (own / "farm.pdf").read_bytes() == PDF


def test_documents_without_images_and_none() -> None:
    """No images are no failure; a text, or no document at all, is one."""
    settings = ClientSettings(base_domain="http://localhost")
    plain = ImageDescriptionCopilotOptions().with_document(pdf_of(b"", {}, text="Words."), name="plain.pdf")
    text = ImageDescriptionCopilotOptions().with_document(b"Words.", name="words.txt")
    with OpenAIClient(settings) as client:
        (told,) = client.get_image_description_copilot(plain).get_image_descriptions()
        assert told.images == ()
        with pytest.raises(NotAPdfError, match="plain text"):
            client.get_image_description_copilot(text).get_image_descriptions()
        with pytest.raises(InvalidArgumentError, match="give the options a document"):
            client.get_image_description_copilot(ImageDescriptionCopilotOptions()).get_image_descriptions()
