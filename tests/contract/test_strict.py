"""In strict mode, what reading otherwise keeps without a word is an error that says where."""

import importlib
import json
from types import ModuleType
from typing import Any

import pytest
from pdfai_api import strict
from pdfai_api.api.chat import create_completion
from pdfai_api.api.runs import create_run, get_run
from pdfai_api.models import DeletedFile

DELETED = {"id": "file-1", "object": "file", "deleted": True}
MESSAGE: dict[str, Any] = {
    "id": "msg_1",
    "object": "thread.message",
    "created_at": 1.0,
    "role": "user",
    "content": [{"type": "text", "text": {"value": "x", "annotations": []}}],
    "run_id": None,
    "metadata": {"tone": "dry"},
}


@pytest.fixture
def module(constructs: ModuleType) -> Any:
    """Give the strict mode of the models that constructs.yaml gives."""
    return importlib.import_module(f"{constructs.__package__}.strict")


def test_what_the_contract_says_is_accepted(constructs: ModuleType, module: Any) -> None:
    """The model is the one that `from_dict` gives."""
    assert module.read(constructs.Message, MESSAGE) == constructs.Message.from_dict(MESSAGE)
    run = {"id": "run_1", "either": [{"value": "x", "annotations": []}], "numbers": [[1], []], "parts": "x"}
    assert module.read(constructs.Run, run).to_dict() == run


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"mood": "fine"}, "$.mood is not in the contract"),
        ({"role": "oracle"}, "$.role is 'oracle', not Literal['assistant', 'user']"),
        ({"created_at": "1"}, "$.created_at is '1', not int"),
        ({"created_at": True}, "$.created_at is True, not int"),
        ({"created_at": 1.5}, "$.created_at is 1.5, not int"),
        ({"id": None}, "$.id is None, not str"),
        ({"run_id": 7}, "$.run_id is 7, which is none of str, NoneType, Unset"),
        ({"content": [{"type": "odour"}]}, "$.content[0] is {'type': 'odour'}, which is none of"),
        ({"content": [{"type": "text"}]}, "$.content[0] lacks text"),
        (
            {"content": [{"type": "text", "text": {"value": 7, "annotations": []}}]},
            "$.content[0].text.value is 7",
        ),
        ({"content": {}}, "$.content is {}, not list["),
    ],
)
def test_what_it_does_not_say_is_refused(
    constructs: ModuleType, module: Any, changed: dict[str, Any], fault: str
) -> None:
    """The first departure is named with its place."""
    with pytest.raises(AssertionError) as caught:
        module.read(constructs.Message, {**MESSAGE, **changed})
    assert str(caught.value).startswith(fault)


def test_a_missing_property_is_refused(constructs: ModuleType, module: Any) -> None:
    """Otherwise it would read as UNSET."""
    with pytest.raises(AssertionError, match=r"\$ lacks role"):
        module.read(constructs.Message, {name: value for name, value in MESSAGE.items() if name != "role"})


def test_faults_are_found_behind_every_kind_of_value(constructs: ModuleType, module: Any) -> None:
    """In maps, unions in unions, and arrays of arrays."""
    for name, value, place in (
        ("labels", {"a": {"type": "search", "many": "x"}}, "$.labels.a.many"),
        ("tool", {"type": "custom", "name": 7}, "$.tool.name"),
        ("either", {"type": "custom", "name": 7}, "$.either.name"),
        ("either", [{"value": 7, "annotations": []}], "$.either[0].value"),
        ("rows", [[{"value": "x", "annotations": [{"type": "x"}]}]], "$.rows[0][0].annotations[0].type"),
    ):
        with pytest.raises(module.ContractError) as caught:
            module.read(constructs.Run, {"id": "run_1", name: value})
        assert str(caught.value).startswith(f"{place} is ")


def test_the_mode_checks_answers_and_events() -> None:
    """While it lasts, whoever reads."""
    with strict.mode():
        assert DeletedFile.from_dict(DELETED).deleted
        with pytest.raises(strict.ContractError, match=r"\$\.mood"):
            DeletedFile.from_dict({**DELETED, "mood": "fine"})
        with pytest.raises(strict.ContractError, match=r"\$ lacks"):
            get_run.request("thread_1", "run_1").read({"id": "run_1"})
        with pytest.raises(strict.ContractError, match="of a kind that is not in the contract"):
            create_run.stream("thread_1", body={}).read("thread.pondering", "{}")
        with pytest.raises(strict.ContractError, match=r"\$\.id is 7"):
            create_completion.stream(body={}).read("", json.dumps({"id": 7}))
    assert DeletedFile.from_dict({**DELETED, "mood": "fine"}).additional_properties == {"mood": "fine"}
