# Derived from tests/_async/test_image_description_copilot.py by scripts/unasync.py.
"""The image-description copilot: by a vision model that is sent pictures, or on this machine."""

import base64
import errno
import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from picture_pdf import noise, packed, pdf_of, place
from scripted_ocr import ScriptedEngine

from pdfai import (
    ApiError,
    Budget,
    BudgetExceededError,
    ClientSettings,
    ImageDescriptionCopilotOptions,
    InvalidArgumentError,
    NotAPdfError,
    OpenAIClient,
    SignedDocumentError,
)
from pdfai.documents.alt_text import AltText, existing_alt_text, write_alt_text
from pdfai.documents.ocr.hocr import SeenWord
from pdfai.documents.pictures.picture import FoundPictures
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


def test_only_the_pages_that_are_meant(serve: Serve) -> None:
    """Nobody pays for the others."""
    model = ScriptedModel("An animal.")
    options = ImageDescriptionCopilotOptions(model="m").with_document(PDF, name="farm.pdf", pages="1")
    with client_of(serve(model)) as client, client.get_image_description_copilot(options) as copilot:
        (told,) = copilot.get_image_descriptions()
    assert {image.page for image in told.images} == {1}
    assert len(model.prompts) == 1


def test_an_encrypted_document(serve: Serve, tmp_path: Path) -> None:
    """Its password opens it to look, to see what it says already, and to write."""
    pikepdf = pytest.importorskip("pikepdf")
    spoken, locked = write_alt_text(PDF, {(2, 0): AltText("A dog.")}).data, io.BytesIO()
    with pikepdf.open(io.BytesIO(spoken)) as document:
        document.save(locked, encryption=pikepdf.Encryption(user="open", owner="boss"))
    model = ScriptedModel("A cat.")
    options = ImageDescriptionCopilotOptions(model="m").with_document(
        locked.getvalue(), name="farm", password="open"
    )
    with client_of(serve(model)) as client, client.get_image_description_copilot(options) as copilot:
        (copy,) = copilot.add_pdf_image_descriptions(tmp_path)
    assert len(model.prompts) == 1
    assert copy.path.name == "farm.pdf"
    texts = existing_alt_text(copy.path.read_bytes(), password="open")
    assert texts == {(1, 0): "A cat.", (2, 0): "A dog.", (2, 1): "A cat."}


def test_a_signed_document(serve: Serve, tmp_path: Path) -> None:
    """Is refused unless its signatures may become invalid."""
    pikepdf = pytest.importorskip("pikepdf")
    signed = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as document:
        signature = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Contents=b"0", ByteRange=[0, 1, 2, 3])
        field = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="s", V=signature))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
        document.save(signed)
    options = ImageDescriptionCopilotOptions(model="m").with_document(signed.getvalue(), name="farm.pdf")
    with client_of(serve(ScriptedModel("An animal."))) as client:
        with pytest.raises(SignedDocumentError):
            client.get_image_description_copilot(options).add_pdf_image_descriptions(tmp_path)
        allowed = client.get_image_description_copilot(options.with_unsigned_copies())
        (copy,) = allowed.add_pdf_image_descriptions(tmp_path)
    assert len(existing_alt_text(copy.path.read_bytes())) == 3


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
    assert [image.decoration for image in told.images] == ["", *["part"] * 7]
    assert told.images[0].rectangle == (50, 100, 250, 180)
    assert len(model.prompts) == 1


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


def test_the_copy_says_its_language_and_title(serve: Serve, tmp_path: Path) -> None:
    """Where the document says neither."""
    pikepdf = pytest.importorskip("pikepdf")
    with client_of(serve(ScriptedModel("An animal."))) as client:
        (copy,) = client.get_image_description_copilot(OPTIONS).add_pdf_image_descriptions(tmp_path)
    with pikepdf.open(copy.path) as document:
        assert (str(document.Root.Lang), str(document.docinfo["/Title"])) == ("en", "farm")
        assert document.Root.ViewerPreferences.DisplayDocTitle


def test_a_copy_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The earlier one stays where the new one cannot take its place."""
    (tmp_path / "farm.pdf").write_bytes(b"earlier")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pdfai.replacement.Path.replace", full)
    options = ImageDescriptionCopilotOptions().with_document(PDF, name="farm.pdf")
    with OpenAIClient(ClientSettings(base_domain="http://localhost")) as client:
        with pytest.raises(InvalidArgumentError, match="No space left"):
            client.get_image_description_copilot(options).add_pdf_image_descriptions(tmp_path)
    assert [each.name for each in os.scandir(tmp_path)] == ["farm.pdf"]
    assert (tmp_path / "farm.pdf").read_bytes() == b"earlier"


def test_pages_that_cannot_be_looked_at(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Are told of with their reasons."""
    found = FoundPictures(pictures=(), problems={2: "it takes too long"}, page_count=2)
    monkeypatch.setattr("pdfai.describing.find_pictures", lambda *_, **__: found)
    with client_of(serve(ScriptedModel())) as client:
        (told,) = client.get_image_description_copilot(OPTIONS).get_image_descriptions()
    assert told.problems == {2: "it takes too long"}


def test_only_words_that_are_sure_are_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And none of a photograph, where an engine sees ghosts; photographs are JPEGs, drawings are not."""

    class DoubtfulEngine(ScriptedEngine):
        def read(self, image: bytes, **options: Any) -> list[SeenWord]:
            pump, ghost = super().read(image, **options)
            return [pump, replace(ghost, confidence=0.5)]

    engine = DoubtfulEngine("Pump ghost")
    monkeypatch.setattr("pdfai.describing.available_engine", lambda: engine)
    drawing = packed(b"\xff\xff\xff" * 8 * 16 + b"\x10\x20\xd0" * 8 * 16)
    grain = noise(4, 60 * 60 * 3)
    shades = (
        each // 8 + value
        for at in range(60 * 60)
        for each, value in zip(
            grain[3 * at : 3 * at + 3], (at % 60 * 3, 100 + at // 60, 200 - at % 60 * 3), strict=True
        )
    )
    photograph = packed(bytes(shades), side=60)
    objects = {"Photo": photograph, "Plan": drawing}
    data = pdf_of(place("Photo", 20, 200, 150, 150) + place("Plan", 200, 20, 150, 150), objects)
    options = ImageDescriptionCopilotOptions().with_document(data, name="farm.pdf")
    with OpenAIClient.embedded(tmp_path) as client:
        (told,) = client.get_image_description_copilot(options).get_image_descriptions()
    photo, plan = told.images
    assert (photo.media_type, plan.media_type, engine.asked) == ("image/jpeg", "image/png", 1)
    assert "Pump" not in photo.description
    assert '"Pump"' in plan.description
