"""Chat completions: handed on to an upstream as they come, or answered by the offline model."""

import json
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from functools import partial
from typing import Any

import httpx
import pytest
from anyio import lowlevel, to_thread
from http_api import Api

from pdfai.policy import RetryPolicy
from pdfai.server.models.upstream import Upstream

OpenApi = Any
URL = "http://upstream.example/v1"
KEY = "sk-the-upstreams-key"
EVENTS = {"content-type": "text/event-stream"}
HI: dict[str, Any] = {"model": "llama", "messages": [{"role": "user", "content": "Hi"}]}
STREAMED = {**HI, "stream": True}
COMPLETION: dict[str, Any] = {
    "id": "chatcmpl-1",
    "object": "chat.completion",
    "created": 1,
    "model": "llama-3-8b",
    "choices": [
        {
            "index": 0,
            "message": {"role": "assistant", "content": "Hello.", "reasoning_content": "They greet."},
            "logprobs": None,
            "finish_reason": "stop",
        }
    ],
    "usage": {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3},
    "timings": {"predicted_ms": 12.5},
}


class Endpoint:
    """An upstream with one answer, which keeps what it was asked."""

    def __init__(self) -> None:
        self.answer = httpx.Response(200, json=COMPLETION)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """The answer, or nobody there."""
        self.requests.append(request)
        if self.answer.status_code == 0:
            raise httpx.ConnectError("Connection refused")
        return self.answer

    def refuses(self, status: int, headers: Mapping[str, str] | None = None, **error: Any) -> None:
        """From now on."""
        body = {"error": {"type": "invalid_request_error", "param": None, "code": None, **error}}
        self.answer = httpx.Response(status, json=body, headers=headers)

    def streams(self, *events: str) -> None:
        """From now on, one event for each of these data."""
        text = "".join(f"data: {data}\n\n" for data in events)
        self.answer = httpx.Response(200, headers=EVENTS, content=text.encode())


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    """What stands behind every upstream URL in this test; it is asked once."""
    endpoint = Endpoint()
    connected = partial(Upstream, transport=httpx.MockTransport(endpoint), retry=RetryPolicy(max_retries=0))
    monkeypatch.setattr("pdfai.server.models.upstream.Upstream", connected)
    return endpoint


@pytest.fixture
def relay(open_api: OpenApi, endpoint: Endpoint) -> Api:
    """A server that hands on to the endpoint."""
    api: Api = open_api(upstream_url=URL, upstream_api_key=KEY)
    return api


def chunk(**delta: Any) -> Any:
    """A piece of an upstream's answer."""
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": None}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "llama",
        "choices": [choice],
    }


def streamed(answer: httpx.Response) -> list[str]:
    """The data of a stream's events."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    return [event.removeprefix("data: ") for event in answer.text.split("\n\n") if event]


def test_a_request_and_its_answer_are_handed_on(relay: Api, endpoint: Endpoint) -> None:
    """With all they hold, and with the server's key instead of the caller's."""
    request = {
        "model": "meta-llama/Llama-3-8B",
        "messages": [
            {"role": "system", "content": "Be brief."},
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "What is this?"},
                    {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}},
                ],
            },
        ],
        "n": 2,
        "temperature": None,
        "stop": ["\n"],
        "tools": [{"type": "function", "function": {"name": "look", "parameters": {"type": "object"}}}],
        "tool_choice": {"type": "function", "function": {"name": "look"}},
        "response_format": {"type": "json_object"},
    }
    answer = relay.call(
        "POST",
        "/chat/completions",
        json={**request, "stream": False},
        headers={"Authorization": "Bearer sk-mine"},
    )
    assert answer == COMPLETION
    (asked,) = endpoint.requests
    assert str(asked.url) == f"{URL}/chat/completions"
    assert json.loads(asked.content) == request
    assert asked.headers["authorization"] == f"Bearer {KEY}"


def test_a_schema_for_the_answer_is_handed_on(relay: Api, endpoint: Endpoint) -> None:
    """By the name it came with."""
    wanted = {"type": "json_schema", "json_schema": {"name": "a", "schema": {"type": "object"}}}
    relay.post("/chat/completions", {**HI, "response_format": wanted})
    assert json.loads(endpoint.requests[0].content)["response_format"] == wanted


def test_functions_an_upstream_wants_called_are_the_callers_to_call(relay: Api, endpoint: Endpoint) -> None:
    """The answer says which, as the upstream said it."""
    call = {"id": "call_1", "type": "function", "function": {"name": "look", "arguments": '{"at": "sea"}'}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "tool_calls"}
    endpoint.answer = httpx.Response(200, json={**COMPLETION, "choices": [choice]})
    assert relay.post("/chat/completions", HI)["choices"] == [choice]


def test_chunks_arrive_as_they_were_said(relay: Api, endpoint: Endpoint) -> None:
    """Whatever else they hold, and with the end behind them."""
    call = {"index": 0, "id": "call_1", "function": {"name": "look", "arguments": '{"at'}}
    chunks = [
        chunk(role="assistant", content=""),
        chunk(reasoning_content="They greet."),
        chunk(content="Grüß"),
        chunk(content=" Gott\n"),
        chunk(tool_calls=[call]),
        {**chunk(), "choices": [], "usage": {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}},
    ]
    endpoint.streams(*map(json.dumps, chunks), "[DONE]")
    request = {**STREAMED, "stream_options": {"include_usage": True}}
    *events, end = streamed(relay.http.post("/chat/completions", json=request))
    assert [json.loads(event) for event in events] == chunks
    assert end == "[DONE]"
    assert json.loads(endpoint.requests[0].content) == request


def test_a_chunk_arrives_before_the_next_is_said(endpoint: Endpoint, serve: Callable[..., str]) -> None:
    """The upstream goes on only when the caller has read what there is."""
    has_read = threading.Event()

    async def say() -> AsyncIterator[bytes]:
        yield f"data: {json.dumps(chunk(content='One'))}\n\n".encode()
        assert await to_thread.run_sync(has_read.wait, 10), "the first chunk was kept back"
        yield f"data: {json.dumps(chunk(content='Two'))}\n\ndata: [DONE]\n\n".encode()

    endpoint.answer = httpx.Response(200, headers=EVENTS, content=say())
    with httpx.stream("POST", f"{serve(upstream_url=URL)}/chat/completions", json=STREAMED) as answer:
        lines = filter(None, answer.iter_lines())
        assert '"One"' in next(lines)
        has_read.set()
        assert '"Two"' in next(lines)
        assert list(lines) == ["data: [DONE]"]


def test_a_caller_who_hangs_up_ends_the_upstreams_work(endpoint: Endpoint, serve: Callable[..., str]) -> None:
    """Nobody pays for what nobody reads."""
    ended = threading.Event()

    async def say() -> AsyncIterator[bytes]:
        try:
            while True:
                await lowlevel.checkpoint()
                yield f"data: {json.dumps(chunk(content='More' * 1000))}\n\n".encode()
        finally:
            ended.set()

    endpoint.answer = httpx.Response(200, headers=EVENTS, content=say())
    with httpx.stream("POST", f"{serve(upstream_url=URL)}/chat/completions", json=STREAMED) as answer:
        next(answer.iter_lines())
    assert ended.wait(10)


def test_a_stream_without_chunks_just_ends(relay: Api, endpoint: Endpoint) -> None:
    """An upstream may have nothing to say."""
    endpoint.streams("[DONE]")
    assert streamed(relay.http.post("/chat/completions", json=STREAMED)) == ["[DONE]"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ('{"error": {"message": "Out of memory."}}', "Out of memory."),
        (f'{{"error": {{"message": "No quota left for {KEY}."}}}}', "No quota left for [key]."),
        ("{", "no Chat Completions endpoint"),
        (None, "broke off"),
    ],
)
def test_a_stream_that_breaks_off_says_so(
    relay: Api, endpoint: Endpoint, told: str | None, words: str
) -> None:
    """In a last event, with no end behind it, and without the upstream's key."""
    endpoint.streams(json.dumps(chunk(content="Once")), *([told] if told else []))
    answer = relay.http.post("/chat/completions", json=STREAMED)
    first, last = map(json.loads, streamed(answer))
    assert first == chunk(content="Once")
    assert words in last["error"]["message"]
    assert (last["error"]["type"], last["error"]["param"]) == ("server_error", None)
    assert KEY not in answer.text


@pytest.mark.parametrize("code", ["rate_limit_exceeded", "server_error"])
def test_a_stream_that_begins_with_an_error_is_a_bad_gateway(
    relay: Api, endpoint: Endpoint, code: str
) -> None:
    """The upstream's 200 came too early; the server's own did not go out yet."""
    endpoint.streams(json.dumps({"error": {"message": f"{KEY} is tired.", "code": code}}))
    error = relay.refused(502, "POST", "/chat/completions", json=STREAMED)
    assert (error["code"], "[key] is tired." in error["message"]) == (code, True)


@pytest.mark.parametrize("request_body", [HI, STREAMED])
@pytest.mark.parametrize("status", [400, 404, 422])
def test_what_an_upstream_refuses_is_the_callers_to_read(
    relay: Api, endpoint: Endpoint, status: int, request_body: Any
) -> None:
    """With its status and in its words."""
    said: dict[str, Any] = {
        "message": "Too many words for llama.",
        "param": "messages",
        "code": "context_length_exceeded",
    }
    endpoint.refuses(status, **said)
    error = relay.refused(status, "POST", "/chat/completions", json=request_body)
    assert error == {**said, "type": "invalid_request_error"}


@pytest.mark.parametrize("request_body", [HI, STREAMED])
@pytest.mark.parametrize("status", [401, 403])
def test_a_wrong_upstream_key_is_the_servers_own_trouble(
    relay: Api, endpoint: Endpoint, status: int, request_body: Any
) -> None:
    """The caller's key is right, and the upstream's is nothing for the caller to see."""
    endpoint.refuses(status, message=f"Incorrect API key provided: {KEY}.", code="invalid_api_key")
    answer = relay.http.post("/chat/completions", json=request_body)
    assert answer.status_code == 502
    assert answer.json()["error"]["message"].startswith(f"The model at {URL} refused: Incorrect API key")
    assert KEY not in answer.text + str(answer.headers)


def test_an_upstream_that_is_asked_too_often_says_so(relay: Api, endpoint: Endpoint) -> None:
    """So that the caller waits."""
    endpoint.refuses(429, {"retry-after": "7"}, message="Slow down.", code="rate_limit_exceeded")
    error = relay.refused(429, "POST", "/chat/completions", json=HI)
    assert (error["message"], error["code"]) == ("Slow down.", "rate_limit_exceeded")


def test_a_caller_learns_how_long_an_upstream_wants_to_be_left_alone(relay: Api, endpoint: Endpoint) -> None:
    """In the upstream's own header."""
    endpoint.refuses(429, {"retry-after": "7"}, message="Slow down.")
    answer = relay.http.post("/chat/completions", json=HI)
    assert answer.headers.get("retry-after") == "7"


@pytest.mark.parametrize("request_body", [HI, STREAMED])
@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (httpx.Response(500, text="oops"), f"The model at {URL} refused: Internal Server Error"),
        (httpx.Response(200, html="<h1>Welcome</h1>"), f"What answers at {URL} is no Chat Completions"),
        (httpx.Response(0), f"The model at {URL} cannot be reached (Connection refused): is it running?"),
    ],
)
def test_a_failing_upstream_is_a_bad_gateway(
    relay: Api, endpoint: Endpoint, answer: httpx.Response, words: str, request_body: Any
) -> None:
    """In one line that says where to look."""
    endpoint.answer = answer
    error = relay.refused(502, "POST", "/chat/completions", json=request_body)
    assert error["message"].startswith(words)
    assert error["code"] == "server_error"


TEXT_PARTS = [{"type": "text", "text": "What was"}, {"type": "text", "text": "the revenue?"}]
FUNCTION = {"type": "function", "function": {"name": "look", "parameters": {"type": "object"}}}
LOOK = {"id": "call_1", "type": "function", "function": {"name": "look", "arguments": "{}"}}
ONLY_DOCUMENTS = "I only answer from documents, and none was given to me."


def offline_answer(offline: Api, messages: list[Any], **more: Any) -> str:
    """The offline model's text."""
    answer = offline.post("/chat/completions", {"model": "any", "messages": messages, **more})
    assert (answer["model"], answer["choices"][0]["finish_reason"]) == ("extractive", "stop")
    return str(answer["choices"][0]["message"]["content"])


def test_the_offline_model_reads_texts_in_parts(offline: Api) -> None:
    """And says something of each kind of role."""
    messages = [
        {"role": "developer", "content": [{"type": "text", "text": "Be brief."}]},
        {"role": "user", "content": "Hello"},
        {"role": "assistant", "content": None},
        {"role": "user", "content": TEXT_PARTS},
    ]
    assert offline_answer(offline, messages) == ONLY_DOCUMENTS


@pytest.mark.parametrize(
    "options",
    [
        {"n": 1, "temperature": 0.2, "seed": 7, "user": "me"},
        {"response_format": {"type": "text"}, "modalities": ["text"], "logprobs": False},
        {"tools": [FUNCTION]},
        {"tools": [FUNCTION], "tool_choice": "auto"},
        {"tools": [FUNCTION], "tool_choice": "none"},
        {"functions": [{"name": "look"}], "function_call": "auto"},
    ],
)
def test_the_offline_model_leaves_aside_what_it_may(offline: Api, options: Any) -> None:
    """A model that is offered functions need not call any."""
    messages = [{"role": "user", "content": "What was the revenue?"}]
    assert offline_answer(offline, messages, **options) == ONLY_DOCUMENTS


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("param", "options"),
    [
        ("n", {"n": 2}),
        ("tool_choice", {"tools": [FUNCTION], "tool_choice": "required"}),
        (
            "tool_choice",
            {"tools": [FUNCTION], "tool_choice": {"type": "function", "function": {"name": "look"}}},
        ),
        ("function_call", {"functions": [{"name": "look"}], "function_call": {"name": "look"}}),
        ("response_format", {"response_format": {"type": "json_object"}}),
        (
            "response_format",
            {"response_format": {"type": "json_schema", "json_schema": {"name": "a", "schema": {}}}},
        ),
        ("modalities", {"modalities": ["text", "audio"], "audio": {"voice": "alloy", "format": "wav"}}),
        ("logprobs", {"logprobs": True}),
    ],
)
def test_the_offline_model_refuses_what_it_cannot_do(
    offline: Api, param: str, options: Any, stream: bool
) -> None:
    """Rather than answer something else than was asked; it says what can."""
    error = offline.refused(400, "POST", "/chat/completions", json={**HI, **options, "stream": stream})
    assert error == {
        "message": f"The offline model cannot do what '{param}' asks for: "
        "start the server with --upstream-url for one that can.",
        "type": "invalid_request_error",
        "param": param,
        "code": None,
    }


IMAGE = {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}
SOUND = {"type": "input_audio", "input_audio": {"data": "AAAA", "format": "wav"}}


@pytest.mark.parametrize(
    ("message", "param", "words"),
    [
        (
            {"role": "user", "content": [*TEXT_PARTS, IMAGE]},
            "[1].content[2].type",
            "text only, not 'image_url'",
        ),
        ({"role": "user", "content": [SOUND]}, "[1].content[0].type", "text only, not 'input_audio'"),
        ({"role": "assistant", "tool_calls": [LOOK]}, "[1]", "calls no tools"),
        (
            {"role": "assistant", "content": None, "function_call": {"name": "look", "arguments": "{}"}},
            "[1]",
            "calls no tools",
        ),
        ({"role": "tool", "tool_call_id": "call_1", "content": "Sea."}, "[1]", "calls no tools"),
        ({"role": "function", "name": "look", "content": "Sea."}, "[1]", "calls no tools"),
    ],
)
def test_the_offline_model_reads_text_and_nothing_else(
    offline: Api, message: Any, param: str, words: str
) -> None:
    """The message at fault is named by its place."""
    messages = [{"role": "user", "content": "Hi"}, message]
    error = offline.refused(400, "POST", "/chat/completions", json={"model": "m", "messages": messages})
    assert (error["param"], error["code"]) == (f"messages{param}", None)
    assert words in error["message"]
    assert error["message"].endswith("start the server with --upstream-url for one that can.")


def test_a_model_serves_in_the_place_of_another(open_api: OpenApi, endpoint: Endpoint) -> None:
    """In chat completions and runs; names that are not mapped stay, unless the star stands for them."""
    asked = {**HI, "model": "gpt-4o"}
    api: Api = open_api(upstream_url=URL, model_map={"gpt-4o": "llama:8b"})
    api.post("/chat/completions", asked)
    api.post("/chat/completions", HI)
    api.run(api.thread("Hi"), api.assistant(model="gpt-4o"))
    starred: Api = open_api(upstream_url=URL, model_map={"gpt-4o": "llama:8b", "*": "tiny"})
    starred.post("/chat/completions", asked)
    starred.post("/chat/completions", HI)
    models = [json.loads(request.content)["model"] for request in endpoint.requests]
    assert models == ["llama:8b", "llama", "llama:8b", "llama:8b", "tiny"]
