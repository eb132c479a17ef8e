"""Messages read as answers, whatever server wrote them."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfai_api.models import Message, MessageDeltaEvent

from pdfai import ChatResponse, Citation
from pdfai.contexts import UploadedDocument
from pdfai.responses import AnswerDraft, read_response

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


def delta(value: str, *annotations: Any, index: int = 0, message: str = "msg_1") -> MessageDeltaEvent:
    """More of a message, as it is written."""
    content = [{"index": index, "type": "text", "text": {"value": value, "annotations": list(annotations)}}]
    data = {"id": message, "object": "thread.message.delta", "delta": {"content": content}}
    return MessageDeltaEvent.from_dict({"event": "thread.message.delta", "data": data})


def message(*parts: tuple[str, list[Any]]) -> Message:
    """A whole one."""
    texts = [{"value": value, "annotations": annotations} for value, annotations in parts]
    return Message.from_dict({"id": "msg_1", "content": [{"type": "text", "text": text} for text in texts]})


def pieces_of(events: list[MessageDeltaEvent], whole: Message) -> list[str]:
    """What a draft says of each event, and at the end."""
    draft = AnswerDraft(DOCUMENTS)
    return [*map(draft.add, events), draft.end(whole)]


def test_a_bracket_that_is_no_marker() -> None:
    """It is held back for as long as it could be one, and not for ever."""
    said = ["见【表 ", "one and the rest ", "of the answer, which goes on and on", " " * 60 + "for long."]
    pieces = pieces_of([delta(each) for each in said], message(("".join(said), [])))
    assert pieces[:2] == ["见", ""]
    assert pieces[3].startswith("【表 one")
    assert "".join(pieces) == "".join(said)
    short = pieces_of([delta(each) for each in said[:2]], message(("".join(said[:2]), [])))
    assert "".join(short) == "见【表 one and the rest"
    broken = pieces_of([delta("见【表\n"), delta("more")], message(("见【表\nmore", [])))
    assert broken == ["见【表", "\nmore", ""]


def test_a_citation_that_follows_its_marker() -> None:
    """The marker waits for the next event; then it is a number, or stays as it is."""
    cited = message(("A【x】 B", [cites("【x】", 1)]))
    assert pieces_of([delta("A【x】"), delta("", cites("【x】", 1)), delta(" B")], cited) == [
        "A",
        " [1]",
        " B",
        "",
    ]
    assert pieces_of([delta("A【x】"), delta(" B")], message(("A【x】 B", []))) == ["A", "【x】 B", ""]


def test_a_citation_that_comes_too_late() -> None:
    """What was read stays; what follows follows."""
    cited = message(("A【x】 B C D", [cites("【x】", 1)]))
    events = [delta("A【x】"), delta(" B"), delta(" C", cites("【x】", 1))]
    assert pieces_of(events, cited) == ["A", "【x】 B", " C", " D"]
    only_at_the_end = pieces_of(
        [delta("A【x】"), delta(" B 【"), delta("y】")], message(("A【x】 B 【y】", []))
    )
    assert "".join(only_at_the_end) == "A【x】 B 【y】"


def test_another_text_at_the_end() -> None:
    """Nobody can read on in it."""
    assert pieces_of([delta("A B")], message(("C D", []))) == ["A B", ""]


def test_parts_and_messages_of_a_draft() -> None:
    """Parts stand below each other, and so do messages."""
    first, second = [cites("【x】", 1)], [cites("【y】", 1, page=2)]
    whole = message(("A【x】", first), ("B【y】", second))
    events = [delta("A【x】", *first), delta("B", index=1), delta("【y】", *second, index=1)]
    expected = read_response(whole, documents=DOCUMENTS, model="m").text
    assert "".join(pieces_of(events, whole)) == expected == "A [1]\nB [2]"
    two = [delta("Wait.", message="msg_0"), delta("Done【")]
    assert pieces_of(two, message(("Done【", []))) == ["Wait.", "\n\nDone", "【"]


_TEXTS = st.sampled_from(
    ["Revenue grew", " and ", "见【表 ", "\n\n", "  ", "】", "[1]", "staff.", "【", " 【p】"]
)


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_pieces_are_the_answer(data: st.DataObject) -> None:
    """Wherever the text is cut, and whether a citation comes with its marker or right after it."""
    value = ""
    annotations: list[dict[str, Any]] = []
    for words in data.draw(st.lists(_TEXTS, max_size=8)):
        value += words
        if data.draw(st.booleans()):
            marker = f"【{len(annotations)}:0†a.pdf】"
            annotations.append(cites(marker, len(value), page=data.draw(st.integers(1, 2))))
            value += marker
    cuts = sorted(data.draw(st.sets(st.integers(0, len(value)), max_size=8)) | {0, len(value)})
    events, left = [], annotations
    for start, end in pairwise(cuts):
        # Told with the end of its marker, or in an event of its own.
        whole = [each for each in left if each["end_index"] <= end]
        left = [each for each in left if each not in whole]
        is_late = data.draw(st.booleans())
        events += (
            [delta(value[start:end]), delta("", *whole)] if is_late else [delta(value[start:end], *whole)]
        )
    answer = message((value, annotations))
    pieces = pieces_of(events, answer)
    assert "".join(pieces) == read_response(answer, documents=DOCUMENTS, model="m").text


def test_words_of_documents_are_saved_as_they_stand(tmp_path: Path) -> None:
    """The offline model's words are no Markdown; a model's are."""
    said = "1. The a*b*c [1]\n\n# x [draft](http://evil.example) <b>"
    for model, told in (("extractive", said), ("gpt-x", "abc")):
        saved = ChatResponse(text=said, citations=(), model=model).save(tmp_path / f"{model}.txt")
        assert told in saved.path.read_text()
    html = ChatResponse(text=said, citations=(), model="extractive").save(tmp_path / "answer.html")
    assert "<a " not in html.path.read_text()
