"""Alternative text on pages as nobody should make them: a clear outcome for each image."""

import ctypes
import io
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pdf_writer import assemble, stream, write_pdf

from pdfai.documents import ReadingLimits, worker
from pdfai.documents.alt_text import AltText, alt_text_tool, existing_alt_text, write_alt_text
from pdfai.documents.stopping import ReadingStoppedError, Stop
from pdfai.errors import (
    DamagedDocumentError,
    EncryptedDocumentError,
    InvalidArgumentError,
    NotAPdfError,
    ProtectedDocumentError,
    SignedDocumentError,
)

DATA = Path(__file__).parents[1] / "data"
DOT = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
SHOWN = "BT /F1 12 Tf 20 20 Td (Some words) Tj ET"
INLINE = b"q 40 0 0 40 10 10 cm BI /W 4 /H 1 /BPC 8 /CS /G ID %b EI Q\n"


def page(content: str | bytes, *, form: str = "", entries: str = "", form_entries: str = "") -> bytes:
    """A document of a page with the images `/A` and `/B`, and a form `/F`."""
    data = content if isinstance(content, bytes) else content.encode()
    fonts = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    resources = f"/Resources << {fonts} /XObject << /A 5 0 R /B 6 0 R /F 7 0 R >> >>"
    holds = f"/Type /XObject /Subtype /Form /BBox [0 0 200 200] {resources} {form_entries}"
    return assemble([
        f"<< /Type /Catalog /Pages 2 0 R {entries} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R {resources} >>".encode(),
        stream(data),
        stream(b"\x20", entries=DOT),
        stream(b"\x90", entries=DOT),
        stream(form.encode(), entries=holds),
    ])  # fmt: skip


def tagged(content: str, *, kids: str, owners: str) -> bytes:
    """A document of a page with tags: the kids of a paragraph, and who owns the marked content."""
    with pikepdf.open(io.BytesIO(page(content))) as document:
        root = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        whole, paragraph = (
            document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name(role)))
            for role in ("/Document", "/P")
        )
        first = document.pages[0].obj
        root.K, whole.K, whole.P, paragraph.P = (
            pikepdf.Array([whole]),
            pikepdf.Array([paragraph]),
            root,
            whole,
        )
        paragraph.Pg, paragraph.K = first, pikepdf.Object.parse(kids.encode())
        first.StructParents = 0
        owned = pikepdf.Array([paragraph if each == "P" else None for each in owners])
        root.ParentTree = pikepdf.Dictionary(Nums=[0, document.make_indirect(owned)])
        document.Root.StructTreeRoot = root
        written = io.BytesIO()
        document.save(written, deterministic_id=True)
    return written.getvalue()


def told(*ordinals: int) -> dict[tuple[int, int], AltText]:
    return {(1, ordinal): AltText(f"Image {ordinal}") for ordinal in ordinals}


def outcomes(data: bytes, *ordinals: int) -> list[str]:
    return [str(outcome) for outcome in write_alt_text(data, told(*ordinals)).outcomes.values()]


def content_of(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)) as document:
        return " ".join(document.pages[0].Contents.read_bytes().decode("latin-1").split())


def tree_of(data: bytes) -> Any:
    """The structure as nested lists: roles, and the numbers of marked content."""

    def told_of(element: Any) -> Any:
        if not isinstance(element, pikepdf.Dictionary):
            return element
        if "/S" not in element:
            return int(element.MCID) if "/MCID" in element else "object"
        kids = element.get("/K", pikepdf.Array())
        return [str(element.S)[1:], *map(told_of, kids if isinstance(kids, pikepdf.Array) else [kids])]

    with pikepdf.open(io.BytesIO(data)) as document:
        return told_of(document.Root.StructTreeRoot.K[0])


def look(data: bytes) -> bytes:
    with pypdfium2.PdfDocument(data) as document:
        return bytes(document[0].render(scale=2).buffer)


DRAW_A = "q 40 0 0 40 10 60 cm /A Do Q"
DRAW_B = "q 40 0 0 40 60 60 cm /B Do Q"


def test_text_images_and_lines_of_an_untagged_page_are_tagged_in_their_order() -> None:
    """What is neither text nor described is for the eye alone."""
    data = write_alt_text(page(f"{SHOWN} 0 0 m 9 9 l S {DRAW_A} {DRAW_B} {SHOWN}"), told(0)).data
    assert tree_of(data) == ["Document", ["P", 0], ["Figure", 1], ["P", 2]]
    content = content_of(data)
    assert "/Artifact BMC 0 0 m 9 9 l S EMC" in content
    assert "/Figure <</MCID 1>> BDC /A Do EMC" in content
    assert "/Artifact BMC /B Do EMC" in content


def test_an_image_alone_in_its_marked_content_becomes_a_figure_there() -> None:
    """The page's content stays as it was."""
    before = tagged(f"/P <</MCID 0>> BDC {DRAW_A} EMC", kids="[0]", owners="P")
    after = write_alt_text(before, told(0)).data
    assert content_of(after) == content_of(before)
    assert tree_of(after) == ["Document", ["P", ["Figure", 0]]]


def test_an_image_among_text_parts_the_marked_content() -> None:
    """Two of them come out in their order, and so does the text between and behind them."""
    words = f"{SHOWN} {DRAW_A} {SHOWN} {DRAW_B} {SHOWN}"
    before = tagged(f"/P <</MCID 0>> BDC {words} EMC", kids="0", owners="P")
    result = write_alt_text(before, told(0, 1))
    assert tree_of(result.data) == ["Document", ["P", 0, ["Figure", 1], 2, ["Figure", 3], 4]]
    assert existing_alt_text(result.data) == {(1, 0): "Image 0", (1, 1): "Image 1"}
    assert look(result.data) == look(before)


def test_a_layer_stays_around_its_image() -> None:
    before = tagged(f"/P <</MCID 0>> BDC {SHOWN} /OC /L BDC {DRAW_A} EMC EMC", kids="[0]", owners="P")
    content = content_of(write_alt_text(before, told(0)).data)
    assert "EMC EMC /Figure <</MCID 1>> BDC /OC /L BDC /A Do EMC EMC /P <</MCID 2>> BDC /OC /L BDC" in content


def test_an_image_without_tags_comes_behind_what_was_drawn_before_it() -> None:
    before = tagged(f"/P <</MCID 0>> BDC {SHOWN} EMC {DRAW_A} {DRAW_B}", kids="[0]", owners="P")
    after = write_alt_text(before, told(0, 1)).data
    assert tree_of(after) == ["Document", ["P", 0], ["Figure", 1], ["Figure", 2]]
    assert existing_alt_text(after) == {(1, 0): "Image 0", (1, 1): "Image 1"}


def test_images_in_a_drawing_are_one_figure() -> None:
    """With what is said of both; its labels belong to it."""
    drawn = f"{DRAW_A} {DRAW_B} {SHOWN}"
    data = write_alt_text(page(f"{SHOWN} q .5 0 0 .5 0 0 cm /F Do Q", form=drawn), told(0, 1)).data
    assert tree_of(data) == ["Document", ["P", 0], ["Figure", 1]]
    assert existing_alt_text(data) == {(1, 0): "Image 0 Image 1", (1, 1): "Image 0 Image 1"}


def test_a_page_drawn_as_a_whole_does_not_hide_its_text_behind_an_image() -> None:
    """Others on the page are written all the same."""
    result = write_alt_text(page(f"/F Do {DRAW_B}", form=f"{SHOWN} {DRAW_A}"), told(0, 1))
    assert [str(outcome) for outcome in result.outcomes.values()] == [
        "failed: the page's text is drawn together with it",
        "written",
    ]
    assert tree_of(result.data) == ["Document", ["P", 0], ["Figure", 1]]


@pytest.mark.parametrize("inside", [b"a EI b", b"\nEI\n", b" EI "])
def test_an_inline_image_may_hold_its_own_end(inside: bytes) -> None:
    """Its size says where it ends, not its bytes."""
    picture = INLINE.replace(b"/W 4", b"/W %d" % (len(inside) + 1)) % (b"\x90" + inside)
    before = page(picture + DRAW_A.encode())
    result = write_alt_text(before, told(0, 1))
    assert {str(outcome) for outcome in result.outcomes.values()} == {"written"}
    assert look(result.data) == look(before)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("q 0 0 0 0 10 10 cm /A Do Q", "it has no area"),
        (f"BT {DRAW_A} ET", "it is drawn in the midst of text"),
        (f"{DRAW_A} (never ended", "what is drawn cannot be read to its end"),
        (f"one 0 0 1 0 0 cm {DRAW_A} /x cm", "what should be numbers are none"),
        (SHOWN, "there is no such image"),
        ("/Nothing Do", "there is no such image"),
    ],
)
def test_an_image_that_cannot_be_tagged_says_why(content: str, problem: str) -> None:
    """And the document is not touched."""
    data = page(content)
    result = write_alt_text(data, told(0))
    assert [str(outcome) for outcome in result.outcomes.values()] == [f"failed: {problem}"]
    assert result.data == data


def test_an_image_of_no_area_does_not_keep_others_from_their_text() -> None:
    assert outcomes(page(f"q 0 0 0 0 1 1 cm /A Do Q {DRAW_B}"), 0, 1) == ["failed: it has no area", "written"]


def test_a_page_that_cannot_be_read_does_not_keep_others_from_their_text() -> None:
    with pikepdf.open(io.BytesIO(page(DRAW_A))) as document:
        document.pages.append(document.pages[0])
        document.pages[1].Contents = document.make_stream(DRAW_A.encode() + b" (never ended")
        written = io.BytesIO()
        document.save(written)
    result = write_alt_text(written.getvalue(), {(1, 0): AltText("One"), (2, 0): AltText("Two")})
    assert result.outcomes[1, 0].state == "written"
    assert result.outcomes[2, 0].problem == "what is drawn cannot be read to its end"
    assert existing_alt_text(result.data) == {(1, 0): "One"}


def test_a_form_that_draws_itself_comes_to_an_end() -> None:
    assert outcomes(page("/F Do", form=f"{DRAW_A} /F Do"), 0) == ["written"]


def test_pages_and_images_that_do_not_exist() -> None:
    result = write_alt_text(page(DRAW_A), {(1, 7): AltText("a"), (9, 0): AltText("b"), (1, 0): AltText("c")})
    assert [result.outcomes[place].problem for place in ((1, 7), (9, 0), (1, 0))] == [
        "there is no such image",
        "there is no such page",
        "",
    ]


def test_tags_that_lead_nowhere_say_so() -> None:
    data = tagged(f"/P <</MCID 0>> BDC {DRAW_A} EMC", kids="[7]", owners="P")
    assert outcomes(data, 0) == ["failed: its tags are broken"]


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


def test_a_page_that_unpacks_to_more_than_there_is_room_for_is_damaged() -> None:
    """300 MB out of a few hundred bytes."""
    with pikepdf.open(io.BytesIO(page(DRAW_A))) as document:
        packed = zlib.compress(zlib.compress(b" " * 300_000_000, 1))
        twice = pikepdf.Array([pikepdf.Name.FlateDecode] * 2)
        document.pages[0].Contents = document.make_stream(packed, Filter=twice)
        written = io.BytesIO()
        document.save(written, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    small = replace(ReadingLimits(), memory=300 * 1024**2)
    result = write_alt_text(written.getvalue(), told(0), limits=small)
    assert [str(outcome) for outcome in result.outcomes.values()] == ["failed: the page is damaged"]


def test_writing_can_be_stopped() -> None:
    stop = Stop()
    stop.set()
    with pytest.raises(ReadingStoppedError):
        write_alt_text(page(DRAW_A), told(0), stop=stop)


def changed(data: bytes, change: Callable[[Any], object]) -> bytes:
    """A document after somebody has had it in hands."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(written)
    return written.getvalue()


def test_a_figure_says_where_it_is() -> None:
    """In points of the page; and what else is said of it stays."""
    data = write_alt_text(page(DRAW_A), told(0)).data

    def tell_more(document: Any) -> None:
        figure = document.Root.StructTreeRoot.K[0].K[0]
        assert list(figure.A.BBox) == [10, 60, 50, 100]
        figure.A = pikepdf.Dictionary(O=pikepdf.Name.PrintField)

    again = write_alt_text(changed(data, tell_more), told(0), overwrite=True).data
    with pikepdf.open(io.BytesIO(again)) as document:
        attributes = document.Root.StructTreeRoot.K[0].K[0].A
        assert [str(each.O) for each in attributes] == ["/PrintField", "/Layout"]


def test_an_image_comes_between_what_is_drawn_around_it() -> None:
    """Not behind all that has tags."""
    silent = write_alt_text(page(f"{SHOWN} {DRAW_A} {SHOWN}"), {(1, 0): AltText.decorative()}).data
    assert tree_of(silent) == ["Document", ["P", 0], ["P", 1]]
    assert tree_of(write_alt_text(silent, told(0)).data) == ["Document", ["P", 0], ["Figure", 2], ["P", 1]]


def test_a_figure_by_another_name_is_one() -> None:
    """Documents may name their elements as they like."""

    def rename(document: Any) -> None:
        document.Root.StructTreeRoot.K[0].K[0].S = pikepdf.Name.Bild
        document.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary(Bild=pikepdf.Name.Figure)

    renamed = changed(write_alt_text(page(DRAW_A), told(0)).data, rename)
    assert existing_alt_text(renamed) == {(1, 0): "Image 0"}


def test_what_is_an_artifact_stays_one() -> None:
    """Once."""
    content = f"/Artifact BMC 0 0 m 9 9 l S EMC /Artifact BMC {SHOWN} EMC {DRAW_A}"
    data = write_alt_text(page(content), told(0)).data
    assert content_of(data).count("/Artifact BMC") == 2
    assert tree_of(data) == ["Document", ["Figure", 0]]


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
    libraries = alt_text_tool.prepare(worker)
    data = (DATA / "pictures-reportlab.pdf").read_bytes()
    libraries.pdfium.FPDF_InitLibraryWithConfig(libraries.pdfium.FPDF_LIBRARY_CONFIG(version=2))
    original = alt_text_tool.Original(libraries, (ctypes.c_char * len(data)).from_buffer_copy(data), None)
    looks = iter([{2}, set()])
    monkeypatch.setattr(alt_text_tool.Original, "different", lambda *_: next(looks))
    options = {"language": "", "title": "", "overwrite": False, "allow_unsigned": False}
    answer, written = alt_text_tool.write(original, {"texts": [(1, 0, "One"), (2, 0, "Two")], **options})
    assert answer["outcomes"] == [
        (1, 0, "written", ""),
        (2, 0, "failed", "the page would look different"),
    ]
    assert existing_alt_text(written) == {(1, 0): "One"}
