"""Requests are values: what would be sent can be looked at without sending it."""

import importlib
from email import message_from_bytes
from email.message import Message as MailMessage
from types import ModuleType
from typing import Any

import httpx
import pytest
from pdfai_api.api.chat import create_completion
from pdfai_api.api.files import get_file_content, upload_file
from pdfai_api.api.messages import create_thread_message, get_thread_messages
from pdfai_api.api.run_steps import get_run_steps
from pdfai_api.api.runs import create_run, get_run
from pdfai_api.api.threads import create_thread
from pdfai_api.api.vector_store_files import delete_vector_store_file
from pdfai_api.models import (
    CompletionChunk,
    CreateMessageRequest,
    DoneEvent,
    RunEvent,
    RunStepInclude,
    TextPart,
    Thread,
    Unknown,
    UploadFileRequest,
)
from pdfai_api.request import Request
from pdfai_api.types import UNSET

CONTENT: RunStepInclude = "step_details.tool_calls[*].file_search.results[*].content"
HOSTILE_PDF = b"%PDF-1.7\r\n--+++\r\n--\r\n" + bytes(range(256)) + b"\r\n--+++--\r\n"


def to_httpx(request: Request[Any]) -> httpx.Request:
    json = {} if request.json is UNSET else {"json": request.json}
    url = f"https://api.test/v1{request.path}"
    return httpx.Request(
        request.method, url, params=list(request.query), data=request.data, files=request.files, **json
    )


def parts(request: httpx.Request) -> dict[str, MailMessage]:
    """Take a multipart body apart with the standard library's parser, by field name."""
    head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
    message = message_from_bytes(head + request.read())
    assert message.is_multipart()
    return {str(part.get_param("name", header="Content-Disposition")): part for part in message.walk()}


def test_a_request_says_how_to_read_its_answer() -> None:
    """Ids are positional; the answer's type follows from the operation."""
    request = get_run.request("thread_1", "run_1")
    assert (request.method, request.path, request.kind) == ("GET", "/threads/thread_1/runs/run_1", "json")
    assert request.json is UNSET
    assert request.read({"id": "run_1"}).id == "run_1"
    assert (get_file_content.request("file-1").kind, get_file_content.request("file-1").read(b"%PDF")) == (
        "bytes",
        b"%PDF",
    )


@pytest.mark.parametrize("wrong", ["", ".", ".."])
def test_ids_that_would_change_the_path_are_refused(wrong: str) -> None:
    """No escaping keeps these from being taken as path steps."""
    for ids in (("vs_1", wrong), (wrong, "file-1")):
        request = delete_vector_store_file.request(*ids)
        with pytest.raises(ValueError, match="cannot be an id"):
            _ = request.path


@pytest.mark.parametrize("wrong", [None, UNSET, 7, b"run_1"])
def test_ids_are_strings(wrong: Any) -> None:
    """A forgotten id does not become /threads/None."""
    request = get_run.request("thread_1", wrong)
    with pytest.raises(ValueError, match="cannot be an id"):
        _ = request.path


@pytest.mark.parametrize(
    "odd", ["a/b", "../x", "a?b=c", "a#b", "%2e%2e", "a\\b", "a b", "é", ";", "a\r\nHost: x"]
)
def test_odd_ids_stay_one_segment(odd: str) -> None:
    """Whatever an id holds, it is escaped once and decodes to itself."""
    sent = to_httpx(get_run.request("thread_1", odd))
    segments = sent.url.raw_path.split(b"/")
    assert segments[:-1] == [b"", b"v1", b"threads", b"thread_1", b"runs"]
    assert httpx.URL(f"https://x/{segments[-1].decode()}").path == f"/{odd}"
    assert not sent.url.query


def test_parameters_not_given_are_not_sent() -> None:
    """UNSET leaves no trace; 0, false and the empty string would."""
    assert get_thread_messages.request("thread_1").query == ()
    assert get_thread_messages.request("thread_1", limit=5, after="").query == (("limit", "5"), ("after", ""))


def test_arrays_repeat_their_bracketed_name() -> None:
    """include=[a, b] becomes include[]=a&include[]=b."""
    request = get_run_steps.request("thread_1", "run_1", include=[CONTENT, CONTENT], limit=2)
    assert sorted(request.query) == [("include[]", CONTENT), ("include[]", CONTENT), ("limit", "2")]
    assert to_httpx(request).url.params.get_list("include[]") == [CONTENT, CONTENT]


def test_a_body_is_a_model_or_a_mapping() -> None:
    """Both send the same JSON, also mixed."""
    model = CreateMessageRequest(role="user", content=[TextPart(type="text", text="hi")])
    wire = {"role": "user", "content": [{"type": "text", "text": "hi"}]}
    mixed = {"role": "user", "content": (TextPart(type="text", text="hi"),), "metadata": UNSET}
    for body in (model, wire, mixed):
        assert create_thread_message.request("thread_1", body=body).json == wire


def test_an_optional_body_may_be_left_out() -> None:
    """Then there is no body at all, not an empty object."""
    assert create_thread.request().json is UNSET
    assert create_thread.request(body={}).json == {}
    assert isinstance(create_thread.request().read({}), Thread)


def test_an_upload_arrives_byte_for_byte() -> None:
    """A PDF with every byte and the generator's stock boundary in it is not cut off and adds no fields."""
    body = UploadFileRequest(file=("Übersicht.pdf", HOSTILE_PDF, "application/pdf"), purpose="assistants")
    request = upload_file.request(body=body)
    first, second = to_httpx(request), to_httpx(request)
    received = parts(first)
    assert received["file"].get_payload(decode=True) == HOSTILE_PDF
    assert received["file"].get_content_type() == "application/pdf"
    assert received["purpose"].get_payload() == "assistants"
    assert len(received) == len({"the form itself", "file", "purpose"})
    assert first.headers["Content-Type"] != second.headers["Content-Type"]


def test_uploads_take_mappings_and_open_files(tmp_path: Any) -> None:
    """A file is read when it is sent, and bears its own name."""
    path = tmp_path / "report.pdf"
    path.write_bytes(HOSTILE_PDF)
    with path.open("rb") as file:
        received = parts(to_httpx(upload_file.request(body={"file": file, "purpose": "assistants"})))
    assert received["file"].get_filename() == "report.pdf"
    assert received["file"].get_payload(decode=True) == HOSTILE_PDF


def test_nested_form_fields_are_bracketed(constructs: ModuleType) -> None:
    """An object in a form becomes fields named object[field]; numbers and booleans are spelled as in JSON."""
    upload = importlib.import_module("constructs_api.api.files.upload_file")
    expiry = constructs.FileExpirationAfter(anchor="created_at", seconds=3600)
    body = constructs.UploadFileRequest(file=b"%PDF", purpose="assistants", expires_after=expiry)
    request = upload.request(body=body)
    assert request.files == [("file", b"%PDF")]
    assert request.data == {
        "purpose": "assistants",
        "expires_after[anchor]": "created_at",
        "expires_after[seconds]": "3600",
    }


def test_a_stream_asks_for_itself() -> None:
    """It takes what the call takes that gives the whole answer at once."""
    whole = create_run.request("thread_1", include=[CONTENT], body={"assistant_id": "asst_1"})
    stream = create_run.stream("thread_1", include=[CONTENT], body={"assistant_id": "asst_1"})
    assert stream.json == {**whole.json, "stream": True}
    assert (stream.method, stream.path, stream.query) == (whole.method, whole.path, whole.query)
    assert (whole.kind, stream.kind) == ("json", "events")


def test_named_events_are_read_by_their_name() -> None:
    """Each is an object of its name and what came with it; the end has a name too."""
    read = create_run.stream("thread_1", body={"assistant_id": "asst_1"}).read
    event = read("thread.run.completed", '{"id": "run_1"}')
    assert isinstance(event, RunEvent)
    assert (event.event, event.data.id) == ("thread.run.completed", "run_1")
    assert isinstance(read("thread.run.queued", "{}"), RunEvent)
    done = read("done", "[DONE]")
    assert isinstance(done, DoneEvent)
    assert done.to_dict() == {"event": "done", "data": "[DONE]"}
    assert read("", "[DONE]") is None


def test_events_of_tomorrow_are_kept() -> None:
    """An unknown name, and data that is no object, lose nothing."""
    read = create_run.stream("thread_1", body={"assistant_id": "asst_1"}).read
    event = read("thread.run.pondering", '{"depth": 2}')
    assert isinstance(event, Unknown)
    assert event.to_dict() == {"event": "thread.run.pondering", "data": {"depth": 2}}
    assert read("thread.run.queued", "7").to_dict() == {"event": "thread.run.queued", "data": 7}


def test_chunks_have_no_name() -> None:
    """The data is the chunk, until the end; what does have a name is something else."""
    read = create_completion.stream(body={"model": "m", "messages": []}).read
    chunk = read("", '{"id": "chatcmpl-1", "choices": [{"index": 0, "delta": {"content": "Hi"}}]}')
    assert isinstance(chunk, CompletionChunk)
    assert chunk.choices[0].delta.content == "Hi"
    assert read("", "[DONE]") is None
    assert read("error", '{"message": "gone"}').to_dict() == {"event": "error", "data": {"message": "gone"}}


@pytest.mark.parametrize("data", ["", "{", "<html>", "[1", "[" * 100_000, "7", '"text"', "[]", "null"])
def test_broken_data_is_a_value_error(data: str) -> None:
    """Cut off, too deep, or no object where one belongs."""
    with pytest.raises(ValueError, match=r".+"):
        create_completion.stream(body={"model": "m", "messages": []}).read("", data)


def test_a_request_does_not_show_what_it_carries() -> None:
    """Documents and prompts stay out of logs."""
    request = upload_file.request(body={"file": b"secret", "purpose": "assistants"})
    assert "secret" not in repr(request)
