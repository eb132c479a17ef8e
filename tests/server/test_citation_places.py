"""Where a citation's quote stands, from the PDF to the caller."""

from pathlib import Path

from http_api import Api
from pdf_writer import write_pdf
from pdfai_api.models import Message

from pdfai import OpenAIClient
from pdfai.options import ChatCopilotOptions
from pdfai.responses import read_response

PAGES = [
    "The pump is blue.\nEvery heron nests in spring. The revenue was\n12 million euros in 2024.",
    "Empty.",
]
QUESTION = "What was the revenue in 2024?"


def test_a_quote_over_two_lines_has_two_rectangles(offline: Api) -> None:
    """Each below the one before, the first in the middle of its line."""
    store_id = offline.store(offline.upload(write_pdf(PAGES)))
    thread_id = offline.thread(QUESTION)
    offline.run(thread_id, offline.assistant(store_id))
    message = offline.get(f"/threads/{thread_id}/messages")["data"][0]
    cited = message["content"][0]["text"]["annotations"][0]["file_citation"]
    assert cited["quote"] == "The revenue was 12 million euros in 2024."
    first, second = cited["rectangles"]
    assert first[0] > 150 > second[0]
    assert first[1] > second[3] - 1


def test_copilots_tell_them(tmp_path: Path) -> None:
    """As part of each citation."""
    with OpenAIClient.embedded(tmp_path) as client:
        options = ChatCopilotOptions().with_document(write_pdf(PAGES), name="report.pdf")
        with client.get_chat_copilot(options) as copilot:
            (citation,) = copilot.get_response(QUESTION).citations
    assert len(citation.rectangles) == 2
    assert all(left < right and bottom < top for left, bottom, right, top in citation.rectangles)


def test_a_server_that_tells_odd_ones_tells_none() -> None:
    """What is no rectangle is left out."""
    cited = {"file_id": "file-1", "page": 1, "quote": "x", "rectangles": [[1, 2], None, [1, 2, 3, 4]]}
    annotation = {
        "type": "file_citation",
        "text": "[]",
        "start_index": 0,
        "end_index": 2,
        "file_citation": cited,
    }
    content = [{"type": "text", "text": {"value": "[]", "annotations": [annotation]}}]
    message = Message.from_dict({"id": "msg_1", "object": "thread.message", "content": content})
    (citation,) = read_response(message, documents={}, model="any").citations
    assert citation.rectangles == ((1, 2, 3, 4),)
