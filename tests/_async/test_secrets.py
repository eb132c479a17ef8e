"""Keys stay secret, the settings' own and those given in headers, though a server repeats them."""

from traceback import format_exception
from typing import Any

import pytest

from pdfai import AsyncOpenAIClient, InvalidArgumentError, PdfaiError

pytestmark = pytest.mark.anyio

KEY = "sk-a-secret-that-nobody-may-see"
OTHER = "sk-another-secret-of-a-header"
EVENTS = {"content-type": "text/event-stream"}


def echoes(secret: str) -> list[tuple[Any, int, dict[str, str]]]:
    """Answers that repeat it."""
    error = {"message": f"Incorrect API key: {secret}", "code": secret, "param": f"Bearer {secret}"}
    return [
        ({"error": error}, 401, {"x-request-id": secret, "www-authenticate": f"Bearer {secret}"}),
        ({}, 302, {"location": f"https://elsewhere/?key={secret}"}),
        (f"<html>{secret}", 200, {"content-type": f"text/{secret}"}),
        ({"id": "run_1", "status": "failed", "last_error": {"message": f"Refused: {secret}"}}, 200, {}),
        ({"id": "run_1", "status": "failed"}, 200, {"x-request-id": secret}),
    ]


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("secret", [KEY, OTHER])
async def test_in_no_error(client: AsyncOpenAIClient, script: Any, number: int, secret: str) -> None:
    """Not in its message, its attributes or its traceback."""
    script.answers(*echoes(secret)[number])
    asking = client.with_options(max_retries=0, headers={"Authorization": f"Bearer {OTHER}"})
    with pytest.raises(PdfaiError) as caught:
        await asking.wait_for_run_to_complete("thread_1", "run_1")
    error = caught.value
    seen = [str(error), repr(error), repr(vars(error)), "".join(format_exception(error))]
    assert secret not in "".join(seen)
    assert secret not in repr(asking) + repr(asking._options)


async def test_in_no_error_of_a_stream(client: AsyncOpenAIClient, script: Any) -> None:
    """Nor when the failure is told half way, by the run or by the stream."""
    asking = client.with_options(headers={"X-API-Key": OTHER})
    for secret in (KEY, OTHER):
        failed = f'{{"id": "run_1", "status": "failed", "last_error": {{"message": "Refused: {secret}"}}}}'
        script.answers(f"event: thread.run.failed\ndata: {failed}\n\ndata: [DONE]\n\n", headers=EVENTS)
        script.answers(f'event: error\ndata: {{"message": "Refused: {secret}"}}\n\n', headers=EVENTS)
        for _ in range(2):
            with pytest.raises(PdfaiError, match=r"Refused: \[key\]") as caught:
                await asking.stream_run("thread_1", assistant_id="asst_1").final_run()
            assert secret not in str(caught.value) + repr(vars(caught.value))


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": f"Bearer {OTHER}\n"},
        {"Authorization": f" Bearer {OTHER}"},
        {"Authorization": f"Bearer {OTHER}é"},
        {"Authorization": [OTHER]},
        {"Authorization": None},
        {f"Bearer {OTHER}": "Authorization"},
        {"": "a"},
        {7: "a"},
    ],
)
def test_headers_that_nobody_could_send(client: AsyncOpenAIClient, headers: Any) -> None:
    """Are refused without quoting them: libraries that meet them later do quote."""
    with pytest.raises(InvalidArgumentError, match="header") as caught:
        client.with_options(headers=headers)
    assert OTHER not in str(caught.value)
