"""PDFs of a page with images that have tags, or none, and what is to be seen of their tags; for tests."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pdf_writer import assemble, stream

from pdfai.documents.alt_text import AltText, write_alt_text

DOT = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
SHOWN = "BT /F1 12 Tf 20 20 Td (Some words) Tj ET"
DRAW_A = "q 40 0 0 40 10 60 cm /A Do Q"
DRAW_B = "q 40 0 0 40 60 60 cm /B Do Q"
DECORATIVE = AltText.decorative()


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


def tagged(content: str, *, kids: str, owners: str, form: str = "") -> bytes:
    """A document of a page with tags: the kids of a paragraph, and who owns the marked content."""
    with pikepdf.open(io.BytesIO(page(content, form=form))) as document:
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


def changed(data: bytes, change: Callable[[Any], object]) -> bytes:
    """A document after somebody has had it in hands."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(written)
    return written.getvalue()


def told(*ordinals: int) -> dict[tuple[int, int], AltText]:
    """A text for each of these images."""
    return {(1, ordinal): AltText(f"Image {ordinal}") for ordinal in ordinals}


def outcomes(data: bytes, *ordinals: int) -> list[str]:
    """What becomes of these texts."""
    return [str(outcome) for outcome in write_alt_text(data, told(*ordinals)).outcomes.values()]


def content_of(data: bytes) -> str:
    """What the page draws."""
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


def two_gauges(content: str, *, kids: str, owners: str) -> bytes:
    """A page with one Figure, and what that says."""

    def name(document: Any) -> None:
        figure = document.Root.StructTreeRoot.K[0].K[0]
        figure.S, figure.Alt = pikepdf.Name.Figure, pikepdf.String("Two gauges")

    return changed(tagged(content, kids=kids, owners=owners), name)


def with_tagged_form(form: str) -> bytes:
    """A page that draws a form with tags of its own, which a paragraph owns."""

    def tag(document: Any) -> None:
        drawn = document.pages[0].Resources.XObject.F
        drawn.StructParents = 1
        root = document.Root.StructTreeRoot
        paragraph = root.K[0].K[0]
        kid = pikepdf.Dictionary(Type=pikepdf.Name.MCR, Stm=drawn, Pg=document.pages[0].obj, MCID=0)
        paragraph.K = pikepdf.Array([kid])
        root.ParentTree.Nums = pikepdf.Array([0, pikepdf.Array([]), 1, pikepdf.Array([paragraph])])

    return changed(tagged("/F Do", kids="[]", owners="", form=form), tag)
