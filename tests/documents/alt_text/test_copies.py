"""Copies with alternative text: what they keep, who may write them, and that they look the same."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pdf_writer import write_pdf
from tagged_pages import DRAW_A, page, told

from pdfai.documents.alt_text import AltText, existing_alt_text, write_alt_text, writing
from pdfai.documents.alt_text.looks import Looks
from pdfai.documents.limits import ReadingLimits
from pdfai.documents.piecework import Failed
from pdfai.documents.stopping import ReadingStoppedError, Stop
from pdfai.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    EncryptedDocumentError,
    InvalidArgumentError,
    NotAPdfError,
    ProtectedDocumentError,
    SignedDocumentError,
)

DATA = Path(__file__).parents[1] / "data"


def test_a_document_without_images_is_not_touched() -> None:
    data = write_pdf(["Words alone."])
    assert write_alt_text(data, {}).data == data
    assert existing_alt_text(data) == {}


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(InvalidArgumentError, match=r"AltText\.decorative"):
        AltText(" ")


def encrypted(**permissions: bool) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(page(DRAW_A))) as document:
        allowed = pikepdf.Permissions(**permissions)
        document.save(written, encryption=pikepdf.Encryption(user="open", owner="boss", R=6, allow=allowed))
    return written.getvalue()


def test_a_copy_of_an_encrypted_document_is_as_encrypted() -> None:
    """The same passwords open it, and it allows what it allowed."""
    data = write_alt_text(encrypted(print_highres=False), told(0), password="open").data
    assert existing_alt_text(data, password="boss") == {(1, 0): "Image 0"}
    with pikepdf.open(io.BytesIO(data), password="open") as document:
        assert (document.encryption.R, document.allow.print_highres, document.allow.extract) == (
            6,
            False,
            True,
        )
    with pytest.raises(EncryptedDocumentError):
        existing_alt_text(data)


def test_a_document_that_allows_no_changes_is_changed_by_its_owner_only() -> None:
    data = encrypted(modify_other=False)
    with pytest.raises(ProtectedDocumentError, match=r"^report\.pdf is protected against changes"):
        write_alt_text(data, told(0), name="report.pdf", password="open")
    assert write_alt_text(data, told(0), password="boss").outcomes[1, 0].state == "written"


def test_a_signed_document_is_changed_only_when_that_is_wanted() -> None:
    field = "<< /FT /Sig /T (s) /V << /Type /Sig /Filter /X /ByteRange [0 1 2 3] /Contents <00> >> >>"
    data = page(DRAW_A, entries=f"/AcroForm << /SigFlags 3 /Fields [{field}] >>")
    with pytest.raises(SignedDocumentError, match="is signed"):
        write_alt_text(data, told(0))
    assert write_alt_text(data, told(0), allow_unsigned=True).outcomes[1, 0].state == "written"


@pytest.mark.parametrize(
    ("spoil", "error"),
    [(lambda data: b"no PDF", NotAPdfError), (lambda data: data[: len(data) // 2], DamagedDocumentError)],
)
def test_what_is_no_whole_pdf_is_refused(spoil: Callable[[bytes], bytes], error: type[Exception]) -> None:
    with pytest.raises(error):
        write_alt_text(spoil(page(DRAW_A)), told(0))


def test_writing_can_be_stopped() -> None:
    stop = Stop()
    stop.set()
    with pytest.raises(ReadingStoppedError):
        write_alt_text(page(DRAW_A), told(0), stop=stop)


def test_what_a_document_says_of_itself_stays() -> None:
    """Its language, and how it wants to be shown; a title that it lacks is added."""
    entries = "/Lang (ko) /ViewerPreferences << /HideToolbar true >>"
    data = write_alt_text(page(DRAW_A, entries=entries), told(0), language="en", title="Pond").data
    with pikepdf.open(io.BytesIO(data)) as document:
        assert (str(document.Root.Lang), str(document.docinfo["/Title"])) == ("ko", "Pond")
        assert dict(document.Root.ViewerPreferences.items()) == {
            "/HideToolbar": True,
            "/DisplayDocTitle": True,
        }
        assert document.pages[0].Tabs == "/S"


def test_annotations_have_elements() -> None:
    """A link that no element owns is not read out."""
    data = write_alt_text((DATA / "pictures-reportlab.pdf").read_bytes(), told(0)).data
    with pikepdf.open(io.BytesIO(data)) as document:
        tree = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
        links = [
            each for page in document.pages for each in page.get("/Annots", ()) if each.Subtype == "/Link"
        ]
        assert links
        assert {str(tree[int(each.StructParent)].S) for each in links} == {"/Link"}


def test_an_old_document_stays_readable_to_old_readers() -> None:
    """Objects are packed from PDF 1.5 on."""
    old = page(DRAW_A).replace(page(DRAW_A)[:8], b"%PDF-1.4", 1)
    assert b"/ObjStm" not in write_alt_text(old, told(0)).data


def test_a_page_that_would_look_different_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are written."""
    different = iter([{2}, set[int]()])
    monkeypatch.setattr(Looks, "different", lambda *_: next(different))
    data = (DATA / "pictures-reportlab.pdf").read_bytes()
    result = write_alt_text(data, {(1, 0): AltText("One"), (2, 0): AltText("Two")})
    assert str(result.outcomes[1, 0]) == "written"
    assert str(result.outcomes[2, 0]) == "failed: the page would look different"
    assert existing_alt_text(result.data) == {(1, 0): "One"}


def test_a_page_that_looks_different_is_seen() -> None:
    """One alone, and on paper of another size too."""
    data = (DATA / "pictures-reportlab.pdf").read_bytes()
    looks = Looks(data, name="", password=None, limits=ReadingLimits(), stop=None)
    assert looks.different(data, [1, 2]) == set()
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.pages[1].Contents = document.make_stream(b"0 0 99 99 re f")
        document.save(written)
    assert looks.different(written.getvalue(), [1, 2]) == {2}


def test_a_document_that_takes_too_long_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody should have to look for a fresh copy of it."""
    failed = Failed(problem="working on it takes more than 60 s of processor time", is_limit=True)
    monkeypatch.setattr(writing, "do_pieces", lambda *_, **__: [failed])
    with pytest.raises(DocumentTooLargeError, match=r"^long\.pdf is too large .*60 s of processor time"):
        write_alt_text(page(DRAW_A), told(0), name="long.pdf")


def test_halves_of_characters_are_no_reason_to_fail() -> None:
    """Models and names of files have them; two halves are one."""
    texts = {(1, 0): AltText("A \ud83d pond \ud83d\ude00")}
    result = write_alt_text(page(DRAW_A), texts, title="re\udce9port", language="e\udce9")
    assert existing_alt_text(result.data) == {(1, 0): "A \ufffd pond \U0001f600"}
    with pikepdf.open(io.BytesIO(result.data)) as document:
        assert str(document.docinfo["/Title"]) == "re\ufffdport"
