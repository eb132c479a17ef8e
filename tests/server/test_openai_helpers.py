"""Event handlers and polling helpers of the official package, sync and async, as its guides have them."""

from collections.abc import Callable
from typing import Any

import openai
import pytest
from openai import AssistantEventHandler, AsyncAssistantEventHandler
from openai.types.beta import FunctionToolParam
from typing_extensions import override

from pdfai.server.models.base import FunctionCall, Reply, Usage
from pdfai.testing import ScriptedModel

WEATHER: FunctionToolParam = {
    "type": "function",
    "function": {
        "name": "weather",
        "parameters": {"type": "object", "properties": {"place": {"type": "string"}}},
    },
}
ASKS = Reply(
    calls=(FunctionCall(id="call_1", name="weather", arguments='{"place": "Rome"}'),),
    usage=Usage(prompt_tokens=5, completion_tokens=4),
    model="scripted",
)
HEARD = [
    "call begins: weather",
    'call: {"place": "Rome"}',
    "step: tool_calls",
    "text begins",
    "word: It ",
    "word: rains.",
    "message: It rains.",
    "step: message_creation",
    "end",
    "end",
]

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def url(serve: Callable[..., str]) -> str:
    """A server whose model asks for the weather, and tells it word by word."""
    return serve(ScriptedModel(ASKS, ["It ", "rains."]))


class Handler(AssistantEventHandler):
    """Notes what it hears, and submits what a function returns from within the stream."""

    def __init__(self, client: openai.OpenAI, heard: list[str]) -> None:
        super().__init__()
        self._client = client
        self._heard = heard

    @override
    def on_event(self, event: Any) -> None:
        if event.event == "thread.run.requires_action":
            outputs = outputs_for(event.data)
            with self._client.beta.threads.runs.submit_tool_outputs_stream(
                thread_id=event.data.thread_id,
                run_id=event.data.id,
                tool_outputs=outputs,
                event_handler=Handler(self._client, self._heard),
            ) as stream:
                stream.until_done()

    @override
    def on_tool_call_created(self, tool_call: Any) -> None:
        self._heard.append(f"call begins: {tool_call.function.name}")

    @override
    def on_tool_call_delta(self, delta: Any, snapshot: Any) -> None:
        if delta.function.arguments:
            self._heard.append(f"call: {snapshot.function.arguments}")

    @override
    def on_text_created(self, text: Any) -> None:
        self._heard.append("text begins")

    @override
    def on_text_delta(self, delta: Any, snapshot: Any) -> None:
        self._heard.append(f"word: {delta.value}")

    @override
    def on_message_done(self, message: Any) -> None:
        self._heard.append(f"message: {message.content[0].text.value}")

    @override
    def on_run_step_done(self, run_step: Any) -> None:
        self._heard.append(f"step: {run_step.type}")

    @override
    def on_end(self) -> None:
        self._heard.append("end")


class AsyncHandler(AsyncAssistantEventHandler):
    """The same in the other colour."""

    def __init__(self, client: openai.AsyncOpenAI, heard: list[str]) -> None:
        super().__init__()
        self._client = client
        self._heard = heard

    @override
    async def on_event(self, event: Any) -> None:
        if event.event == "thread.run.requires_action":
            outputs = outputs_for(event.data)
            async with self._client.beta.threads.runs.submit_tool_outputs_stream(
                thread_id=event.data.thread_id,
                run_id=event.data.id,
                tool_outputs=outputs,
                event_handler=AsyncHandler(self._client, self._heard),
            ) as stream:
                await stream.until_done()

    @override
    async def on_tool_call_created(self, tool_call: Any) -> None:
        self._heard.append(f"call begins: {tool_call.function.name}")

    @override
    async def on_tool_call_delta(self, delta: Any, snapshot: Any) -> None:
        if delta.function.arguments:
            self._heard.append(f"call: {snapshot.function.arguments}")

    @override
    async def on_text_created(self, text: Any) -> None:
        self._heard.append("text begins")

    @override
    async def on_text_delta(self, delta: Any, snapshot: Any) -> None:
        self._heard.append(f"word: {delta.value}")

    @override
    async def on_message_done(self, message: Any) -> None:
        self._heard.append(f"message: {message.content[0].text.value}")

    @override
    async def on_run_step_done(self, run_step: Any) -> None:
        self._heard.append(f"step: {run_step.type}")

    @override
    async def on_end(self) -> None:
        self._heard.append("end")


def outputs_for(run: Any) -> Any:
    """What the functions return that a run waits for."""
    calls = run.required_action.submit_tool_outputs.tool_calls
    return [{"tool_call_id": call.id, "output": "rain"} for call in calls]


def test_an_event_handler_hears_everything(url: str) -> None:
    """Calls, words, messages and steps, over both streams."""
    heard: list[str] = []
    with openai.OpenAI(api_key="any", base_url=url, max_retries=0) as client:
        assistant = client.beta.assistants.create(model="m", tools=[WEATHER])
        thread = client.beta.threads.create(messages=[{"role": "user", "content": "Rain?"}])
        with client.beta.threads.runs.stream(
            thread_id=thread.id, assistant_id=assistant.id, event_handler=Handler(client, heard)
        ) as stream:
            stream.until_done()
    assert heard == HEARD


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_an_async_event_handler_hears_everything(url: str) -> None:
    """The same, in the same order."""
    heard: list[str] = []
    async with openai.AsyncOpenAI(api_key="any", base_url=url, max_retries=0) as client:
        assistant = await client.beta.assistants.create(model="m", tools=[WEATHER])
        thread = await client.beta.threads.create(messages=[{"role": "user", "content": "Rain?"}])
        async with client.beta.threads.runs.stream(
            thread_id=thread.id, assistant_id=assistant.id, event_handler=AsyncHandler(client, heard)
        ) as stream:
            await stream.until_done()
    assert heard == HEARD


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_async_polling_helpers(url: str) -> None:
    """They wait as long as the server tells them to, and no interval is given."""
    async with openai.AsyncOpenAI(api_key="any", base_url=url, max_retries=0) as client:
        store = await client.vector_stores.create()
        batch = await client.vector_stores.file_batches.upload_and_poll(
            store.id, files=[("notes.txt", b"Nothing of note.")]
        )
        assert batch.status == "completed"
        assistant = await client.beta.assistants.create(model="m", tools=[WEATHER])
        run = await client.beta.threads.create_and_run_poll(
            assistant_id=assistant.id, thread={"messages": [{"role": "user", "content": "Rain?"}]}
        )
        assert run.status == "requires_action"
        done = await client.beta.threads.runs.submit_tool_outputs_and_poll(
            run_id=run.id, thread_id=run.thread_id, tool_outputs=outputs_for(run)
        )
        assert done.status == "completed"
        (said, *_) = (await client.beta.threads.messages.list(run.thread_id)).data
        assert said.content[0].type == "text"
        assert said.content[0].text.value == "It rains."
        steps = [
            each.type async for each in client.beta.threads.runs.steps.list(run.id, thread_id=run.thread_id)
        ]
        assert steps == ["message_creation", "tool_calls"]


def test_a_text_stream_reads_word_by_word(url: str) -> None:
    """`text_deltas`, of the run that follows the call."""
    with openai.OpenAI(api_key="any", base_url=url, max_retries=0) as client:
        assistant = client.beta.assistants.create(model="m", tools=[WEATHER])
        run = client.beta.threads.create_and_run_poll(
            assistant_id=assistant.id, thread={"messages": [{"role": "user", "content": "Rain?"}]}
        )
        with client.beta.threads.runs.submit_tool_outputs_stream(
            run_id=run.id, thread_id=run.thread_id, tool_outputs=outputs_for(run)
        ) as stream:
            assert list(stream.text_deltas) == ["It ", "rains."]
            assert [message.status for message in stream.get_final_messages()] == ["completed"]
