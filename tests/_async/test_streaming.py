"""Answers that come in pieces: what their events are, and that none of them just ends."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from pdfai_api.models import CompletionChunk, RunEvent, Unknown
from pdfai_api.types import UNSET

from pdfai import (
    AsyncOpenAIClient,
    BadRequestError,
    ConnectionFailedError,
    InvalidArgumentError,
    MalformedAnswerError,
    PdfaiError,
    RateLimitError,
    RequestTimeoutError,
    RunFailedError,
    RunIncompleteError,
    ServerError,
)

pytestmark = pytest.mark.anyio

EVENTS = {"content-type": "text/event-stream; charset=utf-8"}
KEY = "sk-a-secret-that-nobody-may-see"
DONE = "event: done\ndata: [DONE]\n\n"
ASKED: Any = {"model": "m", "messages": [{"role": "user", "content": "Hi"}]}


class Pieces(httpx.AsyncByteStream):
    """A body in pieces, perhaps broken off; it knows whether it was closed."""

    def __init__(self, *pieces: bytes, error: Exception | None = None) -> None:
        self.pieces = pieces
        self.error = error
        self.closed = False
        self.was_read = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Each piece, then the error."""
        for piece in self.pieces:
            yield piece
        self.was_read = True
        if self.error is not None:
            raise self.error

    async def aclose(self) -> None:
        """Remember it."""
        self.closed = True


async def all_of(stream: Any) -> list[Any]:
    """Every event."""
    events = []
    async for event in stream:
        events.append(event)
    return events


def run_event(status: str, **more: Any) -> str:
    """A run's event on the wire."""
    run = {"id": "run_1", "object": "thread.run", "status": status, **more}
    return f"event: thread.run.{status}\ndata: {json.dumps(run, ensure_ascii=False)}\n\n"


def chunk(text: str) -> str:
    """A chat completion's chunk on the wire."""
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": None}
    return f"data: {json.dumps({'id': 'c', 'choices': [choice]}, ensure_ascii=False)}\n\n"


async def test_events_are_typed(client: AsyncOpenAIClient, script: Any) -> None:
    """The end is not one of them; the request asks for a stream."""
    script.answers(run_event("queued") + run_event("completed") + DONE, headers=EVENTS)
    async with client.stream_run("thread_1", assistant_id="asst_1", include=[]) as stream:
        events = await all_of(stream)
    assert [type(event) for event in events] == [RunEvent, RunEvent]
    assert [event.event for event in events] == ["thread.run.queued", "thread.run.completed"]
    assert script.sent() == {"assistant_id": "asst_1", "stream": True}
    assert script.requests[0].headers["accept"].startswith("text/event-stream")


def message_delta(*texts: Any) -> str:
    """A message that goes on, on the wire."""
    content = [{"index": 0, "type": "text", "text": {"value": text}} for text in texts]
    delta = {"id": "msg_1", "object": "thread.message.delta", "delta": {"content": content}}
    return f"event: thread.message.delta\ndata: {json.dumps(delta)}\n\n"


@pytest.mark.parametrize("error", [None, httpx.ReadError("connection reset")])
async def test_what_stands_behind_the_end(
    client: AsyncOpenAIClient, script: Any, error: Exception | None
) -> None:
    """Is read, so that the connection can be used again; nobody cares what it is."""
    stream = Pieces(run_event("completed").encode(), DONE.encode(), b": bye\n\n", error=error)
    script.answers(stream, headers=EVENTS)
    assert len(await all_of(client.stream_run("thread_1", assistant_id="asst_1"))) == 1
    assert (stream.was_read, stream.closed) == (True, True)


async def test_the_words_alone(client: AsyncOpenAIClient, script: Any) -> None:
    """Of a run, whatever else it sends, and of a chat completion."""
    odd = (
        'event: thread.message.delta\ndata: {"delta": {"content": [{"type": "image_file"}, {"text": 7}]}}\n\n'
    )
    said = [
        run_event("queued"),
        message_delta("Net "),
        odd,
        message_delta("reve", "nue"),
        message_delta(None),
    ]
    script.answers("".join([*said, run_event("completed"), DONE]), headers=EVENTS)
    stream = client.stream_run("thread_1", assistant_id="asst_1")
    assert await all_of(stream.text()) == ["Net ", "revenue"]
    assert (await stream.final_run()).status == "completed"
    script.answers(chunk("Hel") + chunk("") + chunk("lo") + "data: [DONE]\n\n", headers=EVENTS)
    assert await all_of(client.stream_completion(**ASKED).text()) == ["Hel", "lo"]


async def test_the_run_at_the_end(client: AsyncOpenAIClient, script: Any) -> None:
    """Whatever of the stream was read before."""
    script.answers(run_event("queued") + run_event("requires_action") + DONE, headers=EVENTS)
    stream = client.stream_run("thread_1", assistant_id="asst_1")
    assert (await anext(stream)).event == "thread.run.queued"
    run = await stream.final_run()
    assert (run.id, run.status) == ("run_1", "requires_action")
    assert await stream.final_run() is run


@pytest.mark.parametrize(
    ("status", "error"),
    [("failed", RunFailedError), ("expired", RunFailedError), ("incomplete", RunIncompleteError)],
)
async def test_a_run_that_fails(
    client: AsyncOpenAIClient, script: Any, status: str, error: type[RunFailedError]
) -> None:
    """As in a wait, with the run and the request's id."""
    headers = {**EVENTS, "x-request-id": "req_1"}
    script.answers(run_event("queued") + run_event(status) + DONE, headers=headers)
    with pytest.raises(error, match="run_1") as caught:
        await client.stream_run("thread_1", assistant_id="asst_1").final_run()
    assert (caught.value.run.status, caught.value.request_id) == (status, "req_1")


async def test_no_final_run(client: AsyncOpenAIClient, script: Any) -> None:
    """Of a chat, and of a stream that was left before its end."""
    script.answers(chunk("Hi") + "data: [DONE]\n\n", headers=EVENTS)
    with pytest.raises(InvalidArgumentError, match="no run"):
        await client.stream_completion(**ASKED).final_run()
    script.answers(run_event("queued") + run_event("completed") + DONE, headers=EVENTS)
    async with client.stream_run("thread_1", assistant_id="asst_1") as stream:
        await anext(stream)
    with pytest.raises(InvalidArgumentError, match="closed before the run ended"):
        await stream.final_run()


async def test_an_unknown_event_is_handed_over(client: AsyncOpenAIClient, script: Any) -> None:
    """Raw, for servers grow."""
    news = 'event: thread.run.sang\ndata: {"id": "run_1", "song": "la"}\n\n'
    script.answers(news + DONE, headers=EVENTS)
    (event,) = await all_of(client.stream_tool_outputs("thread_1", "run_1", tool_outputs=[]))
    assert isinstance(event, Unknown)
    assert event.to_dict() == {"event": "thread.run.sang", "data": {"id": "run_1", "song": "la"}}


async def test_pieces_may_end_anywhere(client: AsyncOpenAIClient, script: Any) -> None:
    """Within a line, a character or a line's end; U+2028 ends no line, and comments are nothing."""
    text = "Größe: 5 €\u2028【0:0†a.pdf】"
    wire = ("\ufeff: hello\r\n" + (chunk(text) + "data: [DONE]\n\n").replace("\n", "\r\n")).encode()
    stream = Pieces(*(wire[at : at + 1] for at in range(len(wire))))
    script.answers(stream, headers=EVENTS)
    chunks = await all_of(client.stream_completion(**ASKED))
    assert [type(each) for each in chunks] == [CompletionChunk]
    assert chunks[0].choices[0].delta.content == text
    assert chunks[0].usage is UNSET
    assert stream.closed


@pytest.mark.parametrize("error", [None, httpx.ReadError("connection reset")])
async def test_a_stream_that_breaks_off_raises(
    client: AsyncOpenAIClient, script: Any, error: Exception | None
) -> None:
    """After the events that arrived; it is not asked for again, for half of it is the caller's already."""
    stream = Pieces(run_event("queued").encode(), b"event: thr", error=error)
    script.answers(stream, headers=EVENTS)
    events = client.stream_thread_and_run(assistant_id="asst_1")
    assert (await anext(events)).event == "thread.run.queued"
    with pytest.raises(ConnectionFailedError, match=r"The answer from .* broke off .*: ask again"):
        await anext(events)
    assert len(script.requests) == 1
    assert stream.closed


async def test_silence_ends_too(client: AsyncOpenAIClient, script: Any) -> None:
    """As a timeout."""
    script.answers(Pieces(error=httpx.ReadTimeout("")), headers=EVENTS)
    with pytest.raises(RequestTimeoutError):
        await all_of(client.stream_completion(**ASKED))


RUN: Any = ("thread_1",), {"assistant_id": "asst_1"}
CHAT: Any = (), ASKED
BROKE = {"message": "It broke.", "code": 7}


@pytest.mark.parametrize("name", ["event: error\n", "event: thread.odd\n", ""])
@pytest.mark.parametrize(("method", "call"), [("stream_run", RUN), ("stream_completion", CHAT)])
async def test_a_failure_in_the_stream_raises(
    client: AsyncOpenAIClient, script: Any, method: str, call: Any, name: str
) -> None:
    """In the server's words, whatever the event that tells of it is called, and whatever else is in it."""
    for said in ({"error": BROKE}, {"error": BROKE, "id": "c", "choices": [{"delta": {"content": ""}}]}):
        script.answers(f"{name}data: {json.dumps(said)}\n\n", headers=EVENTS)
        with pytest.raises(ServerError, match="It broke") as caught:
            await all_of(getattr(client, method)(*call[0], **call[1]))
        assert caught.value.code == "7"


@pytest.mark.parametrize(
    ("said", "error", "words"),
    [
        ('{"message": "Too much.", "code": "rate_limit_exceeded"}', RateLimitError, "Too much"),
        ('{"error": "It broke."}', ServerError, "It broke"),
        ("It broke.", ServerError, "It broke"),
        ("{}", ServerError, "{}"),
    ],
)
async def test_an_event_called_error_is_a_failure(
    client: AsyncOpenAIClient, script: Any, said: str, error: type[ServerError], words: str
) -> None:
    """Whatever form it has."""
    script.answers(f"event: error\ndata: {said}\n\n", headers=EVENTS)
    with pytest.raises(error, match=words):
        await all_of(client.stream_run("thread_1", assistant_id="asst_1"))


async def test_words_of_an_error_are_no_failure(client: AsyncOpenAIClient, script: Any) -> None:
    """Where they are part of an answer, or nothing is said to be wrong."""
    nothing = 'data: {"id": "c", "error": null, "choices": [{"delta": {"content": "a"}}]}\n\n'
    script.answers(chunk('{"error": {}}') + nothing + "data: [DONE]\n\n", headers=EVENTS)
    assert await all_of(client.stream_completion(**ASKED).text()) == ['{"error": {}}', "a"]
    script.answers('data: ["error"]\n\n', headers=EVENTS)
    script.answers('data: "error" it is\n\n', headers=EVENTS)
    for _ in range(2):
        with pytest.raises(MalformedAnswerError):
            await all_of(client.stream_completion(**ASKED))


@pytest.mark.parametrize(
    ("name", "call", "said"),
    [
        ("stream_run", RUN, f'event: error\ndata: {{"message": "Incorrect API key: {KEY}"}}\n\n'),
        ("stream_completion", CHAT, f'data: {{"error": {{"message": "m", "code": "{KEY}"}}}}\n\n'),
        ("stream_run", RUN, f"event: thread.run.queued\ndata: You sent {KEY}\n\n"),
    ],
)
async def test_key_stays_secret(
    client: AsyncOpenAIClient, script: Any, name: str, call: Any, said: str
) -> None:
    """A failure told half way is as silent about the key as a refusal."""
    script.answers(said, headers=EVENTS)
    with pytest.raises(PdfaiError) as caught:
        await all_of(getattr(client, name)(*call[0], **call[1]))
    assert KEY not in str(caught.value) + repr(caught.value) + repr(vars(caught.value))


async def test_a_refusal_is_what_it_always_is(client: AsyncOpenAIClient, script: Any) -> None:
    """It has a status, is read whole, and raised before the first event."""
    error = {"message": "No.", "type": "invalid_request_error", "param": "model", "code": None}
    script.answers({"error": error}, status=400)
    with pytest.raises(BadRequestError, match="No"):
        await client.stream_completion(**ASKED).__aenter__()


async def test_what_cannot_begin_is_tried_again(client: AsyncOpenAIClient, script: Any) -> None:
    """Until the first byte of the answer nothing is lost by that."""
    script.fails(httpx.ConnectError("refused"))
    script.answers("busy", status=503)
    script.answers(chunk("Hi") + "data: [DONE]\n\n", headers=EVENTS)
    chunks = await all_of(client.stream_completion(**ASKED))
    assert chunks[0].choices[0].delta.content == "Hi"
    assert len(script.requests) == 3


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        ('{"id": "c"}', {"content-type": "application/json"}),
        ("event: thread.run.queued\ndata: {oops\n\n", EVENTS),
        ("data: 7\n\n", EVENTS),
        ("\x1f\x8b", {**EVENTS, "content-encoding": "gzip"}),
    ],
)
async def test_what_is_no_stream_of_the_api_is_malformed(
    client: AsyncOpenAIClient, script: Any, body: str, headers: dict[str, str]
) -> None:
    """A server that does not stream, and one that sends garbage."""
    stream = Pieces(body.encode())
    script.answers(stream, headers=headers)
    with pytest.raises(MalformedAnswerError):
        await all_of(client.stream_completion(**ASKED))
    assert stream.closed


async def test_leaving_early_closes_the_connection(client: AsyncOpenAIClient, script: Any) -> None:
    """At the end of the block."""
    stream = Pieces(chunk("a").encode(), chunk("b").encode())
    script.answers(stream, headers=EVENTS)
    async with client.stream_completion(**ASKED) as chunks:
        async for _ in chunks:
            break
    assert stream.closed


async def test_a_stream_is_read_once(client: AsyncOpenAIClient, script: Any) -> None:
    """What was read is gone, and nothing is asked for again."""
    script.answers(chunk("a") + "data: [DONE]\n\n", headers=EVENTS)
    stream = client.stream_completion(**ASKED)
    assert len(await all_of(stream)) == 1
    assert await all_of(stream) == []
    with pytest.raises(InvalidArgumentError, match="read already"):
        await stream.__aenter__()


async def test_a_call_with_one_answer_does_not_stream(client: AsyncOpenAIClient, script: Any) -> None:
    """It names the method that does."""
    with pytest.raises(InvalidArgumentError, match="stream_"):
        await client.create_run("thread_1", assistant_id="asst_1", stream=True)
    assert script.requests == []


async def test_a_file_may_expire_and_a_part_is_a_form(client: AsyncOpenAIClient, script: Any) -> None:
    """Nested fields are written as the API has them."""
    script.answers({"id": "file-1"})
    expiry: Any = {"anchor": "created_at", "seconds": 3600}
    await client.upload_file("assistants", "a.pdf", b"%PDF", expires_after=expiry)
    assert b'name="expires_after[anchor]"\r\n\r\ncreated_at' in script.bodies[0]
    assert b'name="expires_after[seconds]"\r\n\r\n3600' in script.bodies[0]
    script.answers({"id": "part_1"})
    await client.add_upload_part("upload_1", b"abc")
    assert script.requests[1].url.path == "/v1/uploads/upload_1/parts"
    assert b'name="data"; filename="part"' in script.bodies[1]
