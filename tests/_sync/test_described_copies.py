# Derived from tests/_async/test_described_copies.py by scripts/unasync.py.
"""Copies whose images carry their descriptions as alternative text."""

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from farm_pdf import PDF

from pdfai import (
    ClientSettings,
    DamagedDocumentError,
    DocumentError,
    ImageDescriptionCopilotOptions,
    InvalidArgumentError,
    OpenAIClient,
    ProtectedDocumentError,
    SignedDocumentError,
)
from pdfai.documents.alt_text import AltText, existing_alt_text, write_alt_text
from pdfai.testing import ScriptedModel

pikepdf = pytest.importorskip("pikepdf", reason="alternative text needs pikepdf")
Image = pytest.importorskip("PIL.Image", reason="pictures need Pillow")
Serve = Callable[..., str]
OPTIONS = ImageDescriptionCopilotOptions(model="vision-x").with_document(PDF, name="farm.pdf")


def client_of(url: str) -> OpenAIClient:
    return OpenAIClient(ClientSettings(base_domain=url))


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


def test_an_encrypted_document(serve: Serve, tmp_path: Path) -> None:
    """Its password opens it to look, to see what it says already, and to write."""
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


def signed_pdf() -> bytes:
    """The same with a signature, such as it is."""
    signed = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as document:
        signature = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Contents=b"0", ByteRange=[0, 1, 2, 3])
        field = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="s", V=signature))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
        document.save(signed)
    return signed.getvalue()


def protected_pdf() -> bytes:
    """The same, which everybody may read and only its owner change."""
    protected = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as document:
        allowed = pikepdf.Permissions(modify_other=False)
        document.save(protected, encryption=pikepdf.Encryption(owner="boss", allow=allowed))
    return protected.getvalue()


@pytest.mark.parametrize(
    ("data", "refusal"), [(signed_pdf(), SignedDocumentError), (protected_pdf(), ProtectedDocumentError)]
)
def test_what_may_not_be_changed_is_refused_first(
    serve: Serve, tmp_path: Path, data: bytes, refusal: type[DocumentError]
) -> None:
    """Nobody is asked about it, nor about the other documents, and none is written."""
    model = ScriptedModel("An animal.")
    options = OPTIONS.with_document(data, name="bound.pdf").with_document(PDF, name="third.pdf")
    with client_of(serve(model)) as client:
        with pytest.raises(refusal, match=r"bound\.pdf"):
            client.get_image_description_copilot(options).add_pdf_image_descriptions(tmp_path / "out")
    assert model.prompts == []
    assert os.listdir(tmp_path) == ["data"]


def test_what_may_be_changed_after_all(serve: Serve, tmp_path: Path) -> None:
    """A signed one whose signatures may become invalid, and a protected one by its owner."""
    options = ImageDescriptionCopilotOptions(model="m").with_unsigned_copies()
    options = options.with_document(signed_pdf(), name="signed.pdf")
    options = options.with_document(protected_pdf(), name="protected.pdf", password="boss")
    with client_of(serve(ScriptedModel("An animal."))) as client:
        copies = client.get_image_description_copilot(options).add_pdf_image_descriptions(tmp_path)
    signed, protected = (copy.path.read_bytes() for copy in copies)
    assert len(existing_alt_text(signed)) == 3
    assert len(existing_alt_text(protected, password="boss")) == 3


def test_what_cannot_be_written_is_described(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its pictures can be seen all the same; who wants a copy hears of it before anybody is asked."""

    def fail(*_: object, **__: object) -> None:
        raise DamagedDocumentError("farm.pdf", "it cannot be written anew")

    monkeypatch.setattr("pdfai.describing.looking.existing_alt_text", fail)
    model = ScriptedModel("An animal.")
    with client_of(serve(model)) as client, client.get_image_description_copilot(OPTIONS) as copilot:
        with pytest.raises(DamagedDocumentError, match="written anew"):
            copilot.add_pdf_image_descriptions(tmp_path)
        assert model.prompts == []
        (told,) = copilot.get_image_descriptions()
    assert [bool(image.description) for image in told.images] == [True, False, True, True]


def test_texts_of_people_stay_where_nobody_describes(serve: Serve, tmp_path: Path) -> None:
    """Who replaces texts does not lose those of small or repeated images."""
    data = write_alt_text(PDF, {(1, 1): AltText("Our seal."), (1, 0): AltText("A cat.")}).data
    options = ImageDescriptionCopilotOptions(model="m").with_overwritten_texts()
    options = options.with_document(data, name="farm.pdf")
    with client_of(serve(ScriptedModel("An animal."))) as client:
        (copy,) = client.get_image_description_copilot(options).add_pdf_image_descriptions(tmp_path)
    texts = existing_alt_text(copy.path.read_bytes())
    assert (texts[1, 0], texts[1, 1]) == ("An animal.", "Our seal.")


def test_the_copy_says_its_language_and_title(serve: Serve, tmp_path: Path) -> None:
    """Where the document says neither."""
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
