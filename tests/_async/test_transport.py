"""What is sent again, after how long, and what comes out when it helps no more."""

import logging
from io import BytesIO
from typing import Any

import httpx
import pytest

from pdfai import (
    AsyncOpenAIClient,
    ConnectionFailedError,
    RateLimitError,
    RequestTimeoutError,
    RetryPolicy,
    ServerError,
)

pytestmark = pytest.mark.anyio

ASSISTANT = {"id": "asst_1", "object": "assistant"}


async def test_retries_once(client: AsyncOpenAIClient, script: Any, clock: Any) -> None:
    """A 503 is retried and never reaches the caller."""
    script.answers({}, 503)
    script.answers(ASSISTANT)
    assert (await client.get_assistant("asst_1")).id == "asst_1"
    assert clock.slept == [0.5]


async def test_gives_up(client: AsyncOpenAIClient, script: Any, clock: Any) -> None:
    """After the last retry the caller gets the server's own words; the waits double."""
    for _ in range(4):
        script.answers({"error": {"message": "overloaded"}}, 503)
    with pytest.raises(ServerError, match="overloaded"):
        await client.get_assistant("asst_1")
    assert clock.slept == [0.5, 1.0, 2.0]


async def test_never_retries(client: AsyncOpenAIClient, script: Any) -> None:
    """With no retries allowed the first answer counts, from the next call on."""
    client.http_request_max_retries = 0
    script.answers({"error": {"message": "overloaded"}}, 503)
    with pytest.raises(ServerError):
        await client.get_assistant("asst_1")


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "86400"}, 60.0),
        ({"retry-after": "soon"}, 0.5),
        # The test's clock stands at 1,700,001,000: 22:30:00.
        ({"retry-after": "Tue, 14 Nov 2023 22:30:03 GMT"}, 3.0),
    ],
)
async def test_obeys_the_server(
    client: AsyncOpenAIClient, script: Any, clock: Any, headers: dict[str, str], wait: float
) -> None:
    """The wait is what the server asks for, up to a minute; nonsense is ignored."""
    script.answers({}, 429, headers)
    script.answers(ASSISTANT)
    await client.get_assistant("asst_1")
    assert clock.slept == [wait]


async def test_empty_purse(client: AsyncOpenAIClient, script: Any, clock: Any) -> None:
    """A 429 for want of money is not retried: it would not help."""
    script.answers({"error": {"message": "You ran out", "code": "insufficient_quota"}}, 429)
    with pytest.raises(RateLimitError) as caught:
        await client.get_assistant("asst_1")
    assert caught.value.code == "insufficient_quota"
    assert clock.slept == []


async def test_server_says_no(client: AsyncOpenAIClient, script: Any) -> None:
    """x-should-retry: false is obeyed."""
    script.answers({}, 500, {"x-should-retry": "false"})
    with pytest.raises(ServerError):
        await client.get_assistant("asst_1")


async def test_lost_connection(client: AsyncOpenAIClient, script: Any) -> None:
    """A refused connection and a body that breaks off are both tried again."""
    script.fails(httpx.ConnectError("Connection refused"))
    script.breaks_off()
    script.answers(ASSISTANT)
    assert (await client.get_assistant("asst_1")).id == "asst_1"


async def test_no_connection(client: AsyncOpenAIClient, script: Any) -> None:
    """Nobody there: one line with the address and what to check, chained to httpx's own error."""
    for _ in range(4):
        script.fails(httpx.ConnectError("Connection refused"))
    with pytest.raises(ConnectionFailedError) as caught:
        await client.get_assistant("asst_1")
    assert str(caught.value) == (
        "No answer from https://assistants.example.com after 4 attempts (Connection refused): "
        "is the server running, and is the URL right?"
    )
    assert (caught.value.method, caught.value.url) == (
        "GET",
        "https://assistants.example.com/v1/assistants/asst_1",
    )
    assert isinstance(caught.value.__cause__, httpx.ConnectError)


async def test_no_answer_in_time(client: AsyncOpenAIClient, script: Any) -> None:
    """A timeout is its own error."""
    client.http_request_max_retries = 0
    script.fails(httpx.ReadTimeout("timed out"))
    with pytest.raises(RequestTimeoutError, match="did not answer in time: try again"):
        await client.get_assistant("asst_1")


async def test_a_request_that_is_wrong_itself(client: AsyncOpenAIClient, script: Any) -> None:
    """Is not sent again: it would be as wrong."""
    script.fails(httpx.LocalProtocolError("Too little data for declared Content-Length"))
    with pytest.raises(ConnectionFailedError, match="Too little data"):
        await client.get_assistant("asst_1")
    assert len(script.requests) == 1


async def test_whole_call_has_a_deadline(client: AsyncOpenAIClient, script: Any) -> None:
    """No retry begins when the whole call's time is up, however many are left."""
    script.fails(httpx.ReadTimeout("timed out"), after=300.0)
    script.fails(httpx.ReadTimeout("timed out"), after=300.0)
    with pytest.raises(RequestTimeoutError, match="after 2 attempts"):
        await client.get_assistant("asst_1")


async def test_same_idempotency_key(client: AsyncOpenAIClient, script: Any) -> None:
    """Each POST has a key of its own, the same on every attempt; a GET has none."""
    script.answers({}, 500)
    script.answers({"id": "thread_1"})
    script.answers({"id": "thread_2"})
    script.answers({"id": "thread_2"})
    await client.create_thread()
    await client.create_thread()
    await client.get_thread("thread_2")
    first, again, second, get = (request.headers.get("idempotency-key") for request in script.requests)
    assert first == again
    assert first != second
    assert get is None


async def test_file_is_sent_again_whole(client: AsyncOpenAIClient, script: Any) -> None:
    """A file that can be rewound is sent from its beginning on every attempt."""
    script.answers({}, 500)
    script.answers({"id": "file-1"})
    await client.upload_file("assistants", "a.pdf", BytesIO(b"%PDF-1.7 all of it"))
    assert [b"%PDF-1.7 all of it" in body for body in script.bodies] == [True, True]


class Pipe(BytesIO):
    """Bytes that can be read once."""

    def seekable(self) -> bool:
        """Say no, as a pipe does."""
        return False


async def test_pipe_is_sent_once(client: AsyncOpenAIClient, script: Any, clock: Any) -> None:
    """What cannot be read twice is not sent twice: half a file would arrive."""
    script.answers({"error": {"message": "overloaded"}}, 503)
    with pytest.raises(ServerError):
        await client.upload_file("assistants", "a.pdf", Pipe(b"%PDF-1.7"))
    assert clock.slept == []


async def test_log(client: AsyncOpenAIClient, script: Any, caplog: pytest.LogCaptureFixture) -> None:
    """One debug line per attempt: method, path, status. No key, no query, no body."""
    script.answers({}, 500)
    script.answers({"data": []})
    with caplog.at_level(logging.DEBUG, logger="pdfai"):
        await client.get_thread_messages("thread_1", run_id="run_1")
    assert [record.getMessage() for record in caplog.records if record.name == "pdfai"] == [
        "GET /v1/threads/thread_1/messages: 500 (attempt 1)",
        "GET /v1/threads/thread_1/messages: 200 (attempt 2)",
    ]


async def test_policy_of_the_builder(script: Any, clock: Any) -> None:
    """The builder takes a whole policy."""
    client = (
        AsyncOpenAIClient.create_with_api_key("key")
        .with_retry_policy(RetryPolicy(max_retries=1, backoff_delay_seconds=4.0))
        .with_transport(script)
        .with_clock(clock)
        .build()
    )
    script.answers({}, 500)
    script.answers({"data": []})
    await client.get_files()
    assert clock.slept == [4.0]
