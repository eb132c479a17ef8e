"""Documents in every form become one form, each with a name of its own."""

import io
from pathlib import Path
from typing import Any

import pytest

from pdfai import (
    ChatCopilotOptions,
    Document,
    DocumentCollection,
    InvalidArgumentError,
    PageRanges,
    PdfDocument,
    TextDocument,
)
from pdfai.sources import as_documents


def names(*sources: Any) -> list[str]:
    """What documents are called together."""
    return [document.name for document in as_documents(sources)]


def test_every_form() -> None:
    """A path, bytes with a name, an open file, a PDF or a text in memory, or a document."""
    file = io.BytesIO(b"%PDF-")
    file.name = "folder/open.pdf"
    assert as_documents(
        [
            "a.pdf",
            Path("b.pdf"),
            file,
            PdfDocument("c.pdf", b"%PDF-", password="x", pages="2"),
            TextDocument("d.txt", "Grüße"),
            Document(source=b"%PDF-", name="e.pdf"),
        ]
    ) == (
        Document(source="a.pdf"),
        Document(source=Path("b.pdf")),
        Document(source=file, name="open.pdf"),
        Document(source=b"%PDF-", name="c.pdf", password="x", pages="2"),
        Document(source="Grüße".encode(), name="d.txt"),
        Document(source=b"%PDF-", name="e.pdf"),
    )


@pytest.mark.parametrize(
    "source", ["a.pdf", Path("a.pdf"), PdfDocument("a.pdf", b"%PDF-"), TextDocument("a.pdf", "text")]
)
def test_one_is_enough(source: Any) -> None:
    """Without a list around it."""
    assert names(source) == [document.name for document in as_documents(source)] == ["a.pdf"]


def test_none_is_none() -> None:
    """No documents at all."""
    assert as_documents([]) == ()


@pytest.mark.parametrize("sources", [7, None, [None], [["a.pdf"]], {"a.pdf": 1}.items()])
def test_refuses_what_is_no_document(sources: Any) -> None:
    """With what is one."""
    with pytest.raises(InvalidArgumentError, match="A document is a path, an open binary file"):
        as_documents(sources)


@pytest.mark.parametrize("source", [b"%PDF-", io.BytesIO(b"%PDF-")])
def test_what_has_no_name_needs_one(source: Any) -> None:
    """Bytes have none, and some files."""
    with pytest.raises(InvalidArgumentError, match="name="):
        as_documents(source)
    assert Document(source=source, name="a.pdf").name == "a.pdf"


def test_the_same_document_counts_once() -> None:
    """Named twice, it is asked once."""
    assert names("a.pdf", "b.pdf", "a.pdf") == ["a.pdf", "b.pdf"]


def test_namesakes_are_told_apart_by_their_paths() -> None:
    """Only they."""
    assert names("a/report.pdf", "b/report.pdf", "c/other.pdf") == [
        "a/report.pdf",
        "b/report.pdf",
        "other.pdf",
    ]


def test_namesakes_are_told_apart_by_their_pages() -> None:
    """Where the file is the same."""
    assert names("a/report.pdf[1-3]", "a/report.pdf[7]") == ["report.pdf[1-3]", "report.pdf[7]"]
    assert names("a/r.pdf[1]", "a/r.pdf[2]", "b/r.pdf[1]") == ["a/r.pdf[1]", "a/r.pdf[2]", "b/r.pdf[1]"]


def test_namesakes_are_told_apart_by_a_number() -> None:
    """Where nothing else does it; a name that is taken is passed over."""
    first, second, third = (PdfDocument("a.pdf", data) for data in (b"1", b"2", b"3"))
    taken = PdfDocument("a.pdf (2)", b"4")
    assert names(first, taken, second, third) == ["a.pdf", "a.pdf (2)", "a.pdf (3)", "a.pdf (4)"]


def test_namesakes_may_be_of_different_kinds() -> None:
    """A file and what is in memory."""
    both = [PdfDocument("r.pdf", b"1"), PdfDocument("r.pdf", b"2"), "a/r.pdf"]
    assert names(*both) == ["r.pdf", "r.pdf (2)", "r.pdf (3)"]
    assert names(*both[1:]) == ["r.pdf", "a/r.pdf"]


def test_names_do_not_depend_on_how_documents_were_put_together() -> None:
    """One by one or at once."""
    paths = ["a/report.pdf", "b/report.pdf", "c/report.pdf"]
    collection = DocumentCollection()
    for path in paths:
        collection.add(path)
    assert [each.name for each in collection] == names(*paths) == paths


def test_a_collection() -> None:
    """Is a sequence, which grows."""
    collection = DocumentCollection("a.pdf").add(b"%PDF-", name="b.pdf", password="sesame").add("c.pdf[2]")
    assert len(collection) == 3
    assert collection[1].password == "sesame"
    assert as_documents(collection) == tuple(collection)
    assert "sesame" not in repr(collection)
    assert repr(collection).startswith("DocumentCollection([Document(name='a.pdf'")


def test_pages_may_stand_behind_the_path() -> None:
    """Or be said beside it, and then the path is taken as it is."""
    document = Document(source="folder/report.pdf[3-7]")
    assert (document.source, document.name, document.pages) == ("folder/report.pdf", "report.pdf", "3-7")
    assert Document(source=Path("folder/report.pdf[-3]")).source == Path("folder/report.pdf")
    assert document.page_ranges == PageRanges.parse("3-7")
    literal = Document(source="report.pdf[3-7]", pages="1")
    assert (literal.source, literal.pages) == ("report.pdf[3-7]", "1")


def test_a_file_that_is_called_like_that_wins(tmp_path: Path) -> None:
    """It is there, after all."""
    path = tmp_path / "report.pdf[3-7]"
    path.touch()
    document = Document(source=path)
    assert (document.source, document.pages) == (path, None)


def test_pages_that_are_none_are_refused_at_once() -> None:
    """Not when the document is read."""
    with pytest.raises(InvalidArgumentError, match="'7-3' are no pages"):
        Document(source="report.pdf[7-3]")


def test_options_take_every_form() -> None:
    """One by one, several, and as a plain keyword."""
    one_by_one = ChatCopilotOptions().with_document("a.pdf", pages="1-").with_documents(["b.pdf", "c.pdf"])
    at_once = ChatCopilotOptions(documents=[Document(source="a.pdf", pages="1-"), "b.pdf", "c.pdf"])
    assert one_by_one == at_once
    assert ChatCopilotOptions(documents="a.pdf").documents == (Document(source="a.pdf"),)
    collection = DocumentCollection("a.pdf")
    assert ChatCopilotOptions(documents=collection).documents == tuple(collection)


def test_options_tell_namesakes_apart() -> None:
    """Whenever they came."""
    options = ChatCopilotOptions().with_document("a/r.pdf").with_document("b/r.pdf")
    assert [each.name for each in as_documents(options.documents)] == ["a/r.pdf", "b/r.pdf"]


def test_secrets_stay_secret() -> None:
    """Neither passwords nor contents show."""
    shown = repr([PdfDocument("a.pdf", b"hidden", password="sesame"), TextDocument("b.txt", "hidden")])
    assert "sesame" not in shown
    assert "hidden" not in shown
