"""Models keep whatever a server sends, and write it back unchanged."""

import copy
import pickle
import re
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar, get_args

import pytest
from pdfai_api import models
from pdfai_api.models import (
    FileCitation,
    FileCitationAnnotation,
    FileSearchTool,
    Message,
    Run,
    RunStep,
    Text,
    TextContent,
    Unknown,
    VectorStoreFile,
)
from pdfai_api.types import UNSET
from pdfai_wire import params, schema

MESSAGE: dict[str, Any] = {
    "id": "msg_1",
    "object": "thread.message",
    "created_at": 1,
    "thread_id": "thread_1",
    "role": "assistant",
    "content": [
        {
            "type": "text",
            "text": {
                "value": "Revenue rose 【0:0†report.pdf】.",
                "annotations": [
                    {
                        "type": "file_citation",
                        "text": "【0:0†report.pdf】",
                        "start_index": 13,
                        "end_index": 29,
                        "file_citation": {"file_id": "file-1", "rectangle": [1, 2, 3, 4]},
                    }
                ],
            },
        }
    ],
    "assistant_id": "asst_1",
    "run_id": None,
    "attachments": [],
    "metadata": {"tone": "dry"},
}
Model = TypeVar("Model")
STEP = {"id": "step_1", "type": "tool_calls", "status": "completed"}


def pickled(model: Model) -> Model:
    thawed: Model = pickle.loads(pickle.dumps(model))  # noqa: S301 (our own bytes)
    return thawed


def text_of(message: Message) -> Text:
    part = message.content[0]
    assert isinstance(part, TextContent)
    return part.text


def citation_of(message: Message) -> FileCitation:
    annotation = text_of(message).annotations[0]
    assert isinstance(annotation, FileCitationAnnotation)
    return annotation.file_citation


def test_nested_objects_become_models() -> None:
    """Attributes bear the wire's names, at every depth."""
    message = Message.from_dict(MESSAGE)
    assert message.object == "thread.message"
    assert citation_of(message).file_id == "file-1"
    assert message.metadata == {"tone": "dry"}
    assert message.to_dict() == MESSAGE


def test_unknown_properties_are_kept_and_visible() -> None:
    """At any depth; changing them changes what is written."""
    source = {**MESSAGE, "mood": {"level": 3}, "to_dict": "not a method"}
    message = Message.from_dict(source)
    assert message.additional_properties == {"mood": {"level": 3}, "to_dict": "not a method"}
    assert citation_of(message).additional_properties == {"rectangle": [1, 2, 3, 4]}
    assert message.to_dict() == source
    message.additional_properties["mood"] = "fine"
    assert message.to_dict() == {**source, "mood": "fine"}


def test_unknown_enum_values_are_kept() -> None:
    """A status of tomorrow is a string like any other."""
    run = Run.from_dict({"id": "run_1", "status": "paused"})
    assert str(run.status) == "paused"
    assert run.to_dict() == {"id": "run_1", "status": "paused"}


def test_variants_are_told_apart_by_their_discriminator() -> None:
    """The discriminator decides, whatever else the object has or lacks."""
    details = RunStep.from_dict({"step_details": {"type": "tool_calls", "message_creation": 1}}).step_details
    assert type(details).__name__ == "ToolCallsDetails"
    strategy = VectorStoreFile.from_dict({"chunking_strategy": {"type": "other"}}).chunking_strategy
    assert type(strategy).__name__ == "OtherChunkingStrategy"


@pytest.mark.parametrize("kind", ["telepathy", None, ["tool_calls"], {}, 1])
def test_unknown_variants_are_kept_as_such(kind: object) -> None:
    """They are Unknown, read as attributes and come out as they went in; a kind need not even be a string."""
    source = {**STEP, "step_details": {"type": kind, "depth": 2}}
    step = RunStep.from_dict(source)
    assert isinstance(step.step_details, Unknown)
    assert step.step_details.type == kind
    assert step.step_details.depth == 2
    assert step.step_details.width is UNSET
    assert step.to_dict() == source
    assert pickled(step) == copy.deepcopy(step) == step


def test_missing_required_properties_read_as_unset() -> None:
    """Servers leave out what the contract promises; nothing raises, nothing is made up on the way back."""
    message = Message.from_dict({"id": "msg_1"})
    content: object = message.content
    assert content is UNSET
    assert not content
    assert message.to_dict() == {"id": "msg_1"}


@pytest.mark.parametrize("value", [None, "text", 5, True, {"type": "text"}, [None, 1, [], "x"]])
def test_values_of_the_wrong_type_are_kept(value: object) -> None:
    """One odd field does not lose the object."""
    for name in MESSAGE:
        source = {**MESSAGE, name: value}
        assert Message.from_dict(source).to_dict() == source


@pytest.mark.parametrize("answer", [None, "<html>", 5, [], [["id", "msg_1"]]])
def test_only_objects_are_read(answer: Any) -> None:
    """An answer that is no object at all is the sender's affair to report."""
    with pytest.raises(TypeError, match="JSON object"):
        Message.from_dict(answer)


def test_the_source_is_not_changed() -> None:
    """Neither reading nor changing the model touches what was read."""
    source = copy.deepcopy(MESSAGE)
    message = Message.from_dict(source)
    message.role = "user"
    message.additional_properties["mood"] = "fine"
    text_of(message).value = ""
    assert source == MESSAGE


def test_models_are_made_from_keywords() -> None:
    """Required ones must be given, unknown ones must not; what is UNSET is not written."""
    assert FileSearchTool(type="file_search").to_dict() == {"type": "file_search"}
    with pytest.raises(TypeError, match="needs type"):
        FileSearchTool()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="no property kind"):
        FileSearchTool(type="file_search", kind=1)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        FileSearchTool(type="file_search").kind = 1  # type: ignore[attr-defined]


def test_models_are_values() -> None:
    """They compare, show, copy and pickle what they hold."""
    message = Message.from_dict({**MESSAGE, "mood": "fine", "role": UNSET})
    copied, deep, thawed = copy.copy(message), copy.deepcopy(message), pickled(message)
    assert message == copied == deep == thawed
    role: object = thawed.role
    assert role is UNSET
    text_of(deep).value = "changed"
    assert message != deep
    assert message != MESSAGE
    assert "id='msg_1'" in repr(message)
    assert "mood='fine'" in repr(message)
    assert "role" not in repr(message)


def test_unions_in_arrays_and_recursion(constructs: ModuleType) -> None:
    """Variants are found inside arrays, and inside themselves."""
    source = {
        "role": "user",
        "content": [{"type": "text", "text": {"value": "x"}}, {"type": "image_file"}, {"type": "odour"}, 7],
        "filters": {"type": "and", "filters": [{"type": "or", "filters": [{"type": "ne", "key": "k"}]}]},
    }
    request = constructs.CreateMessageRequest.from_dict(source)
    assert [type(part).__name__ for part in request.content] == [
        "TextContent",
        "ImageContent",
        "Unknown",
        "int",
    ]
    assert type(request.filters.filters[0].filters[0]).__name__ == "ComparisonFilter"
    assert request.to_dict() == source


TOOL = {"type": "search", "many": 3}
TEXT = {"value": "x", "annotations": [{"type": "file_citation", "text": "y"}]}


@pytest.mark.parametrize(
    ("name", "value", "kinds"),
    [
        ("labels", {"a": TOOL, "b": {"type": "odour"}, "c": 7}, ["SearchTool", "Unknown", "int"]),
        ("parts", [{"type": "text", "text": TEXT}, "x"], ["TextContent", "str"]),
        ("either", [TEXT, 7], ["Text", "int"]),
        ("either", {"type": "custom"}, "CustomTool"),
        ("either", "x", "str"),
        ("rows", [[TEXT], [], 7], [["Text"], [], "int"]),
        ("tool", {"type": "function"}, "FunctionTool"),
        ("tool", None, "NoneType"),
        ("numbers", [[1], [2, 3]], [["int"], ["int", "int"]]),
    ],
)
def test_objects_are_found_where_they_are(
    constructs: ModuleType, name: str, value: Any, kinds: list[Any] | str
) -> None:
    """In maps, in arrays of arrays, and beside strings and arrays; a union in a union gives its variants."""
    run = constructs.Run.from_dict({"id": "run_1", name: value})
    assert kinds_of(getattr(run, name)) == kinds
    assert run.to_dict() == {"id": "run_1", name: value}
    assert pickled(run) == copy.deepcopy(run) == run


def kinds_of(value: Any) -> Any:
    if isinstance(value, dict):
        return [kinds_of(item) for item in value.values()]
    return [kinds_of(item) for item in value] if isinstance(value, list) else type(value).__name__


def test_unions_have_their_names(constructs: ModuleType) -> None:
    """A union of the contract is a type; of objects it may be one that came later; each can be matched."""
    assert get_args(constructs.Tool) == (
        constructs.CustomTool,
        constructs.FunctionTool,
        constructs.SearchTool,
        constructs.Unknown,
    )
    assert constructs.Run.__annotations__["tool"] == "Tool | None | Unset"
    assert constructs.Run.__annotations__["parts"] == "Parts | Unset"
    match constructs.Run.from_dict({"tool": TOOL}).tool:
        case constructs.SearchTool(type=kind, many=many):
            assert (kind, many) == ("search", 3)
        case _:
            pytest.fail("no SearchTool")


def test_no_class_is_numbered() -> None:
    """Every name is one of the contract's own; generators number those they have to make up."""
    for module in (models, params, schema):
        assert [name for name in vars(module) if re.search(r"(Type|Model|Field)\d+$", name)] == []


def test_defaults_are_told_but_not_made_up(constructs: ModuleType) -> None:
    """What is not given is UNSET and not sent: the server fills in its default, which may change."""
    request = constructs.CreateRunRequest(model="m")
    assert str([request.temperature, request.order, request.tools]) == "[UNSET, UNSET, UNSET]"
    assert request.to_dict() == {"model": "m"}
    text = Path(str(constructs.__file__)).read_text()
    for documentation in (
        "false unless given.",
        "[] unless given.",
        'Which comes first. "desc" unless given.',
        "How daring; 1 unless given.",
        '"auto" unless given.',
    ):
        assert f'"""{documentation}"""' in text


def test_the_server_knows_the_defaults() -> None:
    """There a property that is not given has its default; null is not the same as not given."""
    assert schema.SearchVectorStoreRequest(query="q").max_num_results == 10
    with pytest.raises(ValueError, match="valid integer"):
        schema.SearchVectorStoreRequest.model_validate({"query": "q", "max_num_results": None})


def test_a_union_of_other_types_takes_what_comes(constructs: ModuleType) -> None:
    """A string where an array or an object could stand is a string."""
    request = constructs.CreateMessageRequest.from_dict({"content": "hello", "tool_choice": "auto"})
    assert (request.content, request.tool_choice) == ("hello", "auto")
    choice = constructs.CreateMessageRequest.from_dict({"tool_choice": {"type": "function"}}).tool_choice
    assert isinstance(choice, constructs.ToolChoice)
