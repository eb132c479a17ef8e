"""Function tools: a run waits for what they return, and goes on."""

from typing import Any

import httpx
import pytest
from http_api import Api

from pdfai.policy import RetryPolicy
from pdfai.server.models.base import FunctionCall, Reply, Usage
from pdfai.server.models.chat_completions import ChatCompletionsModel
from pdfai.server.models.upstream import Upstream
from pdfai.testing import ScriptedModel

OpenApi = Any
WEATHER = {"type": "function", "function": {"name": "weather", "parameters": {"type": "object"}}}
SPENT = Usage(prompt_tokens=5, completion_tokens=4)


def wants(*names: str) -> Reply:
    """A model that wants functions called, each by its name as its id."""
    calls = tuple(FunctionCall(id=f"call_{name}", name=name, arguments="{}") for name in names)
    return Reply(calls=calls, usage=SPENT, model="scripted")


def output(name: str, text: str) -> dict[str, str]:
    return {"tool_call_id": f"call_{name}", "output": text}


def waiting(api: Api) -> tuple[str, Any]:
    """A run that waits for its caller, and its path."""
    run = api.run(api.thread("Rain?"), api.assistant(tools=[WEATHER]))
    assert run["status"] == "requires_action", run
    return f"/threads/{run['thread_id']}/runs/{run['id']}", run


def test_a_run_waits_for_its_functions_and_goes_on(open_api: OpenApi) -> None:
    """The calls are shown, their outputs reach the model, and the tokens of both rounds are counted."""
    model = ScriptedModel(wants("rome", "oslo"), "Rain in Rome only.")
    api: Api = open_api(model)
    path, run = waiting(api)
    calls = run["required_action"]["submit_tool_outputs"]["tool_calls"]
    assert [call["id"] for call in calls] == ["call_rome", "call_oslo"]
    assert calls[0] == {
        "id": "call_rome",
        "type": "function",
        "function": {"name": "rome", "arguments": "{}"},
    }
    assert run["usage"] is None
    outputs = [output("oslo", "Sun"), output("rome", "Rain")]
    queued = api.post(f"{path}/submit_tool_outputs", {"tool_outputs": outputs})
    assert (queued["status"], queued["required_action"]) == ("queued", None)
    done = api.ended(run)
    assert done["status"] == "completed"
    assert done["usage"]["total_tokens"] == SPENT.prompt_tokens + SPENT.completion_tokens + 5
    (called,) = model.prompts[1].rounds
    assert called.outputs == ("Rain", "Sun")
    step = api.get(f"{path}/steps", order="asc")["data"][0]
    assert step["status"] == "completed"
    assert [call["function"]["output"] for call in step["step_details"]["tool_calls"]] == ["Rain", "Sun"]


def test_a_model_may_ask_again(open_api: OpenApi) -> None:
    """Each round's calls and outputs stay in the conversation."""
    model = ScriptedModel(wants("a"), wants("b"), "Done.")
    api: Api = open_api(model)
    path, run = waiting(api)
    api.post(f"{path}/submit_tool_outputs", {"tool_outputs": [output("a", "1")]})
    assert api.ended(run)["status"] == "requires_action"
    api.post(f"{path}/submit_tool_outputs", {"tool_outputs": [output("b", "2")]})
    assert api.ended(run)["status"] == "completed"
    assert [called.outputs for called in model.prompts[2].rounds] == [("1",), ("2",)]


def test_all_outputs_are_expected(open_api: OpenApi) -> None:
    """One missing is refused in the service's words, and the run still waits."""
    api: Api = open_api(ScriptedModel(wants("a", "b")))
    path, _ = waiting(api)
    body = {"tool_outputs": [output("a", "1")]}
    error = api.refused(400, "POST", f"{path}/submit_tool_outputs", json=body)
    assert error["message"] == "Expected tool outputs for call_ids ['call_a', 'call_b'], got ['call_a']"
    assert api.get(path)["status"] == "requires_action"


def test_a_run_that_waits_locks_its_thread(open_api: OpenApi) -> None:
    """Neither messages nor runs until it has its outputs."""
    api: Api = open_api(ScriptedModel(wants("a")))
    _, run = waiting(api)
    thread = f"/threads/{run['thread_id']}"
    message = {"role": "user", "content": "And?"}
    error = api.refused(400, "POST", f"{thread}/messages", json=message)
    assert error["message"] == f"Can't add messages to {run['thread_id']} while a run {run['id']} is active."
    again = {"assistant_id": run["assistant_id"]}
    error = api.refused(400, "POST", f"{thread}/runs", json=again)
    assert error["message"] == f"Thread {run['thread_id']} already has an active run {run['id']}."


def test_a_run_that_waits_too_long_expires(open_api: OpenApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is submitted then comes too late."""
    api: Api = open_api(ScriptedModel(wants("a")))
    path, run = waiting(api)
    monkeypatch.setattr("pdfai.server.runs.endings.now", lambda: run["expires_at"])
    body = {"tool_outputs": [output("a", "1")]}
    error = api.refused(400, "POST", f"{path}/submit_tool_outputs", json=body)
    assert error["message"] == 'Runs in status "expired" do not accept tool outputs.'


def test_a_run_that_waits_outlives_its_server(open_api: OpenApi) -> None:
    """Another server on the data directory takes the outputs and goes on."""
    path, run = waiting(open_api(ScriptedModel(wants("a"))))
    api: Api = open_api(ScriptedModel("Done."))
    api.post(f"{path}/submit_tool_outputs", {"tool_outputs": [output("a", "1")]})
    assert api.ended(run)["status"] == "completed"


def test_only_a_run_that_waits_takes_outputs(api: Api) -> None:
    """One that is done says so."""
    run = api.run(api.thread("Hi"), api.assistant())
    path = f"/threads/{run['thread_id']}/runs/{run['id']}/submit_tool_outputs"
    error = api.refused(400, "POST", path, json={"tool_outputs": []})
    assert error["message"] == 'Runs in status "completed" do not accept tool outputs.'


def test_the_code_interpreter_is_never_run(api: Api) -> None:
    """An assistant may have it; a run that must use it fails and says why."""
    assistant_id = api.assistant(tools=[{"type": "code_interpreter"}])
    assert api.run(api.thread("Hi"), assistant_id)["status"] == "completed"
    run = api.run(api.thread("Hi"), assistant_id, tool_choice={"type": "code_interpreter"})
    assert run["status"] == "failed"
    assert "executes no code" in run["last_error"]["message"]


def test_an_endpoint_is_offered_functions_and_told_what_they_returned(open_api: OpenApi) -> None:
    """In the form of chat completions."""
    call = {"id": "call_1", "type": "function", "function": {"name": "weather", "arguments": '{"a": 1}'}}
    answers: list[dict[str, Any]] = [{"content": None, "tool_calls": [call]}, {"content": "Rain."}]
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        choice = {
            "index": 0,
            "finish_reason": "stop",
            "message": {"role": "assistant", **answers[len(asked) - 1]},
        }
        return httpx.Response(200, json={"id": "c", "model": "llama", "choices": [choice]})

    transport = httpx.MockTransport(answer)
    upstream = Upstream("http://upstream.example/v1", transport=transport, retry=RetryPolicy(max_retries=0))
    api: Api = open_api(ChatCompletionsModel(upstream))
    run = api.run(
        api.thread("Rain?"), api.assistant(tools=[WEATHER]), tool_choice="required", parallel_tool_calls=False
    )
    path = f"/threads/{run['thread_id']}/runs/{run['id']}"
    body = {"tool_outputs": [{"tool_call_id": "call_1", "output": "Rain"}]}
    api.post(f"{path}/submit_tool_outputs", body)
    assert api.ended(run)["status"] == "completed"
    first, second = (httpx.Response(200, content=request.content).json() for request in asked)
    assert first["tools"] == [WEATHER]
    assert (first["tool_choice"], first["parallel_tool_calls"]) == ("required", False)
    assert second["messages"][1:] == [
        {"role": "assistant", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "call_1", "content": "Rain"},
    ]
