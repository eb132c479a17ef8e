# Derived from tests/_async/test_against_the_server.py by scripts/unasync.py.
"""Every call of the client, against the running server."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from http_api import REPORT
from pdfai_api import strict

from pdfai import OpenAIClient
from pdfai.models import CreateAssistantRequest, MessageDeltaEvent
from pdfai.server.models.base import FunctionCall, Reply, Usage
from pdfai.testing import ScriptedModel

CALL = FunctionCall(id="call_1", name="weather", arguments='{"city": "Rome"}')
ASKS = Reply(calls=(CALL,), usage=Usage(prompt_tokens=5, completion_tokens=4), model="scripted")


@pytest.fixture
def model() -> ScriptedModel:
    """What answers."""
    return ScriptedModel("Twelve.")


@pytest.fixture
def live(serve: Callable[..., str], model: ScriptedModel) -> Iterator[OpenAIClient]:
    """A client of a server; whatever that answers has to be in the contract."""
    url = serve(model)
    client = OpenAIClient.create_with_api_key("any").with_base_domain(url).build()
    client.polling_interval_seconds = 0.02
    with strict.mode():
        yield client
    client.close()


def all_of(items: Any) -> list[Any]:
    """Everything, as it comes."""
    found = []
    for item in items:
        found.append(item)
    return found


def ids_of(page: Any) -> list[str]:
    """All of a list."""
    return [item.id for item in all_of(page)]


def test_assistants(live: OpenAIClient) -> None:
    """Made by keywords and by a request object, changed, listed over pages, deleted."""
    first = live.create_assistant(model="m", name="First", tools=[{"type": "file_search"}])
    second = live.create_assistant(CreateAssistantRequest(model="m", name="Second"))
    assert (live.get_assistant(first.id)).name == "First"
    assert (live.modify_assistant(first.id, name="Changed", metadata={"a": "b"})).name == "Changed"
    page = live.get_assistants(limit=1, order="asc")
    assert (len(page.data), page.has_more) == (1, True)
    assert ids_of(page) == [first.id, second.id]
    assert (live.delete_assistant(second.id)).deleted is True
    assert ids_of(live.get_assistants()) == [first.id]


def test_threads_and_messages(live: OpenAIClient) -> None:
    """A conversation, from its first message to its end; threads are listed over pages."""
    thread = live.create_thread(messages=[{"role": "user", "content": "One"}])
    other = live.create_thread()
    assert ids_of(live.get_threads(limit=1)) == [other.id, thread.id]
    assert (live.get_thread(thread.id)).id == thread.id
    assert (live.modify_thread(thread.id, metadata={"a": "b"})).metadata == {"a": "b"}
    message = live.create_thread_message(thread.id, role="user", content="Two")
    assert (live.get_thread_message(thread.id, message.id)).id == message.id
    changed = live.modify_thread_message(thread.id, message.id, metadata={"c": "d"})
    assert changed.metadata == {"c": "d"}
    assert (live.wait_for_thread_message_to_complete(thread.id, message.id)).id == message.id
    assert len(ids_of(live.get_thread_messages(thread.id, limit=1))) == 2
    assert (live.delete_thread_message(thread.id, message.id)).deleted is True
    assert (live.delete_thread(thread.id)).deleted is True
    assert ids_of(live.get_threads()) == [other.id]


def test_runs(live: OpenAIClient, model: ScriptedModel) -> None:
    """Begun, looked up, changed, waited for, cancelled, and their steps."""
    assistant = live.create_assistant(model="m")
    thread = live.create_thread(messages=[{"role": "user", "content": "How many?"}])
    run = live.create_run(thread.id, assistant_id=assistant.id)
    message = live.wait_for_assistant_message(thread.id, run.id)
    part: Any = message.content[0]
    assert (part.text.value, message.run_id) == ("Twelve.", run.id)
    done = live.wait_for_run_to_complete(thread.id, run.id)
    assert (done.status, done.to_dict()) == ("completed", (live.get_run(thread.id, run.id)).to_dict())
    assert (live.modify_run(thread.id, run.id, metadata={"a": "b"})).metadata == {"a": "b"}
    (step_id,) = ids_of(live.get_run_steps(thread.id, run.id))
    assert (live.get_run_step(thread.id, run.id, step_id)).type == "message_creation"
    model.may_answer.clear()
    both = live.create_thread_and_run(
        assistant_id=assistant.id, thread={"messages": [{"role": "user", "content": "?"}]}
    )
    assert (live.cancel_run(both.thread_id, both.id)).status in ("cancelling", "cancelled")
    model.may_answer.set()
    assert ids_of(live.get_runs(thread.id)) == [run.id]
    answer = live.run_and_get_assistant_response(thread.id, assistant_id=assistant.id)
    assert answer.role == "assistant"
    assert live.usage.by_model["scripted"].total_tokens == 10


def test_a_stream_goes_on_where_it_broke(serve: Callable[..., str]) -> None:
    """With the event behind the last one that was read; or from the run's beginning."""
    url = serve(ScriptedModel(["It ", "rains."]))
    with OpenAIClient.create_with_api_key("any").with_base_domain(url).build() as client:
        assistant = client.create_assistant(model="m")
        thread = client.create_thread(messages=[{"role": "user", "content": "Rain?"}])
        events = client.stream_run(thread.id, assistant_id=assistant.id)
        created: Any = next(events)
        read, rest = events.last_event_id, all_of(events)
        assert [created.event, rest[-1].event] == ["thread.run.created", "thread.run.completed"]
        ids = (thread.id, created.data.id)
        assert all_of(client.stream_run_events(*ids, starting_after=read)) == rest
        assert all_of(client.stream_run_events(*ids)) == [created, *rest]
        words = client.stream_run_events(*ids)
        assert all_of(words.text()) == ["It ", "rains."]
        assert (words.final_run()).status == "completed"


def test_functions(serve: Callable[..., str]) -> None:
    """By hand, and by the helper."""
    url = serve(ScriptedModel(ASKS, "It rains.", ASKS, "It rains again."))
    with OpenAIClient.create_with_api_key("any").with_base_domain(url).build() as client:
        client.polling_interval_seconds = 0.02
        tool: Any = {"type": "function", "function": {"name": "weather"}}
        assistant = client.create_assistant(model="m", tools=[tool])
        thread = client.create_thread(messages=[{"role": "user", "content": "Rain?"}])
        run = client.create_run(thread.id, assistant_id=assistant.id)
        run = client.wait_for_run_to_complete(thread.id, run.id)
        assert run.status == "requires_action"
        outputs: Any = [{"tool_call_id": "call_1", "output": "rain"}]
        with client.stream_tool_outputs(thread.id, run.id, tool_outputs=outputs) as events:
            assert all_of(events.text()) == ["It rains."]
        assert (events.final_run()).status == "completed"

        def weather(city: str) -> str:
            """The weather of a city."""
            return f"rain in {city}"

        answer = client.run_and_get_assistant_response(
            thread.id, assistant_id=assistant.id, functions=[weather]
        )
        part: Any = answer.content[0]
        assert part.text.value == "It rains again."
        steps = client.get_run_steps(thread.id, str(answer.run_id), order="asc")
        details: Any = steps.data[0].step_details
        assert details.tool_calls[0].function.output == "rain in Rome"


def test_streams(live: OpenAIClient) -> None:
    """Of a run, of a run on a new thread, of a chat."""
    assistant = live.create_assistant(model="m")
    thread = live.create_thread(messages=[{"role": "user", "content": "How many?"}])
    kinds: Counter[type] = Counter()
    for event in live.stream_run(thread.id, assistant_id=assistant.id):
        kinds[type(event)] += 1
    assert kinds[MessageDeltaEvent] == 1
    new: Any = {"messages": [{"role": "user", "content": "?"}]}
    stream = live.stream_thread_and_run(assistant_id=assistant.id, thread=new)
    assert (stream.final_run()).status == "completed"
    chat = live.stream_completion(model="m", messages=[{"role": "user", "content": "?"}])
    assert all_of(chat.text()) == ["Twelve."]
    whole = live.create_completion(model="m", messages=[{"role": "user", "content": "?"}])
    assert whole.choices[0].message.content == "Twelve."


def test_files_and_uploads(live: OpenAIClient, tmp_path: Path) -> None:
    """Up at once and in parts, down as bytes and to a path, listed, deleted."""
    file = live.upload_file("assistants", "report.pdf", REPORT)
    assert (live.get_file(file.id)).filename == "report.pdf"
    assert live.get_file_content(file.id) == REPORT
    path = live.get_file_content(file.id, to=tmp_path / "report.pdf")
    assert path.read_bytes() == REPORT
    whole: Any = {"filename": "p.pdf", "purpose": "assistants", "mime_type": "application/pdf"}
    upload = live.create_upload(**whole, bytes=len(REPORT))
    parts = [(live.add_upload_part(upload.id, half)).id for half in (REPORT[:99], REPORT[99:])]
    done = live.complete_upload(upload.id, part_ids=parts)
    assert done.file
    assert live.get_file_content(done.file.id) == REPORT
    large = live.upload_file_in_parts("assistants", "l.pdf", REPORT, part_bytes=500)
    assert live.get_file_content(large.id) == REPORT
    given_up = live.create_upload(**whole, bytes=5)
    assert (live.cancel_upload(given_up.id)).status == "cancelled"
    assert ids_of(live.get_files(order="asc")) == [file.id, done.file.id, large.id]
    assert (live.delete_file(file.id)).deleted is True


def test_vector_stores(live: OpenAIClient) -> None:
    """Stores, their files one by one and in batches, their search."""
    file = live.upload_file("assistants", "report.pdf", REPORT)
    store = live.create_vector_store_and_wait_to_complete(name="reports", file_ids=[file.id])
    assert (live.get_vector_store(store.id)).file_counts.completed == 1
    assert (live.modify_vector_store(store.id, name="Reports")).name == "Reports"
    assert ids_of(live.get_vector_stores()) == [store.id]
    results = live.search_vector_store(store.id, query="employees")
    assert results.data[0].file_id == file.id
    other = live.upload_file("assistants", "other.pdf", REPORT)
    live.create_vector_store_file(store.id, file_id=other.id, attributes={"year": 2025})
    indexed = live.wait_for_vector_store_file_to_complete(store.id, other.id)
    assert indexed.attributes == {"year": 2025}
    changed = live.modify_vector_store_file(store.id, other.id, attributes={"year": 2026})
    assert changed.attributes == {"year": 2026}
    assert (live.get_vector_store_file(store.id, other.id)).status == "completed"
    content = live.get_vector_store_file_content(store.id, other.id)
    assert "85 people" in "".join(part.text or "" for part in content.data)
    assert sorted(ids_of(live.get_vector_store_files(store.id))) == sorted([file.id, other.id])
    assert (live.delete_vector_store_file(store.id, other.id)).deleted is True
    batch = live.create_vector_store_file_batch(store.id, file_ids=[other.id])
    done = live.wait_for_vector_store_file_batch_to_complete(store.id, batch.id)
    assert (live.get_vector_store_file_batch(store.id, batch.id)).status == done.status == "completed"
    assert ids_of(live.get_vector_store_file_batch_files(store.id, batch.id)) == [other.id]
    third = live.upload_file("assistants", "third.pdf", REPORT)
    again = live.create_vector_store_file_batch(store.id, file_ids=[third.id])
    assert (live.cancel_vector_store_file_batch(store.id, again.id)).id == again.id
    live.wait_for_vector_store_to_complete(store.id)
    assert (live.delete_vector_store(store.id)).deleted is True


def test_many_files(live: OpenAIClient) -> None:
    """Good ones are found afterwards, of bad ones nothing is left."""
    store = live.create_vector_store(name="many")
    sources: Any = [("good.pdf", REPORT), ("bad.pdf", b"\x00junk"), ("also good.pdf", REPORT)]
    outcomes = live.upload_and_index(sources, vector_store_id=store.id)
    assert [each.is_indexed for each in outcomes] == [True, False, True]
    assert "bad.pdf" in str(outcomes[1].error)
    kept = {outcomes[0].file_id, outcomes[2].file_id}
    assert {*ids_of(live.get_files())} == kept
    assert {*ids_of(live.get_vector_store_files(store.id))} == kept


def test_models(live: OpenAIClient) -> None:
    """Whoever can answer is listed and can be looked up."""
    (name, *_) = ids_of(live.get_models())
    assert (live.get_model(name)).id == name
