"""A program written with the official package for the retired API runs against this server, unchanged."""

from collections.abc import Callable, Iterator

import openai
import pytest
from http_api import REPORT

QUICKLY = 10  # milliseconds between two looks

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def official(serve: Callable[..., str]) -> Iterator[openai.OpenAI]:
    """The official client of a server on a port."""
    with openai.OpenAI(api_key="any", base_url=serve(), max_retries=0) as client:
        yield client


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
