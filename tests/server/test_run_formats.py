"""Answers in a form that was asked for, and runs with a budget."""

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from typing import Any

import pytest
from http_api import Api

from pdfai.server.models.base import FunctionCall, Reply, Usage
from pdfai.testing import ScriptedModel

OpenApi = Callable[..., Api]
HELD = "cannot be held against the schema"
TOTAL = {"type": "object", "properties": {"total": {"type": "number"}}, "required": ["total"]}


def asking_for(schema: Any) -> dict[str, Any]:
    """JSON after a schema."""
    return {"type": "json_schema", "json_schema": {"name": "total", "schema": schema}}


@pytest.mark.parametrize(
    ("said", "response_format", "trouble"),
    [
        ('{"total": 3}', asking_for(TOTAL), None),
        ('{"total": 3}', {"type": "json_object"}, None),
        ("Three.", {"type": "text"}, None),
        ("Three.", {"type": "json_object"}, "its answer is none"),
        ('{"total": "3"}', asking_for(TOTAL), "at $.total: '3' is not of type 'number'"),
        ("{}", asking_for(TOTAL), "at $: 'total' is a required property"),
        ("{}", asking_for({"$ref": "http://127.0.0.1:9/schema.json"}), "refers to what is not in it"),
        ('"aa"', asking_for({"pattern": "^a+$"}), None),
        ('"ab"', asking_for({"pattern": "^a+$"}), "at $: 'ab' does not match '^a+$'"),
        ('{"a": 1}', asking_for({"patternProperties": {"a": {"type": "null"}}}), "at $.a: 1 is not of type"),
        ('"a"', asking_for({"pattern": "a", "$ref": "#/x"}), "refers to what is not in it"),
        ('"a"', asking_for({"pattern": "a", "$ref": "#"}), HELD),
        ("[" * 100_000, {"type": "json_object"}, "nested too deeply"),
        ("{}", asking_for({"$ref": "#"}), HELD),
        ("{}", asking_for({"x": {"y": 1}, "$ref": "#/x/y"}), HELD),
        ("{}", asking_for({"$id": "http://[bad", "$ref": "x"}), HELD),
        ("1e400", asking_for({"multipleOf": 0.5}), HELD),
        (r'{"\ud800": 1}', asking_for({"additionalProperties": {"type": "null"}}), "1 is not of type"),
    ],
)
def test_an_answer_has_the_form_that_was_asked_for(
    open_api: OpenApi, said: str, response_format: Any, trouble: str | None
) -> None:
    """Or the run fails and says where it has not; nothing is fetched to find out."""
    api = open_api(ScriptedModel(said))
    run = api.run(api.thread("How much?"), api.assistant(), response_format=response_format)
    if trouble is None:
        assert run["status"] == "completed", run["last_error"]
    else:
        assert run["status"] == "failed"
        assert trouble in run["last_error"]["message"]


def test_what_is_no_schema_is_refused(api: Api) -> None:
    """Before there is an assistant or a run that could never answer."""
    wrong = asking_for({"type": "nonsense"})
    error = api.refused(400, "POST", "/assistants", json={"model": "m", "response_format": wrong})
    assert error["param"] == "response_format.json_schema.schema.type"
    assert error["message"].startswith("Invalid schema for response_format: 'nonsense' is not valid")
    assistant_id = api.assistant()
    api.refused(400, "POST", f"/assistants/{assistant_id}", json={"response_format": wrong})
    body = {"assistant_id": assistant_id, "response_format": wrong}
    api.refused(400, "POST", f"/threads/{api.thread('Hi')}/runs", json=body)


@pytest.mark.parametrize(
    "schema",
    [
        {"pattern": "a{99999999999}"},
        {"pattern": "(" * 500 + ")" * 500},
        reduce(lambda inner, _: {"not": inner}, range(200), TOTAL),
    ],
)
def test_a_schema_that_is_too_much_to_check_is_refused(api: Api, schema: Any) -> None:
    """As what is no schema is."""
    body = {"model": "m", "response_format": asking_for(schema)}
    error = api.refused(400, "POST", "/assistants", json=body)
    assert error["message"].startswith("Invalid schema for response_format: It cannot be checked")
    assert error["param"] == "response_format.json_schema.schema"


def test_a_pattern_that_takes_for_ever_fails_the_run_alone(
    open_api: OpenApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python's regular expressions let nothing else in the process go on until they are through."""
    monkeypatch.setattr("pdfai.server.runs.formats._PATTERN_SECONDS", 2)
    api = open_api(ScriptedModel(f'"{"a" * 40}!"'))
    form = asking_for({"properties": {"a": {}}, "allOf": [{"pattern": "^(a+)+$"}]})
    run = api.run(api.thread("How much?"), api.assistant(), response_format=form)
    assert run["status"] == "failed"
    assert "pattern takes too long" in run["last_error"]["message"]


def test_the_offline_model_says_that_it_speaks_no_json(offline: Api) -> None:
    """Rather than answer with something else."""
    run = offline.run(offline.thread("Hi"), offline.assistant(), response_format={"type": "json_object"})
    assert (run["status"], run["last_error"]["code"]) == ("failed", "invalid_prompt")
    assert "--upstream-url" in run["last_error"]["message"]


@pytest.mark.parametrize("budget", ["max_prompt_tokens", "max_completion_tokens"])
def test_a_budget_is_for_all_rounds_of_a_run(open_api: OpenApi, budget: str) -> None:
    """What the first one spent, the second one has not."""
    call = FunctionCall(id="call_a", name="weather", arguments="{}")
    first = Reply(calls=(call,), usage=Usage(prompt_tokens=290, completion_tokens=290), model="scripted")
    model = ScriptedModel(first, replace(first, calls=(), text="Rain."))
    api = open_api(model)
    run = api.run(api.thread("Rain?"), api.assistant(), **{budget: 300})
    path = f"/threads/{run['thread_id']}/runs/{run['id']}/submit_tool_outputs"
    done = api.ended(api.post(path, {"tool_outputs": [{"tool_call_id": "call_a", "output": "x" * 100}]}))
    if budget == "max_completion_tokens":
        assert model.prompts[1].max_completion_tokens == 10
        assert done["status"] == "completed"
    else:
        assert done["incomplete_details"] == {"reason": "max_prompt_tokens"}
        assert done["usage"]["prompt_tokens"] == 290
