"""Alternative text on pages as nobody should make them: a clear outcome for each image."""

import ctypes
import io
import zlib
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from tagged_pages import DRAW_A, DRAW_B, SHOWN, changed, outcomes, page, told, two_gauges

from pdfai.documents import ReadingLimits, worker
from pdfai.documents.alt_text import AltText, alt_text_tool, existing_alt_text, write_alt_text

INLINE = b"q 40 0 0 40 10 10 cm BI /W 4 /H 1 /BPC 8 /CS /G ID %b EI Q\n"


def look(data: bytes) -> bytes:
    with pypdfium2.PdfDocument(data) as document:
        return bytes(document[0].render(scale=2).buffer)


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


def three_pages(change: Any) -> bytes:
    """A page with an image three times; the first two are changed."""

    def copy(document: Any) -> None:
        for _ in range(2):
            document.pages.append(document.pages[0])
        for each in list(document.pages)[:2]:
            change(document, each)

    return changed(page(DRAW_A), copy)


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The documents that are opened for writing, when `written_here` writes."""
    opened: list[Any] = []
    real = alt_text_tool.Original.open

    def noted(original: alt_text_tool.Original) -> Any:
        opened.append(real(original))
        return opened[-1]

    monkeypatch.setattr(alt_text_tool.Original, "open", noted)
    return opened


def written_here(data: bytes, *places: tuple[int, int]) -> list[tuple[int, int, str, str]]:
    """What becomes of images in a document that this process writes."""
    libraries = alt_text_tool.prepare(worker)
    begun = alt_text_tool.begin(
        libraries, {"password": None}, (ctypes.c_char * len(data)).from_buffer_copy(data)
    )
    options = {"language": "", "title": "", "overwrite": True, "allow_unsigned": False, "different": []}
    texts = [(*place, "A pond") for place in places]
    answer, written = begun({"is_read": False, "texts": texts, **options})
    assert bool(written) == any(state == "written" for _, _, state, _ in answer["outcomes"])
    return sorted(answer["outcomes"])


def test_pages_that_cannot_be_read_are_left_out_at_once(openings: list[Any]) -> None:
    """Nothing is begun anew for them: a document may have hundreds."""

    def spoil(document: Any, each: Any) -> None:
        each.Contents = document.make_stream(DRAW_A.encode() + b" (never ended")

    problem = "what is drawn cannot be read to its end"
    assert written_here(three_pages(spoil), (1, 0), (3, 0)) == [
        (1, 0, "failed", problem),
        (3, 0, "written", ""),
    ]
    assert len(openings) == 1


def test_a_page_that_fails_half_tagged_is_left_as_it_was(openings: list[Any]) -> None:
    """All is done anew without it."""
    content = f"/Figure <</MCID 0>> BDC {DRAW_A} EMC {DRAW_B}"

    def spoil(document: Any) -> None:
        document.Root.StructTreeRoot.K[0].K[0].A = 7

    data = changed(two_gauges(content, kids="[0]", owners="P"), spoil)
    problem = "the page is damaged"
    assert written_here(data, (1, 0), (1, 1)) == [(1, 0, "failed", problem), (1, 1, "failed", problem)]
    assert len(openings) == 2


def test_a_page_that_hangs_when_drawn_costs_no_other() -> None:
    """Nobody can tell whether it looks as it did, nor has it ever been seen."""

    def spoil(document: Any) -> None:
        document.pages.append(document.pages[0])
        pattern = document.make_stream(b"0 0 1 1 re f", PatternType=1, PaintType=1, TilingType=1)
        pattern.XStep = pattern.YStep = Decimal("0.01")
        pattern.BBox, pattern.Resources = pikepdf.Array([0, 0, 1, 1]), pikepdf.Dictionary()
        first = document.pages[0]
        first.Resources.Pattern = pikepdf.Dictionary(P=pattern)
        first.Contents = document.make_stream(b"/Pattern cs /P scn 0 0 200 200 re f " + DRAW_A.encode())

    texts = {(1, 0): AltText("One"), (2, 0): AltText("Two")}
    limits = replace(ReadingLimits(), cpu_seconds=1)
    result = write_alt_text(changed(page(DRAW_A), spoil), texts, limits=limits)
    assert {str(outcome) for outcome in result.outcomes.values()} == {"written"}
    assert existing_alt_text(result.data) == {(1, 0): "One", (2, 0): "Two"}
