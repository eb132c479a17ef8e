"""Where alternative text goes among the tags of a page, and which tags a page without them gets."""

import io
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from picture_pdf import noise, packed, pdf_of, place
from tagged_pages import (
    DECORATIVE,
    DRAW_A,
    DRAW_B,
    SHOWN,
    changed,
    content_of,
    outcomes,
    page,
    tagged,
    told,
    tree_of,
    two_gauges,
    with_tagged_form,
)

from pdfai.documents.alt_text import AltText, existing_alt_text, write_alt_text


def look(data: bytes) -> bytes:
    with pypdfium2.PdfDocument(data) as document:
        return bytes(document[0].render(scale=2).buffer)


def test_text_images_and_lines_of_an_untagged_page_are_tagged_in_their_order() -> None:
    """What is neither text nor says anything is for the eye alone."""
    texts = {**told(0), (1, 1): AltText.decorative()}
    data = write_alt_text(page(f"{SHOWN} 0 0 m 9 9 l S {DRAW_A} {DRAW_B} {SHOWN}"), texts).data
    assert tree_of(data) == ["Document", ["P", 0], ["Figure", 1], ["P", 2]]
    content = content_of(data)
    assert "/Artifact BMC 0 0 m 9 9 l S EMC" in content
    assert "/Figure <</MCID 1>> BDC /A Do EMC" in content
    assert "/Artifact BMC /B Do EMC" in content


def test_a_line_at_the_beginning_hides_nothing_behind_it() -> None:
    """Not even before anything is saved or moved."""
    data = write_alt_text(page(f"0 0 m 9 9 l S {SHOWN} {DRAW_A}"), told(0)).data
    assert tree_of(data) == ["Document", ["P", 0], ["Figure", 1]]


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


def test_tags_that_lead_nowhere_say_so() -> None:
    data = tagged(f"/P <</MCID 0>> BDC {DRAW_A} EMC", kids="[7]", owners="P")
    assert outcomes(data, 0) == ["failed: its tags are broken"]


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


def test_an_image_nobody_has_a_text_for_can_be_found() -> None:
    """In a document without tags it is a Figure that says nothing; the outcome tells. Text may come later."""
    result = write_alt_text(page(f"{DRAW_A} {SHOWN} {DRAW_B}"), told(1))
    assert {place: str(outcome) for place, outcome in result.outcomes.items()} == {
        (1, 0): "undescribed",
        (1, 1): "written",
    }
    assert tree_of(result.data) == ["Document", ["Figure", 0], ["P", 1], ["Figure", 2]]
    assert existing_alt_text(result.data) == {(1, 1): "Image 1"}
    with pikepdf.open(io.BytesIO(result.data)) as document:
        figure = document.Root.StructTreeRoot.K[0].K[0]
        assert "/Alt" not in figure
        assert list(figure.A.BBox) == [10, 60, 50, 100]
    again = write_alt_text(result.data, told(0))
    assert existing_alt_text(again.data) == {(1, 0): "Image 0", (1, 1): "Image 1"}


@pytest.mark.parametrize("unseen", [f"/Artifact BMC {DRAW_B} EMC", "q 0 0 0 0 1 1 cm /B Do Q"])
def test_what_nobody_sees_or_has_to_see_needs_no_text(unseen: str) -> None:
    assert outcomes(page(f"{DRAW_A} {unseen}"), 0) == ["written"]


def test_a_drawing_is_decoration_only_as_a_whole() -> None:
    """What nobody has said anything of may be worth it."""
    form, drawn = f"{DRAW_A} {DRAW_B}", "q .5 0 0 .5 0 0 cm /F Do Q"
    marked = tagged(f"/P <</MCID 0>> BDC {drawn} EMC", kids="[0]", owners="P", form=form)
    for data in (page(drawn, form=form), marked):
        result = write_alt_text(data, {(1, 0): DECORATIVE})
        assert str(result.outcomes[1, 0]) == "failed: it is tagged together with other things"
        assert result.data == data
    result = write_alt_text(page(drawn, form=form), told(0))
    assert existing_alt_text(result.data) == {(1, 0): "Image 0", (1, 1): "Image 0"}


@pytest.mark.parametrize(
    ("content", "kids", "owners"),
    [
        (f"/Figure <</MCID 0>> BDC {DRAW_A} EMC /Figure <</MCID 1>> BDC {DRAW_B} EMC", "[0 1]", "PP"),
        (f"/Figure <</MCID 0>> BDC {DRAW_A} {DRAW_B} EMC", "[0]", "P"),
    ],
)
def test_a_figure_of_two_images(content: str, kids: str, owners: str) -> None:
    """Is decoration when both are, and then it is gone; never one half of it."""
    data = two_gauges(content, kids=kids, owners=owners)
    both = write_alt_text(data, dict.fromkeys(existing_alt_text(data), DECORATIVE), overwrite=True)
    assert [str(outcome) for outcome in both.outcomes.values()] == ["artifact", "artifact"]
    assert tree_of(both.data) == ["Document"]
    assert content_of(both.data) == content.replace("/Figure <</MCID 0>> BDC", "/Artifact BMC").replace(
        "/Figure <</MCID 1>> BDC", "/Artifact BMC"
    )
    one = write_alt_text(data, {(1, 0): DECORATIVE}, overwrite=True)
    assert [str(outcome) for outcome in one.outcomes.values()] == [
        "failed: it is tagged together with other things"
    ]
    assert one.data == data


def test_a_figure_of_two_images_stands_where_both_are() -> None:
    content = f"/Figure <</MCID 0>> BDC {DRAW_A} {DRAW_B} EMC"
    data = write_alt_text(two_gauges(content, kids="[0]", owners="P"), told(0, 1), overwrite=True).data
    assert boxes(data) == [[10, 60, 100, 100]]


def test_what_a_figure_has_beside_its_images_stays() -> None:
    before = two_gauges(f"/Figure <</MCID 0>> BDC {DRAW_A} {SHOWN} {DRAW_B} EMC", kids="[0]", owners="P")
    result = write_alt_text(before, {(1, 0): DECORATIVE, (1, 1): DECORATIVE}, overwrite=True)
    assert {str(outcome) for outcome in result.outcomes.values()} == {"artifact"}
    assert tree_of(result.data) == ["Document", ["Figure", 0, 1, 2]]
    with pikepdf.open(io.BytesIO(result.data)) as document:
        assert "/Alt" not in document.Root.StructTreeRoot.K[0].K[0]
    assert look(result.data) == look(before)


def test_an_element_that_others_name_stays() -> None:
    """One with an ID may be what a link leads to; others go with what was in them."""
    with_id = changed(
        tagged(f"/P <</MCID 0>> BDC {DRAW_A} EMC", kids="[0]", owners="P"),
        lambda document: document.Root.StructTreeRoot.K[0].K[0].update({"/ID": pikepdf.String("a")}),
    )
    assert tree_of(write_alt_text(with_id, {(1, 0): DECORATIVE}).data) == ["Document", ["P"]]
    without = tagged(f"/P <</MCID 0>> BDC {DRAW_A} EMC", kids="[0]", owners="P")
    assert tree_of(write_alt_text(without, {(1, 0): DECORATIVE}).data) == ["Document"]


def strips(texts: dict[tuple[int, int], AltText]) -> tuple[bytes, list[str]]:
    """What becomes of a picture in four strips of 200 x 25."""
    content = b"".join(place(f"S{number}", 100, 300 - 25 * number, 200, 25) for number in range(4))
    data = pdf_of(content, {f"S{number}": packed(noise(number)) for number in range(4)})
    result = write_alt_text(data, texts)
    return result.data, [f"{place[1]} {outcome}" for place, outcome in result.outcomes.items()]


def boxes(data: bytes) -> list[list[float]]:
    """Where the Figures of a document are said to be."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return [list(map(float, each.A.BBox)) for each in document.Root.StructTreeRoot.K[0].K]


def test_a_picture_cut_into_strips_is_one() -> None:
    """It stands where all of them are; and so it does when nobody has a text for it."""
    whole = [100, 225, 300, 325]
    parts = {(1, number): DECORATIVE for number in (1, 2, 3)}
    data, states = strips(told(0) | parts)
    assert (boxes(data), states[0]) == ([whole], "0 written")
    data, states = strips(told(0))
    assert (boxes(data), states) == ([whole], ["0 written"])
    assert strips(parts)[1] == ["1 artifact", "2 artifact", "3 artifact", "0 undescribed"]


def test_strips_with_texts_of_their_own_are_pictures() -> None:
    data, _ = strips(told(0, 1, 2, 3))
    assert [box[1::2] for box in boxes(data)] == [[300, 325], [275, 300], [250, 275], [225, 250]]


def test_an_image_in_a_form_with_tags_of_its_own_becomes_a_figure_there() -> None:
    """The form's own marked content is its, in both directions of the tree."""
    data = write_alt_text(with_tagged_form(f"/P <</MCID 0>> BDC {DRAW_A} EMC"), told(0)).data
    assert tree_of(data) == ["Document", ["P", ["Figure", 0]]]
    assert existing_alt_text(data) == {(1, 0): "Image 0"}
    with pikepdf.open(io.BytesIO(data)) as document:
        figure = document.Root.StructTreeRoot.K[0].K[0].K[0]
        owners = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)[1]
        assert owners[0].objgen == figure.objgen
        assert figure.K.Stm.objgen == document.pages[0].Resources.XObject.F.objgen
        assert list(figure.A.BBox) == [10, 60, 50, 100]
    again = write_alt_text(data, {(1, 0): AltText("Another")}, overwrite=True).data
    assert existing_alt_text(again) == {(1, 0): "Another"}


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (f"/P <</MCID 0>> BDC {DRAW_A} {DRAW_B} EMC", AltText("Image 0")),
        (f"/P <</MCID 0>> BDC {DRAW_A} EMC", DECORATIVE),
    ],
)
def test_what_a_form_with_tags_of_its_own_does_not_allow(form: str, text: AltText) -> None:
    """Several pages may draw it: its content stays as it is."""
    before = with_tagged_form(form)
    result = write_alt_text(before, {(1, 0): text})
    assert str(result.outcomes[1, 0]) == "failed: it is tagged together with other things"
    assert result.data == before


def test_a_drawing_in_a_figure_stands_where_all_of_it_is() -> None:
    """Not where the first of its images is."""
    content = "/Figure <</MCID 0>> BDC q .5 0 0 .5 0 0 cm /F Do Q EMC"
    drawing = tagged(content, kids="[0]", owners="P", form=f"{DRAW_A} {DRAW_B}")

    def name(document: Any) -> None:
        document.Root.StructTreeRoot.K[0].K[0].S = pikepdf.Name.Figure

    data = write_alt_text(changed(drawing, name), told(0, 1)).data
    assert boxes(data) == [[0, 0, 100, 100]]
