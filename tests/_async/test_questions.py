"""A copilot's question to a model: what its run may read and write at most."""

import json
from typing import Any

import pytest

from pdfai import AsyncOpenAIClient, ImageDescriptionCopilotOptions
from pdfai._async.copilots.questions import AsyncQuestions, PictureShown

pytestmark = pytest.mark.anyio

OPTIONS = ImageDescriptionCopilotOptions(model="m")
PICTURE = PictureShown(name="cat.png", data=b"a picture")
RUN = {"id": "run_1", "thread_id": "thread_1", "model": "m", "status": "completed", "usage": None}
SAID = {"id": "msg_1", "run_id": "run_1", "content": [{"type": "text", "text": {"value": "A cat."}}]}


async def run_asked_for(
    client: AsyncOpenAIClient,
    script: Any,
    *pictures: PictureShown,
    options: ImageDescriptionCopilotOptions = OPTIONS,
) -> dict[str, Any]:
    """What the run of a question is told, but for its assistant."""
    made = ["asst_1", *(f"file_{number}" for number, _ in enumerate(pictures)), "thread_1"]
    for answer in (
        *({"id": each} for each in made),
        RUN,
        RUN,
        {"data": [SAID], "has_more": False},
        *({"id": each, "deleted": True} for each in made),
    ):
        script.answers(answer)
    async with AsyncQuestions(client, options, "images") as questions:
        assert (await questions.answer("What is it?", *pictures)).text == "A cat."
    told: dict[str, Any]
    (told,) = [
        json.loads(body)
        for request, body in zip(script.requests, script.bodies, strict=True)
        if request.method == "POST" and request.url.path.endswith("/runs")
    ]
    assert told.pop("assistant_id") == "asst_1"
    assert script.steps == []
    return told


async def test_a_run_reads_no_more_than_the_question_may_need(client: AsyncOpenAIClient, script: Any) -> None:
    """Or it would hold all of a budget that others share."""
    told = await run_asked_for(client, script)
    assert told.keys() == {"max_prompt_tokens"}
    assert 2000 <= told["max_prompt_tokens"] < 2100


async def test_pictures_are_read_too(client: AsyncOpenAIClient, script: Any) -> None:
    """Each is worth thousands of tokens."""
    told = await run_asked_for(client, script, PICTURE, PICTURE)
    assert 20_000 <= told["max_prompt_tokens"] < 20_100


async def test_maxima_of_the_options_count(client: AsyncOpenAIClient, script: Any) -> None:
    """Whatever is asked."""
    options = OPTIONS.with_max_prompt_tokens(700).with_max_completion_tokens(300)
    told = await run_asked_for(client, script, PICTURE, options=options)
    assert told == {"max_prompt_tokens": 700, "max_completion_tokens": 300}
