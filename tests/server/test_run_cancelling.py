"""Runs that are told to stop, and what else can be done to a run."""

from typing import Any

from http_api import Api

from pdfai.server.models.base import FunctionCall, Reply, Usage
from pdfai.testing import ScriptedModel, eventually

OpenApi = Any


def thinking(api: Api, model: ScriptedModel) -> tuple[str, Any]:
    """A run whose model is thinking, and its path."""
    model.may_answer.clear()
    body = {"assistant_id": api.assistant()}
    run = api.post(f"/threads/{api.thread('Hi')}/runs", body)
    eventually(lambda: model.prompts)
    return f"/threads/{run['thread_id']}/runs/{run['id']}", run


def cancelled(api: Api, path: str) -> Any:
    """The run as soon as it has stopped."""

    def look() -> Any:
        run = api.get(path)
        return run["status"] not in ("in_progress", "cancelling") and run

    return eventually(look)


def test_a_run_stops_though_its_model_is_thinking(api: Api, model: ScriptedModel) -> None:
    """It says so, no message is written, and the thread is free."""
    path, run = thinking(api, model)
    assert api.post(f"{path}/cancel")["status"] == "cancelling"
    done = cancelled(api, path)
    assert done["status"] == "cancelled"
    assert done["cancelled_at"] >= run["created_at"]
    assert done["expires_at"] is None
    messages = f"/threads/{run['thread_id']}/messages"
    assert len(api.get(messages)["data"]) == 1
    api.post(messages, {"role": "user", "content": "Again"})


def test_another_server_may_be_told(open_api: OpenApi, model: ScriptedModel) -> None:
    """Whoever is executing the run sees it in the database."""
    path, _ = thinking(open_api(model), model)
    other: Api = open_api(ScriptedModel())
    other.post(f"{path}/cancel")
    assert cancelled(other, path)["status"] == "cancelled"


def test_a_run_that_waits_for_its_caller_stops_at_once(open_api: OpenApi) -> None:
    """With the step that waited."""
    call = FunctionCall(id="call_a", name="a", arguments="{}")
    usage = Usage(prompt_tokens=1, completion_tokens=1)
    api: Api = open_api(ScriptedModel(Reply(calls=(call,), usage=usage, model="scripted")))
    run = api.run(api.thread("Hi"), api.assistant())
    path = f"/threads/{run['thread_id']}/runs/{run['id']}"
    stopped = api.post(f"{path}/cancel")
    assert (stopped["status"], stopped["required_action"]) == ("cancelled", None)
    (step,) = api.get(f"{path}/steps")["data"]
    assert step["status"] == "cancelled"


def test_what_has_ended_cannot_be_cancelled(api: Api) -> None:
    """In the service's words."""
    run = api.run(api.thread("Hi"), api.assistant())
    path = f"/threads/{run['thread_id']}/runs/{run['id']}"
    error = api.refused(400, "POST", f"{path}/cancel")
    assert error["message"] == "Cannot cancel run with status 'completed'."


def test_a_runs_metadata_can_be_changed(api: Api) -> None:
    """And nothing else of it."""
    run = api.run(api.thread("Hi"), api.assistant(), metadata={"a": "b"})
    path = f"/threads/{run['thread_id']}/runs/{run['id']}"
    assert api.post(path, {"metadata": {"c": "d"}}) == {**run, "metadata": {"c": "d"}}
    assert api.refused(400, "POST", path, json={"model": "x"})["param"] == "model"


def test_a_run_shows_what_it_was_asked(api: Api) -> None:
    """What the request said wins over the assistant."""
    asked: dict[str, Any] = {
        "tools": [{"type": "code_interpreter"}],
        "tool_choice": "none",
        "parallel_tool_calls": False,
        "response_format": {"type": "json_object"},
        "truncation_strategy": {"type": "last_messages", "last_messages": 1},
        "max_prompt_tokens": 300,
        "max_completion_tokens": 400,
    }
    run = api.run(api.thread("Hi"), api.assistant(), **asked)
    assert {name: run[name] for name in asked} == asked


def test_the_model_sees_the_last_messages_only(api: Api, model: ScriptedModel) -> None:
    """Where a run asks for that."""
    strategy = {"type": "last_messages", "last_messages": 2}
    api.run(api.thread("One", "Two", "Three"), api.assistant(), truncation_strategy=strategy)
    assert [turn.text for turn in model.prompts[0].turns] == ["Two", "Three"]


def test_a_prompt_keeps_within_its_budget(api: Api, model: ScriptedModel) -> None:
    """Older messages are left out; a question that is too long alone ends the run."""
    api.run(api.thread("word " * 900, "Short?"), api.assistant(), max_prompt_tokens=256)
    assert [turn.text for turn in model.prompts[0].turns] == ["Short?"]
    run = api.run(api.thread("word " * 900), api.assistant(), max_prompt_tokens=256)
    assert (run["status"], run["incomplete_details"]) == ("incomplete", {"reason": "max_prompt_tokens"})
