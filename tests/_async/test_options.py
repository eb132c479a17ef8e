"""Options for one call, and what comes back beside its value."""

import json
from typing import Any

import pytest

from pdfai import AsyncOpenAIClient, InvalidArgumentError, NotFoundError, ServerError
from pdfai.token_count import TokenCount

pytestmark = pytest.mark.anyio

RUN = {"id": "run_1", "model": "m", "status": "completed"}
SPENT = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
ASKED: Any = {"model": "m", "messages": [{"role": "user", "content": "Hi"}]}
CHOICE = {"index": 0, "message": {"role": "assistant", "content": "Hi"}, "finish_reason": "stop"}


async def test_one_call_with_other_options(client: AsyncOpenAIClient, script: Any) -> None:
    """The client itself stays as it was."""
    script.answers(RUN)
    script.answers(RUN)
    patient = client.with_options(
        timeout_seconds=900, headers={"X-Trace": "7", "OpenAI-Beta": "assistants=v3"}
    )
    await patient.get_run("thread_1", "run_1")
    await client.get_run("thread_1", "run_1")
    changed, plain = script.requests
    assert changed.headers["x-trace"] == "7"
    assert changed.headers.get_list("openai-beta") == ["assistants=v3"]
    assert changed.headers["authorization"] == plain.headers["authorization"]
    assert (changed.extensions["timeout"]["read"], plain.extensions["timeout"]["read"]) == (900, 300)
    assert "x-trace" not in plain.headers


async def test_options_add_up(client: AsyncOpenAIClient, script: Any) -> None:
    """The later one wins where both say something."""
    script.answers(RUN)
    first = client.with_options(timeout_seconds=10, headers={"a": "1", "b": "1"})
    await first.with_options(headers={"b": "2"}).get_run("thread_1", "run_1")
    (request,) = script.requests
    assert (request.headers["a"], request.headers["b"]) == ("1", "2")
    assert request.extensions["timeout"]["read"] == 10


async def test_no_retries_for_one_call(client: AsyncOpenAIClient, script: Any, clock: Any) -> None:
    """And more for another."""
    script.answers({}, 500)
    with pytest.raises(ServerError):
        await client.with_options(max_retries=0).get_run("thread_1", "run_1")
    assert (len(script.requests), clock.slept) == (1, [])
    for _ in range(5):
        script.answers({}, 500)
    script.answers(RUN)
    await client.with_options(max_retries=5).get_run("thread_1", "run_1")
    assert client.http_request_max_retries == 3


async def test_policies_are_each_clients_own(client: AsyncOpenAIClient, script: Any) -> None:
    """They begin as those of the client that this one was made from, and go their own way."""
    client.polling_timeout_seconds = 30
    other = client.with_options(max_retries=7)
    assert (other.http_request_max_retries, other.polling_timeout_seconds) == (7, 30)
    other.http_request_max_retries = 0
    other.backoff_delay_seconds = 9
    other.polling_interval_seconds = 9
    assert (client.http_request_max_retries, client.backoff_delay_seconds) == (3, 0.5)
    assert client.polling_interval_seconds == 1
    client.polling_timeout_seconds = 60
    assert other.polling_timeout_seconds == 30


async def test_closing_what_shares_a_connection(client: AsyncOpenAIClient, script: Any) -> None:
    """Closes nothing; it is the first client's, which closes it for all."""
    async with client.with_options(max_retries=0) as other:
        pass
    script.answers(RUN)
    await client.get_run("thread_1", "run_1")
    await client.close()
    assert script.closed
    with pytest.raises(InvalidArgumentError, match="closed"):
        await other.get_run("thread_1", "run_1")


async def test_for_ever(client: AsyncOpenAIClient, script: Any) -> None:
    """Is as long as nobody's system could count; connecting is bounded still."""
    for seconds in (float("inf"), 1e10):
        script.answers(RUN)
        await client.with_options(timeout_seconds=seconds).get_run("thread_1", "run_1")
        waits = script.requests[-1].extensions["timeout"]
        assert waits == {"connect": 10.0, "read": None, "write": None, "pool": None}


@pytest.mark.parametrize(
    "options",
    [
        {"timeout_seconds": 0},
        {"timeout_seconds": -1},
        {"timeout_seconds": float("nan")},
        {"timeout_seconds": "3"},
        {"max_retries": -1},
        {"max_retries": 1.5},
        {"max_retries": "3"},
    ],
)
def test_options_that_could_never_work(client: AsyncOpenAIClient, options: Any) -> None:
    """Are refused before anything is sent."""
    with pytest.raises(InvalidArgumentError, match=next(iter(options))):
        client.with_options(**options)


async def test_status_headers_and_request_id(client: AsyncOpenAIClient, script: Any) -> None:
    """Of each answer, of a stream as it begins, and of a refusal in its error."""
    answers: list[Any] = []
    watched = client.with_options(on_answer=answers.append)
    script.answers(RUN, headers={"x-request-id": "req_1", "x-ratelimit-remaining-requests": "9"})
    run = await watched.get_run("thread_1", "run_1")
    (answer,) = answers
    assert answer.value is run
    assert (answer.status, answer.request_id) == (200, "req_1")
    assert answer.headers["x-ratelimit-remaining-requests"] == "9"
    headers = {"content-type": "text/event-stream", "x-request-id": "req_2"}
    script.answers("event: done\ndata: [DONE]\n\n", headers=headers)
    async with watched.stream_run("thread_1", assistant_id="asst_1"):
        assert answers[1].request_id == "req_2"
    script.answers({"error": {"message": "No."}}, 404, headers={"x-request-id": "req_3"})
    with pytest.raises(NotFoundError) as caught:
        await watched.get_run("thread_1", "run_1")
    assert caught.value.request_id == caught.value.headers["x-request-id"] == "req_3"
    assert len(answers) == 2


async def test_tokens_are_added_up_by_model(client: AsyncOpenAIClient, script: Any) -> None:
    """A run counts once, under the model that answered; so does what clients with other options read."""
    script.answers({**RUN, "status": "queued", "usage": None})
    script.answers({**RUN, "usage": SPENT})
    script.answers({**RUN, "usage": SPENT})
    script.answers({**RUN, "id": "run_2", "answered_by_model": "other", "usage": SPENT})
    for run_id in ("run_1", "run_1", "run_1", "run_2"):
        await client.get_run("thread_1", run_id)
    script.answers({"id": "c", "model": "m", "choices": [CHOICE], "usage": SPENT})
    await client.with_options(max_retries=0).create_completion(**ASKED)
    script.answers({"model": "e", "data": [], "usage": {"prompt_tokens": 3, "total_tokens": 3}})
    await client.create_embedding(model="e", input="Hi")
    script.answers({"id": "c", "model": "odd", "choices": [CHOICE], "usage": {"prompt_tokens": "many"}})
    await client.create_completion(**ASKED)
    assert client.usage.by_model == {
        "m": TokenCount(prompt_tokens=20, completion_tokens=10),
        "other": TokenCount(prompt_tokens=10, completion_tokens=5),
        "e": TokenCount(prompt_tokens=3),
        "odd": TokenCount(),
    }
    assert client.usage.total.total_tokens == 48
    assert "other" in repr(client.usage)


async def test_streams_count_too(client: AsyncOpenAIClient, script: Any) -> None:
    """A run's last event, and a chat's last chunk when it was asked to tell."""
    headers = {"content-type": "text/event-stream"}
    run = json.dumps({**RUN, "usage": SPENT})
    script.answers(
        f"event: thread.run.completed\ndata: {run}\n\nevent: done\ndata: [DONE]\n\n", headers=headers
    )
    await client.stream_run("thread_1", assistant_id="asst_1").final_run()
    chunk = json.dumps({"id": "c", "model": "m", "choices": [], "usage": SPENT})
    script.answers(f"data: {chunk}\n\ndata: [DONE]\n\n", headers=headers)
    async for _ in client.stream_completion(**ASKED):
        pass
    assert client.usage.total == TokenCount(prompt_tokens=20, completion_tokens=10)
