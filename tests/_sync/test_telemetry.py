# Derived from tests/_async/test_telemetry.py by scripts/unasync.py.
"""Spans: one for each call, with what it cost; none where nobody traces, and never a secret."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from pdfai import (
    ConnectionFailedError,
    InvalidArgumentError,
    NotFoundError,
    OpenAIClient,
    RateLimitError,
)

KEY = "sk-a-secret-that-nobody-may-see"
EVENTS = {"content-type": "text/event-stream"}
WORDS = "What was the net revenue?"
ASKED: Any = {"model": "m", "messages": [{"role": "user", "content": WORDS}]}
USAGE = {"prompt_tokens": 7, "completion_tokens": 2, "total_tokens": 9}
RUN = {"id": "run_1", "object": "thread.run", "thread_id": "thread_1", "assistant_id": "asst_1", "model": "m"}

Spans = Callable[[], Sequence[ReadableSpan]]


@pytest.fixture
def provider() -> TracerProvider:
    """What a program that traces has set up."""
    return TracerProvider(shutdown_on_exit=False)


@pytest.fixture
def spans(provider: TracerProvider, monkeypatch: pytest.MonkeyPatch) -> Spans:
    """The spans that ended so far."""
    exporter = InMemorySpanExporter()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    # Not `set_tracer_provider`: that counts once and for all, in the other tests too.
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: provider)
    return exporter.get_finished_spans


def told(span: ReadableSpan) -> dict[str, Any]:
    """Its attributes."""
    return dict(span.attributes or {})


def run_event(status: str, **more: Any) -> str:
    """A run's event on the wire."""
    return f"event: thread.run.{status}\ndata: {json.dumps({**RUN, 'status': status, **more})}\n\n"


def chunk(**more: Any) -> str:
    """A chat completion's chunk on the wire."""
    choice = {"index": 0, "delta": {"content": WORDS}, "finish_reason": None}
    return f"data: {json.dumps({'id': 'chat_1', 'model': 'm-1', 'choices': [choice], **more})}\n\n"


def test_a_chat(client: OpenAIClient, script: Any, spans: Spans) -> None:
    """Says which model was asked and which answered, what it cost, and whom to ask about it."""
    answer = {"id": "chat_1", "model": "m-1", "choices": [], "usage": USAGE}
    script.answers(answer, headers={"x-request-id": "req_1"})
    client.create_completion(**ASKED)
    (span,) = spans()
    assert (span.name, span.kind, span.status.status_code) == (
        "chat m",
        trace.SpanKind.CLIENT,
        trace.StatusCode.UNSET,
    )
    assert told(span) == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "m",
        "gen_ai.response.id": "chat_1",
        "gen_ai.response.model": "m-1",
        "gen_ai.usage.input_tokens": 7,
        "gen_ai.usage.output_tokens": 2,
        "server.address": "assistants.example.com",
        "server.port": 443,
        "http.request.method": "POST",
        "http.response.status_code": 200,
        "http.response.header.x-request-id": ("req_1",),
    }


def test_a_run(client: OpenAIClient, script: Any, spans: Spans) -> None:
    """Is invoked in a conversation; the look that finds it ended says what it cost."""
    script.answers({**RUN, "status": "queued"})
    script.answers({**RUN, "status": "in_progress"})
    script.answers({**RUN, "status": "completed", "usage": USAGE, "answered_by_model": "m-1"})
    script.answers({"data": [{"id": "msg_1", "run_id": "run_1", "content": []}]})
    client.run_and_get_assistant_response("thread_1", assistant_id="asst_1", model="m")
    names = [span.name for span in spans()]
    assert names == ["invoke_agent m", "get_run", "get_run", "get_thread_messages"]
    assert {told(span)["gen_ai.conversation.id"] for span in spans()} == {"thread_1"}
    invoked, going_on, ended, _ = (told(span) for span in spans())
    assert (invoked["gen_ai.agent.id"], invoked["gen_ai.response.id"]) == ("asst_1", "run_1")
    assert "gen_ai.response.model" not in invoked
    assert "gen_ai.usage.input_tokens" not in going_on
    assert (ended["gen_ai.response.model"], ended["gen_ai.usage.input_tokens"]) == ("m-1", 7)


def test_names(client: OpenAIClient, script: Any, spans: Spans) -> None:
    """Are the conventions' own, else the contract's; ids stand in attributes, never in names."""
    script.answers({"id": "asst_1"})
    script.answers({"id": "thread_1"})
    script.answers({**RUN, "status": "queued"})
    script.answers({"model": "e-1", "data": [], "usage": {"prompt_tokens": 3, "total_tokens": 3}})
    script.answers({"data": []})
    script.answers("Words", headers={"content-type": "text/plain"})
    client.create_assistant(model="m", name="Ada", instructions=WORDS)
    client.create_thread()
    client.create_thread_and_run(assistant_id="asst_1")
    client.create_embedding(model="e", input=WORDS)
    client.search_vector_store("vs_1", query=WORDS)
    client.get_file_content("file-1")
    names = [span.name for span in spans()]
    assert names[:3] == ["create_agent m", "create_thread", "invoke_agent"]
    assert names[3:] == ["embeddings e", "retrieval", "get_file_content"]
    assistant, thread, run, embedding, search, _ = (told(span) for span in spans())
    assert assistant["gen_ai.agent.id"] == run["gen_ai.agent.id"] == "asst_1"
    assert thread["gen_ai.conversation.id"] == run["gen_ai.conversation.id"] == "thread_1"
    assert (embedding["gen_ai.response.model"], embedding["gen_ai.usage.input_tokens"]) == ("e-1", 3)
    assert "gen_ai.usage.output_tokens" not in embedding
    assert search["gen_ai.data_source.id"] == "vs_1"


def test_a_stream(client: OpenAIClient, script: Any, spans: Spans) -> None:
    """Is one span from the question to the last event, and tells what that says it cost."""
    script.answers(chunk() + chunk(choices=[], usage=USAGE) + "data: [DONE]\n\n", headers=EVENTS)
    stream = client.stream_completion(**ASKED)
    assert (next(stream)).choices
    assert not spans()
    for _ in stream:
        pass
    (span,) = spans()
    assert span.name == "chat m"
    assert (told(span)["gen_ai.request.stream"], told(span)["gen_ai.usage.output_tokens"]) == (True, 2)
    assert (told(span)["gen_ai.response.id"], told(span)["gen_ai.response.model"]) == ("chat_1", "m-1")


def test_a_stream_that_is_closed(client: OpenAIClient, script: Any, spans: Spans) -> None:
    """Ends its span, once; to have read enough is no error."""
    script.answers(chunk() + chunk(), headers=EVENTS)
    with client.stream_completion(**ASKED) as stream:
        next(stream)
        assert not spans()
    stream.close()
    (span,) = spans()
    assert span.status.status_code is trace.StatusCode.UNSET


def test_a_stream_that_breaks_off(client: OpenAIClient, script: Any, spans: Spans) -> None:
    """Is an error, though its answer began well."""
    script.answers(run_event("in_progress"), headers=EVENTS)
    with pytest.raises(ConnectionFailedError):
        for _ in client.stream_run("thread_1", assistant_id="asst_1"):
            pass
    (span,) = spans()
    assert span.status.status_code is trace.StatusCode.ERROR
    assert told(span)["error.type"] == "AnswerBrokenOffError"
    assert told(span)["http.response.status_code"] == 200


def test_a_stream_that_is_refused(client: OpenAIClient, script: Any, spans: Spans) -> None:
    """Is an error too."""
    script.answers({"error": {"message": WORDS}}, 404)
    with pytest.raises(NotFoundError):
        next(client.stream_run("thread_1", assistant_id="asst_1"))
    (span,) = spans()
    assert (told(span)["error.type"], told(span)["http.response.status_code"]) == ("NotFoundError", 404)


def test_a_run_that_fails_in_a_stream(client: OpenAIClient, script: Any, spans: Spans) -> None:
    """Failed, whatever became of its events."""
    script.answers(run_event("failed") + "event: done\ndata: [DONE]\n\n", headers=EVENTS)
    for _ in client.stream_run("thread_1", assistant_id="asst_1"):
        pass
    (span,) = spans()
    assert (span.name, span.status.status_code) == ("invoke_agent", trace.StatusCode.ERROR)
    assert told(span)["error.type"] == "run_failed"


def test_a_refusal(client: OpenAIClient, script: Any, spans: Spans) -> None:
    """Is an error by its class; its words, which may quote anything, are left out."""
    script.answers({"error": {"message": WORDS, "code": "nope"}}, 404, {"x-request-id": "req_1"})
    with pytest.raises(NotFoundError):
        client.get_file("file-1")
    (span,) = spans()
    assert (span.status.status_code, span.status.description) == (trace.StatusCode.ERROR, None)
    assert told(span)["error.type"] == "NotFoundError"
    assert told(span)["http.response.status_code"] == 404
    assert told(span)["http.response.header.x-request-id"] == ("req_1",)
    assert not span.events


def test_an_id_that_cannot_be(client: OpenAIClient, spans: Spans) -> None:
    """Is an error of a call that nobody sent."""
    with pytest.raises(InvalidArgumentError):
        client.get_thread("")
    (span,) = spans()
    assert told(span)["error.type"] == "InvalidArgumentError"
    assert "http.response.status_code" not in told(span)


def test_retries(client: OpenAIClient, script: Any, spans: Spans) -> None:
    """Are events of the one span, and counted."""
    script.answers({"error": {"message": "busy"}}, 503)
    script.fails(httpx.ConnectError("refused"))
    script.answers({"id": "file-1"})
    client.get_file("file-1")
    (span,) = spans()
    assert span.status.status_code is trace.StatusCode.UNSET
    assert [(event.name, dict(event.attributes or {})) for event in span.events] == [
        ("retry", {"http.request.resend_count": 1}),
        ("retry", {"http.request.resend_count": 2}),
    ]
    assert told(span)["http.request.resend_count"] == 2
    assert told(span)["http.response.status_code"] == 200


def test_retries_that_do_not_help(client: OpenAIClient, script: Any, spans: Spans) -> None:
    """Are counted all the same."""
    client.http_request_max_retries = 1
    for _ in range(2):
        script.answers({"error": {"message": "slow down"}}, 429)
    with pytest.raises(RateLimitError):
        client.get_file("file-1")
    (span,) = spans()
    assert (told(span)["error.type"], told(span)["http.request.resend_count"]) == ("RateLimitError", 1)


def test_a_download(client: OpenAIClient, script: Any, spans: Spans, tmp_path: Path) -> None:
    """Is a call like any other, over when the file stands there."""
    script.answers("Words", headers={"content-type": "text/plain"})
    client.get_file_content("file-1", to=tmp_path / "words.txt")
    (span,) = spans()
    assert (span.name, told(span)["http.response.status_code"]) == ("get_file_content", 200)


def test_parents_and_children(
    client: OpenAIClient, script: Any, provider: TracerProvider, spans: Spans
) -> None:
    """A call belongs to the span it is made in, and what is traced of HTTP to the call."""
    seen = []

    class Looking(httpx.SyncByteStream):
        def __iter__(self) -> Any:
            seen.append(trace.get_current_span().get_span_context().span_id)
            yield b'{"id": "file-1"}'

    script.answers(Looking())
    with provider.get_tracer("program").start_as_current_span("work") as work:
        client.get_file("file-1")
        assert trace.get_current_span() is work
    call, _ = spans()
    assert call.context is not None
    assert call.parent is not None
    assert call.parent.span_id == work.get_span_context().span_id
    assert seen == [call.context.span_id]


def test_no_secrets(client: OpenAIClient, script: Any, spans: Spans) -> None:
    """Neither the key nor a word that was said or read stands in any span."""
    refusal = {"error": {"message": f"{KEY} may not ask: {WORDS}", "code": WORDS, "type": WORDS}}
    script.answers({"id": "c", "model": "m", "choices": [{"message": {"content": WORDS}}], "usage": USAGE})
    script.answers(refusal, 400, {"x-request-id": KEY})
    script.answers(chunk() + f"data: {json.dumps({'choices': [], **refusal})}\n\n", headers=EVENTS)
    script.fails(httpx.ConnectError(f"{KEY} {WORDS}"))
    client.http_request_max_retries = 0
    client.create_completion(**ASKED)
    for _ in range(2):
        with pytest.raises(Exception, match="may not ask"):
            for _ in client.stream_completion(**ASKED):
                pass
    with pytest.raises(ConnectionFailedError):
        client.create_thread_message("thread_1", role="user", content=WORDS)
    written = "".join(span.to_json() for span in spans())
    assert len(spans()) == 4
    assert KEY not in written
    assert WORDS not in written
    assert "uthorization" not in written


def test_odd_answers(client: OpenAIClient, script: Any, spans: Spans) -> None:
    """What a server says in another type than it should is left out."""
    usage = {"prompt_tokens": "7", "completion_tokens": None}
    script.answers({"id": "chat_1", "model": {"name": "m"}, "choices": [], "usage": usage})
    client.create_completion(**ASKED)
    (span,) = spans()
    assert told(span)["gen_ai.response.id"] == "chat_1"
    assert not {"gen_ai.response.model", "gen_ai.usage.input_tokens"} & told(span).keys()


def test_no_provider(client: OpenAIClient, script: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody said where spans go none is begun, and the results are the same."""
    monkeypatch.setattr(trace, "get_tracer_provider", trace.ProxyTracerProvider)
    monkeypatch.setattr(trace.ProxyTracerProvider, "get_tracer", None)
    script.answers({**RUN, "status": "completed"})
    script.answers({"error": {"message": "no"}}, 404)
    script.answers(chunk() + "data: [DONE]\n\n", headers=EVENTS)
    assert (client.get_run("thread_1", "run_1")).status == "completed"
    with pytest.raises(NotFoundError):
        client.get_run("thread_1", "run_2")
    for event in client.stream_completion(**ASKED):
        assert event.id == "chat_1"


PROGRAM = """
import sys, httpx, pdfai
api = httpx.MockTransport(lambda request: httpx.Response(200, json={"id": "file-1"}))
client = pdfai.OpenAIClient.create_with_api_key("k").with_transport(api).build()
print(client.get_file("file-1").id, *{"opentelemetry", "pdfai.spans", "pdfai.telemetry"} & sys.modules.keys())
"""


def test_nothing_is_imported() -> None:
    """A program that does not trace pays for nothing, whatever is installed."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["file-1"]
