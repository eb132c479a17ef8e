"""Texts in vector stores: known by their bytes, read, searched, quoted."""

import pytest
from http_api import Api

ANSWER = "The pump Halvorsen was built in 1999 by the Aalto brothers."
NOTES = f"# Pump house\n\n{ANSWER}\n\nIt feeds the reservoir."
QUESTION = "Who built the pump Halvorsen?"


def cited(api: Api, store_id: str) -> dict[str, object]:
    """What the offline model rests its answer on."""
    thread_id = api.thread(QUESTION)
    api.run(thread_id, api.assistant(store_id))
    message = api.get(f"/threads/{thread_id}/messages")["data"][0]
    citation: dict[str, object] = message["content"][0]["text"]["annotations"][0]["file_citation"]
    return citation


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["notes.txt", "notes.md", "notes.text", "notes.pdf", "notes"])
def test_a_text_is_answered_from(offline: Api, name: str, encoding: str) -> None:
    """Whatever it is called; its quotes stand on page 1, nobody knows where."""
    store_id = offline.store(offline.upload(NOTES.encode(encoding), name))
    citation = cited(offline, store_id)
    assert citation["page"] == 1
    assert citation["quote"] == ANSWER
    assert not citation.get("rectangles")


def test_form_feeds_part_its_pages(offline: Api) -> None:
    """And a citation tells which."""
    store_id = offline.store(offline.upload(f"Contents.\f{NOTES}\fThe end.".encode(), "notes.txt"))
    assert cited(offline, store_id)["page"] == 2


def test_its_text_can_be_had(offline: Api) -> None:
    """Page by page, as that of a PDF."""
    file_id = offline.upload(b"One.\fTwo.", "notes.txt")
    content = offline.get(f"/vector_stores/{offline.store(file_id)}/files/{file_id}/content")
    assert [each["text"] for each in content["data"]] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        ("Grüße".encode("latin-1"), "unsupported_file", "is text in an unknown encoding"),
        (b"PK\x03\x04" + bytes(30), "unsupported_file", "is not a PDF (it looks like a ZIP archive)"),
        (b"<html><body>Not found", "unsupported_file", "is not a PDF (it looks like a web page)"),
        (b"\n\n \f", "invalid_file", "is empty"),
    ],
)
def test_what_cannot_be_read_says_why(api: Api, content: bytes, code: str, words: str) -> None:
    """By its bytes, whatever it is called."""
    file_id = api.upload(content, "notes.txt")
    error = api.get(f"/vector_stores/{api.store(file_id)}/files/{file_id}")["last_error"]
    assert error["code"] == code
    assert error["message"].startswith(f"notes.txt {words}")
