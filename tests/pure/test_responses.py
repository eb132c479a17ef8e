"""Messages read as answers, whatever server wrote them."""

from typing import Any

import pytest
from pdfai_api.models import Message

from pdfai import ChatResponse, Citation
from pdfai.contexts import UploadedDocument
from pdfai.responses import read_response

DOCUMENTS = {"file-1": UploadedDocument(name="a.pdf"), "file-2": UploadedDocument(name="b.pdf")}


def cites(
    marker: str, start: int, file_id: str = "file-1", page: int | None = None, quote: str | None = None
) -> dict[str, Any]:
    known = {name: value for name, value in (("page", page), ("quote", quote)) if value is not None}
    return {
        "type": "file_citation",
        "text": marker,
        "start_index": start,
        "end_index": start + len(marker),
        "file_citation": {"file_id": file_id, **known},
    }


def read(value: str, *annotations: Any, **fields: Any) -> ChatResponse:
    content = [{"type": "text", "text": {"value": value, "annotations": list(annotations)}}]
    message = Message.from_dict({"id": "msg_1", "content": content, **fields})
    return read_response(message, documents=DOCUMENTS, model="m")


def test_numbers() -> None:
    """Markers become numbers, in the order of the text and not of the list."""
    text = "Revenue grew【1】 and staff too 【2】."
    answer = read(
        text, cites("【2】", 30, "file-2", 7, "310 people"), cites("【1】", 12, "file-1", 3, "48.6")
    )
    assert answer.text == "Revenue grew [1] and staff too [2]."
    assert answer.citations == (
        Citation(document="a.pdf", page=3, quote="48.6"),
        Citation(document="b.pdf", page=7, quote="310 people"),
    )
    assert answer.model == "m"


def test_same_source() -> None:
    """The same words of the same page are one citation; side by side they are one number."""
    answer = read("A【x】【x】 B【x】", cites("【x】", 1), cites("【x】", 4), cites("【x】", 9))
    assert answer.text == "A [1] B [1]"
    assert len(answer.citations) == 1


def test_other_page() -> None:
    """The same document on another page is another citation."""
    answer = read("A【x】【y】", cites("【x】", 1, page=1), cites("【y】", 4, page=2))
    assert answer.text == "A [1] [2]"


def test_knows_no_page() -> None:
    """A server other than ours tells neither page nor quote."""
    assert read("A【x】", cites("【x】", 1)).citations == (Citation(document="a.pdf", page=None, quote=""),)


def test_unknown_file() -> None:
    """A file that is not of this chat goes by its id."""
    assert read("A【x】", cites("【x】", 1, "file-9")).citations[0].document == "file-9"


def test_no_citations() -> None:
    """An answer without a source is just text."""
    assert read("  Nobody knows.\n") == ChatResponse(text="Nobody knows.", citations=(), model="m")


@pytest.mark.parametrize(
    "other",
    [
        {
            "type": "file_path",
            "text": "【p】",
            "start_index": 1,
            "end_index": 4,
            "file_path": {"file_id": "f"},
        },
        {"type": "url_citation", "url": "https://example.com"},
        {"type": "file_citation", "text": "【p】", "start_index": 1, "end_index": 4},
        {},
        "file_citation",
        None,
    ],
)
def test_other_annotations(other: Any) -> None:
    """Annotations of other kinds leave the text as it is."""
    answer = read("A【p】 B【x】", other, cites("【x】", 6))
    assert answer.text == "A【p】 B [1]"
    assert len(answer.citations) == 1


def test_counts_in_bytes() -> None:
    """A marker is found by its words where a server counts in other units, or not at all."""
    beyond, astray = cites("【x】", 40), cites("【y】", 7, page=2)
    unplaced = {**cites("【y】", 0), "start_index": None, "end_index": None}
    assert read("매출【x】. 더【y】", beyond, astray).text == "매출 [1]. 더 [2]"
    assert read("매출【y】.", unplaced).text == "매출 [1]."


def test_marker_that_is_not_there() -> None:
    """A source without a place in the text is still a source."""
    answer = read("A", cites("【x】", 40))
    assert (answer.text, len(answer.citations)) == ("A", 1)


def test_overlapping_markers() -> None:
    """No letter of the text is told twice."""
    assert read("A【x】 B", cites("【x】", 1), {**cites("【x】", 1), "start_index": 2}).text == "A [1] B"


def test_parts() -> None:
    """Several texts are one answer; pictures and what nobody knows are passed over."""
    content = [
        {"type": "text", "text": {"value": "A【x】", "annotations": [cites("【x】", 1)]}},
        {"type": "image_file", "image_file": {"file_id": "file-1"}},
        {"type": "hologram"},
        {"type": "text", "text": {"value": "B【y】", "annotations": [cites("【y】", 1, page=2)]}},
        {"type": "text", "text": {"value": "C"}},
    ]
    answer = read_response(Message.from_dict({"content": content}), documents=DOCUMENTS, model="m")
    assert answer.text == "A [1]\nB [2]\nC"


@pytest.mark.parametrize(
    "fields", [{}, {"content": None}, {"content": []}, {"content": ["A"]}, {"content": [{"type": "text"}]}]
)
def test_empty(fields: dict[str, Any]) -> None:
    """A message without content, or without any of the API's kind, is an empty answer."""
    assert read_response(Message.from_dict(fields), documents=DOCUMENTS, model="m").text == ""
