"""Alternative text in documents of several producers, read back by readers that are not ours."""

import ctypes
import io
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
import pytest

from pdfai.documents.alt_text import AltText, WrittenAltText, existing_alt_text, write_alt_text

DATA = Path(__file__).parents[1] / "data"
IMAGES = {
    "pictures-typst.pdf": [(1, 0), (1, 1), (1, 2)],
    "pictures-writer.pdf": [(1, 0), (1, 1), (1, 2)],
    "pictures-writer-tagged.pdf": [(1, 0), (1, 1), (1, 2)],
    "pictures-chromium.pdf": [(1, 0), (1, 1), (1, 2)],
    "pictures-reportlab.pdf": [(1, 0), (1, 1), (1, 2), (2, 0), (2, 1)],
}
SPOKEN_FOR = ["pictures-typst.pdf", "pictures-writer-tagged.pdf", "pictures-chromium.pdf"]
"""Their first image has alternative text."""
UNTAGGED = ["pictures-writer.pdf", "pictures-reportlab.pdf"]
every_document = pytest.mark.parametrize("name", IMAGES)


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


def texts(name: str) -> dict[tuple[int, int], AltText]:
    return {place: AltText(f"연못 é 😀 {place[0]}.{place[1]}") for place in IMAGES[name]}


@cache
def original(name: str) -> bytes:
    return (DATA / name).read_bytes()


@cache
def written(name: str) -> WrittenAltText:
    return write_alt_text(original(name), texts(name), language="en", title="Gardens", overwrite=True)


def pages(data: bytes) -> Iterator[Any]:
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        yield from document


def pictures_of(data: bytes) -> list[bytes]:
    return [bytes(page.render(scale=1.5).buffer) for page in pages(data)]


def text_of(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pages(data)]


def alt_texts_seen_by_pdfium(data: bytes) -> list[str]:
    found = []
    for page in pages(data):
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        roots = range(pdfium.FPDF_StructTree_CountChildren(tree))
        waiting = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, index) for index in reversed(roots)]
        while waiting:
            element = waiting.pop()
            buffer = (ctypes.c_ushort * 200)()
            if (size := pdfium.FPDF_StructElement_GetAltText(element, buffer, 400)) > 2:
                found.append(bytes(buffer)[: size - 2].decode("utf-16-le"))
            kids = range(pdfium.FPDF_StructElement_CountChildren(element))
            inner = [pdfium.FPDF_StructElement_GetChildAtIndex(element, index) for index in reversed(kids)]
            waiting += [each for each in inner if each]
        pdfium.FPDF_StructTree_Close(tree)
    return found


def catalog_facts(data: bytes) -> dict[str, Any]:
    """What a document has beside its pages' content."""
    with pikepdf.open(io.BytesIO(data)) as document:
        with document.open_outline() as outline:
            outlines = [str(item.title) for item in outline.root]
        return {
            "outlines": outlines,
            "attachments": {
                name: spec.get_file().read_bytes() for name, spec in document.attachments.items()
            },
            "links": [
                str(each.A.URI) for page in document.pages for each in page.get("/Annots", ()) if "/A" in each
            ],
            "fields": [(str(each.T), str(each.get("/V"))) for each in document.Root.AcroForm.Fields]
            if "/AcroForm" in document.Root
            else [],
        }


@every_document
def test_every_image_gets_its_text(name: str) -> None:
    result = written(name)
    assert {str(outcome) for outcome in result.outcomes.values()} == {"written"}
    assert existing_alt_text(result.data) == {place: told.text for place, told in texts(name).items()}


@every_document
def test_pdfium_reads_the_texts_in_the_order_of_the_page(name: str) -> None:
    assert alt_texts_seen_by_pdfium(written(name).data) == [told.text for told in texts(name).values()]


@every_document
def test_the_pages_look_the_same(name: str) -> None:
    assert pictures_of(written(name).data) == pictures_of(original(name))


@every_document
def test_text_links_outlines_attachments_and_fields_stay(name: str) -> None:
    assert text_of(written(name).data) == text_of(original(name))
    assert catalog_facts(written(name).data) == catalog_facts(original(name))


@needs("qpdf")
@every_document
def test_qpdf_has_no_complaint(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(written(name).data)
    subprocess.run(["qpdf", "--check", tmp_path / name], check=True, capture_output=True)


@needs("pdfinfo")
@every_document
def test_poppler_finds_all_text_and_the_figures_in_the_tags(name: str, tmp_path: Path) -> None:
    """An untagged document whose text were left out would be silent but for its images."""
    (tmp_path / name).write_bytes(written(name).data)
    command = ["pdfinfo", "-struct-text", str(tmp_path / name)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert told.count("Figure") >= len(IMAGES[name])
    assert "/BBox" in told
    for words in ("The pond was dug in May", "The hedge was planted", "Nothing else was done"):
        assert words in told


@every_document
def test_the_same_texts_give_the_same_bytes(name: str) -> None:
    again = write_alt_text(original(name), texts(name), language="en", title="Gardens", overwrite=True)
    assert again.data == written(name).data


@every_document
def test_a_second_writing_takes_the_place_of_the_first(name: str) -> None:
    """The document does not grow each time."""
    data = written(name).data
    others = {place: AltText(told.text[::-1]) for place, told in texts(name).items()}
    again = write_alt_text(data, others, overwrite=True).data
    assert existing_alt_text(again) == {place: told.text for place, told in others.items()}
    assert abs(len(again) - len(data)) < 100


@pytest.mark.parametrize("name", SPOKEN_FOR)
def test_a_text_that_is_there_is_kept(name: str) -> None:
    result = write_alt_text(original(name), texts(name))
    assert [str(outcome) for outcome in result.outcomes.values()] == ["kept", "written", "written"]
    assert existing_alt_text(result.data)[1, 0] == "The pond in May"


@pytest.mark.parametrize("name", SPOKEN_FOR)
def test_a_document_where_all_is_kept_is_not_touched(name: str) -> None:
    assert write_alt_text(original(name), {(1, 0): AltText("Another pond")}).data == original(name)


@every_document
def test_decoration_is_passed_over(name: str) -> None:
    """Its Figure goes, the page looks the same."""
    place = IMAGES[name][-1]
    result = write_alt_text(written(name).data, {place: AltText.decorative()}, overwrite=True)
    assert str(result.outcomes[place]) == "artifact"
    assert place not in existing_alt_text(result.data)
    assert len(alt_texts_seen_by_pdfium(result.data)) == len(IMAGES[name]) - 1
    assert pictures_of(result.data) == pictures_of(original(name))


@every_document
def test_decoration_may_come_to_say_something(name: str) -> None:
    place = IMAGES[name][-1]
    silent = write_alt_text(written(name).data, {place: AltText.decorative()}, overwrite=True).data
    told = write_alt_text(silent, {place: AltText("A plan")}).data
    assert existing_alt_text(told)[place] == "A plan"
    assert pictures_of(told) == pictures_of(original(name))


@pytest.mark.parametrize("name", UNTAGGED)
def test_an_untagged_document_says_its_language_and_title(name: str) -> None:
    """The language is not overwritten where there is one."""
    with pikepdf.open(io.BytesIO(written(name).data)) as document:
        assert str(document.Root.Lang)[:2] == "en"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo["/Title"]) == "Garden report"


@pytest.mark.parametrize("name", UNTAGGED)
def test_a_document_without_tags_has_no_texts(name: str) -> None:
    assert existing_alt_text(original(name)) == {}
