"""A Chat Completions endpoint as the server's model, and the server as one."""

import json
import logging
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from http_api import Api

from pdfai.policy import RetryPolicy
from pdfai.server.models.base import ModelError, Passage, Prompt, Reply, Turn
from pdfai.server.models.chat_completions import ChatCompletionsModel
from pdfai.server.models.source_numbers import cite
from pdfai.testing import ScriptedModel

OpenApi = Any
KEY = "sk-the-upstreams-key"
URL = "http://upstream.example/v1"
PASSAGES = (
    Passage(file_id="file-a", file_name="a.pdf", page=3, text="Cats sleep. Dogs bark at night.", score=1.0),
    Passage(file_id="file-b", file_name="b.pdf", page=7, text="Birds sing.", score=0.5),
)
PROMPT = Prompt(
    model="llama", instructions="Be brief.", turns=(Turn(role="user", text="Who barks?"),), passages=PASSAGES
)


def completion(text: str | None, **more: Any) -> Any:
    """An endpoint's answer."""
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    return {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": "llama",
        "choices": [choice],
        **more,
    }


class Upstream(httpx.AsyncBaseTransport):
    """An endpoint that always answers the same, and keeps what it was asked."""

    def __init__(self, answer: Callable[[], httpx.Response]) -> None:
        self.answer = answer
        self.requests: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer."""
        await request.aread()
        self.requests.append(request)
        return self.answer()


def says(text: str | None, **more: Any) -> Upstream:
    """An endpoint with this answer."""
    return Upstream(lambda: httpx.Response(200, json=completion(text, **more)))


async def ask(upstream: Upstream, prompt: Prompt = PROMPT) -> Reply:
    """The reply of the model behind an endpoint that is asked once."""
    model = ChatCompletionsModel(URL, KEY, transport=upstream, retry=RetryPolicy(max_retries=0))
    try:
        return await model.answer(prompt)
    finally:
        await model.close()


@pytest.mark.anyio
async def test_sends_the_sources_numbered_and_nothing_empty() -> None:
    """Instructions and sources in the system message, the turns behind it, the key in the header only."""
    upstream = says("Dogs [1].")
    await ask(upstream)
    (request,) = upstream.requests
    assert str(request.url) == f"{URL}/chat/completions"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in request.content.decode()
    sent = json.loads(request.content)
    assert sent.keys() == {"model", "messages"}
    assert sent["model"] == "llama"
    system, user = sent["messages"]
    assert system["content"].startswith("Be brief.\n\n")
    assert "[1] a.pdf, page 3:\nCats sleep. Dogs bark at night." in system["content"]
    assert "[2] b.pdf, page 7:\nBirds sing." in system["content"]
    assert user == {"role": "user", "content": "Who barks?"}


@pytest.mark.anyio
async def test_sends_the_options_that_are_set() -> None:
    """And no system message when there is nothing to say in it."""
    upstream = says("Hello.")
    turns = (Turn(role="user", text="Hi"), Turn(role="assistant", text="Yes?"), Turn(role="user", text="Hi"))
    options: Any = {"temperature": 0.0, "top_p": 0.5, "max_completion_tokens": 300}
    await ask(upstream, Prompt(model="llama", turns=turns, **options))
    sent = json.loads(upstream.requests[0].content)
    assert {name: sent[name] for name in options} == options
    assert [message["role"] for message in sent["messages"]] == ["user", "assistant", "user"]


@pytest.mark.anyio
async def test_counts_what_the_endpoint_counts_or_estimates_it() -> None:
    """Usage is never missing."""
    usage = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
    counted = (await ask(says("Hello.", usage=usage))).usage
    assert (counted.prompt_tokens, counted.completion_tokens) == (11, 7)
    estimated = (await ask(says("Hello."))).usage
    assert estimated.prompt_tokens > 50
    assert estimated.completion_tokens > 0


@pytest.mark.anyio
async def test_numbers_become_citations() -> None:
    """With the sentence of the source that is closest to the claim."""
    reply = await ask(says("Dogs bark [1]. Fine."))
    assert reply.text == "Dogs bark 【1:0†a.pdf】. Fine."
    (citation,) = reply.citations
    assert (citation.passage, citation.quote) == (PASSAGES[0], "Dogs bark at night.")
    assert reply.text[citation.start : citation.end] == "【1:0†a.pdf】"


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Both [1, 2].", [0, 1]),
        ("Both [1][2].", [0, 1]),
        ("Both [2;1].", [1, 0]),
        ("Twice [1] and [1].", [0, 0]),
        ("[2] first.", [1]),
        ("None [0], [3], [1, 3], [1234], [x], [ ], [] or 【1】.", []),
        ("", []),
    ],
)
def test_only_numbers_of_sources_are_citations(text: str, sources: list[int]) -> None:
    """Markers stand where the numbers stood; other brackets stay."""
    written, citations = cite(text, PASSAGES, message_index=5)
    assert [PASSAGES.index(citation.passage) for citation in citations] == sources
    marks = [f"【5:{source}†{PASSAGES[source].file_name}】" for source in sources]
    assert [written[citation.start : citation.end] for citation in citations] == marks
    if not sources:
        assert written == text


def test_without_sources_nothing_is_a_citation() -> None:
    """Code has brackets, too."""
    assert cite("items[1]", (), message_index=1) == ("items[1]", ())


def answers(status: int, **content: Any) -> Callable[[], httpx.Response]:
    """An endpoint that answers like this."""
    return lambda: httpx.Response(status, **content)


def unreachable() -> httpx.Response:
    """Nobody listens."""
    raise httpx.ConnectError("Connection refused")


SLOW_DOWN = {"error": {"message": "Slow down."}}
REFUSED = {"error": {"message": f"Incorrect API key provided: {KEY}."}}
NOTHING = completion("x", choices=[])


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        (answers(429, json=SLOW_DOWN), "rate_limit_exceeded", "Slow down."),
        (answers(401, json=REFUSED), "server_error", "refused: Incorrect API key"),
        (answers(500, text="oops"), "server_error", "refused"),
        (answers(200, html="<html>\n<h1>Welcome</h1>"), "server_error", "is no Chat Completions"),
        (answers(404, html="<html>\nnot here"), "server_error", "is no Chat Completions"),
        (answers(200, json={"hello": "world"}), "server_error", "without any text"),
        (answers(200, json=completion(None)), "server_error", "without any text"),
        (answers(200, json=completion("")), "server_error", "without any text"),
        (answers(200, json=NOTHING), "server_error", "without any text"),
        (unreachable, "server_error", "cannot be reached"),
    ],
)
async def test_a_failing_endpoint_is_one_clear_line(
    answer: Callable[[], httpx.Response], code: str, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Without its key, even where the endpoint repeats it."""
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ModelError) as failed:
        await ask(Upstream(answer))
    assert failed.value.code == code
    assert words in failed.value.message
    assert "\n" not in failed.value.message
    assert KEY not in failed.value.message + caplog.text


def test_an_endpoint_answers_runs(open_api: OpenApi) -> None:
    """From upload to citation, with a model of the caller's choice."""
    upstream = says("It was 12 million euros [1].")
    api: Api = open_api(ChatCompletionsModel(URL, KEY, transport=upstream))
    thread_id = api.thread("What was the net revenue in 2024?")
    api.run(thread_id, api.assistant(api.store(api.upload()), model="llama"))
    text = api.get(f"/threads/{thread_id}/messages")["data"][0]["content"][0]["text"]
    assert text["value"] == "It was 12 million euros 【1:0†report.pdf】."
    assert text["annotations"][0]["file_citation"]["page"] == 2
    assert json.loads(upstream.requests[0].content)["model"] == "llama"


def test_an_unreachable_endpoint_fails_the_run(open_api: OpenApi, unused_port: int) -> None:
    """The caller reads why in `last_error`."""
    api: Api = open_api(upstream_url=f"http://127.0.0.1:{unused_port}/v1", upstream_api_key=KEY)
    run = api.run(api.thread("Hello"), api.assistant())
    assert run["status"] == "failed"
    assert f"http://127.0.0.1:{unused_port}/v1 cannot be reached" in run["last_error"]["message"]
    assert KEY not in run["last_error"]["message"]


def test_the_server_is_an_endpoint_too(open_api: OpenApi) -> None:
    """Its model can be asked directly; nothing is kept."""
    model = ScriptedModel("Hello.")
    api: Api = open_api(model)
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Hi"},
        {"role": "assistant", "content": "Yes?"},
        {"role": "user", "content": "Hi"},
    ]
    answer = api.post(
        "/chat/completions", {"model": "m", "messages": messages, "temperature": None, "stream": False}
    )
    assert answer["id"].startswith("chatcmpl-")
    assert answer["choices"] == [
        {
            "index": 0,
            "message": {"role": "assistant", "content": "Hello.", "refusal": None},
            "finish_reason": "stop",
        }
    ]
    assert answer["usage"] == {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5}
    (prompt,) = model.prompts
    assert (prompt.instructions, len(prompt.turns), prompt.temperature) == ("Be brief.", 3, None)


def test_the_offline_model_says_that_it_needs_documents(offline: Api) -> None:
    """Asked directly it has none; also when nobody asks anything."""
    for role in ("user", "system"):
        body = {"model": "offline", "messages": [{"role": role, "content": "What was the revenue?"}]}
        assert offline.post("/chat/completions", body)["choices"][0]["message"]["content"]


def test_a_failing_model_is_a_bad_gateway(open_api: OpenApi) -> None:
    """With the model's words and code."""
    api: Api = open_api(ScriptedModel(ModelError("Too many requests.", code="rate_limit_exceeded")))
    body = {"model": "m", "messages": [{"role": "user", "content": "Hi"}]}
    error = api.refused(502, "POST", "/chat/completions", json=body)
    assert (error["message"], error["code"]) == ("Too many requests.", "rate_limit_exceeded")
