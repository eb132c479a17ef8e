"""Words laid invisibly on their picture, and read back by others."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it has no types
import pytest
from pdf_writer import assemble, stream, write_pdf

from pdfai.documents import read_pdf
from pdfai.documents.ocr import RecognizedPage, Word, add_text_layer, text_layer
from pdfai.documents.places import Rectangle
from pdfai.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    ProtectedDocumentError,
    SignedDocumentError,
    WrongPasswordError,
)

pikepdf = pytest.importorskip("pikepdf")

WORD = r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.+?)<'
"""As pdftotext tells of it."""
BOXES = {
    0: Rectangle(100, 300, 160, 312),
    90: Rectangle(200, 300, 212, 360),
    180: Rectangle(300, 300, 360, 312),
    270: Rectangle(400, 300, 412, 360),
}
"""Of a word of sixty points, by how its line is turned."""


def row(text: str, *, top: float = 712) -> tuple[Word, ...]:
    """Words beside each other, as they are read; those from the right begin there."""
    left, right, words = 50.0, 545.0, []
    parts = text.split(" ")
    for at, part in enumerate(parts, start=1):
        width = 8.0 * len(part)
        box = Rectangle(left, top - 12, left + width, top)
        if part[0] in "אבגדהוזחטיכלמנסעפצקרשתاعبكلم":
            box, right = Rectangle(right - width, top - 12, right, top), right - width - 5
        left = box.right + 5
        words.append(Word(text=part, rectangle=box, confidence=0.9, after=" " if at < len(parts) else "\n"))
    return tuple(words)


def page(*lines: str, number: int = 1) -> RecognizedPage:
    """A page of such rows."""
    words = tuple(word for at, line in enumerate(lines) for word in row(line, top=712 - 20 * at))
    return RecognizedPage(number=number, words=words)


def a_drawing(*, entries: str = "", content: str = "0 g 50 50 100 100 re f") -> bytes:
    """A page without text and without resources."""
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {entries} >>".encode(),
            stream(content.encode()),
        ]
    )


def pixels(data: bytes) -> list[bytes]:
    """Each page as it looks."""
    return [bytes(each.render().buffer) for each in pypdfium2.PdfDocument(data)]


def found(data: bytes, word: str) -> Rectangle:
    """Where pdfium finds a word."""
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    text.count_rects(*text.search(word).get_next())
    return Rectangle(*text.get_rect(0))


def test_words_are_found_and_nothing_is_seen() -> None:
    """The page looks as before."""
    data = a_drawing()
    searchable = add_text_layer(data, [page("The pump Halvorsen", "feeds the reservoir.")])
    assert read_pdf(searchable)[0].text == "The pump Halvorsen\nfeeds the reservoir."
    assert pixels(searchable) == pixels(data)


def test_every_script_is_found() -> None:
    """In the order in which it is read."""
    lines = [
        "물통을 분리하기 전에",
        "青石社区图书馆借阅须知",
        "日本語の文書です。 カタカナ",
        "אבגד שלום עולם",
        "العربية لغة",
        "Größe œuvre Łódź",
        "emoji 😀 𠮷野家",
    ]
    searchable = add_text_layer(a_drawing(), [page(*lines)])
    assert read_pdf(searchable)[0].text.split("\n") == lines


@pytest.mark.parametrize("rotation", BOXES)
def test_words_fill_their_rectangles(rotation: int) -> None:
    """Whichever way their line goes, and however the page is turned for the reader."""
    words = [
        Word(text=f"reservoir{turn}", rectangle=box, confidence=0.9, after="\n", turn=turn)
        for turn, box in BOXES.items()
    ]
    data = a_drawing(entries=f"/Rotate {rotation}")
    searchable = add_text_layer(data, [RecognizedPage(number=1, words=tuple(words))])
    for word in words:
        assert tuple(found(searchable, word.text)) == pytest.approx(tuple(word.rectangle), abs=0.5)
    assert pixels(searchable) == pixels(data)


@pytest.mark.parametrize(
    "content",
    ["2 0 0 2 30 30 cm 0 g 9 9 9 9 re f", "q q 0 g 50 50 9 9 re f", "Q 7 Tr 0 g 50 50 9 9 re f", ""],
)
def test_what_the_page_does_moves_no_words(content: str) -> None:
    """Nor do unbalanced states of it."""
    searchable = add_text_layer(a_drawing(content=content), [page("The pump")])
    assert tuple(found(searchable, "The")) == pytest.approx((50, 700, 74, 712), abs=0.5)


def test_pages_share_resources_as_before() -> None:
    """A page gets its own, and the others see nothing of it."""
    data = write_pdf(["", "Another page, which is no scan."])
    searchable = pikepdf.open(io.BytesIO(add_text_layer(data, [page("The pump")])))
    first, second = (list(each.obj.Resources.Font) for each in searchable.pages)
    assert (first, second) == (["/F1", "/PdfaiInvisible"], ["/F1"])


def test_pages_with_text_are_left_as_they_are() -> None:
    """Then there is nothing to write, or only the others are written."""
    data = write_pdf(["This page has text of its own.", ""])
    assert add_text_layer(data, [page("The pump")]) is data
    searchable = add_text_layer(data, [page("The pump"), page("feeds", number=2)])
    assert [each.text for each in read_pdf(searchable)] == ["This page has text of its own.", "feeds"]


def test_pages_without_words_change_nothing() -> None:
    """As blank ones have none, and those that failed."""
    data = a_drawing()
    assert add_text_layer(data, [RecognizedPage(number=1, problem="it cannot be read")]) is data


def test_the_same_words_are_the_same_bytes() -> None:
    """And a second time there is nothing left to do."""
    first, second = (add_text_layer(a_drawing(), [page("The pump")]) for _ in "12")
    assert first == second
    assert read_pdf(add_text_layer(first, [page("Another")]))[0].text == "The pump"


def encrypted(*, modify: bool = True) -> bytes:
    """A drawing that opens with the password "user", or with the owner's."""
    written = io.BytesIO()
    allowed = pikepdf.Permissions(modify_other=modify)
    with pikepdf.open(io.BytesIO(a_drawing())) as document:
        document.save(written, encryption=pikepdf.Encryption(user="user", owner="owner", allow=allowed))
    return written.getvalue()


def test_encryption_is_kept() -> None:
    """The copy opens with both passwords and with no other, and allows what it did."""
    searchable = add_text_layer(encrypted(), [page("The pump")], password="user")
    for password in ("user", "owner"):
        with pikepdf.open(io.BytesIO(searchable), password=password) as copy:
            assert copy.owner_password_matched == (password == "owner")
            assert copy.encryption.R == 6
    assert read_pdf(searchable, password="owner")[0].text == "The pump"
    with pytest.raises(WrongPasswordError):
        read_pdf(searchable, password="other")


def test_protection_is_respected() -> None:
    """Its owner may change it, and nobody else."""
    data = encrypted(modify=False)
    with pytest.raises(
        ProtectedDocumentError, match=r"^scan\.pdf is protected against changes: give its owner"
    ):
        add_text_layer(data, [page("The pump")], name="scan.pdf", password="user")
    searchable = add_text_layer(data, [page("The pump")], password="owner")
    assert read_pdf(searchable, password="user")[0].text == "The pump"


def test_signatures_are_not_broken() -> None:
    """A signed document is refused."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_drawing())) as document:
        signature = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Contents=b"0", ByteRange=[0, 1, 2, 3])
        field = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="name", V=signature))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
        document.save(written)
    with pytest.raises(SignedDocumentError, match=r"^scan\.pdf is signed"):
        add_text_layer(written.getvalue(), [page("The pump")], name="scan.pdf")


def test_a_document_that_cannot_be_written_is_refused() -> None:
    """Its page tree goes round in a circle."""
    data = a_drawing().replace(b"/Kids [3 0 R]", b"/Kids [9 0 R]")
    with pytest.raises(DamagedDocumentError, match=r"^scan\.pdf is damaged"):
        add_text_layer(data, [page("The pump")], name="scan.pdf")


def test_a_document_that_takes_too_much_is_too_large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And not damaged."""
    tool = tmp_path / "tool.py"
    tool.write_text("def prepare(worker): pass\ndef begin(*_): return lambda piece: bytearray(2**50)")
    monkeypatch.setattr(text_layer, "_TOOL", tool)
    with pytest.raises(DocumentTooLargeError, match=r"^scan\.pdf is too large .*MiB of memory"):
        add_text_layer(a_drawing(), [page("The pump")], name="scan.pdf")


def test_odd_words_do_no_harm() -> None:
    """Without letters or extent, or with letters there are none of."""
    odd = [
        Word(text="", rectangle=Rectangle(0, 0, 9, 9), confidence=1.0),
        Word(text="flat", rectangle=Rectangle(0, 0, 9, 0), confidence=1.0),
        Word(text="\ud800(\\", rectangle=Rectangle(50, 50, 90, 60), confidence=1.0, after="\n"),
    ]
    searchable = add_text_layer(a_drawing(), [RecognizedPage(number=1, words=(*row("pump"), *odd))])
    assert read_pdf(searchable)[0].text.startswith("pump")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler's pdftotext")
def test_poppler_finds_the_words_where_they_are(tmp_path: Path) -> None:
    """A reader that knows nothing of pdfium."""
    path = tmp_path / "searchable.pdf"
    path.write_bytes(add_text_layer(a_drawing(), [page("The pump Halvorsen", "feeds 물통을 분리하기")]))
    done = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True)
    places = {text: tuple(map(float, box)) for *box, text in re.findall(WORD, done.stdout)}
    assert places["Halvorsen"] == pytest.approx((116, 130, 188, 142), abs=0.5)
    assert places["물통을"] == pytest.approx((95, 150, 119, 162), abs=0.5)
    assert done.stderr == ""


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="needs qpdf")
def test_the_copy_is_valid(tmp_path: Path) -> None:
    """Down to its cross-reference table."""
    path = tmp_path / "searchable.pdf"
    path.write_bytes(add_text_layer(a_drawing(), [page("The pump")]))
    subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=True)
