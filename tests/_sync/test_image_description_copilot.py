# Derived from tests/_async/test_image_description_copilot.py by scripts/unasync.py.
"""The image-description copilot: by a vision model that is sent pictures, or on this machine."""

import base64
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from farm_pdf import OBJECTS, PDF
from picture_pdf import image, pdf_of, place

from pdfai import (
    OFFLINE_MODEL,
    ApiError,
    Budget,
    BudgetExceededError,
    ClientSettings,
    DamagedDocumentError,
    ImageDescriptionCopilotOptions,
    InvalidArgumentError,
    NotAPdfError,
    OpenAIClient,
)
from pdfai._sync.copilots import image_description
from pdfai._sync.copilots.questions import ModelAnswer, PictureShown, Questions
from pdfai.documents.alt_text import existing_alt_text
from pdfai.documents.pictures.picture import FoundPictures
from pdfai.server.models.base import Prompt
from pdfai.testing import ScriptedModel

pikepdf = pytest.importorskip("pikepdf", reason="alternative text needs pikepdf")
Image = pytest.importorskip("PIL.Image", reason="pictures need Pillow")
Serve = Callable[..., str]
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


def test_only_the_pages_that_are_meant(serve: Serve) -> None:
    """Nobody pays for the others."""
    model = ScriptedModel("An animal.")
    options = ImageDescriptionCopilotOptions(model="m").with_document(PDF, name="farm.pdf", pages="1")
    with client_of(serve(model)) as client, client.get_image_description_copilot(options) as copilot:
        (told,) = copilot.get_image_descriptions()
    assert {image.page for image in told.images} == {1}
    assert len(model.prompts) == 1


def test_what_is_paid_for_is_kept(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the work breaks off, what is described is at hand, and asking again goes on from there."""
    model = ScriptedModel(lambda prompt: f"Animal {picture_of(prompt).size[0]}.")
    pages = [place("Cat", 20, 200, 100, 100), place("Dog", 20, 200, 90, 90)]
    options = ImageDescriptionCopilotOptions(model="m").with_document(pdf_of(pages, OBJECTS), name="farm.pdf")
    with client_of(serve(model)) as client, client.get_image_description_copilot(options) as copilot:
        assert copilot.get_image_descriptions_so_far() == ()
        original = Questions.answer

        def answer_one(questions: Questions, question: str, picture: PictureShown) -> ModelAnswer:
            if picture.name.startswith("page-2"):
                raise ApiError("no", status=500)
            return original(questions, question, picture)

        with monkeypatch.context() as broken:
            broken.setattr(Questions, "answer", answer_one)
            broken.setattr(image_description, "_AT_ONCE", 1)
            with pytest.raises(ApiError):
                copilot.get_image_descriptions()
        (so_far,) = copilot.get_image_descriptions_so_far()
        assert [(image.description, image.error) for image in so_far.images] == [
            ("Animal 100.", ""),
            ("", "it has not been described yet"),
        ]
        (told,) = copilot.get_image_descriptions()
    assert [image.description for image in told.images] == ["Animal 100.", "Animal 90."]
    assert len(model.prompts) == 2


def test_a_caption_is_told_to_the_model(serve: Serve) -> None:
    """Also where only the second place of a picture has one."""
    model = ScriptedModel("A pump.")
    pages = [place("Cat", 50, 20), place("Cat", 50, 250)]
    data = pdf_of(pages, OBJECTS, text="Figure 3: The pump feeds the reservoir.\n")
    options = ImageDescriptionCopilotOptions(model="m").with_document(data, name="farm.pdf")
    with client_of(serve(model)) as client, client.get_image_description_copilot(options) as copilot:
        copilot.get_image_descriptions()
    (prompt,) = model.prompts
    assert "'Figure 3: The pump feeds the reservoir.'" in prompt.turns[-1].text


def test_strips_are_described_once(serve: Serve) -> None:
    """The others are parts, which nobody misses."""
    strips = b"".join(place("Cat", 50, 100 + 10 * number, 200, 10) for number in range(8))
    model = ScriptedModel("A cat.")
    options = ImageDescriptionCopilotOptions(model="m").with_document(
        pdf_of(strips, OBJECTS), name="farm.pdf"
    )
    with client_of(serve(model)) as client, client.get_image_description_copilot(options) as copilot:
        (told,) = copilot.get_image_descriptions()
        here = client.get_image_description_copilot(options.with_model(OFFLINE_MODEL))
        (seen,) = here.get_image_descriptions()
    assert [image.decoration for image in told.images] == ["", *["part"] * 7]
    assert told.images[0].rectangle == (50, 100, 250, 180)
    assert len(model.prompts) == 1
    assert "16 x 128 pixels" in seen.images[0].description


@pytest.mark.parametrize(
    ("said", "description", "error"),
    [("A cat\n on a wall.\n", "A cat on a wall.", ""), (" \n", "", "the model said nothing of it")],
)
def test_what_a_model_says_is_one_line(serve: Serve, said: str, description: str, error: str) -> None:
    """Nothing is an error."""
    with client_of(serve(ScriptedModel(said))) as client:
        (told,) = client.get_image_description_copilot(OPTIONS).get_image_descriptions()
    assert (told.images[0].description, told.images[0].error) == (description, error)


@pytest.mark.parametrize("status", [400, 413, 401])
def test_a_picture_that_the_server_does_not_take(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    """Is an error of that picture; what concerns all of them ends the work."""

    def refuse(*_: object) -> None:
        raise ApiError("no", status=status)

    with client_of(serve(ScriptedModel("An animal."))) as client:
        monkeypatch.setattr(client, "upload_file", refuse)
        copilot = client.get_image_description_copilot(OPTIONS)
        if status == 401:
            with pytest.raises(ApiError):
                copilot.get_image_descriptions()
        else:
            (told,) = copilot.get_image_descriptions()
            assert [bool(image.error) for image in told.images] == [True, False, True, True]


def test_a_picture_that_cannot_be_shown(serve: Serve) -> None:
    """Says why, and the one beside it is described."""
    broken = image(b"no deflated data at all", "/Filter /FlateDecode")
    data = pdf_of(place("Bad", 20, 200) + place("Cat", 200, 200), OBJECTS | {"Bad": broken})
    options = ImageDescriptionCopilotOptions(model="m").with_document(data, name="farm.pdf")
    with client_of(serve(ScriptedModel("A cat."))) as client:
        (told,) = client.get_image_description_copilot(options).get_image_descriptions()
    assert [(image.description, image.error) for image in told.images] == [
        ("", "its data is damaged, or in a format nobody here can read"),
        ("A cat.", ""),
    ]


def test_a_document_that_nobody_could_look_at(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its pictures are described all the same."""

    def fail(*_: object, **__: object) -> None:
        raise DamagedDocumentError("farm.pdf")

    monkeypatch.setattr("pdfai.describing.looking.look_at_pdf", fail)
    with client_of(serve(ScriptedModel("An animal."))) as client:
        (told,) = client.get_image_description_copilot(OPTIONS).get_image_descriptions()
    assert [bool(image.description) for image in told.images] == [True, False, True, True]


def test_pages_that_cannot_be_looked_at(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Are told of with their reasons."""
    found = FoundPictures(pictures=(), problems={2: "it takes too long"}, page_count=2)
    monkeypatch.setattr("pdfai.describing.looking.find_pictures", lambda *_, **__: found)
    with client_of(serve(ScriptedModel())) as client:
        (told,) = client.get_image_description_copilot(OPTIONS).get_image_descriptions()
    assert told.problems == {2: "it takes too long"}
