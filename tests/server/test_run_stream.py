"""Streamed runs: which events come, in which order, and how streams end."""

import json
from typing import Any

from http_api import Api
from pdfai_wire import schema
from pydantic import TypeAdapter

from pdfai.server.models.base import FunctionCall, ModelError, Reply, Usage
from pdfai.testing import ScriptedModel

OpenApi = Any
Event = tuple[str, Any]
QUESTION = "What was the net revenue in 2024?"
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
    "done",
]


def events(api: Api, path: str, body: Any) -> list[Event]:
    """The events of an answer, each held against the contract."""
    answer = api.http.post(path, json={**body, "stream": True})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    found = [_event(block) for block in answer.text.split("\n\n") if block]
    for name, data in found:
        TypeAdapter(schema.AssistantStreamEvent).validate_python({"event": name, "data": data})
    return found


def _event(block: str) -> Event:
    lines = dict(line.split(": ", 1) for line in block.split("\n"))
    return lines["event"], lines["data"] if lines["data"] == "[DONE]" else json.loads(lines["data"])


def names(found: list[Event]) -> list[str]:
    return [name for name, _ in found]


def test_an_answer_arrives_in_the_services_order(api: Api) -> None:
    """Run, step, message, and back again."""
    found = events(api, f"/threads/{api.thread('Hi')}/runs", {"assistant_id": api.assistant()})
    assert names(found) == BEGUN + WRITTEN
    run = found[-2][1]
    assert run == api.get(f"/threads/{run['thread_id']}/runs/{run['id']}")


def test_a_schema_for_the_answer_is_shown_by_its_name(api: Api) -> None:
    """A streamed run has the properties a run has that is looked up."""
    wanted = {"type": "json_schema", "json_schema": {"name": "total", "schema": {"type": "object"}}}
    body = {"assistant_id": api.assistant(), "response_format": wanted}
    run = events(api, f"/threads/{api.thread('Hi')}/runs", body)[-2][1]
    assert run["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert run == api.get(f"/threads/{run['thread_id']}/runs/{run['id']}")


def test_a_search_comes_before_its_answer(offline: Api) -> None:
    """Its results are told with their scores; a citation is a piece of its own and says where it stands."""
    assistant_id = offline.assistant(offline.store(offline.upload()))
    found = events(offline, f"/threads/{offline.thread(QUESTION)}/runs", {"assistant_id": assistant_id})
    searched = [*STEP_BEGUN, "thread.run.step.delta", "thread.run.step.completed"]
    assert names(found)[: len(BEGUN) + 4] == BEGUN + searched
    assert found[5][1]["delta"]["step_details"]["tool_calls"][0]["file_search"]["results"] == []
    (call,) = found[6][1]["step_details"]["tool_calls"]
    assert "content" not in call["file_search"]["results"][0]
    deltas = [data["delta"]["content"][0]["text"] for name, data in found if name == "thread.message.delta"]
    assert deltas[0]["annotations"] == []
    (citation,) = deltas[1]["annotations"]
    whole = "".join(delta["value"] for delta in deltas)
    assert whole[citation["start_index"] : citation["end_index"]] == deltas[1]["value"] == citation["text"]
    message = next(data for name, data in found if name == "thread.message.completed")
    assert message["content"][0]["text"]["value"] == whole


def test_functions_are_asked_for_and_answered_in_streams(open_api: OpenApi) -> None:
    """The first ends when the run waits, the second goes on from there."""
    call = FunctionCall(id="call_a", name="weather", arguments='{"place": "Rome"}')
    usage = Usage(prompt_tokens=1, completion_tokens=1)
    api: Api = open_api(ScriptedModel(Reply(calls=(call,), usage=usage, model="scripted"), "Rain."))
    body = {"assistant_id": api.assistant(), "thread": {"messages": [{"role": "user", "content": "Rain?"}]}}
    found = events(api, "/threads/runs", body)
    waits = ["thread.run.step.delta", "thread.run.step.delta", "thread.run.requires_action", "done"]
    assert names(found) == ["thread.created", *BEGUN, *STEP_BEGUN, *waits]
    calls = [data["delta"]["step_details"]["tool_calls"][0] for name, data in found if name.endswith("delta")]
    assert calls == [
        {
            "index": 0,
            "id": "call_a",
            "type": "function",
            "function": {"name": "weather", "arguments": "", "output": None},
        },
        {"index": 0, "type": "function", "function": {"arguments": '{"place": "Rome"}'}},
    ]
    run = found[-2][1]
    path = f"/threads/{run['thread_id']}/runs/{run['id']}/submit_tool_outputs"
    outputs = {"tool_outputs": [{"tool_call_id": "call_a", "output": "Rain"}]}
    goes_on = ["thread.run.step.completed", "thread.run.queued", "thread.run.in_progress"]
    assert names(events(api, path, outputs)) == goes_on + WRITTEN


def test_a_failed_run_ends_its_stream(open_api: OpenApi) -> None:
    """With the reason in the run."""
    api: Api = open_api(ScriptedModel(ModelError("The model is ill.")))
    found = events(api, f"/threads/{api.thread('Hi')}/runs", {"assistant_id": api.assistant()})
    assert names(found) == [*BEGUN, "thread.run.failed", "done"]
    assert found[-2][1]["last_error"]["message"] == "The model is ill."


def test_what_cannot_begin_is_refused_as_ever(api: Api) -> None:
    """With a status and an error, not with a stream."""
    body = {"assistant_id": "asst_x", "stream": True}
    assert "No assistant" in api.refused(404, "POST", "/threads/runs", json=body)["message"]


def test_a_chat_completion_comes_in_chunks(api: Api) -> None:
    """First the role, at last the reason; the usage where it is asked for."""
    body = {
        "model": "m",
        "messages": [{"role": "user", "content": "Hi"}],
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    answer = api.http.post("/chat/completions", json=body)
    *lines, last = [block.removeprefix("data: ") for block in answer.text.split("\n\n") if block]
    assert last == "[DONE]"
    chunks = [json.loads(line) for line in lines]
    for chunk in chunks:
        schema.CompletionChunk.model_validate(chunk)
    deltas = [choice["delta"] for chunk in chunks for choice in chunk["choices"]]
    assert deltas == [{"role": "assistant", "content": ""}, {"content": "Understood."}, {}]
    assert chunks[-2]["choices"][0]["finish_reason"] == "stop"
    assert (chunks[-1]["choices"], chunks[-1]["usage"]["total_tokens"]) == ([], 5)
