"""A program written with the official package for the retired API runs against this server, unchanged."""

from collections.abc import Callable, Iterator

import openai
import pytest
from http_api import REPORT
from openai.types.beta import FunctionToolParam

from pdfai.server.models.base import FunctionCall, Reply, Usage
from pdfai.testing import ScriptedModel

QUICKLY = 10  # milliseconds between two looks
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
BEGUN = ["thread.run.created", "thread.run.queued", "thread.run.in_progress"]
STEP_BEGUN = ["thread.run.step.created", "thread.run.step.in_progress"]
WRITTEN = [
    *STEP_BEGUN,
    "thread.message.created",
    "thread.message.in_progress",
    "thread.message.delta",
    "thread.message.completed",
    "thread.run.step.completed",
    "thread.run.completed",
]

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def official(serve: Callable[..., str]) -> Iterator[openai.OpenAI]:
    """The official client of a server on a port."""
    with connected(serve()) as client:
        yield client


@pytest.fixture
def scripted(serve: Callable[..., str]) -> Iterator[openai.OpenAI]:
    """The official client of a server whose model asks for the weather, and then tells it."""
    with connected(serve(ScriptedModel(ASKS, "It rains in Rome."))) as client:
        yield client


def connected(url: str) -> openai.OpenAI:
    """The official client of any server."""
    return openai.OpenAI(api_key="any", base_url=url, max_retries=0)


def stored_text(client: openai.OpenAI, thread_id: str) -> str:
    """The thread's last message."""
    content = client.beta.threads.messages.list(thread_id).data[0].content[0]
    assert content.type == "text"
    return content.text.value


def test_a_cited_answer_from_a_pdf(official: openai.OpenAI) -> None:
    """Upload, vector store, assistant, thread, run, answer."""
    file = official.files.create(file=("report.pdf", REPORT), purpose="assistants")
    store = official.vector_stores.create(name="reports")
    placed = official.vector_stores.files.create_and_poll(
        file.id, vector_store_id=store.id, poll_interval_ms=QUICKLY
    )
    assert placed.status == "completed"
    assistant = official.beta.assistants.create(
        model="offline",
        instructions="Answer from the documents.",
        tools=[{"type": "file_search"}],
        tool_resources={"file_search": {"vector_store_ids": [store.id]}},
    )
    thread = official.beta.threads.create(
        messages=[{"role": "user", "content": "What was the net revenue in 2024?"}]
    )
    run = official.beta.threads.runs.create_and_poll(
        thread_id=thread.id, assistant_id=assistant.id, poll_interval_ms=QUICKLY
    )
    assert run.status == "completed", run.last_error
    messages = official.beta.threads.messages.list(thread_id=thread.id, run_id=run.id)
    content = messages.data[0].content[0]
    assert content.type == "text"
    text = content.text
    assert text.value.startswith("The net revenue was 12 million euros in 2024.")
    citation = text.annotations[0]
    assert citation.type == "file_citation"
    assert citation.file_citation.file_id == file.id
    assert text.value[citation.start_index : citation.end_index] == citation.text


def test_the_helpers_for_batches_and_new_threads(official: openai.OpenAI) -> None:
    """`upload_and_poll` and `create_and_run_poll`, which send what plain calls leave out."""
    store = official.vector_stores.create()
    batch = official.vector_stores.file_batches.upload_and_poll(
        store.id, files=[("report.pdf", REPORT)], poll_interval_ms=QUICKLY
    )
    assert batch.file_counts.completed == 1
    assistant = official.beta.assistants.create(model="offline", tools=[{"type": "file_search"}])
    run = official.beta.threads.create_and_run_poll(
        assistant_id=assistant.id,
        thread={
            "messages": [{"role": "user", "content": "How many people does the company employ?"}],
            "tool_resources": {"file_search": {"vector_store_ids": [store.id]}},
        },
        poll_interval_ms=QUICKLY,
    )
    assert run.status == "completed", run.last_error
    steps = official.beta.threads.runs.steps.list(run_id=run.id, thread_id=run.thread_id, order="asc")
    assert [step.type for step in steps] == ["tool_calls", "message_creation"]


def test_lists_are_paged_through(official: openai.OpenAI) -> None:
    """The package follows `has_more` and the last id."""
    created = [official.beta.assistants.create(model="m").id for _ in range(5)]
    assert [assistant.id for assistant in official.beta.assistants.list(limit=2)] == created[::-1]


def test_errors_are_the_packages_own(official: openai.OpenAI) -> None:
    """By status, with the service's words."""
    with pytest.raises(openai.NotFoundError, match="No thread found with id 'thread_x'"):
        official.beta.threads.retrieve("thread_x")
    with pytest.raises(openai.NotFoundError, match="No assistant found with id 'asst_x'"):
        official.beta.threads.create_and_run(assistant_id="asst_x", stream=True)


def test_chat_completions(official: openai.OpenAI) -> None:
    """The server's model, asked directly."""
    answer = official.chat.completions.create(model="offline", messages=[{"role": "user", "content": "Hi"}])
    assert answer.choices[0].message.content


def test_a_function_is_called_and_its_output_submitted(scripted: openai.OpenAI) -> None:
    """The run waits for it, and goes on with it."""
    assistant = scripted.beta.assistants.create(model="m", tools=[WEATHER])
    thread = scripted.beta.threads.create(messages=[{"role": "user", "content": "Rain?"}])
    run = scripted.beta.threads.runs.create_and_poll(
        thread_id=thread.id, assistant_id=assistant.id, poll_interval_ms=QUICKLY
    )
    assert run.status == "requires_action"
    assert run.required_action
    (call,) = run.required_action.submit_tool_outputs.tool_calls
    assert (call.function.name, call.function.arguments) == ("weather", '{"place": "Rome"}')
    done = scripted.beta.threads.runs.submit_tool_outputs_and_poll(
        run_id=run.id,
        thread_id=thread.id,
        tool_outputs=[{"tool_call_id": call.id, "output": "rain"}],
        poll_interval_ms=QUICKLY,
    )
    assert (done.id, done.status, done.required_action) == (run.id, "completed", None)
    assert stored_text(scripted, thread.id) == "It rains in Rome."
    steps = scripted.beta.threads.runs.steps.list(run.id, thread_id=thread.id, order="asc")
    called = steps.data[0].step_details
    assert called.type == "tool_calls"
    assert called.tool_calls[0].type == "function"
    assert called.tool_calls[0].function.output == "rain"


def test_a_streamed_run_calls_a_function(scripted: openai.OpenAI) -> None:
    """The package's helpers put both streams together."""
    assistant = scripted.beta.assistants.create(model="m", tools=[WEATHER])
    thread = scripted.beta.threads.create(messages=[{"role": "user", "content": "Rain?"}])
    with scripted.beta.threads.runs.stream(thread_id=thread.id, assistant_id=assistant.id) as stream:
        waits = ["thread.run.step.delta", "thread.run.step.delta", "thread.run.requires_action"]
        assert [event.event for event in stream] == [*BEGUN, *STEP_BEGUN, *waits]
        run = stream.current_run
        (step,) = stream.get_final_run_steps()
    assert run
    assert step.step_details.type == "tool_calls"
    (call,) = step.step_details.tool_calls
    assert call.type == "function"
    assert call.function.arguments == '{"place": "Rome"}'
    with scripted.beta.threads.runs.submit_tool_outputs_stream(
        run_id=run.id, thread_id=thread.id, tool_outputs=[{"tool_call_id": call.id, "output": "rain"}]
    ) as stream:
        goes_on = ["thread.run.step.completed", "thread.run.queued", "thread.run.in_progress"]
        assert [event.event for event in stream] == [*goes_on, *WRITTEN]
    assert stored_text(scripted, thread.id) == "It rains in Rome."


def test_a_streamed_run_says_what_is_stored(official: openai.OpenAI) -> None:
    """Piece by piece, with its citations, from a PDF."""
    file = official.files.create(file=("report.pdf", REPORT), purpose="assistants")
    store = official.vector_stores.create()
    official.vector_stores.files.create_and_poll(file.id, vector_store_id=store.id, poll_interval_ms=QUICKLY)
    assistant = official.beta.assistants.create(
        model="offline",
        tools=[{"type": "file_search"}],
        tool_resources={"file_search": {"vector_store_ids": [store.id]}},
    )
    question = "What was the net revenue in 2024?"
    thread = official.beta.threads.create(messages=[{"role": "user", "content": question}])
    with official.beta.threads.runs.stream(thread_id=thread.id, assistant_id=assistant.id) as stream:
        text = "".join(stream.text_deltas)
        (message,) = stream.get_final_messages()
        run = stream.get_final_run()
    assert run.status == "completed"
    assert text == stored_text(official, thread.id)
    assert text.startswith("The net revenue was 12 million euros in 2024.")
    assert message.content[0].type == "text"
    assert message.content[0].text.annotations[0].type == "file_citation"


def test_a_plain_stream_has_the_events_in_order(serve: Callable[..., str]) -> None:
    """As `create(stream=True)` gives them, from the thread's creation on."""
    with connected(serve(ScriptedModel("Once upon a time."))) as client:
        assistant = client.beta.assistants.create(model="m")
        with client.beta.threads.create_and_run(
            assistant_id=assistant.id,
            thread={"messages": [{"role": "user", "content": "Hi"}]},
            stream=True,
        ) as stream:
            events = list(stream)
        assert [event.event for event in events] == ["thread.created", *BEGUN, *WRITTEN]
        deltas = [event.data.delta for event in events if event.event == "thread.message.delta"]
        pieces = [part for delta in deltas for part in delta.content or []]
        text = "".join(part.text.value or "" for part in pieces if part.type == "text" and part.text)
        assert events[0].event == "thread.created"
        assert text == stored_text(client, events[0].data.id) == "Once upon a time."


def test_a_streamed_chat_completion(serve: Callable[..., str]) -> None:
    """Plain chunks, and what the package's helper makes of them."""
    with connected(serve(ScriptedModel("Once upon a time."))) as client:
        chunks = list(
            client.chat.completions.create(
                model="m",
                messages=[{"role": "user", "content": "Hi"}],
                stream=True,
                stream_options={"include_usage": True},
            )
        )
        choices = [chunk.choices[0] for chunk in chunks if chunk.choices]
        assert "".join(choice.delta.content or "" for choice in choices) == "Once upon a time."
        assert (choices[0].delta.role, choices[-1].finish_reason) == ("assistant", "stop")
        assert chunks[-1].usage
        assert chunks[-1].usage.total_tokens == 5
        with client.chat.completions.stream(
            model="m", messages=[{"role": "user", "content": "Hi"}]
        ) as stream:
            completion = stream.get_final_completion()
        assert completion.choices[0].message.content == "Once upon a time."


def test_models_are_listed(official: openai.OpenAI) -> None:
    """One whose name has a slash is not there, and is named so."""
    assert [model.id for model in official.models.list()] == ["extractive"]
    assert official.models.retrieve("extractive").owned_by == "pdfai"
    with pytest.raises(openai.NotFoundError, match="meta-llama/Llama-3-8B"):
        official.models.retrieve("meta-llama/Llama-3-8B")
